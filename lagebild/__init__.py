"""Lagebild reads news reports about a crisis and keeps the situation picture."""

__version__ = "0.1.0"

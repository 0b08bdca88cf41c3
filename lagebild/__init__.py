"""Lagebild reads news reports about a crisis and keeps the situation picture."""

from lagebild.errors import LagebildError
from lagebild.pipeline import read, read_many
from lagebild.statements import Reading, Statement
from lagebild.text import Document, Span

__version__ = "0.1.0"
__all__ = ["Document", "LagebildError", "Reading", "Span", "Statement", "read", "read_many"]

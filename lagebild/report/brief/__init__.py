"""Situation reports: what is known in a scope at a time, every sentence with a footnote to its evidence."""

from lagebild.report.brief.making import Asked, brief
from lagebild.report.brief.records import Brief
from lagebild.report.brief.words import spoken

__all__ = ["Asked", "Brief", "brief", "spoken"]

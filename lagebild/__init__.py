"""Lagebild reads news reports about a crisis and keeps the situation picture."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lagebild.errors import DataError, InputError, LagebildError, ModelError
from lagebild.statements import Link, Mention, Period, Place, Quantity, Reading, Statement, Voice
from lagebild.text import Document, Span

if TYPE_CHECKING:
    from lagebild.pipeline import read, read_files, read_many

__version__ = "0.1.0"
__all__ = [
    "DataError",
    "Document",
    "InputError",
    "LagebildError",
    "Link",
    "Mention",
    "ModelError",
    "Period",
    "Place",
    "Quantity",
    "Reading",
    "Span",
    "Statement",
    "Voice",
    "read",
    "read_files",
    "read_many",
]


def __getattr__(name: str) -> Any:
    """The verbs load the model's libraries, so they come only when asked for."""
    if name in ("read", "read_files", "read_many"):
        return getattr(import_module("lagebild.pipeline"), name)
    raise AttributeError(f"module 'lagebild' has no attribute {name!r}")

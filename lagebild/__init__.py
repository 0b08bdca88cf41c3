"""Lagebild reads news reports about a crisis and keeps the situation picture."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lagebild.errors import DataError, InputError, LagebildError, ModelError, StoreError
from lagebild.statements import Link, Mention, Period, Place, Quantity, Reading, Statement, Voice
from lagebild.text import Document, Span

if TYPE_CHECKING:
    from lagebild.pipeline import read, read_files, read_many
    from lagebild.tables import open_store

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
    "StoreError",
    "Voice",
    "open_store",
    "read",
    "read_files",
    "read_many",
]


def __getattr__(name: str) -> Any:
    """The verbs load large libraries, so they come only when asked for."""
    if name in ("read", "read_files", "read_many"):
        return getattr(import_module("lagebild.pipeline"), name)
    if name == "open_store":
        return import_module("lagebild.tables").open_store
    raise AttributeError(f"module 'lagebild' has no attribute {name!r}")

"""PDF and DOCX files as documents: their text, and what they say of their title. Their dates are those of a file, not of a report."""

import io
import logging
from typing import Any
from zipfile import ZipFile

import docx
import pypdf
from docx.table import Table

from lagebild.errors import InputError
from lagebild.ingest.limits import LARGEST
from lagebild.text import Document

MOST_PAGES = 500


def pdf(name: str, data: bytes) -> Document:
    """The text of a PDF, page after page; words that were parted at a line's end are joined.

    Raises:
        InputError: it is damaged, locked, or holds pictures of text only.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        found = pypdf.PdfReader(io.BytesIO(data))
        if found.is_encrypted and not found.decrypt(""):
            raise InputError("the PDF is locked with a password; save it without one first")
        parts = [(p.extract_text() or "").strip() for p in found.pages[:MOST_PAGES]]
        title = _said(found.metadata.title if found.metadata else None)
    except InputError:
        raise
    except Exception as error:  # pypdf raises what it meets: its own errors, KeyError, RecursionError
        raise InputError(f"the PDF is damaged: {error}; save it as text first") from error
    text = "\n\n".join(p for p in parts if p).replace("\u00ad\n", "").replace("\x00", "")
    if not text.strip():
        raise InputError("the PDF holds no text, only pictures; run it through text recognition first")
    return Document(name, text, title, extracted=True)


def word(name: str, data: bytes) -> Document:
    """The paragraphs and tables of a DOCX file, in their order.

    Raises:
        InputError: it is none, or damaged.
    """
    try:
        _fitting(data)
        found = docx.Document(io.BytesIO(data))
        blocks = [_block(b) for b in found.iter_inner_content()]
        title = _said(found.core_properties.title)
    except Exception as error:  # python-docx raises KeyError, BadZipFile and lxml's errors as they come
        raise InputError(f"this is no DOCX file, or it is damaged: {error}; save it as text first") from error
    return Document(name, "\n".join(b for b in blocks if b.strip()), title, extracted=True)


def _fitting(data: bytes) -> None:
    """A file that unpacks to more than any report is none."""
    with ZipFile(io.BytesIO(data)) as parts:
        if sum(p.file_size for p in parts.infolist()) > 20 * LARGEST:
            raise InputError(f"it unpacks to more than {20 * LARGEST // 1_000_000} MB")


def _block(block: Any) -> str:
    if isinstance(block, Table):
        return "\n".join("\t".join(dict.fromkeys(c.text.strip() for c in row.cells)) for row in block.rows)
    return str(block.text)


def _said(title: Any) -> str | None:
    return str(title).strip() or None if title else None

"""Fixtures shared by all tests."""

import pytest
from hypothesis import settings

from lagebild.ingest import identified
from lagebild.pipeline import read_document
from lagebild.statements import Reading
from lagebild.text import Document

settings.register_profile("lagebild", deadline=None)
settings.load_profile("lagebild")


@pytest.fixture(scope="session")
def reading_of():
    """Read a German text."""

    def read(text: str, language: str = "de") -> Reading:
        return read_document(identified(Document("test", text, language=language)))

    return read

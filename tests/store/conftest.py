"""Empty stores of every kind that there is."""

import pytest

from lagebild.store import Store
from tests.store.making import Clock
from tests.stores import KINDS, empty


@pytest.fixture(params=KINDS)
def url(request, tmp_path):
    """The URL of an empty store."""
    with empty(request.param, tmp_path) as found:
        yield found


@pytest.fixture
def store(url):
    """An empty store with a clock of its own."""
    with Store(url, now=Clock()) as found:
        yield found

"""A store with all reports of the scenario, of every kind that there is."""

import pytest

from lagebild import incidents
from lagebild.store import Store
from tests.scenario.reports import REPORTS
from tests.store.making import Clock
from tests.stores import KINDS, empty


@pytest.fixture(scope="session", params=KINDS)
def told(request, tmp_path_factory):
    """All reports in one store."""
    with empty(request.param, tmp_path_factory.mktemp("scenario")) as url, Store(url, now=Clock()) as store:
        store.add(REPORTS, "r1", incidents.linker)
        yield store

"""A store with all reports of the scenario."""

import pytest

from lagebild import incidents
from lagebild.store import Store
from tests.scenario.reports import REPORTS
from tests.store.making import Clock


@pytest.fixture(scope="session")
def told(tmp_path_factory):
    with Store(f"sqlite:///{tmp_path_factory.mktemp('scenario') / 'a.db'}", now=Clock()) as store:
        store.add(REPORTS, "r1", incidents.linker)
        yield store

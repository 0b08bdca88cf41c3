"""A web application over the reports of the scenario."""

import pytest

from lagebild import incidents
from lagebild.store import Store
from lagebild.web import create_app
from tests.scenario.reports import REPORTS
from tests.store.making import Clock
from tests.web.browsing import Browser


@pytest.fixture(scope="session")
def told(tmp_path_factory):
    """All reports of the scenario; not to be changed."""
    with Store(f"sqlite:///{tmp_path_factory.mktemp('web') / 'told.db'}", now=Clock()) as store:
        store.add(REPORTS, "r1", incidents.linker)
        yield store


@pytest.fixture
def client(told):
    """A browser on the scenario."""
    with Browser(create_app(told)) as found:
        yield found

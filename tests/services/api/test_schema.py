"""The API against its own description: made-up requests, right and wrong, never meet a fault of the server or an answer that is not described."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

schemathesis = pytest.importorskip("schemathesis")
if not os.environ.get("LAGEBILD_TEST_API"):
    pytest.skip("only make test-services makes up requests", allow_module_level=True)

from schemathesis import GenerationMode  # noqa: E402
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance  # noqa: E402

from lagebild import incidents  # noqa: E402
from lagebild.store import Store  # noqa: E402
from lagebild.web import create_app  # noqa: E402
from tests.scenario.reports import REPORTS  # noqa: E402
from tests.store.making import Clock  # noqa: E402

EXAMPLES = 30
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    """The description of an application over the scenario; what is added to it is not read, the stream of events has no end and is left out."""
    with Store(f"sqlite:///{tmp_path_factory.mktemp('api') / 'told.db'}", now=Clock()) as store:
        store.add(REPORTS, "r1", incidents.linker)
        app = create_app(store, hosts=("localhost", "testserver"), read=lambda documents: iter(()), reader="none")
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app).exclude(path_regex="events")


def test_requests_that_are_made_up(api):
    told = 0
    for found in api.get_all_operations():
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                made_up(found.ok(), mode)
            except Unsatisfiable:  # nothing can be wrong with what has no parameters
                continue
            told += 1
    assert told > 15


def made_up(operation, mode):
    """Requests to one operation, each answered as it is described."""

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()

"""Stores to test with: SQLite always, PostgreSQL where LAGEBILD_TEST_POSTGRES names a server."""

import os
import uuid

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from lagebild.store import Store
from tests.store.making import Clock

SERVER = os.environ.get("LAGEBILD_TEST_POSTGRES")
KINDS = ["sqlite", *(["postgresql"] if SERVER else [])]


@pytest.fixture(params=KINDS)
def url(request, tmp_path):
    """The URL of an empty store."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    name = f"test_{uuid.uuid4().hex[:12]}"
    admin = create_engine(SERVER.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def store(url):
    """An empty store with a clock of its own."""
    with Store(url, now=Clock()) as found:
        yield found

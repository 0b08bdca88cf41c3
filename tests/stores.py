"""Stores to test with: SQLite always, PostgreSQL where LAGEBILD_TEST_POSTGRES names a server."""

import os
import uuid
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

SERVER = os.environ.get("LAGEBILD_TEST_POSTGRES")
KINDS = ["sqlite", *(["postgresql"] if SERVER else [])]


@contextmanager
def empty(kind, folder):
    """The URL of an empty store."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / f'{uuid.uuid4().hex[:8]}.db'}"
        return
    name = f"test_{uuid.uuid4().hex[:12]}"
    admin = create_engine(SERVER.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()

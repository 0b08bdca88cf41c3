"""Connections: SQLite by default, PostgreSQL by URL; the schema is brought up to date when a store is opened."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from lagebild.errors import StoreError
from lagebild.store.trouble import telling
from lagebild.text import storable

JSON = partial(json.dumps, ensure_ascii=False, sort_keys=True)
LOCK = 7_218_403
SERVER = {"connect_timeout": 10, "application_name": "lagebild"}
POOL: dict[str, Any] = {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20, "pool_timeout": 30}
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=60000", "secure_delete=ON", "cache_size=-65536")


def connect(url: str) -> Engine:
    """The engine of a store's URL: ``sqlite:///file.db``, ``sqlite://`` (memory) or ``postgresql://...``.

    Raises:
        StoreError: the URL is none, its driver is missing or the store cannot be reached.
    """
    try:
        address = make_url(url)
        if address.get_backend_name() == "postgresql":
            server = create_engine(address.set(drivername="postgresql+psycopg"), json_serializer=JSON, connect_args=SERVER, **POOL)
            event.listen(server, "connect", _without_compiling)
            event.listen(server, "before_cursor_execute", _storable, retval=True)
            return server
        if address.get_backend_name() != "sqlite":
            raise StoreError(f"{url}: a store is sqlite:///file.db or postgresql://user@host/name")
        if address.database:
            Path(address.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address, json_serializer=JSON, connect_args={"check_same_thread": False, "timeout": 60})
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"{url}: {error}; a store is sqlite:///file.db, or postgresql://user@host/name with lagebild[postgresql]") from error
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _storable, retval=True)
    return engine


def _storable(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> tuple[str, Any]:
    """No database takes half characters, and PostgreSQL no noughts."""
    return statement, _clean(parameters)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, tuple):
        return tuple([storable(v) if v.__class__ is str else v for v in value])
    if isinstance(value, dict):
        return {k: _clean(v) for k, v in value.items()}
    return [_clean(v) for v in value] if isinstance(value, list) else value


def _without_compiling(connection: Any, _record: Any) -> None:
    """PostgreSQL compiles what it thinks dear; here that costs ten times what the query does."""
    connection.autocommit = True
    connection.execute("SET jit = off")
    connection.autocommit = False


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store."""
    with telling(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction: all of it is kept or nothing; one writer at a time."""
    with telling(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


def migrate(engine: Engine) -> None:
    """Bring the schema up to date; nothing happens where it already is.

    Raises:
        StoreError: the store cannot be reached.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    head = ScriptDirectory.from_config(config).get_current_head()
    with reading(engine) as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

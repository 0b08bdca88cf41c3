"""A copy of a SQLite store while it is in use, and back again."""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from lagebild.errors import StoreError


def file_of(url: str) -> Path:
    """The file of a SQLite store.

    Raises:
        StoreError: the store is in memory or on a server.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database or address.database == ":memory:":
        raise StoreError("backup and restore are for SQLite files; use pg_dump and pg_restore for PostgreSQL")
    return Path(address.database)


def backup(url: str, target: Path) -> None:
    """Write a consistent copy of the store to a new file.

    Raises:
        StoreError: the target exists already, or the store is no SQLite file.
    """
    if target.exists():
        raise StoreError(f"{target} exists already; name a new file")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    _copy(file_of(url), part)
    part.replace(target)


def restore(url: str, source: Path) -> None:
    """Put a backup in the place of an absent store.

    Raises:
        StoreError: the backup is damaged or none, or the store exists already.
    """
    target = file_of(url)
    if target.exists():
        raise StoreError(f"{target} exists already; move it away first")
    _check(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    _copy(source, target)


def _check(source: Path) -> None:
    try:
        with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{source} is no backup of a store: {error}") from error
    if not whole:
        raise StoreError(f"{source} is damaged")


def _copy(source: Path, target: Path) -> None:
    origin, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        origin.backup(copy)
    finally:
        copy.close()
        origin.close()


def vacuum(engine: Engine) -> None:
    """Give back, and overwrite, the room of what was removed."""
    rebuild = "INSERT INTO documents_search(documents_search) VALUES ('rebuild')"
    steps = (rebuild, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)") if engine.dialect.name == "sqlite" else ("VACUUM",)
    raw = engine.raw_connection()
    try:
        raw.rollback()
        if engine.dialect.name == "postgresql":
            raw.driver_connection.autocommit = True  # type: ignore[union-attr]
        cursor = raw.cursor()
        for step in steps:
            cursor.execute(step)
    finally:
        raw.invalidate()
        raw.close()

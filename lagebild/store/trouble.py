"""What a database says when something is wrong, in words that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from lagebild.errors import StoreError, StoreGoneError

AGAIN = "nothing of the last batch was written; the same command goes on where it was"
SQLITE = (
    ("disk is full", f"the disk is full: {AGAIN} when there is room"),
    ("disk i/o error", f"the disk does not take it, perhaps it is full: {AGAIN} when there is room"),
    ("readonly", "it may be read but not written: check the rights of the file and its folder, and whether the disk is read-only"),
    ("unable to open", "the file cannot be opened or made: check the path, its rights, and whether the disk is read-only"),
    ("malformed", "the file is damaged: put a backup in its place with lagebild restore"),
    ("not a database", "the file is no store"),
)
FULL, AWAY, AGAINST = "53100", ("08", "57P0"), "40"


@contextmanager
def telling(engine: Engine) -> Iterator[None]:
    """Errors of the database as errors of the store.

    Raises:
        StoreGoneError: the store cannot be reached now.
        StoreError: something else is wrong with it.
    """
    try:
        yield
    except DBAPIError as error:
        found = _sqlite(str(error.orig)) if engine.dialect.name == "sqlite" else _server(error)
        if found is None:
            raise
        raise found from error
    except sqlite3.Error as error:  # while a connection is made
        raise (_sqlite(str(error)) or StoreError(f"the store cannot be opened: {error}")) from error


def _sqlite(said: str) -> StoreError | None:
    if "locked" in said:
        return StoreGoneError("the store is busy: another process has been writing for a minute")
    found = next((words for sign, words in SQLITE if sign in said.lower()), None)
    return StoreError(f"the store cannot be used: {said}; {found}") if found else None


def _server(error: DBAPIError) -> StoreError | None:
    said, state = str(error.orig).strip(), str(getattr(error.orig, "sqlstate", None) or "")
    if state == FULL:
        return StoreError(f"the server's disk is full: {AGAIN} when there is room")
    if state.startswith(AGAINST):
        return StoreGoneError(f"the store is busy: {said}")
    if error.connection_invalidated or state.startswith(AWAY) or (not state and type(error.orig).__name__ == "OperationalError"):
        return StoreGoneError(f"the store cannot be reached: {said}; {AGAIN}")
    return None

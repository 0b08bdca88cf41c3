"""``lagebild read --open``: the picture of what was read, in a browser, kept nowhere."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import typer

from lagebild.commands.serving import needed, run
from lagebild.commands.settings import author_of
from lagebild.errors import InputError
from lagebild.statements import Reading


def open_readings(readings: Iterable[Reading]) -> int:
    """Show readings in the browser until Ctrl-C; the number of documents that could not be read.

    Raises:
        InputError: not one of them could be read.
    """
    needed()
    found = list(readings)
    for r in found:
        if r.failure:
            typer.echo(f"lagebild: {r.failure.message}", err=True)
    read = [r for r in found if not r.failure]
    if not read:
        raise InputError("there is nothing to show")
    _shown(read)
    return len(found) - len(read)


def _shown(read: list[Reading]) -> None:
    from lagebild.incidents import linker
    from lagebild.store import Store
    from lagebild.web import create_app

    with tempfile.TemporaryDirectory(prefix="lagebild-", ignore_cleanup_errors=True) as folder, Store(f"sqlite:///{Path(folder) / 'r.db'}") as store:
        store.add(read, "read", linker)
        run(create_app(store, author=author_of(None)), "127.0.0.1", 0, "/picture", opened=True)

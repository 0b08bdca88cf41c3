"""``lagebild forget``, ``backup``, ``restore``: what keeps a store in order."""

from pathlib import Path
from typing import Annotated

import typer

from lagebild import incidents
from lagebild.commands.settings import Author, StoreUrl, author_of, open_store, store_url

Reason = Annotated[str | None, typer.Option(help="Why, for the log.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog='Examples: lagebild forget report-7 --reason "request of 3 May" · lagebild forget --person "Jorinde Quappe"')(forget)
    app.command(epilog="Example: lagebild backup store-2022-01-06.db")(backup)
    app.command(epilog="Example: lagebild restore store-2022-01-06.db --store sqlite:///new.db")(restore)


def forget(
    document: Annotated[str | None, typer.Argument(help="Id, key or address of a document.", show_default=False)] = None,
    person: Annotated[str | None, typer.Option(help="Full name of a person instead.", show_default=False)] = None,
    reason: Reason = None,
    author: Author = None,
    store: StoreUrl = None,
) -> None:
    """Remove a document, or a person's name, for good. The log keeps that it was done, not what was removed."""
    if (document is None) == (person is None):
        raise typer.BadParameter("name a document or --person, one of the two")
    with open_store(store) as opened:
        if document is not None:
            done, what = incidents.forget(opened, document, author_of(author), reason), "versions of the document"
        else:
            done, what = opened.forget_person(person or "", author_of(author), reason), "places where the name stood"
    typer.echo(f"removed for good: {done} {what}" if done else "nothing found that fits; nothing was removed")
    raise typer.Exit(0 if done else 1)


def backup(target: Annotated[Path, typer.Argument(help="A new file.")], store: StoreUrl = None) -> None:
    """Copy a SQLite store to a new file, also while it is in use."""
    with open_store(store) as opened:
        opened.backup(target)
    typer.echo(f"written: {target}")


def restore(source: Annotated[Path, typer.Argument(help="A file that backup wrote.")], store: StoreUrl = None) -> None:
    """Put a backup in the place of an absent store."""
    from lagebild.store import restore as put_back

    url = store_url(store)
    put_back(url, source)
    typer.echo(f"restored: {url}")

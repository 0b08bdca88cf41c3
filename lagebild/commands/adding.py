"""``lagebild add``: reports into the store."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lagebild.commands.settings import StoreUrl, open_store, settings
from lagebild.errors import InputError
from lagebild.ingest import documents

if TYPE_CHECKING:
    from lagebild.collect import Tally
    from lagebild.feeds import Fetcher
    from lagebild.ingest import Failed
    from lagebild.ingest.sources import Fetch
    from lagebild.text import Document

Inputs = Annotated[
    list[str], typer.Argument(help="Text, HTML, PDF, DOCX, e-mail, JSON lines, WARC files, folders, web addresses, or - for standard input.")
]
Date = Annotated[str | None, typer.Option(help="Publication date of documents without one: 2022-01-06, 2022-01 ...")]
Language = Annotated[str | None, typer.Option(help="Language of the documents, ISO 639-1; found out if absent.")]


Private = Annotated[bool, typer.Option("--private", help="Allow web addresses of this machine and of private networks.")]
Pause = Annotated[float, typer.Option(min=0.0, help="Seconds between two requests to one host.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Examples: lagebild add reports/ · lagebild add crawl.warc.gz --language de · lagebild add https://example.org/report.html")(
        add
    )


def add(inputs: Inputs, date: Date = None, language: Language = None, private: Private = False, pause: Pause = 2.0, store: StoreUrl = None) -> None:
    """Read reports and keep them in the store; what is there already is not read again.

    A web address is fetched as `watch` fetches: robots.txt is obeyed, and a changed page is a new version of its document.

    It can be stopped at any time and started again. The exit status is 1 where some documents could not be read; the others are kept.
    """
    from lagebild.collect import collect

    with fetching(private, pause) as fetch:
        try:
            found = documents(inputs, date=date, language=language, fetch=fetch)
        except InputError as error:
            raise typer.BadParameter(str(error)) from error
        with open_store(store) as opened:
            total = last(watched(collect(opened, found)))
    report(total)
    raise typer.Exit(1 if total.failed else 0)


@contextmanager
def fetching(private: bool, pause: float) -> Iterator["Fetch"]:
    """What fetches web addresses; its libraries are loaded only when one comes."""
    made: list[Fetcher] = []

    def fetch(url: str) -> Iterator["Document | Failed"]:
        from lagebild.feeds import Fetcher, fetched

        if not made:
            made.append(Fetcher(settings().contact, private, pause))
        yield from fetched(url, made[0])

    try:
        yield fetch
    finally:
        for fetcher in made:
            fetcher.close()


def last(tallies: Iterable["Tally"]) -> "Tally":
    """The tally at the end."""
    from lagebild.collect import Tally

    total = Tally()
    for tally in tallies:
        total = tally
    return total


def watched(tallies: Iterable["Tally"]) -> Iterator["Tally"]:
    """The tallies, shown on standard error where somebody watches."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from tallies
        return
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("reading")
        for tally in tallies:
            bar.update(task, description=summary(tally))
            yield tally


def summary(t: "Tally") -> str:
    """A tally in words."""
    parts = ((t.new, "new"), (t.replaced, "read again"), (t.known, "known already"), (t.refused, "removed earlier"), (len(t.failed), "failed"))
    return f"{t.seen} documents: " + (", ".join(f"{n} {words}" for n, words in parts if n) or "none")


def report(t: "Tally") -> None:
    """Print what was done, and what failed and why."""
    for name, failure in t.failed:
        message = failure.message if failure.message.startswith(name) else f"{name}: {failure.message}"
        typer.echo(f"lagebild: {message}", err=True)
    typer.echo(summary(t))

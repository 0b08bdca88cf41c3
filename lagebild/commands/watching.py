"""``lagebild watch``: feeds into the store, round after round."""

import hashlib
import time
from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from lagebild.collect import collect
from lagebild.commands.adding import last, report, watched
from lagebild.commands.settings import StoreUrl, open_store, settings, store_url
from lagebild.errors import InputError
from lagebild.feeds import Fetcher, Memory, news, opml


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Examples: lagebild watch feeds.opml · lagebild watch feeds.opml --every 15")(watch)


def watch(
    feeds: Annotated[Path, typer.Argument(help="An OPML file, or a text file with one address a line.", exists=True, dir_okay=False)],
    every: Annotated[int, typer.Option(min=0, help="Minutes between two rounds; 0: one round only.")] = 0,
    private: Annotated[bool, typer.Option("--private", help="Allow addresses of this machine and of private networks.")] = False,
    pause: Annotated[float, typer.Option(min=0.0, help="Seconds between two requests to one host.")] = 2.0,
    store: StoreUrl = None,
) -> None:
    """Fetch the articles that feeds announce, and keep them in the store; a changed article becomes a new version.

    robots.txt is obeyed, servers are asked only for what changed, and busy ones are left in peace.
    """
    try:
        named = opml(feeds)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    fetcher, path = Fetcher(settings().contact, private, pause), memory_file(feeds, store_url(store))
    try:
        while True:
            failed = _round(named, fetcher, path, store)
            if not every:
                raise typer.Exit(1 if failed else 0)
            time.sleep(60 * every)
    finally:
        fetcher.close()


def _round(named: list[tuple[str, str]], fetcher: Fetcher, path: Path, store: str | None) -> bool:
    memory = Memory.load(path)
    with open_store(store) as opened:
        total = last(watched(collect(opened, news(named, fetcher, memory))))
    memory.save(path)
    report(total)
    return bool(total.failed)


def memory_file(feeds: Path, url: str) -> Path:
    """Where the memory of these feeds for this store is kept."""
    name = hashlib.sha256(f"{feeds.resolve()} {url}".encode()).hexdigest()[:16]
    return platformdirs.user_state_path("lagebild") / f"watch-{name}.json"

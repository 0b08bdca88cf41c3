"""``lagebild search``: documents that hold all the words."""

import json
from typing import Annotated

import typer

from lagebild.commands.settings import StoreUrl, open_store
from lagebild.entries import Entry, Header


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Examples: lagebild search flughafen geschlossen · lagebild search airport --format json")(search)


def search(
    words: Annotated[list[str], typer.Argument(help="All of them must occur; each may be the beginning of a word.")],
    most: Annotated[int, typer.Option(min=1, help="At most this many documents.")] = 20,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    store: StoreUrl = None,
) -> None:
    """Find documents by their words, with the statements in which the words stand; the exit status is 1 where there are none."""
    if form not in ("text", "json"):
        raise typer.BadParameter("--format is text or json")
    with open_store(store) as opened:
        keys = opened.search(" ".join(words), most)
        heads, said = opened.headers(keys), opened.of_documents(keys)
    hits = [(heads[k], [e for e in said if e.header.key == k and _holds(e, words)]) for k in keys]
    for header, entries in hits:
        typer.echo(json.dumps(_record(header, entries), ensure_ascii=False) if form == "json" else "\n".join(_lines(header, entries)))
    raise typer.Exit(0 if keys else 1)


def _holds(entry: Entry, words: list[str]) -> bool:
    quote = entry.quote.casefold()
    return any(w.casefold() in quote for w in words)


def _record(header: Header, entries: list[Entry]) -> dict[str, object]:
    facts = {n: getattr(header, n) for n in ("id", "key", "title", "language", "outlet", "url", "published")}
    return facts | {"statements": [{"id": e.statement.id, "kind": e.statement.kind, "type": e.statement.type, "quote": e.quote} for e in entries]}


def _lines(header: Header, entries: list[Entry]) -> list[str]:
    facts = " · ".join(f for f in (header.published, header.language, header.outlet, header.id) if f)
    return [header.title or header.id, f"  {facts}", *(f"  {e.statement.id}  {e.statement.kind} {e.statement.type}: {e.quote}" for e in entries)]

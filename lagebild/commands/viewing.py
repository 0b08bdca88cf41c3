"""``lagebild picture``, ``changes``, ``show``: what is known, what is new, and what stands behind a line."""

import json
from collections import Counter
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from lagebild import picture as views
from lagebild.commands.settings import StoreUrl, open_store
from lagebild.commands.showing import behind, shown
from lagebild.report.situation import Section, Words, as_markdown, as_text, change_sections, sections
from lagebild.store import Scope, Store
from lagebild.store.clock import moment, stamp


class Form(StrEnum):
    """How views are printed."""

    picture = "picture"
    json = "json"
    markdown = "markdown"


How = Annotated[Form, typer.Option("--format", help="How to print.")]
Tongue = Annotated[str | None, typer.Option("--words", help="Language of headings: de, en; that of most reports if absent.", show_default=False)]
Id = Annotated[str, typer.Argument(metavar="ID", help="Of a statement, an incident or a document.")]
Until = Annotated[str | None, typer.Option("--as-of", help="What was reported by then: 2022-01-06 (its end) ...", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Examples: lagebild picture --place Passau --as-of 2022-01-06 · lagebild picture --about airport --format json")(picture)
    app.command(epilog="Example: lagebild changes --since 2022-01-06")(changes)
    app.command(epilog="Example: lagebild show 3f2a90c1d4e5b678")(show)


def picture(
    place: Annotated[str | None, typer.Option(help="A name, a GeoNames id, or three letters of a country.", show_default=False)] = None,
    start: Annotated[str | None, typer.Option("--from", help="First day.", show_default=False)] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day.", show_default=False)] = None,
    about: Annotated[str | None, typer.Option(help="Only reports with these words.", show_default=False)] = None,
    as_of: Until = None,
    form: How = Form.picture,
    words: Tongue = None,
    store: StoreUrl = None,
) -> None:
    """Print what the reports in the store amount to: figures, states, incidents, positions, questions, contradictions, gaps."""
    scope = scope_of(place, start, end, about, as_of)
    with open_store(store) as opened:
        found = views.picture(opened, scope)
        spoken = Words(words or _language(opened, found))
    if form is Form.json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return
    facts = [place, about, f"{spoken['as_of']} {as_of}" if as_of else None, f"{found.documents} {spoken['documents']}"]
    _print(f"{spoken['title']} · " + " · ".join(f for f in facts if f), sections(found, spoken), form)


def changes(
    since: Annotated[str, typer.Option(help="What was reported from then on: 2022-01-06 (its beginning), 2022-01-06T18:00+06:00.")],
    as_of: Until = None,
    form: How = Form.picture,
    words: Tongue = None,
    store: StoreUrl = None,
) -> None:
    """Print what is new, changed, answered or withdrawn since a time."""
    with open_store(store) as opened:
        found = views.changes(opened, before(since), _moment(as_of))
        spoken = Words(words or "en")
    if form is Form.json:
        typer.echo(json.dumps([asdict(c) for c in found], ensure_ascii=False, indent=1))
        return
    _print(f"{spoken['changes']} · {spoken['since']} {since}" + ("" if found else f": {spoken['nothing']}"), change_sections(found, spoken), form)


def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Of a statement, an incident or a document.")],
    form: How = Form.picture,
    store: StoreUrl = None,
) -> None:
    """Print everything behind one line: words, report, source, history, links and why they were made."""
    with open_store(store) as opened:
        found = behind(opened, id_)
    if found is None:
        typer.echo(f"lagebild: nothing bears the id {id_}", err=True)
        raise typer.Exit(1)
    if form is Form.json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    _print(f"{found['what']} {id_}", shown(found), form)


def _print(title: str, found: list[Section], form: Form) -> None:
    typer.echo(as_markdown(title, found) if form is Form.markdown else as_text(title, found))


def _language(store: Store, found: views.Picture) -> str:
    """The language of most documents behind the picture."""
    keys = {k for o in found.incidents for k, _ in o.statements} | {r[0] for s in found.statuses for h in s.history for r in h.statements}
    said = Counter(h.language for h in store.headers(sorted(keys)[:500]).values() if h.language)
    return min(said, key=lambda x: (-said[x], x), default="en")


def scope_of(place: str | None, start: str | None, end: str | None, about: str | None, as_of: str | None) -> Scope:
    """The scope of options."""
    return Scope(place, _first(start), _moment(end), about, _moment(as_of))


def _moment(said: str | None) -> str | None:
    try:
        return moment(said) if said else None
    except ValueError as error:
        raise typer.BadParameter(f"{said!r} is no date; write 2022-01-06 or 2022-01-06T18:00+06:00") from error


def _first(said: str | None) -> str | None:
    return _moment(said) and said and said[:10]


def before(said: str) -> str:
    """The last moment before a day or time begins."""
    found = _moment(said) or ""
    if len(said) == 10:
        return stamp(datetime.combine(date.fromisoformat(said), time.min) - timedelta(microseconds=1))
    return found

"""``lagebild judge``, ``link``, ``sources``: what people know better than the comparison."""

from typing import Annotated

import typer

from lagebild import incidents
from lagebild.commands.settings import Author, StoreUrl, author_of, open_store
from lagebild.entries import RELIABILITIES, VERDICTS, Judgement, Source
from lagebild.store import Store

Side = Annotated[str, typer.Argument(help="Id or key of a document; with :STATEMENT only what it says there.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Examples: lagebild judge different report-7 report-9 · lagebild judge same report-7 report-9 --undo")(judge)
    app.command(epilog="Example: lagebild link")(link)
    app.command(epilog='Examples: lagebild sources · lagebild sources "Seebote" --reliability B')(sources)


def judge(
    verdict: Annotated[str, typer.Argument(help="same or different.")],
    one: Side,
    other: Side,
    reason: Annotated[str | None, typer.Option(help="Why.", show_default=False)] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the judgement back.")] = False,
    author: Author = None,
    store: StoreUrl = None,
) -> None:
    """Say that two reports tell of the same happening, or not; a person's word counts more than any comparison."""
    if verdict not in VERDICTS:
        raise typer.BadParameter(f"a judgement is {' or '.join(VERDICTS)}, not {verdict}")
    with open_store(store) as opened:
        said = Judgement(*_side(opened, one), *_side(opened, other), verdict, author_of(author), reason)
        done = incidents.judge(opened, said, undo)
    typer.echo(("taken back" if undo else "noted") if done else "there is no such judgement")
    raise typer.Exit(0 if done else 1)


def _side(store: Store, said: str) -> tuple[str, str]:
    name, _, statement = said.rpartition(":") if ":" in said and store.document(said) is None else (said, "", "")
    found = store.document(name)
    if found is None:
        raise typer.BadParameter(f"there is no document {name}")
    return found[0], statement


def link(store: StoreUrl = None) -> None:
    """Link everything anew; people's judgements hold."""
    with open_store(store) as opened:
        typer.echo(f"{incidents.relink(opened)} documents, {opened.counts()['incidents']} incidents")


def sources(
    name: Annotated[str | None, typer.Argument(help="An outlet, agency or office.", show_default=False)] = None,
    reliability: Annotated[str | None, typer.Option(help="A (completely reliable) to F (cannot be judged).", show_default=False)] = None,
    kind: Annotated[str, typer.Option(help="outlet, agency or office.")] = "outlet",
    note: Annotated[str | None, typer.Option(help="Why.", show_default=False)] = None,
    store: StoreUrl = None,
) -> None:
    """List the sources with their reliability, or enter one. Credibility belongs to statements, reliability to sources."""
    if name and reliability not in RELIABILITIES:
        raise typer.BadParameter(f"--reliability is one of {', '.join(RELIABILITIES)}")
    with open_store(store) as opened:
        if name and reliability:
            known = next((s for s in opened.sources() if s.name == name), Source(name))
            opened.put_source(Source(name, kind, reliability, known.aliases, note or known.note))
        for s in opened.sources():
            typer.echo(" · ".join(p for p in (s.reliability, s.name, s.kind, ", ".join(s.aliases), s.note) if p))

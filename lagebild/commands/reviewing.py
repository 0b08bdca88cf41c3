"""``lagebild review``: people look at what was read, accept, correct and reject it, and take it back."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from lagebild.commands.settings import Author, StoreUrl, author_of, open_store
from lagebild.commands.showing import sentence
from lagebild.commands.viewing import scope_of
from lagebild.entries import Entry, Review
from lagebild.review import Agreement, Desk, Item, Thing, agreement, gold, queue
from lagebild.store import Scope, Store
from lagebild.store.corrections import shown

Name = Annotated[str, typer.Argument(metavar="ID", help="Of a statement, or DOCUMENT:STATEMENT.")]
TYPES = "same, part-of, causes, answers, replaces; between two reports same, updates, confirms, contradicts."
Note = Annotated[str | None, typer.Option(help="Why.", show_default=False)]
Values = Annotated[list[str] | None, typer.Option("--set", help="FIELD=VALUE; nothing behind the sign: the report does not say.", show_default=False)]
Credibility = Annotated[int | None, typer.Option(min=1, max=6, help="1 (confirmed) to 6 (cannot be judged).", show_default=False)]
Place = Annotated[str | None, typer.Option(help="A name, a GeoNames id, or three letters of a country.", show_default=False)]
First = Annotated[str | None, typer.Option("--from", help="First day.", show_default=False)]
Last = Annotated[str | None, typer.Option("--to", help="Last day.", show_default=False)]
Kind = Annotated[str | None, typer.Option(help="Only this kind of statement.", show_default=False)]
Again = Annotated[bool, typer.Option("--again", help="What others judged and you did not, to measure agreement.")]
Form = Annotated[str, typer.Option("--format", help="text or json.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    family = typer.Typer(no_args_is_help=True, help="Look at what was read: accept, correct, reject, comment, take back.")
    family.command("list", epilog="Example: lagebild review list --place Passau --most 10")(list_)
    for command in (next_, show, accept, reject, correct, comment, merge, split, add, link, undo, history, export, agree):
        name = {"next_": "next", "agree": "agreement"}.get(command.__name__, command.__name__)
        family.command(name)(command)
    app.add_typer(family, name="review")


def list_(
    place: Place = None,
    start: First = None,
    end: Last = None,
    kind: Kind = None,
    most: Annotated[int, typer.Option(min=1, max=500, help="At most this many.")] = 20,
    again: Again = False,
    form: Form = "text",
    author: Author = None,
    store: StoreUrl = None,
) -> None:
    """List what waits: what may be wrong and much hangs on comes first."""
    with open_store(store) as opened:
        found = queue(opened, _scope(place, start, end, kind), author_of(author), most, again)
    if form == "json":
        typer.echo(json.dumps([_record(i) for i in found], ensure_ascii=False, indent=1))
        return
    for item in found:
        typer.echo("\n".join(_lines(item)))
    if not found:
        typer.echo("nothing waits")


def next_(
    place: Place = None,
    start: First = None,
    end: Last = None,
    kind: Kind = None,
    again: Again = False,
    author: Author = None,
    store: StoreUrl = None,
) -> None:
    """Show the most urgent statement that nobody else looks at, and keep it for you for ten minutes; the exit status is 1 where nothing waits."""
    with open_store(store) as opened:
        item = Desk(opened, author_of(author)).next(_scope(place, start, end, kind), again)
        if item is None:
            typer.echo("nothing waits")
            raise typer.Exit(1)
        typer.echo("\n".join([*_lines(item), *_details(opened, item.entry)]))


def show(id_: Name, store: StoreUrl = None) -> None:
    """Show a statement with its fields as they can be corrected, and all that people said about it."""
    with open_store(store) as opened:
        entry = _entry(opened, id_)
        typer.echo("\n".join([_title(entry), *_details(opened, entry), *_told(opened.said(entry.header.key, entry.statement.id))]))


def accept(id_: Name, note: Note = None, credibility: Credibility = None, author: Author = None, store: StoreUrl = None) -> None:
    """Say that a statement is as the report has it."""
    _say(id_, "accept", author, store, note=note, credibility=credibility)


def reject(id_: Name, note: Note = None, credibility: Credibility = None, author: Author = None, store: StoreUrl = None) -> None:
    """Say that the report does not say this; it leaves the picture."""
    _say(id_, "reject", author, store, note=note, credibility=credibility)


def correct(
    id_: Name, values: Values = None, note: Note = None, credibility: Credibility = None, author: Author = None, store: StoreUrl = None
) -> None:
    """Put fields right; `lagebild review show ID` lists them."""
    _say(id_, "correct", author, store, values=_pairs(values or ()), note=note, credibility=credibility)


def comment(id_: Name, words: str, author: Author = None, store: StoreUrl = None) -> None:
    """Say something about a statement without judging it."""
    _say(id_, "comment", author, store, note=words)


def merge(id_: Name, into: Name, note: Note = None, author: Author = None, store: StoreUrl = None) -> None:
    """Say that a statement tells the same as another of its report, which stays."""
    with open_store(store) as opened:
        _done(Desk(opened, author_of(author)).merge(_thing(opened, id_), into.rpartition(":")[2], note))


def split(
    id_: Name,
    part: Annotated[list[str], typer.Option(help="A part: FIELD=VALUE|FIELD=VALUE; give two or more.")],
    note: Note = None,
    author: Author = None,
    store: StoreUrl = None,
) -> None:
    """Put several statements in the place of one."""
    with open_store(store) as opened:
        _done(Desk(opened, author_of(author)).split(_thing(opened, id_), [_pairs(p.split("|")) for p in part], note))


def add(
    document: Annotated[str, typer.Argument(help="Id or key of a document.")],
    kind: Annotated[str, typer.Argument(help="event, figure, status, position or question.")],
    values: Values = None,
    note: Note = None,
    author: Author = None,
    store: StoreUrl = None,
) -> None:
    """Add a statement that was missed: at least `--set quote=... --set type=...`."""
    with open_store(store) as opened:
        typer.echo(Desk(opened, author_of(author)).add(_document(opened, document), kind, _pairs(values or ()), note))


def link(
    verdict: Annotated[str, typer.Argument(help="accept, reject, add or comment.")],
    source: Name,
    type_: Annotated[str, typer.Argument(metavar="TYPE", help=TYPES)],
    target: Name,
    note: Note = None,
    author: Author = None,
    store: StoreUrl = None,
) -> None:
    """Judge a link between two statements of one report, or add one; or what statements of two reports have to do with each other."""
    with open_store(store) as opened:
        one, other = _thing(opened, source), _thing(opened, target)
        desk = Desk(opened, author_of(author))
        if one.document == other.document:
            _done(desk.link(one.document, one.id, other.id, type_, verdict, note))
        else:
            _done(desk.relate(one, other, type_, verdict, note))


def undo(
    action: Annotated[str | None, typer.Argument(help="What `lagebild review` printed; your last one if absent.", show_default=False)] = None,
    author: Author = None,
    store: StoreUrl = None,
) -> None:
    """Take back a verdict, correction, comment, merge or split. Both stay in the history; an undo can be taken back by its own name."""
    with open_store(store) as opened:
        done = Desk(opened, author_of(author)).undo(action)
    for x in done:
        typer.echo(f"taken back: {x.verdict} {x.statement} ({x.author})")
    if not done:
        typer.echo("there is nothing to take back")
        raise typer.Exit(1)


def history(
    name: Annotated[str, typer.Argument(metavar="ID", help="Of a statement, or of a document: all that was said in it.")],
    form: Form = "text",
    store: StoreUrl = None,
) -> None:
    """List all that people said, oldest first, taken back or not."""
    with open_store(store) as opened:
        found = opened.document(name)
        said = opened.said(found[0]) if found else opened.said(*_ref(_thing(opened, name)))
    if form == "json":
        typer.echo(json.dumps([_plain(x) for x in said], ensure_ascii=False, indent=1))
        return
    typer.echo("\n".join(_told(said)) or "nobody said anything yet")


def export(
    folder: Annotated[Path, typer.Argument(help="Where one file a report is written.")],
    partial: Annotated[bool, typer.Option("--partial", help="Also reports of which not every statement was judged.")] = False,
    store: StoreUrl = None,
) -> None:
    """Write what people made of reports as annotated articles, to train and to measure with."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with open_store(store) as opened:
        for article in gold(opened, partial):
            name = "".join(c if c.isalnum() or c in "-_." else "-" for c in article["id"]).strip(".")[:100] or "report"
            path = next(p for p in (folder / f"{name}{n}.json" for n in ("", *(f"-{i}" for i in range(2, 100_000)))) if not p.exists())
            path.write_text(json.dumps(article, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
            count += 1
    typer.echo(f"{count} reports written to {folder}")


def agree(form: Form = "text", store: StoreUrl = None) -> None:
    """Print how far people agree who judged the same statements: Krippendorff's alpha, and Cohen's kappa of each two."""
    with open_store(store) as opened:
        found = agreement(opened)
    if form == "json":
        typer.echo(json.dumps([{n: getattr(a, n) for n in ("question", "units", "alpha", "kappas")} for a in found], ensure_ascii=False, indent=1))
        return
    for a in found:
        typer.echo(_agreed(a))


def _agreed(a: Agreement) -> str:
    pairs = "".join(f" · {x}/{y} {_share(k)}" for x, y, k in a.kappas)
    return f"{a.question}: {a.units} statements, alpha {_share(a.alpha)}{pairs}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _scope(place: str | None, start: str | None, end: str | None, kind: str | None) -> Scope:
    found = scope_of(place, start, end, None, None)
    return Scope(found.place, found.start, found.end, kinds=(kind,) if kind else ())


def _say(id_: str, verdict: str, author: str | None, store: str | None, **rest: Any) -> None:
    with open_store(store) as opened:
        _done(Desk(opened, author_of(author)).say(_thing(opened, id_), verdict, **rest))


def _done(action: str) -> None:
    typer.echo(f"noted; to take it back: lagebild review undo {action}")


def _pairs(values: Iterable[str]) -> dict[str, str]:
    wrong = next((v for v in values if "=" not in v), None)
    if wrong:
        raise typer.BadParameter(f"{wrong}: write FIELD=VALUE")
    return {k.strip(): v for k, _, v in (value.partition("=") for value in values)}


def _document(store: Store, name: str) -> str:
    found = store.document(name)
    if found is None:
        raise typer.BadParameter(f"there is no document {name}")
    return found[0]


def _thing(store: Store, name: str) -> Thing:
    """The one statement that a name means."""
    document, _, id_ = name.rpartition(":")
    keys = {e.header.key for e in store.statement(id_)}
    if document:
        keys &= {_document(store, document)}
    if not keys:
        raise typer.BadParameter(f"there is no statement {name}")
    if len(keys) > 1:
        raise typer.BadParameter(f"{id_} stands in several reports; write one of {', '.join(f'{k}:{id_}' for k in sorted(keys))}")
    return Thing(keys.pop(), id_)


def _ref(thing: Thing) -> tuple[str, str]:
    return thing.document, thing.id


def _entry(store: Store, name: str) -> Entry:
    thing = _thing(store, name)
    held = [e for e in store.of_documents([thing.document]) if e.statement.id == thing.id]
    return (held or [e for e in store.statement(thing.id) if e.header.key == thing.document])[-1]


def _title(e: Entry) -> str:
    review = f" · {e.review.verdict} ({e.review.author})" if e.review else ""
    return f"{e.statement.id}  {e.statement.kind} {e.statement.type}: {e.quote}{review}"


def _lines(item: Item) -> list[str]:
    header, claim = item.entry.header, item.claim
    facts = " · ".join(f for f in (header.published, header.outlet, header.title or header.id) if f)
    held = [f"    {claim.author} looks at it until {claim.expires[11:16]} UTC"] if claim else []
    return [f"{item.score:.2f}  {_title(item.entry)}", f"      {facts}", f"      {', '.join(r.words for r in item.reasons)}", *held]


def _details(store: Store, e: Entry) -> list[str]:
    found = store.texts([e.header.key]).get(e.header.key)
    fields: Mapping[str, str] = shown(e.statement, found.text) if found else {}
    return [f"      {sentence(store, e)}", *(f"        {k} = {v}" for k, v in fields.items() if v)]


def _told(said: Iterable[Review]) -> list[str]:
    return [_one(x) for x in said]


def _one(x: Review) -> str:
    values = ", ".join(f"{k}={v}" for k, v in x.values.items()) if x.verdict != "undo" else ""
    ended = f" · until {x.until[:19]}" if x.until and x.verdict != "undo" else ""
    return " · ".join(p for p in (f"{x.since[:19]} {x.author}: {x.verdict} {x.statement}", values, x.note, x.action) if p) + ended


def _plain(x: Review) -> dict[str, object]:
    names = ("document", "what", "statement", "verdict", "author", "credibility", "note", "values", "action", "since", "until")
    return {n: getattr(x, n) for n in names}


def _record(i: Item) -> dict[str, object]:
    e = i.entry
    facts = {"id": e.statement.id, "document": e.header.key, "kind": e.statement.kind, "type": e.statement.type, "quote": e.quote}
    claim = {"author": i.claim.author, "expires": i.claim.expires} if i.claim else None
    return {**facts, "score": i.score, "reasons": [[r.feature, r.weight, r.words] for r in i.reasons], "claim": claim}

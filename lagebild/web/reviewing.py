"""What a person sees of a statement to be judged: its words in their place, its fields as inputs, the others of its report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lagebild import ontology
from lagebild.entries import Entry, standing
from lagebild.statements import Statement
from lagebild.store.corrections import fields_of, shown
from lagebild.text import Span
from lagebild.web import telling
from lagebild.web.interface import Interface, texts

AROUND = 420
GROUPS = {
    "types": "acts",
    "measures": "measures",
    "states": "states",
    "stances": "stances",
    "unknowns": "unknowns",
    "classes": "classes",
    "modes": "modes",
}
PLAIN = ("certainties", "modalities")


@dataclass(frozen=True, slots=True)
class Input:
    """One field: its value, and what it may be where that is a list; ``form`` as in ``store.corrections``."""

    name: str
    form: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    open: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that support a statement, with what stands before and behind them."""

    before: str
    quote: str
    behind: str


def passage(text: str, span: Span, around: int = AROUND) -> Passage:
    """The words around a span, cut between words."""
    first, last = max(0, span.start - around), min(len(text), span.end + around)
    before, behind = text[first : span.start], text[span.end : last]
    before = f"… {before.partition(' ')[2]}" if first else before
    behind = f"{behind.rpartition(' ')[0]} …" if last < len(text) else behind
    return Passage(before, span.of(text), behind)


def inputs(s: Statement, text: str, others: Sequence[Entry], said: Mapping[str, str], i: Interface) -> tuple[Input, ...]:
    """The fields of a statement, as they are or as a person just wrote them."""
    now = shown(s, text) | {k: v for k, v in said.items() if k in fields_of(s.kind)}
    rows = []
    for name, field in fields_of(s.kind).items():
        needed = name in ("type", "certainty", "modality", "class", "approx")
        options = _options(name, field.form, field.values, s, others, i)
        rows.append(Input(name, field.form, now[name], options if needed or not options else (("", "–"), *options)))
    return tuple(r for r in rows if (r.name != "class" or s.subject) and (r.form != "id" or r.options))


def _options(name: str, form: str, values: str, s: Statement, others: Sequence[Entry], i: Interface) -> tuple[tuple[str, str], ...]:
    if form == "flag":
        return (("true", i.text("review.yes")), ("false", i.text("review.no")))
    if form == "id":
        return tuple((e.statement.id, label(e, i)) for e in others if e.statement.kind == s.kind)
    if not values:
        return ()
    return tuple((v, _word(v, values, i)) for v in ontology.values(values))


def _word(value: str, values: str, i: Interface) -> str:
    found = i.word(value) if values in PLAIN else i.label(GROUPS[values], value)
    return found if found != value else texts(i.language).get(f"review.values.{value}", value)


def label(e: Entry, i: Interface) -> str:
    """A statement as a line of a list to choose from."""
    quote = e.quote if len(e.quote) <= 60 else f"{e.quote[:60].rsplit(' ', 1)[0]} …"
    return f"{telling.head(e.statement, i)} – {quote}"


def changed(s: Statement, text: str, said: Mapping[str, str]) -> dict[str, str]:
    """The fields that a person wrote differently."""
    now = shown(s, text)
    return {k: v.strip() for k, v in said.items() if k in now and " ".join(v.split()) != " ".join(now[k].split())}


def pairs(said: str) -> dict[str, str]:
    """Lines of ``field=value``."""
    return {k.strip(): v.strip() for k, sign, v in (line.partition("=") for line in said.splitlines()) if sign}


def mergeable(others: Sequence[Entry], s: Statement, i: Interface) -> tuple[tuple[str, str], ...]:
    """The statements of the report that this one may be merged into, the nearest first."""
    found = [e for e in others if e.statement.kind == s.kind and standing(e)]
    near = sorted(found, key=lambda e: abs(e.statement.span.start - s.span.start))
    return tuple((e.statement.id, label(e, i)) for e in near)

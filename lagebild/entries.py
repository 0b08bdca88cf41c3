"""Statements as they are kept: with the document they come from, and since when they are held."""

from dataclasses import dataclass, field

from lagebild.statements import Statement

RELIABILITIES = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES = (1, 2, 3, 4, 5, 6)
VERDICTS = ("same", "different")
REVIEWS = ("accept", "reject", "correct", "merge", "split", "add", "comment")
GONE = ("reject", "merge", "split")
THINGS = ("statement", "link", "incident")


@dataclass(frozen=True, slots=True)
class Header:
    """What is known about a document without its text.

    ``reported`` is when it surely was public (UTC), ``recorded`` when it was stored; ``copies`` is shared by near-identical texts.
    """

    key: str
    id: str
    reported: str
    recorded: str
    title: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    identity: str = ""
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word on a statement, link or incident (``what``); ``statement`` is its id there.

    ``credibility`` goes from 1 (confirmed) to 6 (cannot be judged). Reviews made together share an ``action``; ``until`` is null while one holds;
    ``before`` is the row of the same person's word that it put an end to.
    """

    document: str
    statement: str
    verdict: str
    author: str
    credibility: int | None = None
    note: str | None = None
    values: dict[str, object] = field(default_factory=dict)
    what: str = "statement"
    action: str = ""
    since: str = ""
    until: str | None = None
    row: int = 0
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement and its document. ``until`` is when it was withdrawn; ``quote`` are the words that support it.

    ``review`` is the last person's word on it, ``author`` the person who wrote it (null: a reader), ``behind`` the id of the
    statement, judged by a person, that this newer reading stands for.
    """

    header: Header
    statement: Statement
    since: str
    until: str | None = None
    quote: str = ""
    review: Review | None = None
    author: str | None = None
    behind: str | None = None


def standing(entry: Entry) -> bool:
    """Whether no person took the statement out of the picture."""
    return entry.review is None or entry.review.verdict not in GONE


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet, agency or office; ``reliability`` from A (completely reliable) to F (cannot be judged)."""

    name: str
    kind: str = "outlet"
    reliability: str = "F"
    aliases: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for comparing: its name folded, its GeoNames id, country and precision where known."""

    name: str
    geonames: int | None = None
    country: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one document says about one happening: the unit that is linked across documents.

    ``first`` and ``last`` are days, ``dated`` says that the text itself gives them; ``sketch`` is a sentence vector as bits, in hex, or empty.
    """

    key: str
    document: str
    reported: str
    copies: str
    statements: tuple[str, ...]
    types: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    dated: bool = False
    spots: tuple[Spot, ...] = ()
    counts: tuple[tuple[str, float | None, float | None], ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    language: str | None = None
    family: str = ""
    sketch: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a comparison: what was compared, what it counts, and why in words."""

    feature: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two accounts that may tell of the same happening (a before b), how much speaks for it and why."""

    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two documents' statements (or whole documents, where a statement is empty): same happening or different."""

    document_a: str
    statement_a: str
    document_b: str
    statement_b: str
    verdict: str
    author: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Accounts of the same happening, in order of reporting; ``id`` is the first one's."""

    id: str
    accounts: tuple[str, ...]
    unsure: tuple[str, ...] = ()

"""The records of the contract: statements, what they are made of, and the links between them.

Frozen, without behaviour beyond their own invariants. Value lists: ``data/ontology``; contract: ``docs/statements.md``.
"""

from dataclasses import dataclass, field
from importlib import import_module

from lagebild.text import Document, Span

KINDS = ("event", "figure", "status", "position", "question")
CERTAINTIES = ("stated", "hedged", "disputed", "denied")
MODALITIES = ("actual", "planned", "requested", "threatened", "possible", "negated")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text, where they stand; ``kind`` is the class of a status's subject."""

    text: str
    span: Span
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several periods that a time may mean."""

    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class Period:
    """A time as precise as the text and no more; ISO 8601 strings, dates for days and longer."""

    text: str
    span: Span
    earliest: str | None = None
    latest: str | None = None
    precision: str | None = None
    type: str | None = None
    timex: str | None = None
    candidates: tuple[Candidate, ...] = ()
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named, and the one place it means if exactly one fits (GeoNames id, ISO 3166-1 alpha-3)."""

    text: str
    span: Span
    name: str | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    precision: str | None = None
    score: float | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or is acted upon; ``code`` is country and PLOVER sector, "KAZ GOV"."""

    text: str
    span: Span
    name: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it, as the text names them; ``within`` is the voice that reports this one."""

    text: str | None
    kind: str
    span: Span | None = None
    cue: str | None = None
    code: str | None = None
    quoted: bool | None = None
    within: "Voice | None" = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds: null where open; ``group`` is the counted noun as printed."""

    low: float | None
    high: float | None
    approx: bool = False
    unit: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Who is quoted, by which cue, and how: direct, indirect, reported, free-indirect, scare.

    ``inserted`` are the stretches inside the quote that tell who says it: "The dam, *the mayor said*, will hold."
    """

    speaker: str | None
    cue: str | None
    type: str
    inserted: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Something the document names: time, place, actor, quote or quantity."""

    kind: str
    span: Span
    text: str
    value: Period | Place | Actor | Quantity | Quote | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said, by someone, about the world. ``id`` is a hash of what is said and where (see ``identity``)."""

    id: str
    kind: str
    type: str
    span: Span
    origin: str
    anchor: Phrase | None = None
    mode: str | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    instrument: Phrase | None = None
    quantity: Quantity | None = None
    part_of: str | None = None
    total: bool | None = None
    subject: Phrase | None = None
    holder: Phrase | None = None
    formal: bool | None = None
    content: Phrase | None = None
    replaces: str | None = None
    topic: Phrase | None = None
    time: Period | None = None
    until: Period | None = None
    place: Place | None = None
    voice: Voice | None = None
    certainty: str = "stated"
    modality: str = "actual"
    hedges: tuple[Span, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A judged relation between two statements of a document, with the words that say it, if any."""

    source: str
    target: str
    type: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be read: the error's class name and its message."""

    type: str
    message: str


@dataclass(frozen=True, slots=True)
class Gist:
    """What a document is about as a whole, for comparing it with others: its names and content words, the most frequent first.

    ``sketch`` and those of the ``sentences`` are their vectors as bits, in hex.
    """

    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sketch: str = ""
    sentences: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says; ``failure`` instead of statements where it could not be read."""

    document: Document
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    failure: Failure | None = None
    gist: Gist | None = field(default=None, compare=False)
    notes: dict[str, object] = field(default_factory=dict, compare=False)

    def _repr_html_(self) -> str:
        """What a notebook shows: made by the report, which is loaded only then."""
        return str(import_module("lagebild.report.page").page_part(self))

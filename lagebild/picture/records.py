"""The lines of a picture. Each names the statements that it rests on, by document key and id."""

from dataclasses import dataclass

Ref = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Point:
    """One number as one report gives it, in its language. ``standing``: holds, updated, surpassed, denied, taken-back."""

    statement: Ref
    reported: str
    low: float | None
    high: float | None
    approx: bool
    certainty: str
    standing: str
    quote: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """The numbers of one voice, oldest first; ``name`` is how it was last printed, or the outlet that says it itself."""

    voice: str
    name: str | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of one incident over time; ``group`` names the part that is counted, null for the whole.

    ``low`` and ``high`` bound what the voices say now; ``voices`` is how many independent ones do.
    """

    incident: str
    measure: str
    unit: str | None
    group: str | None
    low: float | None
    high: float | None
    approx: bool
    voices: int
    contested: bool
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A state with its time; ``until`` is null while it lasts; ``formal``: only officially so."""

    state: str
    since: str
    until: str | None
    certainty: str
    holder: str | None
    voices: tuple[str, ...]
    statements: tuple[Ref, ...]
    quote: str
    formal: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing on the status board, as it officially is where that differs, as it actually is, and how it came to be."""

    subject: str
    kind: str
    place: str | None
    official: State | None
    actual: State | None
    history: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An incident: what, where, when, by how many reports and independent voices. ``dated`` says that a report gives the day.

    ``quote`` is in ``language``.
    """

    id: str
    types: tuple[str, ...]
    first: str | None
    last: str | None
    dated: bool
    place: str | None
    geonames: int | None
    country: str | None
    reports: int
    voices: int
    quote: str
    statements: tuple[Ref, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What an actor holds, since when, and what they held before where that changed."""

    holder: str
    stance: str
    since: str
    before: str | None
    statement: Ref
    quote: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """What a report says is not known; ``answer`` is the statement that tells it later."""

    topic: str
    type: str
    reported: str
    statement: Ref
    answer: Ref | None
    answer_quote: str | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both be right, and why."""

    first: Ref
    second: Ref
    first_quote: str
    second_quote: str
    words: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What no report says of an incident: actor, place, time, killed, injured; or that one voice alone tells of it."""

    incident: str
    what: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the statements of a scope amount to, as it was known at a time (null: now)."""

    as_of: str | None
    documents: int
    figures: tuple[Series, ...] = ()
    statuses: tuple[Standing, ...] = ()
    incidents: tuple[Occurrence, ...] = ()
    positions: tuple[View, ...] = ()
    questions: tuple[Unknown, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One line that is new, changed, answered or withdrawn: what it was and what it is, and the statements that say so now."""

    kind: str
    change: str
    key: str
    before: object
    after: object
    statements: tuple[Ref, ...] = ()

"""A situation report as data: parts with tables, entries and pictures; every piece of text may bear the numbers of its evidence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cite:
    """Numbers of notes; ``more`` says that further reports say it too."""

    numbers: tuple[int, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a report, as printed there, in its language."""

    words: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Strong:
    """What stands out in an entry."""

    words: str


Piece = str | Cite | Said | Strong
Text = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, which says nothing that the words beside it do not say; ``legend`` tells how to read it."""

    svg: str
    title: str
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry, what stands below it, and its picture."""

    text: Text
    below: tuple[Text, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part under a heading: a picture, then a table or entries, then a remark."""

    name: str
    title: str
    items: tuple[Item, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()
    chart: Chart | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """The evidence: a sentence of a report, and where it stands."""

    number: int
    sentence: str
    language: str | None
    outlet: str
    day: str
    title: str | None
    url: str | None
    document: str
    statements: tuple[str, ...]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A situation report."""

    title: str
    facts: tuple[str, ...]
    language: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    notes_title: str
    words: dict[str, str]


def behind(note: Note, words: dict[str, str]) -> str:
    """Where a note's sentence stands, and according to whom: all but the outlet."""
    title = f"{note.title}, " if note.title else ""
    voices = f", {words['said_by']} {', '.join(note.voices)}" if note.voices else ""
    return f"{title}{note.day}{voices} ({words['in_document']} {note.document}, {words['statement']} {', '.join(note.statements)})"

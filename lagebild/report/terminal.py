"""The picture of one report for a terminal: plain words, sensible without colour and in 80 columns."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from lagebild import packs
from lagebild.statements import Reading, Statement

SECTIONS = (("figure", "figures"), ("status", "statuses"), ("event", "events"), ("position", "positions"), ("question", "questions"))


def labels_for(language: str | None) -> dict[str, str]:
    """The words of the picture, in the document's language where its pack has them."""
    words: dict[str, str] = packs.load(language if language in packs.languages() and language else "en", "labels")
    return words


def show(reading: Reading, console: Console) -> None:
    """Print the picture of one reading."""
    words = labels_for(reading.document.language)
    console.print(Text(reading.document.title or reading.document.id, style="bold"))
    for flag in reading.document.flags:
        console.print(Text(f"! {flag.message}", style="yellow"))
    for kind, name in SECTIONS:
        rows = [s for s in reading.statements if s.kind == kind]
        if rows:
            console.print(Text(f"\n{words[name]}", style="bold underline"))
            for statement in rows:
                console.print(Padding(Text(line_of(reading, statement, words)), (0, 0, 0, 2)))


def line_of(reading: Reading, s: Statement, words: dict[str, str]) -> str:
    """One statement in one line: what, who says so, how surely, and where it stands in the text."""
    text = reading.document.text
    said = s.anchor.text if s.kind in ("figure", "event") and s.anchor else s.span.of(text)
    extra = [s.type, *([s.subject.kind or ""] if s.subject else []), *([s.place.text] if s.place else [])]
    who = [f"{words['says']}: {s.voice.text or words['unnamed']}"] if s.voice else []
    who += [s.holder.text] if s.holder else []
    surely = [words.get(x, x) for x in (s.certainty, s.modality) if x not in ("stated", "actual")]
    details = "; ".join(x for x in [*extra, *who, *surely] if x)
    return f"{' '.join(said.split())} [{details}] ({s.span.start}–{s.span.end})"


def markdown(reading: Reading) -> str:
    """The picture of one reading as Markdown."""
    words = labels_for(reading.document.language)
    lines = [f"# {reading.document.title or reading.document.id}", *(f"> {f.message}" for f in reading.document.flags)]
    for kind, name in SECTIONS:
        rows = [s for s in reading.statements if s.kind == kind]
        if rows:
            lines += ["", f"## {words[name]}", "", *(f"- {line_of(reading, s, words)}" for s in rows)]
    return "\n".join(lines) + "\n"

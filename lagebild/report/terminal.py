"""The picture of one report for a terminal: plain words, sensible without colour and in 80 columns."""

from rich.console import Console
from rich.text import Text

from lagebild.report.wording import SECTIONS, Labels, details, head, in_order, labels_for, quote
from lagebild.statements import Reading, Statement

UNSURE = {"hedged": "yellow", "disputed": "red", "denied": "red"}


def show(reading: Reading, console: Console) -> None:
    """Print the picture of one reading."""
    document, labels = reading.document, labels_for(reading.document.language)
    console.print(Text(document.title or document.id, style="bold"))
    facts = [document.language, document.published and document.published.text, document.outlet, document.url]
    console.print(Text(" · ".join(f for f in facts if f), style="dim"))
    for flag in document.flags:
        console.print(Text(f"! {flag.message}", style="yellow"))
    for kind, name in SECTIONS:
        rows = in_order(reading, kind)
        if rows:
            console.print(Text(f"\n{labels[name]}", style="bold underline"))
        for statement in rows:
            console.print(_entry(reading, statement, labels, console))
    console.print()


def _entry(reading: Reading, s: Statement, labels: Labels, console: Console) -> Text:
    """One statement: what is said with its words, and below it who says so, how surely, when, where."""
    said = Text.assemble((head(s, labels), "bold"), " — ", (quote(reading, s), "italic"))
    more = Text(details(reading, s, labels), style=UNSURE.get(s.certainty, "dim"))
    return Text("\n").join([*_indented(said, 2, console), *_indented(more, 6, console)])


def _indented(text: Text, by: int, console: Console) -> list[Text]:
    lines = text.wrap(console, max(20, console.width - by))
    for line in lines:
        line.rstrip()
        line.pad_left(by)
    return list(lines)

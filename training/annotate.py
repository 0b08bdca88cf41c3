"""Reports of our own, from the notation of training/reports/*.txt to the gold format (README.md there).

`python -m training.annotate OUT [FILE ...]` writes one JSON file per report.
"""

import calendar
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lagebild.errors import DataError
from training.markup import GROUND, Span, option, scopes, strip

FOLDER = Path(__file__).parent / "reports"
KINDS = ("figures", "events", "statuses", "positions")
FIELDS = {
    "figures": ("low", "high", "approx", "measure", "group", "voice", "hedged"),
    "events": ("type", "actor", "recipient", "place", "date", "modality", "voice", "hedged"),
    "statuses": ("subject", "class", "place", "state", "holder", "date", "modality", "voice", "hedged"),
    "positions": ("holder", "stance"),
}
VERBATIM = ("group", "voice", "actor", "recipient", "place", "subject", "holder", "of", "same", "from")


def files() -> list[Path]:
    """All files of annotated reports."""
    return sorted(FOLDER.glob("*.txt"))


def reports(path: Path) -> list[dict[str, Any]]:
    """The reports of one file; the first letters of its name are their language."""
    found, wrong, line = [], [], 1
    for count, block in enumerate(path.read_text(encoding="utf8").removeprefix("== ").split("\n== "), 1):
        try:
            found.append(report(f"{path.stem}-{count:02}", block))
        except DataError as error:
            wrong.append(f"{path}:{line}: {error}")
        line += block.count("\n") + 1
    if wrong:
        raise DataError("\n".join(wrong))
    return found


def report(name: str, block: str) -> dict[str, Any]:
    """One report: a head line `date | outlet | title | defaults`, then the marked text."""
    head, _, body = block.partition("\n")
    published, outlet, title, *rest = (part.strip() for part in head.split("|"))
    text, spans = strip(body.strip())
    scopes(spans)
    defaults: dict[str, Any] = {}
    for part in filter(None, rest[0].split(";") if rest else ()):
        defaults |= option(part.strip())
    gold: dict[str, Any] = {"id": name, "source": outlet, "published": published, "language": name[:2], "title": title, "text": text}
    gold |= {kind: [] for kind in KINDS}
    wrong: list[str] = []
    for span, label in ((one, said) for one in spans for said in one.labels if "kind" in said):
        try:
            gold[label["kind"]].append(row(gold, span, label, defaults))
        except DataError as error:
            wrong.append(str(error))
    if wrong:
        raise DataError("; ".join(wrong))
    return gold


def row(gold: dict[str, Any], span: Span, label: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """One annotation, with what its label, the brackets around it and the head of the report say, in this order."""
    quote = gold["text"][span.start : span.end]
    said = start(label["kind"], quote) | inherited(label, span, defaults) | span.around | label
    for key in VERBATIM:
        if said.get(key) and said[key] not in gold["text"]:
            raise DataError(f"{key} of {quote!r} is not in the text: {said[key]!r}")
    said["date"] = dated(said, gold["published"])
    made = {"trigger" if label["kind"] == "events" else "quote": quote} | {key: said.get(key) for key in FIELDS[label["kind"]]}
    if gold["text"].count(quote) > 1:
        made["nth"] = gold["text"].count(quote, 0, span.start) + 1
    return made | extra(label["kind"], said)


def extra(kind: str, said: dict[str, Any]) -> dict[str, Any]:
    """The fields that point to other annotations."""
    if kind == "figures":
        return {"subset_of": said.get("of")}
    if kind == "positions":
        return {"changed_from": said.get("from")}
    return {"same_as": said["same"]} if said.get("same") else {}


def start(kind: str, quote: str) -> dict[str, Any]:
    """What holds where nothing is said: the counted noun is the last word."""
    words = quote.split()
    return {"modality": "actual", "hedged": False} | ({"group": words[-1]} if kind == "figures" and len(words) > 1 else {})


def inherited(label: dict[str, Any], span: Span, defaults: dict[str, Any]) -> dict[str, Any]:
    """The report's own place for what happens on the ground, its own day for what is said to be so."""
    happened = (label | span.around).get("modality", "actual") in ("actual", "negated")
    ground = label["kind"] == "statuses" or label.get("type") in GROUND
    return {key: value for key, value in defaults.items() if (ground if key == "place" else happened)}


def dated(said: dict[str, Any], published: str) -> list[str] | None:
    """First and last day; an event that happened did so before the report."""
    found = days(said.get("date"), published)
    if found and said["kind"] == "events" and said["modality"] in ("actual", "negated"):
        found[1] = max(found[0], min(found[1], published))
    return found


def days(said: str | None, published: str) -> list[str] | None:
    """`0`, `-3..-1` (days from publication), `2030-05`, `2030`, `2030-05-01..2030-05-03` as first and last day."""
    if said is None:
        return None
    first, _, last = said.partition("..")
    try:
        return [day(first, published)[0], day(last or first, published)[1]]
    except ValueError as error:
        raise DataError(f"not a date: {said!r}") from error


def day(text: str, published: str) -> tuple[str, str]:
    """First and last day of one end of a date."""
    if len(text) < 4 or text.startswith("-"):
        at = (date.fromisoformat(published) + timedelta(days=int(text))).isoformat()
        return at, at
    if len(text) == 4:
        return f"{int(text):04}-01-01", f"{int(text):04}-12-31"
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return f"{text}-01", f"{text}-{calendar.monthrange(year, month)[1]:02}"
    date.fromisoformat(text)
    return text, text


def main() -> None:
    """Write the JSON files."""
    out, chosen = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    out.mkdir(parents=True, exist_ok=True)
    for path in chosen or files():
        for gold in reports(path):
            (out / f"{gold['id']}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()

"""A picture of many reports in lines of words: headings and entries, for a terminal and for Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lagebild import packs
from lagebild.errors import DataError
from lagebild.picture import Change, Occurrence, Picture, Point, Series, Standing, State, Track, View
from lagebild.report.wording import Labels, amount, day, labels_for
from lagebild.statements import Quantity


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: its head in a few words, what follows it, and lines below."""

    head: str
    more: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its entries."""

    title: str
    lines: tuple[Line, ...]


class Words:
    """The words of a language for pictures; English where its pack has none."""

    def __init__(self, language: str | None) -> None:
        self.labels: Labels = labels_for(language)
        try:
            self.own: dict[str, Any] = packs.load(language or "en", "picture")
        except DataError:
            self.own = packs.load("en", "picture")

    def __getitem__(self, key: str) -> Any:
        return self.own[key]

    def count(self, key: str, n: int) -> str:
        """ "1 voice", "3 voices"."""
        return str(self.own[key]["one"] if n == 1 else self.own[key]["many"].format(n=n))

    def day(self, iso: str | None) -> str:
        """A day, and the hour where it is known."""
        if not iso:
            return ""
        said = day(iso[:10], self.labels) if len(iso) >= 10 else iso
        return f"{said} {iso[11:16]}" if len(iso) > 16 and iso[11:16] not in ("23:59", "00:00") else said


def sections(picture: Picture, words: Words) -> list[Section]:
    """The parts of a picture that hold something."""
    of = {o.id: o for o in picture.incidents}
    found = [
        Section(words["figures"], tuple(_series(s, of.get(s.incident), words) for s in picture.figures)),
        Section(words["statuses"], tuple(_standing(s, words) for s in picture.statuses)),
        Section(words["incidents"], tuple(_occurrence(o, words) for o in picture.incidents)),
        Section(
            words["positions"],
            tuple(_position(v, words) for v in picture.positions),
        ),
        Section(words["questions"], tuple(Line(u.topic, "", _answer(u.reported, u.answer_quote, words)) for u in picture.questions)),
        Section(words["contradictions"], tuple(Line(f"{c.first_quote} ↔ {c.second_quote}", c.words) for c in picture.contradictions)),
        Section(words["gaps"], tuple(_gaps(picture, words))),
    ]
    return [s for s in found if s.lines]


def _position(v: View, words: Words) -> Line:
    stance = str(words.labels["stances"].get(v.stance, v.stance))
    below = (f"{words['since']} {words.day(v.since)}", *((f"{words['before']}: {v.before}",) if v.before else ()))
    return Line(f"{v.holder}: {stance}", v.quote, below)


def _answer(reported: str, answer: str | None, words: Words) -> tuple[str, ...]:
    return (words.day(reported), *((f"{words['answered']}: {answer}",) if answer else ()))


def _series(s: Series, o: Occurrence | None, words: Words) -> Line:
    measure = words.labels["measures"].get(s.measure, s.measure)
    number = amount(Quantity(s.low, s.high, s.approx), words.labels) or "?"
    group = f" ({s.group})" if s.group else ""
    facts = [_where(o, words) if o else "", words.count("voices", s.voices), words["contested"] if s.contested else ""]
    return Line(f"{number} {measure}{group}", " · ".join(f for f in facts if f), tuple(_track(t, words) for t in s.tracks))


def _track(t: Track, words: Words) -> str:
    """ "Polizei: 3 (1 March, replaced) → 5 (2 March)"."""
    said = []
    for p in steps(t.points):
        notes = [words.day(p.reported), *([words["standing"][p.standing]] if p.standing != "holds" else []),
                 *([words.labels[p.certainty]] if p.certainty not in ("stated", "denied") else [])]  # fmt: skip
        said.append(f"{amount(Quantity(p.low, p.high, p.approx), words.labels)} ({', '.join(notes)})")
    return f"{voice(t.name, t.voice, words)}: {' → '.join(said)}"


def steps(points: Sequence[Point]) -> list[Point]:
    """Each number once: from when on it was given, and how it stands in the end."""
    steps: list[Point] = []
    for p in points:
        if steps and _said(steps[-1]) == _said(p):
            steps[-1] = replace(steps[-1], standing=p.standing)
        else:
            steps.append(p)
    return steps


def _said(p: Point) -> tuple[object, ...]:
    return p.low, p.high, p.approx, p.certainty


def voice(name: str | None, key: str, words: Words) -> str:
    """A voice as it is printed; the report itself by its outlet."""
    if name:
        return name
    kind, _, outlet = key.partition(":")
    return outlet if kind == "outlet" else str(words["report_itself"])


def _where(o: Occurrence, words: Words) -> str:
    what = ", ".join(str(words.labels["acts"].get(t, t)) for t in o.types[:2])
    days = words.day(o.first) if o.first == o.last else f"{words.day(o.first)} – {words.day(o.last)}"
    return ", ".join(p for p in (what, o.place or words["unknown_place"], days if o.dated else f"≤ {words.day(o.last)}") if p)


def _occurrence(o: Occurrence, words: Words) -> Line:
    facts = f"{words.count('reports', o.reports)}, {words.count('voices', o.voices)}"
    return Line(_where(o, words), f"{o.quote} · {facts} · {o.id}")


def _standing(s: Standing, words: Words) -> Line:
    where = f" ({s.place})" if s.place and s.place.casefold() not in s.subject.casefold() else ""
    parts = [_state(s.official, str(words["officially"]), words), _state(s.actual, str(words["actually"]) if s.official else "", words)]
    history = " → ".join(_step(x, words) for x in s.history)
    return Line(f"{s.subject}{where}", "; ".join(p for p in parts if p), (history,) if len(s.history) > 1 else ())


def _step(s: State, words: Words) -> str:
    how = f"{words['officially']} " if s.formal else ""
    return f"{how}{words.labels['states'].get(s.state, s.state)} ({words.day(s.since)})"


def _state(s: State | None, how: str, words: Words) -> str:
    if s is None:
        return ""
    name = words.labels["states"].get(s.state, s.state)
    unsure = f" ({words.labels[s.certainty]})" if s.certainty != "stated" else ""
    until = f" {words['until']} {words.day(s.until)}" if s.until else ""
    return f"{how} {name}{unsure} {words['since']} {words.day(s.since)}{until}".strip()


def _gaps(picture: Picture, words: Words) -> Iterable[Line]:
    for o in picture.incidents:
        missing = [str(words["missing"].get(g.what, g.what)) for g in picture.gaps if g.incident == o.id]
        if missing:
            yield Line(_where(o, words), ", ".join(missing))


def change_sections(found: Iterable[Change], words: Words) -> list[Section]:
    """Changes, by kind."""
    kinds: dict[str, list[Line]] = {}
    for c in found:
        kinds.setdefault(c.kind, []).append(Line(f"{words['change'][c.change]}: {_key(c, words)}", _from_to(c, words)))
    return [Section(str(words["kinds"][k]), tuple(lines)) for k, lines in kinds.items()]


def _key(c: Change, words: Words) -> str:
    if c.kind == "figure":
        _, measure, *group = c.key.split(" ", 2)
        return " ".join([str(words.labels["measures"].get(measure, measure)), *group])
    return _where(c.after, words) if isinstance(c.after, Occurrence) else c.key


def _from_to(c: Change, words: Words) -> str:
    before, after = (_value(x, words) for x in (c.before, c.after))
    return f"{before} → {after}" if before and after else after or before


def _value(value: object, words: Words) -> str:
    if isinstance(value, Occurrence):
        return value.quote
    if isinstance(value, dict):
        if "low" in value:
            return amount(Quantity(value["low"], value["high"], value["approx"]), words.labels) or "?"
        states = {k: words.labels["states"].get(v, v) for k, v in value.items() if v}
        return ", ".join(f"{words['officially']} {v}" if k == "official" else str(v) for k, v in states.items())
    return "" if value is None else str(value)


def as_text(title: str, found: Iterable[Section]) -> str:
    """Plain lines for a terminal, at most indented."""
    lines = [title]
    for s in found:
        lines += ["", s.title, *(row for x in s.lines for row in _rows(x))]
    return "\n".join(lines)


def _rows(x: Line) -> list[str]:
    return [f"  {x.head}{f' — {x.more}' if x.more else ''}", *(f"      {b}" for b in x.below)]


def as_markdown(title: str, found: Iterable[Section]) -> str:
    """The same as Markdown."""
    lines = [f"# {plain(title)}"]
    for s in found:
        lines += ["", f"## {plain(s.title)}", ""]
        for x in s.lines:
            lines += [f"- **{plain(x.head)}**{f' — {plain(x.more)}' if x.more else ''}", *(f"  - {plain(b)}" for b in x.below)]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Text in which no character is a mark of Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_[]<>#|" else c for c in " ".join(text.split()))

"""Lines of the picture as text with evidence: figures, states, positions, questions, contradictions, gaps."""

from collections.abc import Mapping, Sequence

from lagebild.picture import Contradiction, Gap, Occurrence, Point, Series, Standing, State, Unknown, View
from lagebild.report.brief.evidence import Evidence
from lagebild.report.brief.records import Chart, Item, Said, Strong, Text
from lagebild.report.brief.words import BriefWords
from lagebild.report.draw.ranges import plotted, range_plot
from lagebild.report.situation import steps, voice
from lagebild.report.wording import amount
from lagebild.statements import Quantity


def joined(parts: Sequence[Text], between: str) -> Text:
    """Texts one behind the other; empty ones are left out."""
    made: list[object] = []
    for part in parts:
        if part and part != ("",):
            made += [between] if made else []
            made += part
    return tuple(made)  # type: ignore[arg-type]


def what(o: Occurrence, words: BriefWords) -> str:
    """What an incident is, in a word or two."""
    return ", ".join(words.label("acts", t) for t in o.types[:2]) or words.picture["kinds"]["incident"]


def when(o: Occurrence, words: BriefWords) -> str:
    """Its days, or the latest that it can have been."""
    if not o.first or not o.last:
        return ""
    if not o.dated:
        return str(words.own["undated"].format(day=words.day(o.last)))
    return words.day(o.first) if o.first == o.last else f"{words.day(o.first)} – {words.day(o.last)}"


def named(o: Occurrence | None, words: BriefWords) -> str:
    """An incident in a few words: what, where, when."""
    return ", ".join(p for p in (what(o, words), o.place or words.picture["unknown_place"], when(o, words)) if p) if o else ""


def size(s: Series, words: BriefWords) -> str:
    """The number that the voices give now: "5–10 Tote (Kinder)"."""
    group = f" ({s.group})" if s.group else ""
    return f"{amount(Quantity(s.low, s.high, s.approx), words.labels) or '?'} {words.label('measures', s.measure)}{group}"


def figure(s: Series, of: Mapping[str, Occurrence], words: BriefWords, evidence: Evidence) -> Item:
    """A key figure: what holds, then each voice with its numbers over time."""
    holding = [p.statement for t in s.tracks for p in steps(t.points) if p.standing == "holds"]
    facts = [named(of.get(s.incident), words), words.picture.count("voices", s.voices), words.picture["contested"] if s.contested else ""]
    head: Text = (Strong(size(s, words)), " — " + " · ".join(f for f in facts if f) + " ", evidence.cite(holding or [_last(s)]))
    names = [voice(t.name, t.voice, words.picture) for t in s.tracks]
    below = tuple((f"{n}: ", *joined([_step(p, words, evidence) for p in steps(t.points)], " → ")) for n, t in zip(names, s.tracks, strict=True))
    title = words.own["chart"].format(what=f"{size(s, words)}, {named(of.get(s.incident), words)}")
    chart = Chart(range_plot(s, names, words.day, words.number, title), title, words.own["of_ranges"]) if plotted(s) else None
    return Item(head, below, chart)


def _last(s: Series) -> tuple[str, str]:
    return s.tracks[-1].points[-1].statement


def _step(p: Point, words: BriefWords, evidence: Evidence) -> Text:
    standing = [words.picture["standing"][p.standing]] if p.standing != "holds" else []
    unsure = [words.labels[p.certainty]] if p.certainty not in ("stated", "denied") else []
    facts = ", ".join([words.day(p.reported), *standing, *unsure])
    return f"{amount(Quantity(p.low, p.high, p.approx), words.labels)} ({facts}) ", evidence.cite([p.statement])


def state(s: State | None, words: BriefWords, evidence: Evidence) -> Text:
    """A state with since when it is so."""
    if s is None:
        return ("–",)
    unsure = f" ({words.labels[s.certainty]})" if s.certainty != "stated" else ""
    until = f" {words.picture['until']} {words.day(s.until)}" if s.until else ""
    return f"{words.label('states', s.state)}{unsure} {words.picture['since']} {words.day(s.since)}{until} ", evidence.cite(s.statements)


def board_row(s: Standing, words: BriefWords, evidence: Evidence) -> tuple[Text, ...]:
    """A thing on the status board."""
    return (s.subject,), (s.place or "–",), state(s.official, words, evidence), state(s.actual, words, evidence)


def incident_row(o: Occurrence, words: BriefWords, evidence: Evidence) -> tuple[Text, ...]:
    """An incident: when, what, where, told by whom, in which words."""
    told = f"{words.picture.count('reports', o.reports)}, {words.picture.count('voices', o.voices)}"
    said = Said(o.quote, evidence.language(o.statements[0]))
    return (when(o, words),), (what(o, words),), (o.place or words.picture["unknown_place"],), (told,), (said, " ", evidence.cite(o.statements))


def position(v: View, words: BriefWords, evidence: Evidence) -> Item:
    """A view of an actor and what it was before."""
    language = evidence.language(v.statement)
    head: Text = (Strong(v.holder), f" {words.label('stances', v.stance)}: ", Said(v.quote, language), f" ({words.day(v.since)}) ")
    before: tuple[Text, ...] = ((f"{words.picture['before']}: ", Said(v.before, language), " ", evidence.cite([v.statement])),) if v.before else ()
    return Item((*head, evidence.cite([v.statement])), before)


def question(u: Unknown, words: BriefWords, evidence: Evidence) -> Item:
    """What is not known, and what told it later."""
    head: Text = (Said(u.topic, evidence.language(u.statement)), f" ({words.day(u.reported)}) ", evidence.cite([u.statement]))
    if not u.answer:
        return Item(head)
    answer: Text = (f"{words.picture['answered']}: ", Said(u.answer_quote or "", evidence.language(u.answer)), " ", evidence.cite([u.answer]))
    return Item(head, (answer,))


def contradiction(c: Contradiction, words: BriefWords, evidence: Evidence) -> Item:
    """Two statements that cannot both be right, with who says them."""
    sides = joined([_side(r, q, words, evidence) for r, q in ((c.first, c.first_quote), (c.second, c.second_quote))], " ↔ ")
    return Item(sides, ((words.reason(c.words), " ", evidence.cite([c.first, c.second])),))


def _side(ref: tuple[str, str], quote: str, words: BriefWords, evidence: Evidence) -> Text:
    e = evidence.entry(ref)
    who = (e.statement.voice.text if e.statement.voice else None) or e.header.outlet if e else None
    return (f"{who}: " if who else "", Said(quote, evidence.language(ref)), " ", evidence.cite([ref]))


def gap(o: Occurrence, of: Sequence[Gap], words: BriefWords, evidence: Evidence) -> Item:
    """What no report says of an incident."""
    missing = ", ".join(str(words.picture["missing"].get(g.what, g.what)) for g in of)
    return Item((Strong(named(o, words)), f": {missing} ", evidence.cite(o.statements)))

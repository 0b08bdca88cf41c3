"""From statements to the templates of MUC-4, by the rows of ``data/ontology/muc4.yaml``."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from evaluation._muc4_incidents import CITIES, OLD, STAGES, Incident, incidents, sentence_of
from evaluation._muc4_key import Fill, Template, said
from lagebild.crosswalk import happening
from lagebild.extract.classes import class_of
from lagebild.extract.company import is_a
from lagebild.ontology import load
from lagebild.places import country
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Actor, Place, Quantity, Reading, Statement
from lagebild.text import Span

LANGUAGE = "en"
DETERMINERS = re.compile(
    r"^(?:THE|A|AN|THIS|THAT|THESE|THOSE|SOME|SEVERAL|AT LEAST|ABOUT|ANOTHER|OTHER|THEIR|HIS|HER|ITS|\d[\d,]*"
    r"|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)\s+",
    re.I,
)
CUT = re.compile(r"\s*(?:[,;(\[]|\bWHO\b|\bWHICH\b|\bTHAT\b).*$", re.I | re.S)
OBLIQUE = ("obl", "nmod")
BESIDE = ("appos", "flat", "flat:name", "compound")


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody or something hit: as said, of which type, how many, with which effect."""

    text: str
    type: str
    number: str
    effect: str | None = None
    name: str | None = None
    title: str | None = None
    thing: bool = False


class Writer:
    """Writes the templates of one report."""

    def __init__(self, reading: Reading, parse: Parse) -> None:
        self.reading, self.parse, self.table = reading, parse, load("muc4")
        self.text = reading.document.text
        self.names = [(kind, parse.span(list(range(a, b)))) for kind, a, b in parse.names()]
        found = [m.value.country for m in reading.mentions if isinstance(m.value, Place) and m.value.country]
        self.home = next((c for some in (self._known(found), found) for c, _ in Counter(some).most_common(1)), None)

    def _known(self, countries: Iterable[str]) -> list[str]:
        return [c for c in countries if c in self.table["countries"]]

    def templates(self) -> list[Template]:
        """One template for each incident that says who or what was hit."""
        made = [self._template(i) for i in incidents(self.reading, self.parse)]
        return [t for t in made if t]

    def _template(self, incident: Incident) -> Template | None:
        targets = self._targets(incident)
        people, things = [t for t in targets if not t.thing], [t for t in targets if t.thing and incident.type != "KIDNAPPING"]
        who = self._perpetrators(incident)
        if not self._counts(incident, people, things, who):
            return None
        slots = {**self._facts(incident), **self._means(incident), **who, **_people(people), **_things(things)}
        return Template({k: tuple(v) for k, v in slots.items() if v})

    def _counts(self, incident: Incident, people: list[Target], things: list[Target], who: dict[str, list[Fill]]) -> bool:
        """Whether an incident is one of MUC-4: specific, recent, in its countries, and not forces against forces."""
        civil = [t for t in people if t.type not in self.table["forces"]]
        harmed = any(t.effect for t in people) or incident.type == "KIDNAPPING"
        specific = bool(things) or (bool(civil) and (harmed or bool(who["perp_individual_id"] or who["perp_organization_id"])))
        return specific and self._country(incident) in self.table["countries"] and not self._old(incident)

    def _old(self, incident: Incident) -> bool:
        published, day = self.reading.document.published, incident.day
        if not published or not day:
            return False
        last = datetime.date.fromisoformat((day[1] + "-12-28")[:10])
        return (datetime.date.fromisoformat(published.latest[:10]) - last).days > OLD

    def _facts(self, incident: Incident) -> dict[str, list[Fill]]:
        stages = Counter(STAGES[e.modality] for e in incident.events)
        return {
            "incident_date": [said(self._date(incident))],
            "incident_location": [said(place)] if (place := self._location(incident)) else [],
            "incident_type": [said(incident.type)],
            "incident_stage": [said(stages.most_common(1)[0][0])],
        }

    def _date(self, incident: Incident) -> str:
        published = self.reading.document.published
        days = [_day(d) for d in incident.day or ()]
        if len(days) == 2 and all(days) and incident.narrow and self._is_dated(incident):
            return days[0] if days[0] == days[1] else f"{days[0]} - {days[1]}"
        return f"- {_day(published.latest)}" if published else "-"

    def _is_dated(self, incident: Incident) -> bool:
        """Whether the text dates it: in its own sentences, or before the day of the report."""
        published = self.reading.document.published
        last = incident.day[1] if incident.day else ""
        near = any(e.time and self._within(e.time.span, incident) for e in incident.events)
        return near or not published or last != published.latest[:10]

    def _within(self, span: Span, incident: Incident) -> bool:
        sentences = [self.parse.sentences[n] for n in incident.sentences]
        return any(x.start <= span.start < x.end for x in sentences)

    def _country(self, incident: Incident) -> str | None:
        """The country of the incident's places that is one of MUC-4's, else that of the report."""
        own = self._known(e.place.country for e in incident.events if e.place and e.place.country)
        return own[0] if own else self.home

    def _location(self, incident: Incident) -> str | None:
        places = [e.place for e in incident.events if e.place and self._within(e.place.span, incident)]
        place = next((p for p in places if p.precision in CITIES), places[0] if places else None)
        code = self._country(incident)
        nation = country(code) if code else None
        if nation is None:
            return None
        inside = self._said(place.span) if place and place.precision != "country" else None
        return f"{nation.name.upper()}: {inside} (CITY)" if inside else nation.name.upper()

    def _means(self, incident: Incident) -> dict[str, list[Fill]]:
        if incident.type in ("KIDNAPPING", "ARSON"):
            return {}
        ids, types = [], []
        for phrase in dict.fromkeys(e.instrument for e in incident.events if e.instrument):
            head = self._head(phrase.span)
            noun = self._phrase(head) if head and head.upos == "NOUN" else None
            kind = self._instrument(noun) if noun else None
            if kind:
                ids.append(said(noun))
            if kind := kind or self.table["kinds"].get(phrase.kind):
                types.append(said(kind, noun or "-"))
        types = [t for t in types if t.options[0].refs != ("-",)] or types[:1]
        return {"incident_instrument_id": _once(ids), "incident_instrument_type": _once(types)}

    def _instrument(self, noun: str) -> str | None:
        rows = self.table["instruments"].items()
        return next((str(k) for k, words in rows if any(re.search(rf"\b{re.escape(w)}s?\b", noun, re.I) for w in words)), None)

    def _perpetrators(self, incident: Incident) -> dict[str, list[Fill]]:
        heads = [(h, e) for e in incident.events for a in e.actors if (h := self._head(a.span)) and self._acts(h)]
        state = any(self._any(h, self.table["state_sectors"]) for h, _ in heads)
        bodies = [(self._phrase(h), self._sure(e)) for h, e in heads if self._is_body(h)]
        bodies += [(self._phrase(w), self._sure(e)) for h, e in heads for w in self._below(h) if self._is_armed_group(w)]
        bodies += [(self._phrase(w), "POSSIBLE") for n in sorted(incident.sentences) for w in self._sentence(n) if self._is_armed_group(w)]
        people = [said(self._phrase(h)) for h, _ in heads if not self._is_body(h)]
        name, sure = next(iter(bodies), (None, ""))
        return {
            "perp_incident_category": [said("STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT")] if heads or name else [],
            "perp_individual_id": _once(people)[:1],
            "perp_organization_id": [said(name)] if name else [],
            "perp_organization_confidence": [said(sure, name)] if name else [],
        }

    def _any(self, word: Word, classes: Iterable[str]) -> bool:
        return any(is_a(word, c, LANGUAGE) for c in classes)

    def _acts(self, head: Word) -> bool:
        """Whether somebody who acts may be a perpetrator: a person, an armed group, a force, a government."""
        known = self._any(head, ("PERSON", "REB", "UAF", "CRM", *self.table["state_sectors"]))
        return (head.upos in ("NOUN", "PROPN") and known) or self._is_armed_group(head)

    def _is_body(self, head: Word) -> bool:
        return self._is_armed_group(head) or head.lemma.lower() in self.table["bodies"]

    def _is_armed_group(self, word: Word) -> bool:
        """A named armed group: an acronym or name of the pack, or a name that ends as those do."""
        named = word.upos == "PROPN" or word.text[:1].isupper()
        parts = self.parse.children(word.i, "compound", "amod", "flat")
        return (named and self._any(word, ("REB", "UAF", "CRM"))) or (word.lemma.lower() in self.table["groups"] and bool(parts))

    def _below(self, head: Word) -> list[Word]:
        return [self.parse.words[i] for i in self.parse.subtree(head.i, skip=("conj", "acl:relcl", "advcl")) if i != head.i]

    def _sentence(self, n: int) -> list[Word]:
        return [self.parse.words[i] for i in range(self.parse.sentences[n].first, self.parse.sentences[n].last)]

    def _sure(self, event: Statement) -> str:
        if happening(event).group == "admit":
            return "CLAIMED OR ADMITTED"
        if event.certainty == "stated":
            return "REPORTED AS FACT"
        official = event.voice and event.voice.code and event.voice.code.split()[-1] in self.table["state_sectors"]
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"

    def _targets(self, incident: Incident) -> list[Target]:
        found = [t for e in incident.events for r in e.recipients if (t := self._target(e, r))]
        found += [t for e in incident.events for t in self._beside(e)]
        found += self._counted(incident, found)
        best: dict[str, Target] = {}
        for t in found:
            key = (t.name or t.text).upper()
            if key not in best or (best[key].effect is None and t.effect):
                best[key] = t
        return _meant(list(best.values()))

    def _target(self, event: Statement, actor: Actor) -> Target | None:
        head = self._head(actor.span)
        if head is None or head.upos not in ("NOUN", "PROPN") or head.name.endswith(("LOC", "ORG")):
            return None
        if self._any(head, ("REB", "UAF", "CRM")) or head.lemma.lower() in self.table["no_targets"]:
            return None
        if head.name.endswith("PER") or is_a(head, "PERSON", LANGUAGE) or self._victim_type(head) != "CIVILIAN":
            return self._person(head, actor.span, self._effect(event), actor.name)
        unnamed = head.upos == "PROPN" and not is_a(head, "THING", LANGUAGE)
        return self._thing(head) or (self._person(head, actor.span, self._effect(event), actor.name) if unnamed else None)

    def _person(self, head: Word, span: Span, effect: str | None, full: str | None) -> Target:
        name = self._name(head, span)
        if name is None and head.upos == "PROPN" and head.name == "O" and not self._any(head, ("PERSON", "GOV", "MIL", "COP")):
            name = head.span
        words = self.parse.within(span)
        type_ = self._victim_type(*[w for w in words if w.upos in ("NOUN", "PROPN")][:6])
        text = self._phrase(head)
        if name is None:
            number = next((w for w in self.parse.children(head.i, "nummod")), None)
            return Target(text, type_, self._number(head, number), effect)
        called = re.sub(r"\s+", " ", full or self._said(name)).upper()
        title = " ".join(w.text for w in words if w.end <= name.start and w.upos not in ("DET", "PUNCT")).upper()
        return Target(called, type_, "1", effect, name=called, title=title or None)

    def _name(self, head: Word, span: Span) -> Span | None:
        """The name of a person that a phrase is about: its head's own, or one beside it."""
        for kind, s in self.names:
            if kind == "PER" and span.contains(s):
                top = self._head(s)
                if s.contains(head.span) or (top and top.head == head.i and top.label in BESIDE) or head.label in BESIDE:
                    return s
        return None

    def _number(self, head: Word, number: Word | None) -> str:
        for s in self.reading.statements:
            if s.kind == "figure" and s.anchor and s.quantity and s.anchor.span.contains(head.span):
                return _quantity(s.quantity)
        if number is not None and number.text.isdigit():
            return number.text
        return "PLURAL" if head.features.get("Number") == "Plur" else "1"

    def _victim_type(self, *words: Word) -> str:
        row = next((r for r in self.table["victims"] if not r["of"] or any(is_a(w, n, LANGUAGE) for w in words for n in r["of"])), {})
        former = any(w.lemma.lower() in self.table["former"]["words"] for head in words for w in self.parse.children(head.i, "amod", "compound"))
        return str(self.table["former"]["types"].get(row["name"], row["name"]) if former else row["name"])

    def _effect(self, event: Statement) -> str | None:
        group = happening(event).group
        return next((str(e) for e, groups in self.table["effects"].items() if group in groups), None)

    def _thing(self, head: Word, effect: str | None = None) -> Target | None:
        text, kind = self._phrase(head), class_of(self.parse, head, LANGUAGE)
        near = {w.lemma.lower() for w in (head, *self.parse.children(head.i, "compound", "amod", "nmod"))}
        own = head.lemma.lower()
        known = any(own in words for words in self.table["targets"]["words"].values()) or kind in self.table["targets"]["classes"]
        if not known:
            return None
        type_ = next((str(t) for t, words in self.table["targets"]["words"].items() if near & set(words)), None)
        return Target(text, type_ or self.table["targets"]["classes"][kind], self._number(head, None), effect or self._state(head), thing=True)

    def _state(self, head: Word) -> str | None:
        for s in self.reading.statements:
            if s.kind == "status" and s.subject and s.subject.span.contains(head.span) and s.type in self.table["states"]:
                return str(self.table["states"][s.type])
        return None

    def _beside(self, event: Statement) -> Iterator[Target]:
        """What an attack happened at: nouns behind prepositions of its word that name a building, vehicle or line."""
        word = self._head(event.anchor.span) if event.anchor else None
        first = self.parse.children(word.i, *OBLIQUE) if word else []
        for child in [*first, *(c for f in first for c in self.parse.children(f.i, "nmod"))]:
            if (t := self._thing(child)) and not is_a(child, "WEAPON", LANGUAGE):
                yield t

    def _counted(self, incident: Incident, known: list[Target]) -> Iterator[Target]:
        """Figures of dead and injured in the incident's sentences that no event names."""
        for s in self.reading.statements:
            if s.kind != "figure" or s.type not in ("killed", "injured", "abducted") or s.modality != "actual" or not s.quantity:
                continue
            head = self._head(s.anchor.span) if s.anchor else None
            if head is None or head.upos != "NOUN" or sentence_of(self.parse, s) not in incident.sentences:
                continue
            if self._any(head, ("REB", "UAF", "CRM")) or head.lemma.lower() in self.table["no_targets"]:
                continue
            text = self._phrase(head)
            if not any(text in t.text or t.text in text for t in known):
                effect = {"killed": "DEATH", "injured": "INJURY"}.get(s.type)
                yield Target(text, self._victim_type(head), _quantity(s.quantity), effect)

    def _head(self, span: Span) -> Word | None:
        inside = self.parse.within(span)
        tops = [w for w in inside if w.head < 0 or not span.contains(self.parse.words[w.head].span)]
        return min(tops, key=lambda w: w.upos not in ("NOUN", "PROPN", "PRON"), default=None)

    def _phrase(self, head: Word) -> str:
        """A noun with what stands before it and its "of", as the keys have it."""
        below = [
            i
            for c in self.parse.children(head.i, "compound", "amod", "flat", "nmod:poss")
            for i in self.parse.subtree(c.i)
            if c.i < head.i or c.label == "flat"
        ]
        if head.lemma.lower() in self.table["whole"]:
            below += [i for c in self.parse.children(head.i, "nmod") for i in self.parse.subtree(c.i, skip=("acl", "acl:relcl", "conj", "appos"))]
        text = self._said(self.parse.span(sorted([head.i, *below])))
        return DETERMINERS.sub("", CUT.sub("", text)) or text

    def _said(self, span: Span) -> str:
        return re.sub(r"\s+", " ", span.of(self.text)).upper().strip()


def _meant(targets: list[Target]) -> list[Target]:
    """Targets without those that only take up another: "the building" after "the bank" gives the bank its effect."""
    named = [t for t in targets if not (t.thing and t.text in load("muc4")["taken_up"])]
    things = [t for t in named if t.thing]
    if len(named) == len(targets) or not things:
        return targets
    effect = next((t.effect for t in targets if t not in named and t.effect), None)
    return [replace(t, effect=t.effect or effect) if t is things[0] else t for t in named]


def _people(targets: list[Target]) -> dict[str, list[Fill]]:
    named = [t for t in targets if t.name]
    return {
        "hum_tgt_name": [said(t.text) for t in named],
        "hum_tgt_description": [said(t.text) if not t.name else said(t.title or "", t.text) for t in targets if not t.name or t.title],
        "hum_tgt_type": [said(t.type, t.text) for t in targets],
        "hum_tgt_number": [said(t.number, t.text) for t in targets],
        "hum_tgt_effect": [said(t.effect, t.text) for t in targets if t.effect],
    }


def _things(targets: list[Target]) -> dict[str, list[Fill]]:
    return {
        "phys_tgt_id": [said(t.text) for t in targets],
        "phys_tgt_type": [said(t.type, t.text) for t in targets],
        "phys_tgt_number": [said(t.number, t.text) for t in targets],
        "phys_tgt_effect": [said(t.effect, t.text) for t in targets if t.effect],
    }


def _quantity(q: Quantity) -> str:
    if q.low is None:
        return f"-{q.high:.0f}" if q.high is not None else "PLURAL"
    if q.high is None:
        return "PLURAL" if q.approx else f"{q.low:.0f}-"
    return ("~" if q.approx else "") + (f"{q.low:.0f}" if q.low == q.high else f"{q.low:.0f} - {q.high:.0f}")


def _day(iso: str) -> str:
    try:
        return datetime.date.fromisoformat(iso[:10]).strftime("%d %b %y").upper()
    except ValueError:
        return ""


def _once(fills: Iterable[Fill]) -> list[Fill]:
    return list(dict.fromkeys(fills))

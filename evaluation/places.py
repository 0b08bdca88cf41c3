"""Toponyms with coordinates (LGL, TR-News, GeoWebNews): found, and placed within 161 km.

Those sets count adjectives and inhabitants ("Turkish") as names of the country; so words that the packs know as such are found here too.
"""

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.outcome import Counts, DataAbsent, Outcome
from evaluation.parses import parse
from lagebild.extract.countries import adjective, people
from lagebild.extract.places import find_places
from lagebild.places import country
from lagebild.text import Document, Span

CLOSE = 161.0
FILES = {"trnews": "TR-News.xml", "lgl": "lgl.xml", "geowebnews": "GeoWebNews.xml"}


@dataclass(frozen=True)
class Toponym:
    """A name in a text and the point it stands for, if known."""

    span: Span
    point: tuple[float, float] | None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points given as latitude and longitude."""
    (p, s), (q, t) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    half = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin((t - s) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def articles(file: Path) -> Iterator[tuple[str, str, list[Toponym]]]:
    """Id, text and toponyms of every article of a file."""
    for article in ET.parse(file).getroot().iter("article"):
        yield article.get("docid", ""), article.findtext("text") or "", [_toponym(t) for t in article.iter("toponym")]


def _toponym(element: ET.Element) -> Toponym:
    lat, lon = (element.findtext(f".//{tag}") for tag in ("lat", "lon"))
    span = Span(int(element.findtext("start") or 0), int(element.findtext("end") or 0))
    return Toponym(span, (float(lat), float(lon)) if lat and lon else None)


def found_in(text: str) -> list[Toponym]:
    """What the software finds in an English text."""
    parsed = parse(text, "en")
    named = [(p.span, p.latitude, p.longitude) for p in find_places(Document("", text, language="en"), parsed)]
    words = [w for w in parsed.words if w.text[:1].isupper() and not any(s.overlaps(w.span) for s, _, _ in named)]
    codes = [(w.span, adjective(w.text, "en") or people(w.text, "en")) for w in words]
    nations = [(span, country(code)) for span, code in codes if code]
    found = [Toponym(s, None if a is None or o is None else (a, o)) for s, a, o in named]
    return [*found, *(Toponym(s, (k.latitude, k.longitude)) for s, k in nations if k)]


def score(gold: list[Toponym], found: list[Toponym]) -> tuple[Counts, Counts]:
    """Mentions (right, found, gold), and toponyms with coordinates (placed right, found as mentions, gold).

    A mention is found where the spans overlap, one to one in text order.
    """
    free, mentions, placed = list(found), Counts(0, len(found), len(gold)), Counts(0, 0, sum(g.point is not None for g in gold))
    for g in gold:
        hit = next((f for f in free if f.span.overlaps(g.span)), None)
        if hit:
            free.remove(hit)
            mentions.add(1, 0, 0)
            near = g.point is not None and hit.point is not None and kilometres(g.point, hit.point) <= CLOSE
            placed.add(near, g.point is not None, 0)
    return mentions, placed


def measure(data: Path, split: str | None = None, limit: int | None = None) -> Outcome:
    """Every file that is there; ``split`` is a file's name in lower case."""
    folder = data / "places_en" if (data / "places_en").is_dir() else data
    names = [n for n, file in FILES.items() if (folder / file).exists() and split in (None, n)]
    if not names:
        raise DataAbsent(f"no toponyms in {folder}")
    outcome = Outcome({})
    for name in names:
        mentions, placed = Counts(), Counts()
        for number, (id_, text, gold) in enumerate(articles(folder / FILES[name])):
            if limit is not None and number >= limit:
                break
            m, p = score(gold, found_in(text))
            mentions.add(m.right, m.found, m.gold)
            placed.add(p.right, p.found, p.gold)
            outcome.documents[f"{name}.{id_}"] = {"acc161": p.recall}
        outcome.numbers |= {
            f"{name}.acc161": placed.recall,
            f"{name}.precision": mentions.precision,
            f"{name}.recall": mentions.recall,
            f"{name}.acc161_given": placed.precision,
        }
    return outcome

"""The reader's language: texts of the interface, words of the picture, numbers and times as they are written there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from lagebild import packs
from lagebild.picture import Occurrence
from lagebild.report.situation import Words
from lagebild.web.sentences import sentence

LANGUAGES = ("en", "de")
THEMES = ("auto", "light", "dark")
WHOLE_DAY = ("23:59", "00:00")


@lru_cache(maxsize=8)
def texts(language: str) -> dict[str, str]:
    """The texts of the interface in a language, by dotted names."""
    source = files("lagebild") / "web" / "words" / f"{language}.yaml"
    return dict(_dotted(yaml.safe_load(source.read_text(encoding="utf8"))))


def _dotted(data: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in data.items():
        found += _dotted(value, f"{before}{key}.") if isinstance(value, dict) else [(f"{before}{key}", str(value))]
    return found


@lru_cache(maxsize=8)
def _words(language: str) -> Words:
    return Words(language)


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """All names of time zones."""
    return tuple(sorted(available_timezones()))


@dataclass(frozen=True, slots=True)
class Interface:
    """How one person reads: language, locale for numbers and dates, zone for times, colours."""

    language: str = "en"
    locale: str = "en"
    zone: str = "UTC"
    theme: str = "auto"

    @property
    def words(self) -> Words:
        """The words of the picture."""
        return _words(self.language)

    def text(self, name: str, /, **values: object) -> str:
        """A text of the interface; with ``n`` its form for that number."""
        own = texts(self.language)
        if "n" in values:
            name = f"{name}.{'one' if values['n'] == 1 else 'many'}"
            values = {**values, "n": self.number(values["n"])}
        return own[name].format(**values) if values else own[name]

    def sentence(self, said: str) -> str:
        """What the program said in English."""
        return sentence(said, self.language)

    def label(self, group: str, name: str) -> str:
        """A word of a value list: ``label("measures", "killed")``."""
        found = self.words.labels.get(group, {})
        return str(found.get(name, name)) if isinstance(found, dict) else name

    def word(self, name: str) -> str:
        """A word for a certainty, a modality and the like."""
        return str(self.words.labels.get(name, name))

    @property
    def tongues(self) -> list[str]:
        """Codes of the languages that reports are read in."""
        return sorted(packs.languages())

    def tongue(self, code: str) -> str:
        """The name of a language."""
        try:
            return str(Locale.parse(code).get_display_name(self.language) or code)
        except (UnknownLocaleError, ValueError):
            return code

    def acts(self, types: Sequence[str]) -> str:
        """What an incident is, by its foremost types."""
        return ", ".join(self.label("acts", x) for x in types[:2]) or self.text("incident.other")

    def head(self, found: Occurrence) -> str:
        """An incident in a few words: what and where."""
        return f"{self.acts(found.types)}, {found.place or self.words['unknown_place']}"

    def unsaid(self, what: Sequence[str]) -> str:
        """What no report says."""
        return ", ".join(str(self.words["missing"].get(w, w)) for w in what)

    def number(self, value: Any) -> str:
        """A number as the locale writes it."""
        return _number(value, self.locale)

    def amount(self, low: float | None, high: float | None, approx: bool = False) -> str:
        """A number with its bounds: "≥ 1.000", "20–30", "≈ 2.000"."""
        about = "≈\u202f" if approx else ""
        if low is not None and high is not None:
            return about + (self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}")
        if low is not None:
            return f"≥\u202f{self.number(low)}"
        return f"≤\u202f{self.number(high)}" if high is not None else "?"

    def day(self, iso: str | None) -> str:
        """A day, or as much of it as is known."""
        if not iso:
            return ""
        return _day(iso, self.locale)

    def tick(self, iso: str) -> str:
        """A mark on an axis: the day and month of a midnight, else the hour."""
        return str(format_skeleton("MMMd" if iso[11:16] == "00:00" else "Hm", datetime.fromisoformat(iso), locale=self.locale))

    def moment(self, iso: str | None) -> str:
        """A time with its zone; only the day where the hour is not known."""
        if not iso or len(iso) <= 16 or iso[11:16] in WHOLE_DAY:
            return self.day(iso)
        found = datetime.fromisoformat(iso)
        local = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(ZoneInfo(self.zone))
        day = format_date(local.date(), "medium", locale=self.locale)
        return f"{day}, {format_skeleton('Hm', local, locale=self.locale)} {local.tzname()}"


@lru_cache(maxsize=4096)
def _number(value: float, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=4096)
def _day(iso: str, locale: str) -> str:
    try:
        return str(format_date(date.fromisoformat(iso[:10]), "medium", locale=locale))
    except ValueError:
        return iso


def locale_of(language: str, accepted: str) -> str:
    """The locale that the browser asks for in this language: "de-AT" for German readers there."""
    for part in accepted.split(","):
        tag = part.split(";")[0].strip().replace("-", "_")
        if tag.split("_")[0] == language:
            try:
                return str(Locale.parse(tag))
            except (UnknownLocaleError, ValueError):
                continue
    return language


def language_of(accepted: str) -> str:
    """The first language of the browser that the interface has."""
    asked = (part.split(";")[0].strip().split("-")[0].lower() for part in accepted.split(","))
    return next((a for a in asked if a in LANGUAGES), LANGUAGES[0])

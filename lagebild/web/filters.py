"""What a page looks at: place, time, topic, language and source, and how many reports at once, all of it in the URL."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from lagebild.store import Scope
from lagebild.store.clock import moment

NAMES = {"start": "from", "end": "to"}
LONGEST, WIDEST = 200, 240


@dataclass(frozen=True, slots=True)
class Filters:
    """A scope as a person writes it; ``faults`` names the fields that say nothing."""

    place: str = ""
    start: str = ""
    end: str = ""
    about: str = ""
    language: str = ""
    source: str = ""
    as_of: str = ""
    reports: str = ""
    faults: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        """The filters of a URL; what is no date is left out and named as a fault."""
        said = {f: " ".join(query.get(NAMES.get(f, f), "").replace("\x00", "").split())[:LONGEST] for f in FIELDS}
        wrong = tuple(f for f, fits in CHECKED.items() if said[f] and not fits(said[f]))
        return cls(**{f: "" if f in wrong else v for f, v in said.items()}, faults=wrong)

    @property
    def active(self) -> dict[str, str]:
        """The fields that narrow, by their names in the URL."""
        return {NAMES.get(f, f): v for f in FIELDS if (v := getattr(self, f))}

    def query(self, **changes: str) -> str:
        """The query of a URL with these filters, some of them changed; empty where there are none."""
        said = urlencode(Filters.of(self.active | {NAMES.get(f, f): v for f, v in changes.items()}).active)
        return f"?{said}" if said else ""

    @property
    def name(self) -> str:
        """What a scope with these filters may be called."""
        return ", ".join(v for f in FIELDS if f not in ("as_of", "reports") and (v := getattr(self, f)))

    @property
    def most(self) -> int | None:
        """How many reports a page is made of, where that is asked for."""
        return int(self.reports) if self.reports else None

    def scope(self) -> Scope:
        """What the store is asked for."""
        return Scope(
            place=self.place or None,
            start=self.start[:10] or None,
            end=moment(self.end) if self.end else None,
            about=self.about or None,
            reported=moment(self.as_of) if self.as_of else None,
            language=self.language or None,
            outlet=self.source or None,
        )


FIELDS = tuple(f.name for f in fields(Filters) if f.name != "faults")


def _is_time(said: str) -> bool:
    try:
        moment(said)
    except (ValueError, OverflowError):
        return False
    return True


def _is_count(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 5 and 1 <= int(said) <= WIDEST


CHECKED = {"start": _is_time, "end": _is_time, "as_of": _is_time, "reports": _is_count}

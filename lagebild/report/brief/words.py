"""The words of a situation report: those of pictures, and its own."""

from typing import Any

from lagebild import packs
from lagebild.errors import DataError
from lagebild.report.situation import Words
from lagebild.report.wording import number


class BriefWords:
    """Words of a language that reports can be written in.

    Raises:
        DataError: no pack has the words of reports in this language.
    """

    def __init__(self, language: str) -> None:
        if language not in spoken():
            raise DataError(f"no report can be written in {language!r}; languages are {', '.join(spoken())}")
        self.language = language
        self.own: dict[str, Any] = packs.load(language, "brief")
        self.picture = Words(language)
        self.labels = self.picture.labels

    def moment(self, reported: str, published: str | None = None) -> str:
        """When something was reported: no hour where only the day is known."""
        only_day = published is not None and len(published) < 16
        return self.day(reported[:10] if only_day else reported)

    def day(self, iso: str | None) -> str:
        """A day, and the hour where it is known."""
        return self.picture.day(iso)

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return number(value, self.labels)

    def reason(self, said: str) -> str:
        """Why two statements contradict each other."""
        return str(self.own["reasons"].get(said, said))

    def label(self, group: str, key: str) -> str:
        """A type in words."""
        return str(self.labels[group].get(key, key))


def spoken() -> list[str]:
    """Languages that reports can be written in."""
    return sorted(code for code in packs.languages() if (packs.ROOT / code / "brief.yaml").is_file())

"""The head of a report: "PORT CLARA, May 4 (Agency) -", "Port Clara, 4 May 88 --": where it was written, and when."""

import re

PLACE = r"\s*(?P<{}>[^\W\d_][\w.'’ -]{{1,40}}?)(?:/[^\W\d_][\w -]*)?"
AGENCY = r"\([^)\n]{2,30}\)"
BY_AGENCY = PLACE.format("place") + rf"(?:,[^()\n]{{1,30}})?\s*{AGENCY}\s*[-–—:.]+\s"
BY_DATE = PLACE.format("dated") + rf",[^()\n]{{0,20}}\d[^()\n]{{0,20}}?(?: {AGENCY})?\s*(?:--+|–|—)\s"
DATELINE = re.compile(f"{BY_AGENCY}|{BY_DATE}")


def dateline(text: str) -> re.Match[str] | None:
    """The head of a report, if it has one."""
    return DATELINE.match(text)


def dateline_place(text: str) -> tuple[int, int] | None:
    """Where the place of a report's head stands."""
    found = DATELINE.match(text)
    return found.span("place" if found["place"] else "dated") if found else None

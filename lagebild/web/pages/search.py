"""Full-text search: reports that hold all the words, with the words in their surroundings and the statements that hold them."""

import re
from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response

from lagebild.entries import Entry as Held
from lagebild.entries import Header
from lagebild.store import Scope
from lagebild.store.search import words_of
from lagebild.text import fold
from lagebild.web.filters import LONGEST, Filters
from lagebild.web.page import Entry, Page, answer, page_number, pages
from lagebild.web.scene import scene
from lagebild.web.suggesting import Suggestions, suggestions

MOST, PAGE, AROUND, STATEMENTS = 200, 15, 130, 3


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an extract; ``hit`` is one of the words."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A report that holds the words."""

    header: Header
    extract: tuple[Part, ...]
    statements: tuple[Held, ...]


@dataclass(frozen=True)
class SearchPage(Page):
    """What was found; ``more`` says that there are more than are counted."""

    template: ClassVar[str] = "search.html"
    filters: Filters
    words: str
    found: tuple[Found, ...] = ()
    total: int = 0
    more: bool = False
    number: int = 1
    last: int = 1
    suggestions: Suggestions = Suggestions()


def search(request: Request) -> Response:
    """The page."""
    words, filters, number = " ".join(request.query_params.get("q", "").split())[:LONGEST], Filters.of(request.query_params), page_number(request)
    store = request.app.state.store
    keys = store.search(words, MOST + 1)
    headers = store.headers(keys[:MOST])
    fitting = [k for k in keys[:MOST] if k in headers and _fits(headers[k], filters)]
    shown = fitting[(number - 1) * PAGE : number * PAGE]
    texts, said = store.texts(shown), store.of_documents(shown)
    known = suggestions(said) if words else scene(store, Scope()).suggestions
    found = tuple(Found(headers[k], tuple(extract(texts[k].text, words)), tuple(_holding(said, k, words))) for k in shown)
    return answer(request, SearchPage(filters, words, found, len(fitting), len(keys) > MOST, number, max(1, -(-len(fitting) // PAGE)), known))


def _fits(header: Header, filters: Filters) -> bool:
    scope = filters.scope()
    return (
        (not scope.language or header.language == scope.language)
        and (not scope.outlet or header.outlet == scope.outlet)
        and (not scope.start or header.reported >= scope.start)
        and (not scope.end or header.reported <= scope.end)
        and (not scope.reported or header.reported <= scope.reported)
    )


def extract(text: str, words: str) -> list[Part]:
    """The words in their surroundings, from the first that is there."""
    pattern = _pattern(words)
    first = pattern.search(text) if pattern else None
    start = max(0, first.start() - AROUND // 2) if first else 0
    if start:
        start = text.find(" ", start) + 1 or start
    return list(parts(" ".join(text[start : start + 2 * AROUND].split()), words))


def parts(text: str, words: str) -> list[Part]:
    """A text cut at the words that are looked for."""
    pattern = _pattern(words)
    cut = pattern.split(text) if pattern else [text]
    return [Part(p, n % 2 == 1) for n, p in enumerate(cut) if p]


def _pattern(words: str) -> re.Pattern[str] | None:
    found = sorted({re.escape(w) for w in words_of(words)}, key=len, reverse=True)
    return re.compile(rf"\b((?:{'|'.join(found)})\w*)", re.I) if found else None


def _holding(said: list[Held], key: str, words: str) -> list[Held]:
    stems = [fold(w) for w in words_of(words)]
    return [e for e in said if e.header.key == key and any(w in fold(e.quote) for w in stems)][:STATEMENTS]


ROUTES = pages("/search", search, "search")
NAVIGATION = (Entry("nav.search", "/search", 40),)

"""HTML pages as documents: the article's text with its captions, and what the page says of itself."""

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from htmldate import find_date
from lxml.html import HtmlElement

from lagebild.errors import InputError
from lagebild.ingest.dates import parse_published
from lagebild.ingest.language import hinted
from lagebild.ingest.limits import LARGEST
from lagebild.text import Document, Flag, Passage, Published, Span

SHORTEST = 100
SPACE = re.compile(r"\s+")
CAPTIONS = "//figcaption | //*[contains(@class, 'wp-caption-text') or contains(@class, 'image-caption') or @itemprop='caption']"
ASIDE = "ancestor::nav | ancestor::aside | ancestor::footer"
DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='DC.date' or @name='dc.date' or @name='dcterms.date' or @name='pubdate']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "(//article//time/@datetime | //header//time/@datetime)[1]",
)
TITLE = ("//meta[@property='og:title']/@content", "//h1//text()", "//title/text()")
OUTLET = ("//meta[@property='og:site_name']/@content", "//meta[@name='application-name']/@content")
URL = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
LINKED = "//script[@type='application/ld+json']"
NO_ARTICLE = Flag("no-article-text", "no article was found on the page; its visible text is read instead")


def page(name: str, source: str) -> Document:
    """The article of a page, or its visible text with a flag where there is no article.

    Raises:
        InputError: the page holds no text at all.
    """
    tree = trafilatura.load_html(_short(source))
    if tree is None:
        raise InputError("the page cannot be read as HTML")
    body = trafilatura.extract(_short(source), include_comments=False, include_tables=True, favor_recall=False) or ""
    captions = _captions(tree)
    is_article = len(body) >= SHORTEST
    flags = () if is_article else (NO_ARTICLE,)
    text, layout = _joined(captions if is_article else [], body if is_article else trafilatura.html2txt(_short(source)) or "")
    if not text.strip():
        raise InputError("the page holds no text")
    cut = (Flag("truncated", f"only the first {LARGEST} characters of the page are read"),) if len(source) > LARGEST else ()
    title, outlet, url = (_first(tree, *paths) for paths in (TITLE, OUTLET, URL))
    return Document(name, text, title, _language(tree), outlet, url, _published(tree), (*flags, *cut), layout, extracted=True)


def _short(source: str) -> str:
    """The part of a page that is looked at, without an encoding declaration, which is wrong for decoded text."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", source[:LARGEST]).replace("\x00", "")


def _captions(tree: HtmlElement) -> list[str]:
    found = (" ".join(e.text_content().split()) for e in tree.xpath(CAPTIONS) if not e.xpath(ASIDE))
    return list(dict.fromkeys(c for c in found if c))


def _joined(captions: list[str], body: str) -> tuple[str, tuple[Passage, ...]]:
    """Paragraphs parted by blank lines, captions first; what the body holds already is not repeated."""
    plain = SPACE.sub(" ", body)
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    missing = [c for c in captions if c not in plain]
    text, layout = "", []
    for part in [*missing, *paragraphs]:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{part}" if text else part
        if part in captions:
            layout.append(Passage("caption", Span(start, start + len(part))))
    return text, tuple(layout)


def _first(tree: HtmlElement, *paths: str) -> str | None:
    return next((" ".join(str(v).split()) for path in paths for v in tree.xpath(path) if str(v).strip()), None)


def _language(tree: HtmlElement) -> str | None:
    return hinted(_first(tree, "//html/@lang", "//meta[@http-equiv='content-language']/@content", "//article/@lang"))


def _published(tree: HtmlElement) -> Published | None:
    """When the page says that it appeared; without such a mark, what htmldate finds without guessing."""
    marked = [*_linked_dates(tree), *(str(v) for path in DATES for v in tree.xpath(path))]
    found = next((p for said in marked if (p := _parsed(said))), None)
    return found or _parsed(find_date(tree, extensive_search=False, original_date=True) or "")


def _parsed(said: str) -> Published | None:
    try:
        return parse_published(said)
    except InputError:
        return None


def _linked_dates(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath(LINKED):
        try:
            yield from _dated(json.loads(script.text_content()))
        except (ValueError, RecursionError):
            continue


def _dated(data: Any) -> Iterator[str]:
    """Every ``datePublished`` in linked data, the outermost first."""
    if isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        yield from (d for value in data.values() for d in _dated(value))
    elif isinstance(data, list):
        yield from (d for value in data for d in _dated(value))

"""Feeds and the articles that they announce: fetched politely, as documents."""

from lagebild.feeds.fetch import Fetcher, Refused, public
from lagebild.feeds.pages import fetched
from lagebild.feeds.watch import Memory, news, opml

__all__ = ["Fetcher", "Memory", "Refused", "fetched", "news", "opml", "public"]

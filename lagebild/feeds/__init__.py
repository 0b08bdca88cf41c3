"""Feeds and the articles that they announce: fetched politely, as documents."""

from lagebild.feeds.fetch import Fetcher, public
from lagebild.feeds.pages import fetched
from lagebild.feeds.pinned import Refused, client
from lagebild.feeds.watch import Memory, news, opml

__all__ = ["Fetcher", "Memory", "Refused", "client", "fetched", "news", "opml", "public"]

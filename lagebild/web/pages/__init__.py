"""The pages, each family a module with ``ROUTES`` and ``NAVIGATION``; a new family is added to ``FAMILIES``."""

from lagebild.web.pages import actors, documents, incidents, ingest, picture, preferences, search, sources

FAMILIES = (picture, documents, incidents, actors, sources, search, ingest, preferences)

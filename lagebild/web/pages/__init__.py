"""The pages, each family a module with ``ROUTES`` and ``NAVIGATION``; a new family is added to ``FAMILIES``."""

from lagebild.web.pages import (
    actors,
    documents,
    incidents,
    ingest,
    map,
    people,
    picture,
    preferences,
    report,
    review,
    saved,
    search,
    sources,
    timeline,
)

FAMILIES = (picture, map, timeline, report, documents, incidents, actors, sources, search, ingest, review, saved, people, preferences)

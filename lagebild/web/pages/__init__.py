"""The pages, each family a module with ``ROUTES`` and ``NAVIGATION``; a new family is added to ``FAMILIES``."""

from lagebild.web.pages import picture, preferences

FAMILIES = (picture, preferences)

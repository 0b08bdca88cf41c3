"""The picture in a browser: pages that also answer as JSON, and an HTTP API. ``docs/architecture.md`` says how to add a page."""

from lagebild.web.app import create_app

__all__ = ["create_app"]

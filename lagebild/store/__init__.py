"""Documents, statements, links, incidents, sources, reviews and runs, with their history, in SQLite or PostgreSQL."""

from lagebild.store.backup import restore
from lagebild.store.query import Scope
from lagebild.store.store import Store
from lagebild.store.write import Written, key_of

__all__ = ["Scope", "Store", "Written", "key_of", "restore"]

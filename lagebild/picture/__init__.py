"""The picture: what the statements in a store amount to, for a scope, as known at a time. A view, never kept as truth."""

from lagebild.picture.changes import changes, compared
from lagebild.picture.loading import load, material
from lagebild.picture.making import make
from lagebild.picture.records import Change, Contradiction, Gap, Occurrence, Picture, Point, Series, Standing, State, Track, Unknown, View
from lagebild.picture.sites import Site, sites
from lagebild.store import Scope, Store

__all__ = [
    "Change",
    "Contradiction",
    "Gap",
    "Occurrence",
    "Picture",
    "Point",
    "Series",
    "Site",
    "Standing",
    "State",
    "Track",
    "Unknown",
    "View",
    "changes",
    "compared",
    "make",
    "material",
    "picture",
    "sites",
]


def picture(store: Store, scope: Scope = Scope()) -> Picture:  # noqa: B008
    """The picture of a scope."""
    return make(load(store, scope), scope.reported)

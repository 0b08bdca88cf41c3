"""Linking across documents: which statements tell of the same happening, and how they stand to each other. Neither text nor database is looked at."""

from lagebild.link.accounts import accounts_of
from lagebild.link.blocking import blocks, numbers
from lagebild.link.clusters import clusters
from lagebild.link.compare import compare, fitting
from lagebild.link.leading import linked
from lagebild.link.relations import Relation, relations

__all__ = ["Relation", "accounts_of", "blocks", "clusters", "compare", "fitting", "linked", "numbers", "relations"]

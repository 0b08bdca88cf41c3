"""People at work on statements: what to look at next, verdicts and corrections, what became of them."""

from lagebild.review.agreement import Agreement, agreement
from lagebild.review.desk import Desk, Thing
from lagebild.review.gold import gold
from lagebild.review.queue import Item, queue, reasons_of
from lagebild.review.relating import Other, others

__all__ = ["Agreement", "Desk", "Item", "Other", "Thing", "agreement", "gold", "others", "queue", "reasons_of"]

"""People at work on statements: what to look at next, verdicts and corrections, what became of them."""

from lagebild.review.agreement import Agreement, agreement
from lagebild.review.desk import Desk, Thing
from lagebild.review.gold import gold
from lagebild.review.queue import Item, queue, reasons_of

__all__ = ["Agreement", "Desk", "Item", "Thing", "agreement", "gold", "queue", "reasons_of"]

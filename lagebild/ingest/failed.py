"""What stands in for a document that could not be had."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that is no document: its name, the error's class, what was found and what to do."""

    id: str
    type: str
    message: str

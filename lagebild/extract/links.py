"""Links between the statements of one document."""

from lagebild.extract.answers import answers
from lagebild.extract.causes import causes
from lagebild.extract.changes import changes
from lagebild.extract.context import Context
from lagebild.statements import Link, Statement
from lagebild.text import Span


def links_of(context: Context, statements: list[Statement]) -> list[Link]:
    """Every link inside the document."""
    return [
        *(Link(source, target, "part-of") for source, target in parts(context, statements).items()),
        *(Link(source, target, "replaces") for source, target in changes(context, statements).items()),
        *(Link(source, target, "causes") for source, target in causes(context, statements)),
        *(Link(source, target, "answers") for source, target in answers(context, statements)),
    ]


def parts(context: Context, statements: list[Statement]) -> dict[str, str]:
    """Figures that are parts of others, by their ids."""
    wholes: dict[Span, Span] = context.memo.get("wholes", {})
    figures_at = {s.anchor.span: s.id for s in statements if s.kind == "figure" and s.anchor}
    return {figures_at[part]: figures_at[whole] for part, whole in wholes.items() if part in figures_at and whole in figures_at}

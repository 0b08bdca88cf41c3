"""Links between the statements of one document."""

from lagebild.extract.answers import answers
from lagebild.extract.causes import causes
from lagebild.extract.changes import changes
from lagebild.extract.context import Context
from lagebild.statements import Link, Statement


def links_of(context: Context, statements: list[Statement]) -> list[Link]:
    """Every link inside the document."""
    return [
        *(Link(source, target, "part-of") for source, target in parts(context, statements).items()),
        *(Link(source, target, "replaces") for source, target in changes(context, statements).items()),
        *(Link(source, target, "causes") for source, target in causes(context, statements)),
        *(Link(source, target, "answers") for source, target in answers(context, statements)),
    ]


def parts(context: Context, statements: list[Statement]) -> dict[str, str]:
    """ "13 Tote, von denen zwei ...": figures in a relative clause of another figure's noun are parts of it."""
    parse = context.parse
    figures_at = {s.anchor.span: s for s in statements if s.kind == "figure" and s.anchor}
    found = {}
    for span, part in figures_at.items():
        word = next((w for w in parse.words if span.start <= w.start < span.end), None)
        above = next((w for w in parse.ancestors(word.i) if w.label == "acl:relcl"), None) if word else None
        noun = parse.words[above.head] if above and above.head >= 0 else None
        whole = next((s for at, s in figures_at.items() if noun and at.contains(noun.span) and s.id != part.id), None)
        if whole:
            found[part.id] = whole.id
    return found

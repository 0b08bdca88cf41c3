"""Parts of figures: "40 Verletzte, von denen zwei ...", "darunter drei Kinder", "einer der drei Männer", "allein 150"."""

from lagebild.extract.lexicon import word_set
from lagebild.reader.parse import Parse
from lagebild.text import Span

FARTHEST_CUE = 6
Size = tuple[int, str | None, float | None]


def whole_of(parse: Parse, first: int, span: Span, before: list[Span], after: list[Span], language: str) -> Span | None:
    """The anchor of the figure of which the one at a word is a part.

    Args:
        first: the first word of the part.
        span: its anchor.
        before: anchors of the figures before it, in text order.
        after: those behind it.
    """
    inner = next((s for s in after if span.contains(s)), None)
    if inner:
        return inner
    return _relative_whole(parse, first, before) or (_nearest(parse, first, before) if _said(parse, first, before, language) else None)


def _relative_whole(parse: Parse, first: int, before: list[Span]) -> Span | None:
    """The figure whose noun the part's relative clause modifies."""
    above = next((w for w in parse.ancestors(first) if w.label == "acl:relcl"), None)
    noun = parse.words[above.head] if above and above.head >= 0 and above.i != first else None
    partitive = noun is not None and any(w.upos == "PRON" for w in parse.words[max(0, first - 3) : first + 3] if w.i > noun.i)
    return next((s for s in before if noun and partitive and s.contains(noun.span)), None)


def _said(parse: Parse, first: int, before: list[Span], language: str) -> bool:
    """Whether words before or right behind the number say that it is a part."""
    return is_part(parse, first, before[-1].end if before else 0, language)


def is_part(parse: Parse, first: int, after: int, language: str) -> bool:
    """Whether words between a place in the text and a number, or right behind the number, say that it is a part."""
    start = max(parse.sentences[parse.words[first].sentence].first, first - FARTHEST_CUE)
    fresh = [w for w in parse.words[start:first] if w.start >= after]
    said = " ".join(w.text.lower() for w in fresh)
    behind = " ".join(w.text.lower() for w in parse.words[first + 1 : first + 3])
    after = behind.split(" ")[0] in word_set(language, "figures", "parts_after")
    cues = word_set(language, "figures", "parts")
    alone = bool(fresh) and fresh[-1].text.lower() in word_set(language, "figures", "alone")
    return alone or after or any(f" {said} ".find(f" {c} ") >= 0 for c in cues) or behind in cues


def is_whole(parse: Parse, first: int, language: str) -> bool:
    """Whether words right before a number say that who was told of before it is a part: "was among the four who were hurt"."""
    last, known = [w.text.lower() for w in parse.words[max(0, first - 2) : first]], word_set(language, "figures", "among")
    return " ".join(last) in known or " ".join(last[-1:]) in known


def _nearest(parse: Parse, first: int, before: list[Span]) -> Span | None:
    """The last figure before, in the same sentence or the one before it."""
    sentence = parse.sentences[max(0, parse.words[first].sentence - 1)]
    return before[-1] if before and before[-1].start >= sentence.start else None


def enumerated(sizes: list[Size]) -> dict[int, int]:
    """Which figures are the parts of one before them in the sentence: "three people, two men and a woman" is three.

    Args:
        sizes: of every figure in text order its sentence, its measure (None: a mere count) and its exact number, if it has one.

    Returns:
        The place of a part to the place of its whole.
    """
    found: dict[int, int] = {}
    for i, (sentence, kind, number) in enumerate(sizes):
        if i in found or kind is None or number is None or number < 2:
            continue
        found |= dict.fromkeys(_adding_up(sizes, i, sentence, kind, number), i)
    return found


def _adding_up(sizes: list[Size], whole: int, sentence: int, kind: str, number: float) -> list[int]:
    """The figures right behind a whole, two or more, that sum to it."""
    parts: list[int] = []
    left = number
    for j in range(whole + 1, len(sizes)):
        where, what, size = sizes[j]
        if left <= 0 or where != sentence or what not in (None, kind) or size is None:
            break
        parts.append(j)
        left -= size
    return parts if left == 0 and len(parts) > 1 else []

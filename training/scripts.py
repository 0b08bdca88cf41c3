"""Lemmas as edit scripts: what to take off and put on at both ends of a lower-case form, and how to write the first letter.

The scheme of Chrupała (2006) as UDPipe 2 uses it: what form and lemma share in the middle stays.
"""

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

RAREST = 4


@lru_cache(maxsize=500_000)
def script_of(form: str, lemma: str) -> str:
    """The script that turns the form into the lemma: "off front|on front|off end|on end|case".

    >>> script_of("Häuser", "Haus")
    '0||5|aus|c'
    """
    low, target = form.lower(), lemma.lower()
    case = "c" if lemma[:1].isupper() and not lemma[1:].isupper() else "a" if lemma.isupper() and len(lemma) > 1 else "l"
    match = SequenceMatcher(None, low, target, autojunk=False).find_longest_match()
    if match.size == 0:
        return f"{len(low)}|{target}|0||{case}"
    front, end = match.a, len(low) - match.a - match.size
    return f"{front}|{target[: match.b]}|{end}|{target[match.b + match.size :]}|{case}"


def common_scripts(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The scripts that are seen often enough to be learned, most frequent first."""
    counts = Counter(script_of(form, lemma) for form, lemma in pairs)
    return [script for script, n in counts.most_common() if n >= RAREST]

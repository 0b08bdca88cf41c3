"""Which language a text is in, and how sure that is."""

import re
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.errors import InputError
from lagebild.text import Flag

SHORTEST = 40
SURE = 0.9
SAMPLE = 4000
CODE = re.compile(r"([a-z]{2})(?:[-_].*)?")


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """The classifier of py3langid, loaded where a language is not told."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def checked_language(code: str) -> str:
    """An ISO 639-1 code in its plain form: "de-AT" is "de".

    Raises:
        InputError: there is no such language.
    """
    match = CODE.fullmatch(code.strip().lower())
    if match and (match.group(1) in packs.languages() or match.group(1) in _identifier().labels):
        return str(match.group(1))
    raise InputError(f"{code!r} is no language code; write two letters of ISO 639-1: {', '.join(packs.languages())} are supported")


def hinted(said: object) -> str | None:
    """What a line or page says of its language, if it is a code that is known."""
    try:
        return checked_language(said) if isinstance(said, str) else None
    except InputError:
        return None


def guessed(text: str) -> tuple[str, tuple[Flag, ...]]:
    """The likeliest language, and a flag where the text is too short or too mixed to be sure."""
    sample = " ".join(text[:SAMPLE].split())
    found, sure = _identifier().classify(sample.lower() if sample.isupper() else sample)
    code = str(found)
    if len(sample) < SHORTEST:
        return code, (Flag("language-uncertain", f"the text is too short to be sure that it is {code}; give --language"),)
    if sure < SURE:
        return code, (Flag("language-uncertain", f"the text is probably {code}, but not surely; give --language"),)
    return code, ()

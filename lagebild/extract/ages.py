"""Bare numbers that count nothing: ages behind those who have them ("A man, 40, died"), and house numbers ("3107 Mill Hill Avenue")."""

from collections.abc import Callable

from lagebild.extract.bearers import nature_of
from lagebild.extract.lexicon import word_set
from lagebild.reader.parse import Parse, Word

OLDEST, FARTHEST_STREET = 120, 5
OPENING, CLOSING = (",", "("), (",", ")", ".", ";")


def aged(parse: Parse, at: int, last: int, language: str) -> bool:
    """Whether a number is an age: in a list behind a word that says so ("ages six and seven"), or set off from those who have it by a comma."""
    if last > at + 1:
        return False
    said = _listed(parse, at, -1, _number)
    if said and parse.words[said - 1].text.lower() in word_set(language, "numbers", "dated"):
        return _number(parse.words[at])
    first, end = _listed(parse, at, -1, _digits), _listed(parse, at, 1, _digits) + 1
    opened = first > 1 and parse.words[first - 1].text in OPENING
    return _digits(parse.words[at]) and opened and _has_age(parse.words[first - 2], language) and _closed(parse, end, language)


def _number(word: Word) -> bool:
    return word.upos == "NUM" or _digits(word)


def _digits(word: Word) -> bool:
    return word.text.isdigit() and int(word.text) <= OLDEST


def _listed(parse: Parse, at: int, step: int, alike: Callable[[Word], bool]) -> int:
    """The outermost of the numbers that are listed with one, to its left or right."""
    found, sentence = at, parse.sentences[parse.words[at].sentence]
    while True:
        beyond = found + step
        while sentence.first <= beyond < sentence.last and (parse.words[beyond].text == "," or parse.words[beyond].upos == "CCONJ"):
            beyond += step
        if not (sentence.first <= beyond < sentence.last and alike(parse.words[beyond])):
            return found
        found = beyond


def _closed(parse: Parse, end: int, language: str) -> bool:
    """A list of ages ends with a comma, a bracket or the sentence, or with what else they are: "22 of Holm", "27 and unemployed", "31 all"."""
    if end >= len(parse.words) or parse.words[end].sentence != parse.words[end - 1].sentence:
        return True
    if parse.words[end].text in CLOSING or parse.words[end].text.lower() in word_set(language, "numbers", "jointly"):
        return True
    if parse.words[end].lemma.lower() in word_set(language, "numbers", "skip_nouns"):  # "41, 47 and 52 years old"
        return True
    behind = parse.words[end + 1].upos if end + 1 < len(parse.words) else None
    return (parse.words[end].upos == "CCONJ" and behind == "ADJ") or (
        parse.words[end].text.lower() in word_set(language, "numbers", "origins") and behind == "PROPN"
    )


def _has_age(word: Word, language: str) -> bool:
    """Names and nouns of people, "the other", and the word for ages itself."""
    return word.upos == "PROPN" or word.text.lower() in word_set(language, "numbers", "aged") or nature_of(word, language) == "people"


def addressed(parse: Parse, last: int, language: str) -> bool:
    """Whether the words behind a number are the name of a street: "at 3107 Mill Hill Avenue"."""
    streets, named = word_set(language, "numbers", "streets"), False
    for word in parse.words[last : last + FARTHEST_STREET]:
        if word.text.lower() in streets:
            return named or word.text[:1].isupper()
        if not word.text[:1].isupper() and not word.text[:1].isdigit():
            return False
        named = True
    return False

"""Actors: full names, pronouns, codes; on parses written by hand."""

import pytest

from lagebild.extract.actors import actor_of, antecedent, full_name
from lagebild.extract.context import Context
from lagebild.reader.parse import Parse, Sentence, Word


def parsed(rows, sizes):
    """A parse from (text, lemma, upos, head, label, features, name) rows, and the number of words of each sentence."""
    words, at = [], 0
    owner = [n for n, size in enumerate(sizes) for _ in range(size)]
    for i, (text, lemma, upos, head, label, features, name) in enumerate(rows):
        words.append(Word(i, at, at + len(text), text, lemma, upos, head, label, features, name, owner[i]))
        at += len(text) + 1
    firsts = [sum(sizes[:n]) for n in range(len(sizes))]
    sentences = [Sentence(f, f + s, words[f].start, words[f + s - 1].end) for f, s in zip(firsts, sizes, strict=True)]
    return Context(document=None, parse=Parse(" ".join(r[0] for r in rows), tuple(words), tuple(sentences)), language="de")


@pytest.fixture
def context():
    return parsed(
        [
            ("Der", "der", "DET", 2, "det", {}, "O"),
            ("norwegische", "norwegisch", "ADJ", 2, "amod", {}, "O"),
            ("Minister", "Minister", "NOUN", 4, "nsubj", {"Gender": "Masc", "Number": "Sing"}, "O"),
            ("Olav Berg", "Olav Berg", "PROPN", 2, "appos", {}, "B-PER"),
            ("reiste", "reisen", "VERB", -1, "root", {}, "O"),
            ("Er", "er", "PRON", 6, "nsubj", {"Person": "3", "Gender": "Masc", "Number": "Sing"}, "O"),
            ("warnte", "warnen", "VERB", -1, "root", {}, "O"),
            ("Berg", "Berg", "PROPN", 8, "nsubj", {"Number": "Sing"}, "B-PER"),
            ("schwieg", "schweigen", "VERB", -1, "root", {}, "O"),
        ],
        [5, 2, 2],
    )


def test_code_from_role_and_adjective(context):
    assert actor_of(context, context.parse.words[2]).code == "NOR GOV"


def test_pronoun_gives_its_noun_phrase(context):
    assert antecedent(context, context.parse.words[5]).text == "Minister"
    assert actor_of(context, context.parse.words[5]).code == "NOR GOV"


def test_short_name_is_completed_and_keeps_the_code(context):
    found = actor_of(context, context.parse.words[7])
    assert (found.text, found.name, found.code) == ("Berg", "Olav Berg", "NOR GOV")
    assert full_name(context, context.parse.words[4]) is None


def test_a_pronoun_stands_for_a_person_and_not_for_what_happened(reading_of):
    text = "In Lohe gab es eine Explosion. Die Lage sei ruhig, sagte Ministerin Jorinde Quappe. Sie forderte die Nachbarn auf, Helfer zu schicken."
    statements = reading_of(text).statements
    asked = next(s for s in statements if s.kind == "position" and s.type == "demands")
    sent = next(s for s in statements if s.type == "MOBILIZE")
    assert (asked.holder.text, sent.voice.text) == ("Ministerin Jorinde Quappe", "Ministerin Jorinde Quappe")


def test_a_title_and_its_name_are_one_and_not_one_against_the_other(reading_of):
    accused = next(s for s in reading_of("Bürgermeister Arndt Seliger beschuldigte die Werft.").statements if s.kind == "event")
    assert [a.text for a in accused.actors] in (["Arndt Seliger"], ["Bürgermeister Arndt Seliger"])

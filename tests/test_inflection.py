"""Languages that inflect names: base forms, stems, country words, times in all cases."""

import pytest

from lagebild.extract.context import Context
from lagebild.extract.countries import adjective, named, people
from lagebild.extract.gazetteer import candidates, choose, scene
from lagebild.extract.inflection import base_forms, stem
from lagebild.extract.numerals import value_at
from lagebild.extract.participles import bases
from lagebild.extract.questions import questions
from lagebild.extract.times.recognise import recognise
from lagebild.extract.times.syntax import Syntax
from lagebild.extract.times.words import time_words
from lagebild.reader.lemmas import lemma
from lagebild.reader.parse import Parse, Sentence, Word
from lagebild.text import Document


@pytest.mark.parametrize(
    ("name", "language", "city"),
    [
        ("Москве", "ru", "Moscow"),
        ("Нижнем Новгороде", "ru", "Nizhniy Novgorod"),
        ("Череповце", "ru", "Cherepovets"),
        ("Грозном", "ru", "Grozny"),
        ("Харкова", "uk", "Kharkiv"),
        ("Львові", "uk", "Lviv"),
        ("Тернополі", "uk", "Ternopil"),
        ("Вінниці", "uk", "Vinnytsya"),
    ],
)
def test_inflected_names_are_found(name, language, city):
    known, _ = choose(candidates(name, language), scene([]), None)
    assert known is not None and known.name == city


@pytest.mark.parametrize(
    ("form", "language", "code"),
    [("Казахстана", "ru", "KAZ"), ("Соединенных Штатов", "ru", "USA"), ("України", "uk", "UKR"), ("Польщі", "uk", "POL")],
)
def test_countries_in_all_cases(form, language, code):
    assert (known := named(form, language)) and known.country == code


def test_adjectives_and_inhabitants_without_capital():
    assert adjective("казахстанских", "ru") == people("казахстанцы", "ru") == "KAZ"
    assert adjective("українського", "uk") == people("українців", "uk") == "UKR"
    assert people("дома", "ru") is None


def test_forms_of_one_name_share_a_stem():
    assert stem("Ерлана Маратова", "ru") == stem("Ерлан Маратов", "ru") == stem("Ерланом Маратовым", "ru")
    assert stem("Kasachen", "de") == "kasachen" and base_forms("Astanas", "de") == ("Astanas",)


def test_names_have_lemmas_where_they_are_inflected():
    assert lemma("Кремля", "PROPN", "ru") == "Кремль"
    assert lemma("ёлка", "NOUN", "ru") == "елка"
    assert lemma("Kremls", "PROPN", "de") == "Kremls"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "В ночь на четверг, 6 января, было тихо", ["ночь на четверг, 6 января"]),
        ("ru", "Неделю назад и с 5 по 7 марта", ["Неделю назад", "5", "7 марта"]),
        ("ru", "в прошлую среду вечером около 19:30", ["прошлую среду вечером", "19:30"]),
        ("ru", "за последние три дня и к концу года", ["последние три дня", "к концу года"]),
        ("uk", "у ніч на п’ятницю, а напередодні ввечері о 19:30", ["ніч на п’ятницю", "напередодні ввечері", "19:30"]),
        ("uk", "минулого тижня, два дні тому, 5 січня 2024 року", ["минулого тижня", "два дні тому", "5 січня 2024 року"]),
    ],
)
def test_times_in_all_cases(language, text, found):
    words = time_words(language)
    assert [f.text for f in recognise(text, words, Syntax(Parse(text, (), ()), words.verbs))] == found


def listed(text):
    """A parse of words without any structure."""
    words, at = [], 0
    for i, form in enumerate(text.split(" ")):
        words.append(Word(i, at, at + len(form), form, form, "NOUN", -1, "root", {}, "O", 0))
        at += len(form) + 1
    return Parse(text, tuple(words), (Sentence(0, len(words), 0, len(text)),))


@pytest.mark.parametrize(
    ("text", "value", "length"),
    [
        ("сто двадцать пять домов", 125, 3),
        ("две тысячи триста человек", 2300, 3),
        ("12 500 жителей", 12500, 2),
        ("три миллиона двести тысяч рублей", 3200000, 4),
        ("двадцать человек", 20, 1),
    ],
)
def test_numbers_of_several_words(text, value, length):
    found = value_at(listed(text), 0, "ru")
    assert found is not None and (found.low, found.high, found.last) == (value, value, length)


def test_what_is_unknown_may_hang_on_the_clause_that_asks():
    rows = [("Где", "где", "ADV", 1, "advmod"), ("ключ", "ключ", "NOUN", -1, "root"), (",", ",", "PUNCT", 3, "punct")]
    rows.append(("неизвестно", "неизвестно", "ADV", 1, "parataxis"))
    words = [Word(i, 6 * i, 6 * i + len(r[0]), r[0], r[1], r[2], r[3], r[4], {}, "O", 0) for i, r in enumerate(rows)]
    text = "".join(w.text.ljust(6) for w in words[:3]) + words[3].text
    parse = Parse(text, tuple(words), (Sentence(0, 4, 0, len(text)),))
    (found,) = questions(Context(Document("x", text, language="ru"), parse, "ru"))
    assert (found.type, found.topic.text) == ("open", "Где   ключ")


@pytest.mark.parametrize(
    ("form", "language", "verb"),
    [("закрыты", "ru", "закрыть"), ("повреждённых", "ru", "повредить"), ("захваченный", "ru", "захватить"), ("погибшими", "ru", "погибнуть")],
)
def test_participles_by_the_rules_of_the_pack(form, language, verb):
    assert verb in bases(form, language)
    assert bases("geschlossen", "de") == ()

"""Figures: values, bounds, what is counted and of what it is a part, on invented sentences."""

import pytest

GERMAN = [
    ("Zweieinhalb Millionen Menschen sind ohne Strom.", "Zweieinhalb Millionen Menschen", "affected", 2_500_000, 2_500_000),
    ("Der Schaden beträgt 1,2 Mio. Euro.", "1,2 Mio. Euro", "money", 1_200_000, 1_200_000),
    ("Bis zu 50.000 Demonstranten zogen durch die Stadt.", "Bis zu 50.000 Demonstranten", "participants", None, 50_000),
    ("Zwischen 20 und 30 Personen wurden verletzt.", "Zwischen 20 und 30 Personen", "injured", 20, 30),
    ("Ein paar Hundert Anwohner mussten ihre Häuser verlassen.", "Ein paar Hundert Anwohner", "displaced", 200, None),
    ("Vermisst werden bis zu sieben Arbeiter.", "bis zu sieben Arbeiter", "missing", None, 7),
    ("Mindestens weitere 14 Menschen gelten als vermisst.", "Mindestens weitere 14 Menschen", "missing", 14, None),
    ("Die Zahl der Toten stieg auf 18.", "18", "killed", 18, 18),
    ("Eineinhalb Millionen Menschen sind ohne Strom.", "Eineinhalb Millionen Menschen", "affected", 1_500_000, 1_500_000),
    ("Durch das Beben starben über 23 000 Bewohner.", "über 23 000 Bewohner", "killed", 23_000, None),
    ("Die Opferzahl erhöhte sich auf mindestens 45.", "mindestens 45", "killed", 45, None),
    ("Mehr als ein Dutzend Menschen kamen ums Leben.", "Mehr als ein Dutzend Menschen", "killed", 12, None),
    ("Bei dem Brand kam eine Frau ums Leben.", "eine Frau", "killed", 1, 1),
    ("Einer der Männer starb.", "Einer der Männer", "killed", 1, 1),
    ("Die Polizei nahm 30 bis 40 der Demonstranten fest.", "30 bis 40 der Demonstranten", "arrested", 30, 40),
    ("Mehrere Demonstranten wurden festgenommen.", "Mehrere Demonstranten", "arrested", 2, None),
    ("Der Doppelmord von Lohe ist aufgeklärt.", "Doppelmord", "killed", 2, 2),
    ("Drei Menschen, die schwer verletzt wurden, liegen in der Klinik.", "Drei Menschen", "injured", 3, 3),
    ("Das Feuer zerstörte vier Scheunen.", "vier Scheunen", "damaged", 4, 4),
    ("Beim Tod von drei Bergleuten trägt niemand Schuld.", "drei Bergleuten", "killed", 3, 3),
]
ENGLISH = [
    ("Both men in the car were killed.", "Both men", "killed", 2, 2),
    ("The shooting sent four people to the hospital.", "four people", "injured", 4, 4),
    ("Half a dozen people were shot.", "Half a dozen people", "injured", 6, 6),
    ("Tens of thousands of people marched.", "Tens of thousands of people", "participants", 20_000, None),
    ("At least another 14 people are missing.", "At least another 14 people", "missing", 14, None),
    ("Damage is put at $1.5 million.", "$1.5 million", "money", 1_500_000, 1_500_000),
    ("The death toll rose to 18.", "18", "killed", 18, 18),
    ("A 24-year-old man was shot and killed.", "A 24-year-old man", "killed", 1, 1),
    ("Four villages were destroyed in the flood.", "Four villages", "damaged", 4, 4),
    ("A man stabbed four pupils to death.", "four pupils", "killed", 4, 4),
    ("Five or six gunmen fled the scene.", "Five or six gunmen", "displaced", 5, 6),
    ("Fewer than 40 homes were flooded.", "Fewer than 40 homes", "damaged", None, 40),
]


def figures_of(reading):
    return {s.anchor.text: s for s in reading.statements if s.kind == "figure"}


@pytest.mark.parametrize(
    ("language", "text", "anchor", "measure", "low", "high"), [*(("de", *row) for row in GERMAN), *(("en", *row) for row in ENGLISH)]
)
def test_a_figure_has_its_measure_and_bounds(reading_of, language, text, anchor, measure, low, high):
    found = figures_of(reading_of(text, language))
    assert anchor in found
    assert (found[anchor].type, found[anchor].quantity.low, found[anchor].quantity.high) == (measure, low, high)


@pytest.mark.parametrize(
    ("language", "text", "measures"),
    [
        ("de", "Es gab drei Tote und zwölf Verletzte.", ["killed", "injured"]),
        ("de", "In Grünau wurden 20 Menschen getötet und 40 verletzt.", ["killed", "injured"]),
        ("en", "The attack killed three and injured twelve.", ["killed", "injured"]),
        ("en", "Four people were killed and 16 others wounded.", ["killed", "injured"]),
        ("en", "The flood left three dead and 21 injured.", ["killed", "injured"]),
        ("en", "Police arrested a man and two women.", ["arrested", "arrested"]),
    ],
)
def test_coordinated_figures_keep_their_own_measure(reading_of, language, text, measures):
    assert [s.type for s in figures_of(reading_of(text, language)).values()] == measures


@pytest.mark.parametrize(
    ("language", "text", "part", "whole"),
    [
        ("de", "Mehr als ein Dutzend Menschen kamen ums Leben, darunter drei Kinder.", "drei Kinder", "Mehr als ein Dutzend Menschen"),
        ("de", "Es gab zwölf Verletzte. Zwei von ihnen schweben in Lebensgefahr.", "Zwei", "zwölf Verletzte"),
        ("en", "Three men were shot, two of them fatally.", "two", "Three men"),
        ("en", "Ten people died, including three children.", "three children", "Ten people"),
    ],
)
def test_a_part_belongs_to_its_whole(reading_of, language, text, part, whole):
    found = figures_of(reading_of(text, language))
    assert found[part].part_of == found[whole].id


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Prozess dauerte drei Jahre und zwei Monate."),
        ("de", "Ein Polizist sprach am 7. März 2004 mit einem Zeugen."),
        ("de", "Der 38-Jährige fuhr 40 Kilometer auf der A7."),
        ("en", "A police officer spoke at 6 p.m. on Highway 61."),
        ("en", "Call 555-010-1234 for a 2-kilometre map of 2016."),
        ("en", "Tom Berg, 22 of Holm, was arrested; his brothers, 16 and 19, were not hurt."),
        ("en", "She was hit by a splinter at 3107 Mill Hill Avenue, neighbours said."),
        ("en", "The youngest was 17 and was wounded."),
        ("de", "Anna Kolb, 23, und ihr Bruder, 19, wurden verletzt."),
    ],
)
def test_ages_dates_and_distances_are_no_figures(reading_of, language, text):
    assert figures_of(reading_of(text, language)) == {}


def test_a_thing_or_a_witness_is_not_counted_by_its_article(reading_of):
    assert figures_of(reading_of("Ein Auto brannte aus, ein Zeuge rief die Polizei.")) == {}
    assert figures_of(reading_of("Der Pilot erlitt Prellungen und einen Schock.")) == {}


@pytest.mark.parametrize(
    ("language", "text", "whole", "parts"),
    [
        ("de", "Drei Menschen, zwei Männer und eine Frau, wurden verletzt.", 3, [2, 1]),
        ("en", "Three victims, a 25-year-old man, a student and a nurse, were killed.", 3, [1, 1, 1]),
        ("de", "Drei Männer wurden verletzt und zwei Frauen getötet.", 3, []),
    ],
)
def test_what_is_listed_behind_a_figure_and_sums_to_it_is_its_part(reading_of, language, text, whole, parts):
    figures = [s for s in reading_of(text, language).statements if s.kind == "figure"]
    top = next(s for s in figures if s.quantity.low == whole)
    assert [s.quantity.low for s in figures if s.part_of == top.id] == parts


def test_a_bare_number_behind_both_is_an_age(reading_of):
    assert [s.quantity.low for s in reading_of("Zwei Schüler, beide 16, wurden getötet.", "de").statements if s.kind == "figure"] == [2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Four miners, ages 41, 47 and 52, were wounded.", [("injured", 4)]),
        ("Four miners, 41, 47 and 52 years old, were wounded.", [("injured", 4)]),
        ("3 dead, 7 hurt in crash near Holm", [("killed", 3), ("injured", 7)]),
        ("Four people hurt in Holm blast", [("injured", 4)]),
        ("Police in Holm named a baker shot to death on Sunday.", [("killed", 1)]),
        ("Six smugglers were charged after a gun battle killed two guards.", [("other", 6), ("killed", 2)]),
        ("A man, 40, died at a hospital.", [("killed", 1)]),
        ("The three victims, two women, 28 and 27, and one man, 24, were wounded.", [("injured", 3), ("injured", 2), ("injured", 1)]),
        ("On Monday, 12 were killed in Holm.", [("killed", 12)]),
        ("A 33-year-old woman, 35-year-old man and a girl were wounded.", [("injured", 1), ("injured", 1), ("injured", 1)]),
        ("A teacher and union leader was killed.", [("killed", 1)]),
        ("The blast wounded three cousins, ages five, nine and 11.", [("injured", 3)]),
        ("Jane Berg, 27 and unemployed, and two boys were killed.", [("killed", 2)]),
        ("Ana Berg was killed.", []),
        ("Tom Berg, 30; Ben Kolb, 21; and Jan Holm, 31 all died of their wounds.", []),
        ("A K-9 officer was wounded just after 8 p.m, police said.", [("injured", 1)]),
        ("Two singers were shot at a wedding outside of a tavern.", [("injured", 2)]),
        ("Three bodies were found. She sold five of her rifles to a dealer.", [("killed", 3), ("other", 5)]),
        ("Of the 30 people on board, 12 were injured.", [("other", 30), ("injured", 12)]),
        ("A man in Holm shot and killed three officers.", [("killed", 3)]),
        ("She is charged with fatally shooting two guests at a Brenn teahouse.", [("killed", 2)]),
        ("Police found 12 injured people in Mill Street.", [("injured", 12)]),
        ("The baker was declared dead at 6 in a clinic.", []),
        ("They found a baker suffering from numerous burns.", [("injured", 1)]),
        ("Three men took hostages in a bank in Holm.", [("other", 3)]),
        ("A man took three hostages in Holm.", [("abducted", 3)]),
        ("A man holding two nurses hostage was shot.", [("injured", 1), ("abducted", 2)]),
        ("Police suspect a young man in the Brenn blast that left 19 people injured.", [("injured", 19)]),
        ("The two suspects inside the silver lorry began stabbing at the door.", [("other", 2)]),
        ("Ben Kolb and Jan Holm were shot and killed in the 200 block of Mill Street early Sunday 18, 2024.", []),
        ("Police arrested up to 40 and killed at least 5.", [("arrested", None), ("killed", 5)]),
    ],
)
def test_a_measure_belongs_to_those_of_whom_it_is_said(reading_of, text, found):
    assert [(s.type, s.quantity.low) for s in reading_of(text, "en").statements if s.kind == "figure"] == found


def test_a_part_is_not_larger_than_its_whole(reading_of):
    text = "Ten passengers were wounded. One of them died at the clinic. Three of the passengers were taken to Holm for better care."
    ten, one, three = (s for s in reading_of(text, "en").statements if s.kind == "figure")
    assert (one.part_of, three.part_of, three.type) == (ten.id, ten.id, "injured")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Zwei Feuerwehrleute waren unter den zwölf Verletzten."),
        ("de", "Unter den zwölf Verletzten sind zwei Feuerwehrleute."),
        ("en", "Two nurses were among the 12 people who were hurt."),
        ("en", "Among the 12 people hurt were two nurses."),
        ("fr", "Deux pompiers figurent parmi les douze blessés."),
        ("es", "Dos bomberos están entre los doce heridos."),
        ("ru", "Двое полицейских были среди двенадцати раненых."),
        ("uk", "Двоє поліцейських були серед дванадцяти поранених."),
    ],
)
def test_who_is_among_others_is_a_part_of_them(reading_of, language, text):
    figures = [s for s in reading_of(text, language).statements if s.kind == "figure"]
    some, whole = sorted(figures, key=lambda s: s.quantity.low)
    assert [(s.type, s.quantity.low, s.quantity.high) for s in (some, whole)] == [("injured", 2, 2), ("injured", 12, 12)]
    assert (some.part_of, whole.part_of) == (whole.id, None)


def test_what_is_listed_with_a_part_is_one_too(reading_of):
    statements = reading_of("Four passengers were shot on the ferry, including a Holm woman and a Brenn woman.", "en").statements
    whole = next(s.id for s in statements if s.kind == "figure" and s.quantity.low == 4)
    assert [s.part_of for s in statements if s.kind == "figure" and s.quantity.low == 1] == [whole, whole]


def test_who_pleads_guilty_asks_for_nothing(reading_of):
    statements = reading_of("Six members of the gang pleaded guilty to the shootings of four bakers.", "en").statements
    assert next(s.modality for s in statements if s.kind == "figure" and s.quantity.low == 4) == "actual"


def test_no_part_of_a_person_is_counted(reading_of):
    found = [s for s in reading_of("13.05 – Six people are in critical condition.", "en").statements if s.kind == "figure"]
    assert [s.quantity.low for s in found] == [6]


@pytest.mark.parametrize(
    "text", ["Verletzt wurden 20 bis", "Verletzt wurden zwischen 20 und", "Es waren mehr als", "Der Schaden beträgt $", "Es starben 23 000"]
)
def test_a_report_that_breaks_off_within_a_number_is_read(reading_of, text):
    assert reading_of(text, "de").document.text == text

"""The harness of shootings on one report worked out by hand."""

from dataclasses import replace

from evaluation.gva import agreed, city_of, day_of, judged, right_city, right_day, stands_in, tally
from lagebild.ingest.dates import parse_published
from lagebild.statements import Period, Phrase, Place, Quantity, Reading, Statement
from lagebild.text import Document, Span

TEXT = "Four people were shot in Salem on Sunday, one of them fatally. A man and a woman were hurt later. In 2001 nine people died."
SUNDAY = Period("Sunday", Span(33, 39), "2014-02-09", "2014-02-09", "day")
LONG_AGO = Period("2001", Span(102, 106), "2001-01-01", "2001-12-31", "year")
SALEM = Place("Salem", Span(25, 30), "Salem", precision="city")


def figure(id_, type_, words, number, time=SUNDAY, part_of=None):
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    quantity = Quantity(number, number)
    return Statement(id_, "figure", type_, span, "x", anchor=Phrase(words, span), quantity=quantity, time=time, place=SALEM, part_of=part_of)


STATEMENTS = (
    figure("a", "injured", "Four people", 4),
    figure("b", "killed", "one", 1, part_of="a"),
    figure("c", "injured", "A man", 1),
    figure("d", "injured", "a woman", 1),
    figure("e", "killed", "nine people", 9, time=LONG_AGO),
)
READING = Reading(Document("r", TEXT, language="en", published=parse_published("2014-02-10")), STATEMENTS)
INCIDENT = {"num_killed": 1, "victims_killed": 1, "num_injured": 3, "victims_injured": 3, "city_or_county": "Salem", "date": "2014-02-09"}


def test_sums_of_sentences_without_parts_and_without_what_happened_long_ago():
    assert tally(READING, "killed") == 1
    assert tally(READING, "injured") == 3


def reading(*statements):
    return Reading(READING.document, statements)


def test_a_report_of_old_figures_alone_tells_of_them():
    assert tally(reading(figure("e", "killed", "nine people", 9, time=LONG_AGO)), "killed") == 9


def test_the_report_of_a_trial_tells_of_what_was_long_ago_and_a_sum_of_weeks_is_no_incident():
    old = figure("e", "killed", "nine people", 9, time=LONG_AGO)
    assert tally(reading(old, figure("b", "injured", "one", 1)), "killed") == 9
    assert tally(reading(old, figure("b", "injured", "one", 1), figure("c", "injured", "A man", 1)), "killed") == 0
    weeks = replace(SUNDAY, earliest="2014-02-01")
    assert tally(reading(figure("e", "killed", "nine people", 9, time=weeks), figure("b", "killed", "one", 1)), "killed") == 1


def test_reports_of_one_incident_agree_on_what_most_say_then_on_the_larger_number_that_is_no_sum():
    four, nine = reading(figure("a", "injured", "Four people", 4)), reading(figure("e", "injured", "nine people", 9))
    both = reading(figure("c", "injured", "A man", 6), figure("d", "injured", "a woman", 5))
    assert agreed([four, nine, four], "injured") == 4
    assert agreed([four, nine], "injured") == 9
    assert agreed([four, both], "injured") == 4


def test_an_open_bound_counts_only_where_nothing_else_is_told_and_its_number_is_printed():
    four = figure("a", "injured", "Four people", 4)
    open_bound = replace(four, quantity=Quantity(4, None))
    vague = replace(four, quantity=Quantity(2, None))
    assert tally(reading(open_bound), "injured") == 4
    assert tally(reading(vague), "injured") == 0


def test_those_killed_are_no_injured_where_the_others_are_counted_too():
    hit = replace(figure("a", "injured", "Four people", 4), span=Span(0, TEXT.index(" on Sunday")))
    dead = figure("b", "killed", "one", 1)
    others = figure("c", "injured", "a woman", 3)
    assert tally(reading(hit, dead, others), "injured") == 3


def test_place_and_day_are_those_of_most_statements():
    assert city_of(READING) == "Salem"
    assert day_of(READING) == SUNDAY


def test_a_report_is_judged_by_what_stands_in_it():
    found = judged(READING, INCIDENT)
    assert found == {"killed_exact_all": 1.0, "injured_exact_all": 1.0, "city_accuracy": 1.0, "date_accuracy": 1.0}
    assert judged(READING, INCIDENT | {"num_injured": 4})["injured_exact"] == 1.0


def test_numbers_stand_as_digits_or_words():
    assert stands_in(4, TEXT)
    assert not stands_in(3, TEXT)
    assert not stands_in(4, "The 4-year-old paid $4.50.")


def test_names_of_towns_and_days():
    assert right_city("Salem", "Salem (Marion County)")
    assert not right_city(None, "Salem")
    assert not right_day(LONG_AGO, "2001-05-05")

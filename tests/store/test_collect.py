"""Documents are read once, in batches; what failed is kept with its reason."""

import itertools

import pytest

from lagebild.collect import Tally, collect
from lagebild.ingest import Failed
from lagebild.statements import Failure, Reading
from lagebild.text import Document


def reports(*names):
    return [Document(n, f"In Seehafen ist {n} geschehen.", language="de") for n in names]


def reader(seen):
    def read(found):
        for d in found:
            seen.append(d.id)
            failed = Failure(d.type, d.message) if isinstance(d, Failed) else Failure("InputError", "bad") if d.id == "bad" else None
            yield Reading(d if isinstance(d, Document) else Document(d.id, ""), failure=failed)

    return read


def test_what_is_known_is_not_read_again(store):
    seen = []
    *_, first = collect(store, reports("a", "b"), reader(seen), "r1")
    *_, second = collect(store, reports("a", "b", "c"), reader(seen), "r1")
    assert (first.new, second.new, second.known, seen) == (2, 1, 2, ["a", "b", "c"])
    *_, third = collect(store, reports("a", "b"), reader(seen), "r2")
    assert third == Tally(replaced=2)


def test_failures_are_told_and_kept_and_do_not_stop_the_batch(store):
    *_, total = collect(store, [Failed("x", "InputError", "x: empty"), *reports("a", "bad", "c")], reader([]), "r1")
    assert (total.new, [n for n, _ in total.failed], total.seen) == (2, ["x", "bad"], 4)
    assert [n for n, _ in store.failures()] == ["bad", "x"]
    *_, again = collect(store, reports("a", "c"), reader([]), "r1")
    assert again == Tally(known=2)


@pytest.mark.parametrize("stop", [1, 64, 65, 130])
def test_a_run_that_breaks_off_is_gone_on_with(store, stop):
    names = [f"d{i}" for i in range(150)]
    seen = []

    def breaking(found):
        yield from itertools.islice(reader(seen)(found), max(0, stop - len(seen)))
        if len(seen) >= stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(collect(store, reports(*names), breaking, "r1"))
    *_, total = collect(store, reports(*names), reader([]), "r1")
    assert total.new + total.known == 150 and store.counts()["documents"] == 150


def test_half_characters_and_noughts_are_kept_as_signs_and_cost_nobody_else_anything(store):
    odd = Document("x", "In See\x00hafen \ud800 geschah etwas.", title="\udfff", language="de", outlet="A\x00")
    *_, total = collect(store, [odd, *reports("a")], reader([]), "r1")
    assert total.new == 2
    key, kept = store.document("x")
    assert kept.text == "In See\ufffdhafen \ufffd geschah etwas." and kept.outlet == "A\ufffd"
    *_, again = collect(store, [odd], reader([]), "r1")
    assert again == Tally(known=1) and store.search("\ud800 \x00") == []

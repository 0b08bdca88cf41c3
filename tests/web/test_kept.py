"""Dear values are kept, made once at a time, and not made anew all the time."""

import threading
import time

import pytest

from lagebild.web import kept
from lagebild.web.kept import Kept


@pytest.fixture
def made():
    return []


def maker(made, value, cost=0.0):
    def make():
        end = time.thread_time() + cost
        while time.thread_time() < end:
            pass
        made.append(value)
        return value

    return make


def test_a_value_is_kept_while_the_state_is_the_same(made):
    values = Kept(2)
    assert [values.get("a", s, maker(made, s)) for s in ("1", "1", "2")] == ["1", "1", "2"]
    assert made == ["1", "2"]


def test_only_the_last_used_are_kept(made):
    values = Kept(2)
    for key in ("a", "b", "a", "c", "b"):
        values.get(key, "1", maker(made, key))
    assert made == ["a", "b", "c", "b"]


def test_a_dear_value_serves_for_a_while_unless_it_is_to_be_fresh(made, monkeypatch):
    monkeypatch.setattr(kept, "QUICK", 0.01)
    values = Kept(2)
    assert values.get("a", "1", maker(made, "1", 0.03)) == values.get("a", "2", maker(made, "2")) == "1"
    assert values.get("a", "2", maker(made, "2"), fresh=True) == "2"


def test_many_who_ask_at_once_make_it_once(made):
    values, go, found = Kept(2), threading.Event(), []

    def slow():
        go.wait(5)
        made.append("x")
        return "x"

    threads = [threading.Thread(target=lambda: found.append(values.get("a", "1", slow))) for _ in range(6)]
    for t in threads:
        t.start()
    go.set()
    for t in threads:
        t.join()
    assert (made, found) == (["x"], ["x"] * 6)


def test_a_maker_that_fails_leaves_nothing(made):
    values = Kept(2)
    with pytest.raises(ZeroDivisionError):
        values.get("a", "1", lambda: 1 // 0)
    assert values.get("a", "1", maker(made, "1")) == "1"

"""Accounts, sessions and tokens of a team, and the log."""

import pytest
from sqlalchemy import select

from lagebild.accounts import People, Sessions, Tokens, may
from lagebild.accounts.log import lines
from lagebild.errors import Denied, StoreError
from lagebild.store import Store
from lagebild.store import tables as t
from lagebild.store.engine import reading

SECRET = "vier rote Boote im Hafen"


class Hours:
    """A clock that stands until it is set."""

    def __init__(self):
        self.now = "2031-01-01T10:00:00.000000Z"

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Hours()


@pytest.fixture
def team(url, clock):
    with Store(url, now=clock) as store:
        People(store).add("mk", SECRET, "administrator", "setup")
        yield store


def test_a_name_and_its_password_open_and_nothing_else_does(team):
    people = People(team)
    assert people.log_in("MK", SECRET, "10.0.0.1").name == "mk"
    for name, password in (("mk", SECRET + " "), ("mk", ""), ("nobody", SECRET), ("mk'--", SECRET)):
        with pytest.raises(Denied, match="name or password is wrong"):
            people.log_in(name, password, "10.0.0.1")
    with reading(team.engine) as c:
        kept = c.scalar(select(t.users.c.password))
    assert kept.startswith("$argon2id$") and SECRET not in kept


def test_many_failed_attempts_are_slowed_down_and_time_heals(team, clock):
    people = People(team)
    for _ in range(5):
        with pytest.raises(Denied, match="wrong"):
            people.log_in("mk", "no no no no no", "10.0.0.1")
    with pytest.raises(Denied, match="15 minutes"):
        people.log_in("mk", SECRET, "10.0.0.1")
    assert people.log_in("mk", SECRET, "10.0.0.2").name == "mk"
    clock.now = "2031-01-01T10:16:00.000000Z"
    assert people.log_in("mk", SECRET, "10.0.0.1").name == "mk"


WRONG = [
    ("m k", SECRET, "viewer"),
    ("<b>", SECRET, "viewer"),
    ("nn", "short", "viewer"),
    ("nn", "aaaaaaaaaaaaaaaa", "viewer"),
    ("nn", SECRET, "king"),
    ("Mk", SECRET, "viewer"),
]


@pytest.mark.parametrize(("name", "password", "role"), WRONG)
def test_what_is_no_account_is_refused(team, name, password, role):
    with pytest.raises(StoreError):
        People(team).add(name, password, role, "mk")


def test_roles_contain_each_other_and_one_administrator_stays(team):
    people = People(team)
    reviewer = people.add("nn", SECRET, "reviewer", "mk")
    assert may(reviewer, "viewer") and may(reviewer, "reviewer") and not may(reviewer, "administrator")
    for act in (lambda: people.disable("mk", "mk"), lambda: people.give_role("mk", "viewer", "mk")):
        with pytest.raises(StoreError, match="only administrator"):
            act()
    people.give_role("nn", "administrator", "mk")
    people.disable("mk", "nn")
    with pytest.raises(Denied):
        people.log_in("mk", SECRET, "10.0.0.1")


def test_sessions_end_by_time_by_logging_out_and_with_the_account(team, clock):
    people, sessions = People(team), Sessions(team)
    mk = people.find("mk")
    people.add("nn", SECRET, "viewer", "mk")
    first = sessions.begin(mk)
    second = sessions.begin(mk, before=first)
    assert sessions.person(first) is None and sessions.person(second).name == "mk"
    with reading(team.engine) as c:
        assert second not in list(c.scalars(select(t.sessions.c.token)))
    clock.now = "2031-01-01T23:00:00.000000Z"
    assert sessions.person(second) is None
    third = sessions.begin(mk)
    for hour in range(1, 8):
        clock.now = f"2031-01-0{hour + 1}T09:00:00.000000Z"
        sessions.person(third)
    assert sessions.person(third) is None
    fourth, other = sessions.begin(mk), sessions.begin(people.find("nn"))
    sessions.end(fourth)
    assert sessions.person(fourth) is None
    people.disable("nn", "mk")
    assert sessions.person(other) is None


def test_a_new_password_ends_all_sessions(team):
    word = Sessions(team).begin(People(team).find("mk"))
    People(team).set_password("mk", "ein anderes langes Wort", "mk")
    assert Sessions(team).person(word) is None


def test_tokens_are_kept_as_hashes_end_and_are_taken_back(team, clock):
    people, tokens = People(team), Tokens(team)
    nn = people.add("nn", SECRET, "viewer", "mk")
    word, short = tokens.make(people.find("mk"), "nightly export", None, "mk"), tokens.make(nn, "trial", 1, "mk")
    assert tokens.person(word).name == "mk" and tokens.person(word[:-1]) is None and tokens.person("") is None
    with reading(team.engine) as c:
        assert not any(word in (r.hash, r.label) for r in c.execute(select(t.tokens)))
    with pytest.raises(StoreError, match="no token"):
        tokens.revoke(tokens.all()[0].row, "nn", nn)
    tokens.revoke(tokens.all()[0].row, "mk")
    clock.now = "2031-01-03T10:00:00.000000Z"
    assert tokens.person(word) is None and tokens.person(short) is None


def test_everything_is_logged_and_no_password_is(team):
    people = People(team)
    people.add("nn", SECRET, "viewer", "mk")
    with pytest.raises(Denied):
        people.log_in("nn", "not the password", "10.0.0.9")
    people.log_in("nn", SECRET, "10.0.0.9")
    Tokens(team).make(people.find("nn"), "trial", 1, "mk")
    found = lines(team)
    assert [x.what for x in found] == ["token made", "login", "login refused", "user added", "user added"]
    assert found[2].address == "10.0.0.9" and "password" not in str(found).replace("password set", "") and SECRET not in str(found)

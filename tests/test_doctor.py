"""What the doctor says of extras: absent ones are no fault, broken ones are."""

import pytest

from lagebild import doctor


@pytest.fixture
def extras(monkeypatch):
    """Two extras of a package that is made up."""
    said = ["rich>=13", 'fastapi<1; extra == "web"', "jinja2>=3; extra == 'web'", 'typst>=0.14; extra == "pdf"']
    there = {"rich": "13.9", "fastapi": "0.115", "jinja2": "3.1"}
    monkeypatch.setattr(doctor, "requires", lambda name: said)
    monkeypatch.setattr(doctor, "_version", there.get)
    return there


def test_only_its_own_packages_count_for_an_extra(extras, monkeypatch):
    assert doctor._needed(None) == ["rich"] and doctor._needed("web") == ["fastapi", "jinja2"]
    assert doctor._extra("web", "json") == doctor.Check("extra web", True, "fastapi 0.115, jinja2 3.1")
    assert doctor._extra("pdf", "json") == doctor.Check("extra pdf", True, "not installed; pip install 'lagebild[pdf]'")


def test_half_an_extra_and_one_that_does_not_load_are_wrong(extras):
    found = doctor._extra("web", "no_such_module_anywhere")
    assert not found.well and "does not load: ModuleNotFoundError" in found.message
    del extras["jinja2"]
    assert doctor._extra("web", "json") == doctor.Check("extra web", False, "missing: jinja2; pip install 'lagebild[web]'")


def test_every_extra_for_users_is_looked_at():
    names = {r.split("extra ==")[1].strip(" \"'") for r in doctor.requires("lagebild") or [] if "extra ==" in r}
    assert names - {"dev", "training", "postgres"} <= set(doctor.EXTRAS) == set(doctor.MAIN)

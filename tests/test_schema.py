"""A pack that breaks its form is named with file, line and key; the ontology is the one source of the value lists."""

import json
from importlib.resources import files

import pytest
import yaml

from lagebild import ontology, packs
from lagebild.errors import DataError
from lagebild.schema import check


def events(*lines):
    return "groups:\n" + "\n".join(f"  - {{{line}}}" for line in lines)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("events", events("name: a, type: ASSAULT", "name: b, type: ASAULT"), "de/events.yaml:3: unknown type ASAULT, did you mean ASSAULT?"),
        ("events", events("name: a, type: assault"), "de/events.yaml:2: unknown type assault, did you mean ASSAULT?"),
        ("events", events("name: a"), "de/events.yaml:2: type is missing in groups"),
        ("events", events("name: a, type: AID, verbs: help"), "de/events.yaml:2: verbs must be a list"),
        ("events", events("name: a, type: AID, verbs: [no]"), "de/events.yaml:2: verbs: no is no word; put it in quotes"),
        ("figures", "measures:\n  kiled: {}", "de/figures.yaml:2: unknown key of measures kiled, did you mean killed?"),
        ("statuses", "classes: []\nstates: {}", "de/statuses.yaml:1: classes must be a mapping"),
        ("labels", "a: b\na: c", "de/labels.yaml:2: a stands here a second time"),
        ("positions", "groups: []\nsignal: []", "de/positions.yaml:2: unknown key signal, did you mean signals?"),
        ("positions", "groups:\n  - {name: a, stance: demands, clause: 3}\nsignals: []", "de/positions.yaml:2: clause must be true or false, not 3"),
        ("labels", "- a", "de/labels.yaml: the file must be a mapping"),
    ],
)
def test_what_does_not_fit_is_named_with_file_line_and_key(name, text, message):
    with pytest.raises(DataError) as found:
        packs.parsed(text, name, f"de/{name}.yaml")
    assert str(found.value) == message


def test_broken_yaml_is_a_data_error():
    with pytest.raises(DataError, match=r"de/events\.yaml cannot be read"):
        packs.parsed("groups: [", "events", "de/events.yaml")


def test_a_form_of_free_keys_and_lists_fits():
    form = {"map": {"list": {"fields": {"a": "word", "b?": "flag"}}}}
    check(yaml.compose("x: [{a: 1, b: true}]\ny: [{a: z}]"), form, "f")


@pytest.mark.parametrize("language", sorted(packs.folders()))
def test_every_pack_fits(language):
    for path in (packs.ROOT / language).iterdir():
        assert packs.load(language, path.name.removesuffix(".yaml"))


def test_the_contract_has_the_values_of_the_ontology():
    contract = json.loads((files("lagebild") / "data" / "contract.schema.json").read_text(encoding="utf8"))
    fields = contract["$defs"]["statement"]["properties"]
    assert fields["kind"]["enum"] == list(ontology.values("kinds"))
    assert fields["certainty"]["enum"] == list(ontology.values("certainties"))
    assert fields["modality"]["enum"] == list(ontology.values("modalities"))
    assert contract["properties"]["links"]["items"]["properties"]["type"]["enum"] == list(ontology.values("links"))


def test_values_have_definitions_and_unknown_lists_are_errors():
    assert all(ontology.definition(name, value) for name in ontology.lists() for value in ontology.values(name))
    assert ontology.definition("types", "ASAULT") is None
    with pytest.raises(DataError, match="no list kind"):
        ontology.values("kind")

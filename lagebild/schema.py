"""A small checker for YAML: every error names file, line and key.

A form is one of
    word, flag, words (a list of words), any
    {of: LIST}                    a word of an ontology list
    {list: FORM}                  a list of that form
    {map: FORM, keys: LIST}       a mapping with free keys, or with those of an ontology list
    {fields: {key: FORM}, open}   a mapping with these keys; ``key?`` may be missing; others only where ``open`` is true
"""

from difflib import get_close_matches
from typing import Any

import yaml

from lagebild import ontology
from lagebild.errors import DataError

Form = Any


def check(node: yaml.Node, form: Form, file: str, key: str = "") -> None:
    """Compare a composed YAML document with a form.

    Raises:
        DataError: the first place that does not fit, as "FILE:LINE: what is wrong".
    """
    if form == "any":
        return
    if isinstance(form, str):
        _check_word(node, form, file, key)
    elif "of" in form:
        _check_value(node, form["of"], file, key)
    elif "list" in form:
        for item in _items(node, file, key):
            check(item, form["list"], file, key)
    elif "map" in form:
        _check_map(node, form, file, key)
    else:
        _check_fields(node, form, file, key)


def fail(node: yaml.Node, file: str, message: str) -> DataError:
    """An error at a place in a file."""
    return DataError(f"{file}:{node.start_mark.line + 1}: {message}")


def _check_word(node: yaml.Node, form: str, file: str, key: str) -> None:
    if form == "words":
        for item in _items(node, file, key):
            _check_word(item, "word", file, key)
        return
    if not isinstance(node, yaml.ScalarNode):
        raise fail(node, file, f"{key} must be a single {form}")
    if form == "flag" and node.tag != "tag:yaml.org,2002:bool":
        raise fail(node, file, f"{key} must be true or false, not {node.value}")
    if form == "word" and node.tag in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"):
        raise fail(node, file, f"{key}: {node.value or 'nothing'} is no word; put it in quotes")


def _check_value(node: yaml.Node, name: str, file: str, key: str) -> None:
    value = node.value if isinstance(node, yaml.ScalarNode) else None
    if value not in ontology.values(name):
        raise fail(node, file, _unknown(key, str(value), ontology.values(name)))


def _unknown(key: str, value: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(value, known, 1) or get_close_matches(value.upper(), known, 1)
    return f"unknown {key} {value}" + (f", did you mean {near[0]}?" if near else f"; known are {', '.join(known)}")


def _items(node: yaml.Node, file: str, key: str) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise fail(node, file, f"{key} must be a list")
    return list(node.value)


def _pairs(node: yaml.Node, file: str, key: str) -> list[tuple[yaml.Node, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise fail(node, file, f"{key or 'the file'} must be a mapping")
    seen: set[str] = set()
    for name, _ in node.value:
        if name.value in seen:
            raise fail(name, file, f"{name.value} stands here a second time")
        seen.add(name.value)
    return list(node.value)


def _check_map(node: yaml.Node, form: Form, file: str, key: str) -> None:
    for name, value in _pairs(node, file, key):
        if "keys" in form:
            _check_value(name, form["keys"], file, f"key of {key}")
        check(value, form["map"], file, str(name.value))


def _check_fields(node: yaml.Node, form: Form, file: str, key: str) -> None:
    forms = {str(name).removesuffix("?"): value for name, value in form["fields"].items()}
    pairs = _pairs(node, file, key)
    for name, value in pairs:
        if name.value in forms:
            check(value, forms[name.value], file, str(name.value))
        elif not form.get("open"):
            raise fail(name, file, _unknown("key", str(name.value), tuple(forms)))
    given = {name.value for name, _ in pairs}
    missing = next((n for n in form["fields"] if not str(n).endswith("?") and n not in given), None)
    if missing:
        raise fail(node, file, f"{missing} is missing in {key or 'the file'}")

"""Records as compact JSON and back, without loss: fields at their default are left out, spans are pairs."""

import dataclasses
import json
import types
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from lagebild.text import Span


def dumps(record: Any) -> str:
    """A record as JSON text, always the same for the same record."""
    return _written(record)


def loads(cls: Any, said: str) -> Any:
    """The record of a class that ``dumps`` wrote."""
    return build(cls, json.loads(said))


def _plain(value: Any) -> Any:
    """A record as a dictionary or list of what is in it."""
    if isinstance(value, Span):
        return [value.start, value.end]
    return {name: said for name, default in _defaults(value.__class__) if (said := getattr(value, name)) != default}


_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain).encode


@lru_cache(maxsize=64)
def _defaults(cls: Any) -> tuple[tuple[str, Any], ...]:
    missing = dataclasses.MISSING
    return tuple((f.name, f.default_factory() if f.default_factory is not missing else f.default) for f in dataclasses.fields(cls))


def build(cls: Any, value: Any) -> Any:
    """Plain data, which is used up, as the type that a field declares; a field that there no longer is, is left out."""
    convert = _converter(cls)
    return value if convert is None or value is None else convert(value)


Convert = Callable[[Any], Any]


@lru_cache(maxsize=256)
def _converter(cls: Any) -> Convert | None:
    """What makes a value of a type out of plain data; None where plain data is one already."""
    if cls is Span:
        return lambda v: Span(v[0], v[1])
    if dataclasses.is_dataclass(cls):
        return _record(cls)
    origin = get_origin(cls)
    if origin in (Union, types.UnionType):
        return _converter(next(a for a in get_args(cls) if a is not type(None)))
    return _sequence(get_args(cls)) if origin is tuple else None


def _record(cls: Any) -> Convert:
    """Makes a record in the place of its fields, of which only those are touched that are no plain data."""

    def record(value: dict[str, Any]) -> Any:
        inner = _inner(cls)
        for name, said in value.items():
            if said is not None and name in inner:
                value[name] = inner[name](said)
        try:
            return cls(**value)
        except TypeError:
            return cls(**{f.name: value[f.name] for f in dataclasses.fields(cls) if f.name in value})

    return record


@lru_cache(maxsize=64)
def _inner(cls: Any) -> dict[str, Convert]:
    return {name: convert for name, hint in get_type_hints(cls).items() if (convert := _converter(hint))}


def _sequence(inner: tuple[Any, ...]) -> Convert:
    if inner[-1] is Ellipsis:
        each = _converter(inner[0])
        return tuple if each is None else lambda v: tuple(x if x is None else each(x) for x in v)
    kinds = [_converter(i) for i in inner]
    return lambda v: tuple(x if x is None or k is None else k(x) for k, x in zip(kinds, v, strict=True))

"""Records as compact JSON and back, without loss: fields at their default are left out, spans are pairs."""

import dataclasses
import json
import types
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from lagebild.text import Span


def dumps(record: Any) -> str:
    """A record as JSON text, always the same for the same record."""
    return json.dumps(plain(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(cls: Any, said: str) -> Any:
    """The record of a class that ``dumps`` wrote."""
    return build(cls, json.loads(said))


def plain(value: Any) -> Any:
    """A record as dictionaries, lists and scalars."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value):
        return {f.name: plain(v) for f in dataclasses.fields(value) if (v := getattr(value, f.name)) != _default(f)}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value


def _default(field: Any) -> Any:
    return field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default


@lru_cache(maxsize=64)
def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)


def build(cls: Any, value: Any) -> Any:
    """A value as the type that its field declares."""
    if value is None:
        return None
    if cls is Span:
        return Span(*value)
    if dataclasses.is_dataclass(cls):
        hints: dict[str, Any] = _hints(cls)  # type: ignore[arg-type]
        return cls(**{k: build(hints[k], v) for k, v in value.items() if k in hints})  # type: ignore[operator]
    origin = get_origin(cls)
    if origin in (Union, types.UnionType):
        return build(next(a for a in get_args(cls) if a is not type(None)), value)
    if origin is tuple:
        inner = get_args(cls)
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(build(k, v) for k, v in zip(kinds, value, strict=True))
    return value

"""The model as JSON: in goes any object of ``corpus.model``, out come plain dicts and lists, and the equal object back.

Fields are written by name and read by the types that the model declares, so a field added to the model is kept without a
change here; a field that an older file lacks takes its default, one that the model no longer has is left out.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from corpus.model import CleanSpan, RawSpan

_Model = TypeVar("_Model")
_Restorer = Callable[[Any], Any]
_SPANS = (RawSpan, CleanSpan)
_SCALARS: dict[object, _Restorer] = {date: date.fromisoformat, bytes: b64decode}


def to_plain(value: object) -> Any:  # noqa: ANN401  # JSON has no narrower type
    """Return ``value`` as dicts, lists, strings, numbers and None.

    Spans become ``[start, end]``, other named tuples and dataclasses dicts by field name, dates ISO text, bytes base64.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, _SPANS):
        return list(value)
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        return [to_plain(item) for item in value] if names is None else dict(zip(names, map(to_plain, value), strict=True))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} is no part of the model")


def from_plain(kind: type[_Model], plain: Any) -> _Model:  # noqa: ANN401  # JSON has no narrower type
    """Return the object of class ``kind`` that ``to_plain`` made ``plain`` of."""
    hint: Any = kind  # a class of the model; mypy holds that a class might not be hashable
    return cast("_Model", _restorer(hint)(plain))


def to_json(value: object) -> bytes:
    """Return ``value`` as compact JSON; lone surrogates, as in names of files that are not UTF-8, are passed through."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def from_json(kind: type[_Model], data: bytes) -> _Model:
    """Return the object of class ``kind`` that ``to_json`` made ``data`` of."""
    return from_plain(kind, json.loads(data.decode("utf-8", "surrogatepass")))


@cache
def _restorer(hint: Any) -> _Restorer:  # noqa: ANN401  # a type hint has no narrower type
    """Return the function that makes plain data into what the type hint says."""
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return _tuple_restorer(_restorer(arguments[0]))
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        return _optional_restorer(_restorer(inner))
    if hint in _SPANS:
        return lambda plain: hint(*plain)
    if is_dataclass(hint) or hasattr(hint, "_fields"):
        return _record_restorer(hint)
    return _SCALARS.get(hint, lambda plain: plain)


def _tuple_restorer(item: _Restorer) -> _Restorer:
    return lambda plain: tuple(map(item, plain))


def _optional_restorer(inner: _Restorer) -> _Restorer:
    return lambda plain: None if plain is None else inner(plain)


def _record_restorer(kind: Callable[..., object]) -> _Restorer:
    # The model imports ``date`` for the type checker alone.
    hints = get_type_hints(kind, localns={"date": date})
    restorers = {name: _restorer(hint) for name, hint in hints.items()}
    return lambda plain: kind(**{name: restorers[name](value) for name, value in plain.items() if name in restorers})

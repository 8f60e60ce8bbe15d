"""Plain data -> a Python expression that gives the same data."""

import datetime
import decimal
import json
import math
import re
import zoneinfo
from collections.abc import Mapping
from typing import Any

DEEPEST = 50
_WRITTEN = (int, bool, str, bytes, type(None))
_NAMED = (datetime.datetime, datetime.date, datetime.time, datetime.timedelta, decimal.Decimal)
_ZONES = (type(None), datetime.timezone, zoneinfo.ZoneInfo)
_MODULE = re.compile(r"\b(datetime|zoneinfo|decimal)\.(?=[a-zA-Z])")
_LONG = 200


class NotPlain(ValueError):
    """Something that no expression gives, in a few words."""


def literal(value: Any) -> str:
    """An expression for exactly this value; modules it uses are imported inside. Raises ``NotPlain``."""
    if _is_json(value, 0):
        text = json.dumps(value, ensure_ascii=False)
        if len(text) > _LONG:  # A long expression is slow to compile, and it is compiled for each suite.
            return f"__import__('json').loads({text!r})"
    return _written(value, 0)


def _written(value: Any, depth: int) -> str:
    kind = type(value)
    if depth > DEEPEST:
        raise NotPlain("it is nested too deeply")
    if kind in _WRITTEN:
        return repr(value)
    if kind in (float, complex):
        return repr(value) if _is_finite(value) else f"{kind.__name__}({str(value)!r})"
    if kind in _NAMED and type(getattr(value, "tzinfo", None)) in _ZONES:
        return _MODULE.sub(
            lambda name: f"__import__({name[1]!r}).", repr(value).replace("Decimal(", "decimal.Decimal(")
        )
    if kind is dict:
        pairs = (f"{_written(key, depth + 1)}: {_written(item, depth + 1)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if kind in (list, tuple, set, frozenset):
        items = ", ".join(_written(item, depth + 1) for item in value)
        if kind is tuple:
            return f"({items},)" if value else "()"
        return f"[{items}]" if kind is list else f"{kind.__name__}([{items}])"
    raise NotPlain(f"it holds a {kind.__module__}.{kind.__qualname__}".replace("builtins.", ""))


def _is_json(value: Any, depth: int) -> bool:
    """Whether JSON gives back exactly this."""
    kind = type(value)
    if kind is list:
        return depth < DEEPEST and all(_is_json(item, depth + 1) for item in value)
    if kind is dict:
        return depth < DEEPEST and all(type(key) is str and _is_json(item, depth + 1) for key, item in value.items())
    return kind in (int, bool, float, str, type(None))


def _is_finite(value: Any) -> bool:
    return math.isfinite(value.real) and math.isfinite(value.imag)


def type_names(value: Any, deep: int = 2) -> str:
    """What plain data are made of, in a few words: ``dict with 2 items: str -> list of int``."""
    if isinstance(value, Mapping) and deep:
        pairs = dict.fromkeys(f"{type(key).__name__} -> {type_names(item, deep - 1)}" for key, item in value.items())
        return _joined(f"dict with {len(value)} items", list(pairs))
    if isinstance(value, list | tuple | set | frozenset) and deep:
        kinds = dict.fromkeys(type_names(item, deep - 1) for item in value)
        return _joined(f"{type(value).__name__} with {len(value)} items", list(kinds))
    return type(value).__name__


def _joined(head: str, kinds: list[str]) -> str:
    return f"{head}: {', '.join(kinds[:6])}{', ...' if len(kinds) > 6 else ''}" if kinds else head

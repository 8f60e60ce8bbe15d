"""Modules that other runs have built, and which of them a module's requirements name."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from devloop_nb.values.interface import interface
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements

_SPAN = re.compile(r"`([^`\n]+)`")
_WORD = re.compile(r"[A-Za-z_]\w*")
_CALL = re.compile(r"([A-Za-z_]\w*)\(")


class Existing(NamedTuple):
    """The accepted code of a module, and the run that it is from."""

    run: str
    module: str
    code: str


def interfaces_for(
    spec: ModuleSpec, requirements: Requirements, existing: Iterable[Existing], built: Iterable[str]
) -> dict[str, str]:
    """By module, the interfaces of those that are named, or of which something public is.

    The module itself and others that are ``built`` here are none of them.
    """
    here = {spec.name, *built}
    named = names_as_code(_texts(spec, requirements)) - {spec.name, spec.function}
    others = [each for each in existing if each.module not in here]
    # To read every source for a few names takes longer than to look for these in it.
    near = [each for each in others if named & {each.module, *_WORD.findall(each.code)}]
    offers = {each.module: interface(each.code) for each in near}
    return {
        module: "\n".join(offer.values()) for module, offer in offers.items() if offer and named & {module, *offer}
    }


def names_as_code(texts: Iterable[str]) -> set[str]:
    """Words that are meant as names: in backticks, with a parenthesis behind them, or with an underscore.

    Any other word may be just that: "the mean of a list" names no module ``mean``.
    """
    found: set[str] = set()
    for text in texts:
        found.update(word for span in _SPAN.findall(text) for word in _WORD.findall(span))
        found.update(_CALL.findall(text))
        found.update(word for word in _WORD.findall(text) if "_" in word)
    return found


def _texts(spec: ModuleSpec, requirements: Requirements) -> Iterator[str]:
    yield from (spec.purpose, spec.entry, *(check.says for check in spec.checks))
    yield from (requirements.goal, requirements.approach, requirements.notes)
    yield from (*requirements.criteria, *requirements.constraints)

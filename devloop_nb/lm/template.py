"""What a model is told to do, as a YAML file: packaged with us, and overridden by one of the user's."""

import hashlib
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template as Text
from typing import Any

import yaml
from pydantic import ValidationError

from devloop_nb.values.call import Rank
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.nearest import did_you_mean
from devloop_nb.values.value import Value

NAMES = ("plan", "tests", "code", "review", "claims")
FORMAT = "A template has instructions, tasks (by kind of move), inputs (a name, its rank and says) and outputs."


class Slot(Value):
    """One input of a prompt: how much it matters, and what the model is told that it is."""

    rank: Rank
    says: str


class Template(Value):
    """The words around the inputs; ``variables`` are those that may stand in them, as ``$name``."""

    variables: tuple[str, ...]
    instructions: str
    tasks: dict[str, str] = {}
    inputs: dict[str, Slot]
    outputs: dict[str, str]

    def write(self, **values: object) -> str:
        """The instructions with their variables filled in."""
        return Text(self.instructions).substitute({"python": platform.python_version(), **values}).strip()

    def task(self, kind: str, **values: object) -> str:
        """What is to be done, by the kind of the move."""
        return Text(self.tasks[kind]).substitute({"python": platform.python_version(), **values})

    @property
    def version(self) -> str:
        """The beginning of the digest of every word in it."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]


def check_templates(folder: str) -> None:
    """Reads those in the folder. Raises ``BadSetting``."""
    for name in NAMES if folder and Path(folder).expanduser().is_dir() else ():
        template_of(name, folder)


def template_of(name: str, folder: str = "") -> Template:
    """The packaged template, with what a file of that name in the folder says in its place. Raises ``BadSetting``."""
    path = Path(folder).expanduser() / f"{name}.yaml"
    if not folder or not path.is_file():
        return _packaged(name)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(str(path), error) from None
    return read_template(name, text, str(path))


def read_template(name: str, text: str, where: str) -> Template:
    """The packaged template, with what the text says in its place. Raises ``BadSetting``, which names ``where``."""
    try:
        own = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise _unreadable(where, error) from None
    return _overridden(_packaged(name), own, where)


def _unreadable(where: str, error: Exception) -> BadSetting:
    return BadSetting(f"{where} cannot be read", " ".join(str(error).split())[:200], FORMAT)


@cache
def _packaged(name: str) -> Template:
    text = files("devloop_nb.lm").joinpath("templates", f"{name}.yaml").read_text("utf-8")
    return Template.model_validate(yaml.safe_load(text))


def _overridden(packaged: Template, own: Any, where: str) -> Template:
    if not isinstance(own, dict):
        raise BadSetting(f"{where} is no template", mend=FORMAT)
    fields = [field for field in Template.model_fields if field != "variables"]
    _check(own, fields, f"{where}: a template has no")
    merged = packaged.model_dump()
    for field, said in own.items():
        if isinstance(said, dict) and isinstance(merged[field], dict):
            _check(said, merged[field], f"{where}: {field} have no")
            merged[field] |= {name: _slot(merged[field][name], value) for name, value in said.items()}
        else:
            merged[field] = said
    try:
        template = Template.model_validate(merged)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadSetting(f"{where}: {'.'.join(map(str, first['loc']))}", first["msg"], FORMAT) from None
    for text in (template.instructions, *template.tasks.values()):
        _check(_variables(text, where), template.variables, f"{where}: there is no variable")
    return template


def _variables(text: str, where: str) -> list[str]:
    if not Text(text).is_valid():
        raise BadSetting(f"{where}: a $ begins no variable", mend="Write $$ for the sign itself.")
    return Text(text).get_identifiers()


def _slot(packaged: Any, own: Any) -> Any:
    """What is said of an input, whole or in part."""
    return {**packaged, **own} if isinstance(packaged, Mapping) and isinstance(own, Mapping) else own


def _check(names: Iterable[Any], known: Iterable[str], says: str) -> None:
    choices = list(known)
    for name in names:
        if name not in choices:
            raise BadSetting(f"{says} {name!r}", mend=did_you_mean(str(name), choices))

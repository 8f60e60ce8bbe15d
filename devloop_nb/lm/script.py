"""A script: answers that were prepared, or recorded, in a YAML file."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError

from devloop_nb.values.errors import BadInput
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.value import Value

FORMAT = (
    "A script has plan: (a list of modules), tests: (a source by module, or a list of sources) "
    "and code: (a list of sources by module)."
)


class ScriptedRemark(Value):
    """One finding of a review."""

    severity: Literal["CRITICAL", "SUGGESTION"] = "SUGGESTION"
    line: int
    about: str = "quality"
    says: str


class ScriptedClaim(Value):
    """What is said to prove a criterion."""

    tests: tuple[str, ...]
    module: str = ""
    lines: tuple[int, int] | None = None


class Script(Value):
    """Prepared answers; ``code`` holds the attempts of each module in order, none is used twice.

    ``plans`` follow ``plan`` where that is rejected, as the later ones of a module's ``tests`` follow the first.
    ``review`` holds the findings of each review of a module, ``compliance`` what is claimed to prove a criterion, by
    its id.
    """

    plan: tuple[ModuleSpec, ...] = ()
    plans: tuple[tuple[ModuleSpec, ...], ...] = ()
    tests: dict[str, str | tuple[str, ...]] = {}
    code: dict[str, tuple[str, ...]] = {}
    review: dict[str, tuple[tuple[ScriptedRemark, ...], ...]] = {}
    compliance: dict[str, ScriptedClaim] = {}


def read_script(file: str) -> Script:
    """The script in a YAML file. Raises ``BadInput``."""
    try:
        return parse_script(Path(file).expanduser().read_text("utf-8"), file)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise BadInput(f"{file} cannot be read", why, "Write --lm scripted:FILE with an existing file.") from None


def parse_script(text: str, file: str) -> Script:
    """The script in a YAML text. Raises ``BadInput`` with the place of the first mistake."""
    try:
        return Script.model_validate(yaml.safe_load(text) or {})
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}, line {mark.line + 1}" if mark else file
        raise BadInput(f"{place} is not YAML", str(getattr(error, "problem", None) or "it cannot be read")) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise BadInput(f"{file} is no script", f"{place}: {first['msg']}", FORMAT) from None

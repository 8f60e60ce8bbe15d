"""The prompt templates of a folder: listed, shown, replaced, and every version of one's own kept."""

import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

from devloop_nb.lm.clean import Redact
from devloop_nb.lm.template import FORMAT, NAMES, read_template, template_of
from devloop_nb.values.errors import BadSetting, NotFound
from devloop_nb.values.nearest import nearest
from devloop_nb.values.prompt import PromptRow

KEPT = "kept"
Write = Callable[[Path, Mapping[str, str]], object]


class TemplateShelf:
    """The templates in ``folder``; ``write`` writes texts into a folder, by file name, atomically."""

    def __init__(self, folder: Path, write: Write, redact: Redact) -> None:
        self._folder, self._write, self._redact = folder, write, redact

    def rows(self) -> tuple[PromptRow, ...]:
        """All of them. Raises ``BadSetting``."""
        return tuple(map(self.row, NAMES))

    def row(self, name: str) -> PromptRow:
        """One of them. Raises ``BadSetting``, and ``NotFound`` with the nearest name."""
        version = template_of(_known(name), str(self._folder)).version
        return PromptRow(name=name, version=version, own=self._file(name).is_file(), kept=self._kept(name))

    def text(self, name: str, version: str = "") -> str:
        """What is in force, or was kept under a version, as YAML to be edited. Raises ``NotFound``."""
        variables = ", ".join(f"${word}" for word in template_of(_known(name)).variables)
        head = f"# Variables: {variables}. What is left out here stays as it is.\n"
        if version:
            kept = [each for each in self._kept(name) if each.startswith(version)]
            if len(kept) != 1:
                raise NotFound(f"no version {version!r} of {name} is kept", mend=self.row(name).says)
            return (self._folder / KEPT / f"{name}-{kept[0]}.yaml").read_text("utf-8")
        file = self._file(name)
        return file.read_text("utf-8") if file.is_file() else head + _packaged_text(name)

    def keep(self, name: str, text: str) -> PromptRow:
        """Puts a template in the place of what is in force. Raises ``BadSetting`` with what is wrong in it."""
        if not text.strip():
            raise BadSetting(f"the template {_known(name)} is empty", mend=FORMAT)
        if self._redact(text) != text:
            raise BadSetting(f"the template {name} holds a secret of the environment", mend="Take it out.")
        version = read_template(_known(name), text, f"the template {name}").version
        self._keep_edited(name)
        self._write(self._folder / KEPT, {f"{name}-{version}.yaml": text})
        self._write(self._folder, {self._file(name).name: text})
        return self.row(name)

    def reset(self, name: str) -> PromptRow:
        """Ours is in force again; what was one's own stays kept."""
        self._keep_edited(_known(name))
        self._file(name).unlink(missing_ok=True)
        return self.row(name)

    def _keep_edited(self, name: str) -> None:
        """A file that was written by hand is a version too, where it can be read."""
        file = self._file(name)
        if file.is_file() and (version := template_of(name, str(self._folder)).version) not in self._kept(name):
            self._write(self._folder / KEPT, {f"{name}-{version}.yaml": file.read_text("utf-8")})

    def _kept(self, name: str) -> tuple[str, ...]:
        """The versions, the oldest first."""
        found = sorted((self._folder / KEPT).glob(f"{name}-*.yaml"), key=lambda file: file.stat().st_mtime)
        return tuple(file.stem.removeprefix(f"{name}-") for file in found)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.yaml"


def own_versions(folder: str) -> dict[str, str]:
    """The versions of the templates that are not ours: what they say makes another run. Raises ``BadSetting``."""
    found = {name: template_of(name, folder).version for name in NAMES}
    return {name: version for name, version in found.items() if version != template_of(name).version}


def _packaged_text(name: str) -> str:
    text = files("devloop_nb.lm").joinpath("templates", f"{name}.yaml").read_text("utf-8")
    return re.sub(r"^variables:.*\n", "", text, flags=re.MULTILINE)


def _known(name: str) -> str:
    try:
        return nearest(name, NAMES, "there is no template")
    except ValueError as error:
        what, _, hint = str(error).partition("; ")
        raise NotFound(what, mend=f"{hint[:1].upper()}{hint[1:]}") from None

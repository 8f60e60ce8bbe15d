"""What in a suite's tests needs one process for tests and code, read from the tests alone."""

import ast
import site
import sys
from collections.abc import Iterator, Mapping
from importlib.machinery import PathFinder

from devloop_nb.kernels.sealed_reach import ATTRIBUTES, FIXTURES, MODULES, NAMES, RANDOM, SAME, SPECIAL
from devloop_nb.values.imports import imported_names
from devloop_nb.values.suite import Suite, SuiteFile


def why_not(sources: Mapping[str, str], suite: Suite) -> str:
    """Why tests and code cannot be kept apart; empty where nothing in the tests speaks against it."""
    for name in sources:
        if name in sys.stdlib_module_names or PathFinder.find_spec(name, _installed()):
            return f"{name} is also the name of an installed module, which the tests' own process needs"
    try:
        found = (why for file in suite.files for why in _Reading(file, sources).needs())
        return next(found, "")
    except SyntaxError as error:
        return f"a test file does not parse: {error}"


def _installed() -> list[str]:
    return [*site.getsitepackages(), site.getusersitepackages()]


def modules_of(sources: Mapping[str, str], suite: Suite) -> tuple[str, ...]:
    """The modules of the code that the tests import."""
    imported = {name for file in suite.files for name in imported_names(file.source)}
    return tuple(name for name in sources if name in imported)


class _Reading:
    """One test file, read line by line. Raises ``SyntaxError``."""

    def __init__(self, file: SuiteFile, sources: Mapping[str, str]) -> None:
        self.name, self.sources = file.name, sources
        self.nodes = list(ast.walk(ast.parse(file.source)))
        imports = [node for node in self.nodes if isinstance(node, ast.Import)]
        self.modules = {
            each.asname or each.name.split(".")[0]: each.name if each.asname else each.name.split(".")[0]
            for node in imports
            for each in node.names
        }
        self.of_code = {name for name, module in self.modules.items() if module in sources} | {
            each.asname or each.name
            for node in self.nodes
            if isinstance(node, ast.ImportFrom) and node.module in sources
            for each in node.names
        }
        self.bound = {node.arg for node in self.nodes if isinstance(node, ast.arg)}

    def needs(self) -> Iterator[str]:
        """Every reason, with its line."""
        for node in self.nodes:
            if why := self._need(node):
                yield f"{self.name}, line {getattr(node, 'lineno', 0)}: the tests {why}"

    def _need(self, node: ast.AST) -> str:
        match node:
            case ast.Import(names=names):
                return next((f"use {each.name}" for each in names if _reaches(each.name)), "")
            case ast.ImportFrom(module=str(module), names=names):
                return self._import_need(module, [each.name for each in names])
            case ast.arg(arg=name) | ast.Constant(value=str(name)) if name in FIXTURES:
                return f"use the fixture {name}"
            case ast.Name(id=name) if name in NAMES - self.bound:
                return f"use {name}()"
            case ast.ClassDef(bases=bases) if any(ast.unparse(base).split(".")[0] in self.of_code for base in bases):
                return "derive a class from one of the code's"
            case ast.Attribute(value=value, attr=attr):
                return self._attribute_need(value, attr)
        return ""

    def _import_need(self, module: str, names: list[str]) -> str:
        if module in self.sources and "*" in names:
            return f"take all names of {module}, whatever they are"
        for name in names:
            reaches = _reaches(module) or _reaches(f"{module}.{name}") or name in ATTRIBUTES
            if reaches or name not in SAME.get(module, (name,)) or self._seeds(module, name):
                return f"use {name} of {module}"
        return ""

    def _attribute_need(self, value: ast.expr, attr: str) -> str:
        if attr in ATTRIBUTES or (attr.startswith("__") and attr not in SPECIAL):
            return f"use .{attr}"
        module = self.modules.get(ast.unparse(value).split(".")[0], "") if _is_name(value) else ""
        foreign = isinstance(value, ast.Name) and attr not in SAME.get(module, (attr,))
        return f"use {module}.{attr}" if foreign or self._seeds(module, attr) else ""

    def _seeds(self, module: str, name: str) -> bool:
        """Whether chance is fixed for a code that uses it."""
        shared = name == "seed" and module.split(".")[0] in RANDOM
        return shared and any("random" in source for source in self.sources.values())


def _is_name(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) or (isinstance(value, ast.Attribute) and _is_name(value.value))


def _reaches(module: str) -> bool:
    return module.split(".")[0] in MODULES or module == "unittest.mock"

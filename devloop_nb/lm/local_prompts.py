"""How the embedded model is asked for code: a short request, and the beginning of the answer it must go on with.

A model of this size does not keep to any output format; one that has begun its answer can only go on. Several
formats, because what it fails with one way of asking it often solves with another.
"""

import ast
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from devloop_nb.lm.syntax import signature, try_parse
from devloop_nb.lm.wanted import wanted_names
from devloop_nb.values.attempt import Brief

MOST_EXAMPLES = 4
STOP = ("\n```", "\n\n\n", "\ndef ", "\nprint(", "\nassert ", "\nif __name__", "\nclass ", "\n# ")
START = {
    list: "\n    result = []\n    for",
    dict: "\n    result = {}\n    for",
    int: "\n    total = 0\n    for",
    float: "\n    total = 0\n    for",
}

PARAMETERS = {
    list: ("xs", "ys", "zs"),
    tuple: ("xs", "ys", "zs"),
    dict: ("mapping", "other"),
    str: ("text", "other", "third"),
    int: ("n", "m", "k"),
    float: ("x", "y", "z"),
}


@dataclass(frozen=True)
class Prompt:
    """What is said to the model, and how its answer begins."""

    request: str
    beginning: str


def make_prompt(brief: Brief) -> Prompt:
    """The prompt of the brief's form."""
    return FORMS[brief.move.form](Task.of(brief))


@dataclass(frozen=True)
class Task:
    """One function to write: how it is called, what it does, and calls with their results."""

    head: str
    does: str
    examples: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, brief: Brief) -> "Task":
        """The function that the tests of a brief want first."""
        wanted = wanted_names(brief.module.name, brief.tests, brief.module.entry) or (brief.module.name,)
        entry = brief.module.entry or brief.requirements.entry
        called = signature(entry)
        head = entry if called and called.name == wanted[0] else _head(wanted[0], brief.tests)
        notes = brief.requirements.notes.split(">>>")[0].strip()
        does = " ".join([brief.module.purpose.rstrip(".") + ".", *notes.split(), *brief.requirements.criteria])
        examples = tuple(dict.fromkeys(e for source in brief.tests for e in _examples(source, wanted[0])))
        return cls(head.removeprefix("def ").rstrip(":"), does, examples)

    def shown(self) -> str:
        """Some examples, a line each."""
        return "\n".join(f"{call} == {result}" for call, result in self.examples[:MOST_EXAMPLES])

    def docstring(self) -> str:
        """What the function does and some examples, as its docstring."""
        lines = textwrap.wrap(self.does, 90)
        for call, result in self.examples[: MOST_EXAMPLES - 1]:
            lines += ["", f">>> {call}", result] if len(lines) and not lines[-1].startswith(">>>") else []
        return '"""' + textwrap.indent("\n".join(lines), "    ").lstrip() + '\n    """'


def _bare(task: Task) -> Prompt:
    return Prompt(f"Write a Python function `{task.head}`. {task.does}", f"```python\ndef {task.head}:")


def _documented(task: Task) -> Prompt:
    bare = _bare(task)
    return Prompt(bare.request, f"{bare.beginning}\n    {task.docstring()}")


def _summed_up(task: Task) -> Prompt:
    bare = _bare(task)
    return Prompt(bare.request, f'{bare.beginning}\n    """{task.does}"""')


def _commented(task: Task) -> Prompt:
    comments = [task.does, *(f"{call} -> {result}" for call, result in task.examples[: MOST_EXAMPLES - 1])]
    lines = "".join(f"# {line}\n" for line in comments)
    return Prompt(_bare(task).request, f"```python\n{lines}def {task.head}:")


def _loop(task: Task) -> Prompt:
    """Begun with a loop that gathers what the examples give back; without examples, with a return."""
    kinds = {type(value) for value in map(_value, (result for _, result in task.examples)) if value is not None}
    start = START.get(kinds.pop(), "") if len(kinds) == 1 else ""
    documented = _documented(task)
    return Prompt(documented.request, documented.beginning + (start or "\n    return"))


def _chat(task: Task) -> Prompt:
    request = (
        "Your input fields are `task`, `signature` and `examples`. Your output field is `code`.\n\n"
        f"[[ ## task ## ]]\n{task.does}\n\n[[ ## signature ## ]]\n{task.head}\n\n"
        f"[[ ## examples ## ]]\n{task.shown()}\n\nRespond with the field `[[ ## code ## ]]`."
    )
    return Prompt(request, f"[[ ## code ## ]]\n```python\ndef {task.head}:")


# In the order of what each solved that those before it had not, on tasks other than the examples.
FORMS: dict[str, Callable[[Task], Prompt]] = {
    "documented": _documented,
    "loop": _loop,
    "bare": _bare,
    "commented": _commented,
    "chat": _chat,
    "summed up": _summed_up,
}


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None


def _head(name: str, tests: Iterable[str]) -> str:
    """The signature that the first call in the tests suggests."""
    for source in tests:
        tree = try_parse(source)
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name:
                words = [word.arg for word in node.keywords if word.arg]
                return f"{name}({', '.join([*_parameters(node.args), *words])})"
    return f"{name}(xs)"


def _parameters(arguments: Iterable[ast.expr]) -> list[str]:
    """Names that tell what kind of value is meant: a model guesses better from ``xs`` than from ``x``."""
    left = {kind: list(names) for kind, names in PARAMETERS.items()}
    kinds = [type(_value(ast.unparse(argument))) for argument in arguments]
    return [left[kind].pop(0) if left.get(kind) else f"x{number}" for number, kind in enumerate(kinds)]


def _examples(source: str, name: str) -> Iterable[tuple[str, str]]:
    tree = try_parse(source)
    for node in ast.walk(tree) if tree else ():
        match node:
            case ast.Compare(left=ast.Call() as call, ops=[ast.Eq() | ast.Is()], comparators=[result]):
                if ast.unparse(call.func).split(".")[-1] == name:
                    yield ast.unparse(call).removeprefix(f"{name}.{name}"), ast.unparse(result)

"""Requirements and modules in the words that a model is given; held-back tests are never among them."""

from collections.abc import Iterable, Mapping

from devloop_nb.values.compliance import claimable, criteria_of
from devloop_nb.values.plan import Check, ModuleSpec
from devloop_nb.values.requirements import Performance, Requirements


def requirements_text(requirements: Requirements) -> str:
    """What was asked for, a line a fact; what was not said is left out."""
    said = {
        "Goal": requirements.goal,
        "Approach": requirements.approach,
        "Technologies": ", ".join(requirements.technologies),
        "Libraries": "; ".join(map(_library, requirements.libraries.items())),
        "Documentation": ", ".join(requirements.docs),
        "Called as": requirements.entry,
        "Performance": performance_text(requirements.performance),
        "Acceptance criteria": _criteria(requirements.criteria),
        "Constraints": _list(requirements.constraints),
    }
    lines = [f"{name}: {text}" for name, text in said.items() if text]
    notes = [requirements.notes] if requirements.notes.strip() else []
    return "\n\n".join(
        ["\n".join(lines), *notes, *(f"{name}:\n{text}" for name, text in requirements.context.items())]
    )


def module_text(module: ModuleSpec) -> str:
    """One module of the plan."""
    said = {
        "Name": module.name,
        "Purpose": module.purpose,
        "Called as": module.entry,
        "May import": ", ".join(module.depends_on),
        "Performance": performance_text(module.performance),
        "To be tested": _list(map(_check, module.checks)),
    }
    return "\n".join(f"{name}: {text}" for name, text in said.items() if text)


def outline(module: ModuleSpec) -> str:
    """One module in one line."""
    return f"{module.name}: {module.purpose}" + (f" Called as {module.entry}." if module.entry else "")


def performance_text(target: Performance) -> str:
    """Targets in one line, empty where there are none."""
    parts = [f"time {target.time}" if target.time else ""]
    parts += [f"each test within {target.seconds:g} s" if target.seconds else ""]
    parts += [f"at most {target.memory_mib:g} MiB" if target.memory_mib else ""]
    return ", ".join(filter(None, parts))


def sources_text(sources: Mapping[str, str]) -> str:
    """Several files as one text, each under its name."""
    return "\n\n\n".join(f"# {name}.py\n{source.rstrip()}" for name, source in sources.items())


def files_text(files: Mapping[str, str]) -> str:
    """Texts of the user's, each under the name of its file."""
    return "\n\n".join(f"--- {name} ---\n{text.rstrip()}" for name, text in files.items())


def tests_text(tests: Iterable[str]) -> str:
    """Test sources as one text."""
    return "\n\n\n".join(source.strip() for source in tests)


def _criteria(lines: Iterable[str]) -> str:
    """Those that ask for a proof under the id by which a test can name them."""
    criteria = criteria_of(lines)
    ask = (
        "\nIn each test that proves one of these write its id in a comment, such as # M1."
        if claimable(criteria)
        else ""
    )
    return _list(each.says if each.level == "other" else f"{each.id}: {each.says}" for each in criteria) + ask


def _check(check: Check) -> str:
    return check.says if check.kind == "unit" else f"{check.kind}: {check.told}"


def _library(pair: tuple[str, Iterable[str]]) -> str:
    name, features = pair
    return f"{name} ({', '.join(features)})" if features else name


def _list(lines: Iterable[str]) -> str:
    return "".join(f"\n- {line}" for line in lines)

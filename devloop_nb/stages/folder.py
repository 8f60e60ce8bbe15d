"""The contents of a folder -> what the doctor says of them."""

from collections.abc import Iterable, Mapping, Sequence

from devloop_nb.values.distributions import distribution_of
from devloop_nb.values.errors import BadInput
from devloop_nb.values.finding import Finding
from devloop_nb.values.health import Health
from devloop_nb.values.imports import foreign_imports

AGAIN = "Write it anew: devloop-nb accept RUN --write FOLDER."
Sources = Mapping[str, bytes]


def specs_health(found: Mapping[str, BadInput | Sequence[Finding]]) -> tuple[Health, ...]:
    """Each spec that cannot be run with its mend, or that all can be."""
    bad = [health for path, what in found.items() for health in _of_spec(path, what)]
    says = f"{len(found)} in this folder, all can be run" if found else "none in this folder"
    return tuple(bad) or (Health(about="specs", ok=True, says=says),)


def imports_of(packages: Mapping[str, Sources]) -> frozenset[str]:
    """The modules that the packages need beside Python's and their own."""
    return frozenset(
        name for files in packages.values() for source in files.values() for name in _needs(source, files)
    )


def packages_health(packages: Mapping[str, Sources], absent: Iterable[str]) -> tuple[Health, ...]:
    """Each file of accepted code that does not compile, or imports what is ``absent``; or that all are well."""
    lacks = frozenset(absent)
    bad = [
        health
        for package, files in packages.items()
        for name, source in sorted(files.items())
        for health in _of_file(f"{package}/{name}", source, [each for each in _needs(source, files) if each in lacks])
    ]
    says = f"all of it compiles: {', '.join(packages)}" if packages else "none is written here"
    return tuple(bad) or (Health(about="accepted code", ok=True, says=says),)


def _of_spec(path: str, what: BadInput | Sequence[Finding]) -> list[Health]:
    if isinstance(what, BadInput):
        says = f"{what.what}: {what.why}" if what.why else what.what
        return [Health(about="specs", ok=False, says=says, mend=what.mend)]
    errors = [finding for finding in what if finding.severity == "error"]
    return [Health(about="specs", ok=False, says=f"{path}: {each.says}", mend=each.asks) for each in errors]


def _of_file(path: str, source: bytes, lacks: Sequence[str]) -> list[Health]:
    if problem := _problem(source):
        return [Health(about="accepted code", ok=False, says=f"{path}: {problem}", mend=AGAIN)]
    return [
        Health(
            about="accepted code",
            ok=False,
            says=f"{path} imports {name}, which is not installed",
            mend=f"Run pip install {distribution_of(name)[0]}.",
        )
        for name in lacks
    ]


def _problem(source: bytes) -> str:
    try:
        compile(source, "<code>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}"
    except (ValueError, RecursionError, MemoryError) as error:
        return str(error)
    return ""


def _needs(source: bytes, files: Sources) -> tuple[str, ...]:
    own = [name.removesuffix(".py") for name in files]
    return () if _problem(source) else foreign_imports(source.decode("utf-8", "replace"), own)

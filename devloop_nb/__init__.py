"""Requirements in a notebook cell become tested, measured, scored code."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from devloop_nb.frontends.python import develop
    from devloop_nb.frontends.stored import rank_attempts, run_history
    from devloop_nb.values.requirements import Requirements

__version__ = "0.1.0"
__all__ = [
    "Requirements",
    "__version__",
    "develop",
    "load_ipython_extension",
    "rank_attempts",
    "run_history",
    "unload_ipython_extension",
]

_HOMES = {
    "develop": "devloop_nb.frontends.python",
    "rank_attempts": "devloop_nb.frontends.stored",
    "run_history": "devloop_nb.frontends.stored",
    "Requirements": "devloop_nb.values.requirements",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first asked for: importing the package does nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext devloop_nb``."""
    from devloop_nb.frontends.magics.extension import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """``%unload_ext devloop_nb``."""
    from devloop_nb.frontends.magics.extension import unload

    unload(shell)

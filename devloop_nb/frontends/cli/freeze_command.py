"""``devloop-nb freeze``: a saved notebook that anybody can read, with no kernel and no scripts."""

import os
from pathlib import Path
from typing import Annotated

import typer

from devloop_nb.frontends.cli.options import Json
from devloop_nb.frontends.cli.output import say, say_json
from devloop_nb.frontends.report.file import write_text
from devloop_nb.values.errors import BadInput
from devloop_nb.values.secrets import Redactor, secret_values
from devloop_nb.values.unreadable import why_unreadable


def freeze(
    notebook: Annotated[Path, typer.Argument(metavar="NOTEBOOK.ipynb", help="A saved notebook.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write. Default: in its place.")
    ] = None,
    json: Json = False,
) -> None:
    """Replace live views in a saved notebook by their receipts.

    What is left needs no kernel, no scripts and no server. Values of environment variables that are named like keys
    are replaced by the variables' names, wherever they stand.

    Example: devloop-nb freeze analysis.ipynb -o shared.ipynb
    """
    import nbformat

    from devloop_nb.frontends.report.frozen import frozen

    still = frozen(_read(notebook), Redactor(secret_values(os.environ)))
    target = output or notebook
    write_text(target, str(nbformat.writes(still)) + "\n")
    size = target.stat().st_size
    say_json({"notebook": str(target), "bytes": size}) if json else say(f"notebook: {target}, {size / 1e3:,.0f} kB")


def _read(path: Path) -> object:
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except OSError as error:
        raise BadInput(f"{path} cannot be read", why_unreadable(error), "Name a saved notebook.") from None
    # nbformat stumbles in all these ways over JSON that is no notebook.
    except (ValueError, TypeError, KeyError, AttributeError, nbformat.ValidationError) as error:
        why = why_unreadable(error)
        raise BadInput(f"{path} is no notebook", why, "Open it in JupyterLab and save it.") from None
    return notebook

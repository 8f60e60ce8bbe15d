"""``--context FILE``: data in a file that are given along, told to the model and lent to the tests as a fixture."""

import csv
import importlib
import importlib.util
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from devloop_nb.frontends.cli.output import tell
from devloop_nb.values.errors import BadInput
from devloop_nb.values.given import Given

Context = Annotated[
    list[Path] | None,
    typer.Option("--context", metavar="FILE", help="Give data along: .csv or .json, by the name of the file."),
]


def given_in_files(paths: list[Path] | None) -> tuple[Given, ...]:
    """The data in these files, each under the name of its file; says what of them is told. Raises ``BadInput``."""
    from devloop_nb.wiring import count_tokens, name_for, take_given

    objects = {name_for(path): _read(path) for path in paths or ()}
    given = take_given(objects, objects)
    for each in given:
        tell(f"This is told to the model, about {count_tokens(each.told):,} tokens:\n{each.told}\n")
    return given


def _read(path: Path) -> Any:
    readers = {".json": _read_json, ".csv": _read_csv}
    if path.suffix.lower() not in readers:
        raise BadInput(f"{path} cannot be given along", mend="Give a .csv or a .json file.")
    try:
        return readers[path.suffix.lower()](path)
    except OSError as error:
        raise BadInput(f"{path} cannot be read", error.strerror or str(error), "Check its path.") from None
    except (ValueError, csv.Error) as error:
        raise BadInput(f"{path} is no {path.suffix[1:].upper()}", str(error), "Mend the file.") from None


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _read_csv(path: Path) -> Any:
    """A frame where pandas is installed, else a list of rows."""
    if importlib.util.find_spec("pandas"):
        return importlib.import_module("pandas").read_csv(path)
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))

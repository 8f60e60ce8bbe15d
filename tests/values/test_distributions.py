"""What is imported, what cannot be done without, and what pip calls it."""

import sys

import pytest

from devloop_nb.values.distributions import LIBRARIES, distribution_of, named_library
from devloop_nb.values.imports import foreign_imports


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("import numpy.linalg as l, os\nfrom pandas.core import x", ("numpy", "pandas")),
        ("def f():\n    import polars", ("polars",)),
        ("from . import a\nfrom .b import c\nimport mine", ()),
        ("try:\n    import ujson\nexcept ImportError:\n    import json", ()),
        (
            "try:\n    import ujson as json\nexcept (AttributeError, ModuleNotFoundError):\n    import simplejson",
            ("simplejson",),
        ),
        ("try:\n    import yaml\nexcept ValueError:\n    pass\nelse:\n    import toml", ("yaml", "toml")),
        ("import typing\nif typing.TYPE_CHECKING:\n    import torch\nelse:\n    import jax", ("jax",)),
        ("import yaml\ntry:\n    import yaml\nexcept ImportError: pass", ("yaml",)),
    ],
)
def test_what_a_source_cannot_do_without(source: str, needed: tuple[str, ...]) -> None:
    assert foreign_imports(source, {"mine"}) == needed


@pytest.mark.parametrize(
    ("words", "module", "distribution", "known"),
    [
        ("yaml", "yaml", "PyYAML", True),
        ("PyYAML>=6", "yaml", "PyYAML", True),
        ("sklearn", "sklearn", "scikit-learn", True),
        ("scikit-learn[tests]", "sklearn", "scikit-learn", True),
        ("Pandas", "pandas", "Pandas", True),
        ("opencv-python", "cv2", "opencv-python", True),
        ("numpy (minimum)", "numpy", "numpy", True),
        ("dl_unheard_of", "dl_unheard_of", "dl-unheard-of", False),
    ],
)
def test_names_of_libraries(words: str, module: str, distribution: str, known: bool) -> None:
    found, said = named_library(words)
    assert (found, said or distribution_of(found)[0]) == (module, distribution)
    assert distribution_of(found)[1] is known


@pytest.mark.parametrize("words", ["math", "os.path", "the standard library", "stdlib", "collections.abc", "123", ""])
def test_what_is_no_library(words: str) -> None:
    assert named_library(words) == ("", "")


def test_no_library_hides_a_module_of_python() -> None:
    assert not LIBRARIES & sys.stdlib_module_names

"""What in tests keeps them from being sealed, and what only looks as if it did."""

from textwrap import dedent

import pytest

from devloop_nb.kernels.sealed_needs import modules_of, why_not
from devloop_nb.values.suite import Suite, SuiteFile

NEEDS = {
    "def test_x(monkeypatch): pass": "line 1: the tests use the fixture monkeypatch",
    "from pytest import mark\n@mark.usefixtures('tmpdir')\ndef test_x(): pass": (
        "line 2: the tests use the fixture tmpdir"
    ),
    "from unittest.mock import patch": "line 1: the tests use patch of unittest.mock",
    "from unittest import mock": "line 1: the tests use mock of unittest",
    "import unittest.mock": "line 1: the tests use unittest.mock",
    "import threading": "line 1: the tests use threading",
    "import concurrent.futures as cf": "line 1: the tests use concurrent.futures",
    "from inspect import signature": "line 1: the tests use signature of inspect",
    "import importlib\nimport it\nimportlib.reload(it)": "line 1: the tests use importlib",
    "def test_x():\n    open('x')": "line 2: the tests use open()",
    "def test_x():\n    eval('1')": "line 2: the tests use eval()",
    "from it import *": "line 1: the tests take all names of it, whatever they are",
    "from it import Base\nclass Derived(Base): pass": "line 2: the tests derive a class from one of the code's",
    "import it\nclass Derived(it.Base): pass": "line 2: the tests derive a class from one of the code's",
    "import it as that\nclass Derived(that.Base): pass": "line 2: the tests derive a class from one of the code's",
    "import os\ndef test_x(): os.environ['A'] = 'b'": "line 2: the tests use os.environ",
    "import os.path\ndef test_x(): os.getcwd()": "line 2: the tests use os.getcwd",
    "import sys as s\ndef test_x(): s.setrecursionlimit(5)": "line 2: the tests use sys.setrecursionlimit",
    "from sys import stdin": "line 1: the tests use stdin of sys",
    "import asyncio\nasync def test_x(): await asyncio.gather()": "line 2: the tests use asyncio.gather",
    "import random\nrandom.seed(1)": "line 2: the tests use random.seed",
    "from random import seed": "line 1: the tests use seed of random",
    "import numpy as np\nnp.random.seed(1)": "line 2: the tests use numpy.seed",
    "import it\ndef test_x(): it.f.__annotations__": "line 2: the tests use .__annotations__",
    "import pytest\ndef test_x():\n    with pytest.warns(UserWarning): pass": "line 3: the tests use .warns",
    "import decimal\ndecimal.getcontext().prec = 5": "line 2: the tests use .getcontext",
    "def test_x(): Path('a').write_text('b')": "line 1: the tests use .write_text",
}
FREE = [
    "import it\nfrom it import f, g as h\ndef test_x(capsys): assert it.f() == h.__name__",
    "import os, sys\nN = os.path.join('a', 'b') + str(sys.maxsize)",
    "import asyncio\ndef test_x(): asyncio.run(asyncio.sleep(0))",
    "import random\ndef test_x(): assert random.Random(3).random() < 1",
    "import re, unittest\nclass Case(unittest.TestCase): pass\nP = re.compile('a')",
    "from pytest import mark\n@mark.parametrize('input', [1])\ndef test_x(input): assert input == 1",
    "from collections import namedtuple\nclass Own(namedtuple('Own', 'a')): pass",
    "class Own:\n    def __init__(self): self.x = 1\n    def __call__(self): return 1",
]


def suite(source: str) -> Suite:
    return Suite(module="it", files=(SuiteFile(name="test_it.py", source=dedent(source), provenance="user"),))


@pytest.mark.parametrize("source", NEEDS)
def test_needs(source: str) -> None:
    assert why_not({"it": "from random import random"}, suite(source)) == f"test_it.py, {NEEDS[source]}"


@pytest.mark.parametrize("source", FREE)
def test_none(source: str) -> None:
    assert why_not({"it": "from random import random"}, suite(source)) == ""


def test_chance_that_the_code_does_not_use_may_be_fixed() -> None:
    assert why_not({"it": "x = 1"}, suite("import random\nrandom.seed(1)")) == ""


@pytest.mark.parametrize("name", ["json", "calendar", "pytest", "numpy"])
def test_a_name_that_the_tests_process_needs_itself(name: str) -> None:
    assert (
        why_not({name: ""}, suite(""))
        == f"{name} is also the name of an installed module, which the tests' own process needs"
    )


def test_tests_that_do_not_parse() -> None:
    assert why_not({}, suite("def (")).startswith("a test file does not parse: ")


def test_only_modules_that_the_tests_import_are_there_for_them() -> None:
    sources = {"it": "", "helper": "", "other": ""}
    assert modules_of(sources, suite("import it\nfrom helper import f")) == ("it", "helper")

import unittest

import properties
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from properties import NAMES, decode, encode


@given(st.text())
@settings(max_examples=50, deadline=None, database=None)
def test_round_trip(text):
    assert decode(encode(text)) == text


@pytest.mark.parametrize("name", NAMES, ids=str.upper)
def test_names(name):
    assert encode(name * 2) == [(name, 2)]


@pytest.mark.skip(reason="not on Mondays")
def test_skipped():
    assert encode("") is None


@pytest.mark.xfail(reason="known")
def test_expected_to_fail():
    assert properties.wrong() == 2


class EncodeCase(unittest.TestCase):
    def setUp(self):
        self.runs = encode("aab")

    def test_runs(self):
        self.assertEqual(self.runs, [("a", 2), ("b", 1)])

    def test_sub(self):
        for limit in range(properties.LIMIT):
            with self.subTest(limit=limit):
                self.assertEqual(decode(encode("x" * limit)), "x" * limit)


@pytest.fixture(scope="module")
def encoded():
    yield encode("zzz")


def test_fixture(encoded):
    assert encoded == [("z", 3)]

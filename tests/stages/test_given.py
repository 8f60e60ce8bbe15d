"""Objects of a session are told without what is private, and come back equal from their source."""

import datetime
import math
import zoneinfo
from decimal import Decimal
from typing import Any

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devloop_nb.stages.given.literals import literal
from devloop_nb.stages.given.taking import take_given
from devloop_nb.values.errors import BadInput
from devloop_nb.values.given import Given, given_module
from devloop_nb.values.private import Mask, private_parts, without_private

LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8), st.binary(max_size=4),
    st.dates(), st.datetimes(), st.timedeltas(), st.decimals(allow_nan=False), st.complex_numbers(allow_nan=False),
)  # fmt: skip
KEY = st.one_of(st.text(max_size=5), st.integers(), st.booleans(), st.tuples(st.integers(), st.text(max_size=3)))
PLAIN = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(KEY, inner, max_size=3),
        st.sets(st.integers(), max_size=4),
        st.frozensets(st.text(max_size=3), max_size=3),
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(PLAIN)
def test_plain_data_come_back_from_their_expression(value: Any) -> None:
    made = eval(literal(value), {})
    assert made == value
    assert type(made) is type(value)


def made(one: Given, *others: Given) -> Any:
    """What the fixture gives, in a namespace of its own."""
    space: dict[str, Any] = {}
    source = given_module([one, *others])
    exec(compile(source, "<devloop_given>", "exec", dont_inherit=True), space)
    return space[one.name if one.code else f"make_{one.name}"] if one.code else space[f"make_{one.name}"]()


def only(value: Any, name: str = "thing") -> Given:
    return take_given([name], {name: value})[0]


FRAME = pandas.DataFrame(
    {
        "who": ["Ann", "Bea", None, "Dan"],
        "mail": ["ann@example.org", "bea@example.org", "cem@example.org", "dan@example.org"],
        "age": [31, 47, 18, 77],
        "share": [0.5, math.nan, 0.123456789, -1.0],
        "since": pandas.to_datetime(["2024-01-01", "2024-02-29 12:30", None, "1999-12-31"], format="ISO8601"),
        "password": ["correct horse", "battery", "staple", "correct horse"],
        "phone": ["+41 44 123 45 67", "044/1234567", "", "x"],
        "kind": pandas.Categorical(["a", "b", "a", None], categories=["b", "a"], ordered=True),
        "maybe": pandas.array([1, None, 3, 4], dtype="Int64"),
        "ok": [True, False, True, True],
        "at": pandas.to_datetime(["2024-01-01"] * 4).tz_localize("Europe/Zurich"),
        "took": pandas.to_timedelta(["1s", "2min", None, "3 days"]),
    }
)


def test_a_frame_comes_back_as_it_is() -> None:
    again = made(only(FRAME))
    pandas.testing.assert_frame_equal(again, FRAME, check_exact=True, check_freq=False)
    assert made(only(FRAME)) is not made(only(FRAME))


@pytest.mark.parametrize(
    "table",
    [
        pandas.DataFrame(),
        pandas.DataFrame({"a": []}),
        pandas.DataFrame([[1, 2], [3, 4]], columns=["same", "same"], index=["x", "y"]),
        pandas.DataFrame({1: [1], ("a", 2): [2.5]}),
        pandas.Series([1, 2, 3], name="n", index=pandas.date_range("2024-01-01", periods=3)),
        pandas.Series(["x", None], dtype="string"),
        pandas.Series([[1, 2], {"a": 3}], dtype=object),
        pandas.Series([1, "a", None, 2.5], dtype=object),
        pandas.Series([1.5, 2.5], dtype="float32", name="f"),
    ],
)
def test_tables_of_all_sorts_come_back(table: Any) -> None:
    equal = pandas.testing.assert_frame_equal if hasattr(table, "columns") else pandas.testing.assert_series_equal
    equal(made(only(table)), table, check_exact=True, check_freq=False)


@pytest.mark.parametrize(
    "array",
    [
        numpy.arange(6).reshape(2, 3),
        numpy.array([1.5, numpy.nan, numpy.inf], "float32"),
        numpy.array([], "int8"),
        numpy.array(["a", "bc"]),
        numpy.array(["2024-01-01", "NaT"], "datetime64[D]"),
        numpy.array([[True], [False]]),
        numpy.array([1 + 2j]),
        numpy.array(5, "uint16"),
    ],
)
def test_arrays_come_back(array: Any) -> None:
    again = made(only(array))
    assert (again.dtype, again.shape) == (array.dtype, array.shape)
    numpy.testing.assert_array_equal(again, array)


def test_a_frame_is_told_without_what_is_private() -> None:
    told = only(FRAME, "df").told
    assert told.startswith(
        "df is a pandas DataFrame; a test gets it as the argument df, a pytest fixture.\n4 rows, 12"
    )
    for private in ("example.org", "correct", "battery", "123 45 67", "1234567"):
        assert private not in told
    assert "[e-mail]" in told and "[hidden]" in told and "[digits]" in told
    lines = {line.split()[0]: line for line in told.splitlines()}
    assert lines["age"].split() == ["age", "int64", "0", "18", "..", "77"]
    assert lines["share"].endswith("1        -1 .. 0.5")
    assert lines["since"].endswith("1999-12-31 00:00:00 .. 2024-02-29 12:30:00")
    assert "4 different values" in lines["mail"]
    assert "Ann" in told and "Dan" not in told  # three rows are a sample


def test_what_is_told_of_plain_data_is_short_and_redacted() -> None:
    config = {"user": "ann@example.org", "api_key": "hunter2hunter2", "sizes": list(range(100))}
    one = only(config, "config")
    assert "ann@" not in one.told and "hunter2" not in one.told and "99" not in one.told
    assert "dict with 3 items: str -> str, str -> list with 100 items: int" in one.told
    assert one.hidden == ("hunter2hunter2",)
    assert made(one) == config


RATE = 1.25


def taxed(amount: float) -> float:
    """With the tax; ask ann@example.org."""
    return math.floor(amount * RATE)


def test_a_function_brings_its_imports_and_what_else_is_given() -> None:
    space = {"taxed": taxed, "RATE": RATE}
    function, rate = take_given(["taxed", "RATE"], space)
    assert function.uses == ("RATE",)
    assert "def taxed(amount" in function.told and "ann@" not in function.told
    assert made(function, rate)(10) == 12
    with pytest.raises(BadInput, match="it uses RATE, which only this session has: give it too"):
        take_given(["taxed"], space)


def test_a_function_of_a_library_is_an_import() -> None:
    one = only(math.hypot, "hypot")
    assert "from math import hypot as hypot" in one.source
    assert made(one)(3, 4) == 5


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (object(), "it holds a object"),
        (lambda x: x, "no def and no class"),
        (numpy.array([object()]), "its dtype is object"),
        (pandas.DataFrame({"a": [object()]}), "its column 'a': it holds a object"),
        (pandas.DataFrame({"a": [1]}, index=pandas.MultiIndex.from_tuples([(1, 2)])), "reset_index"),
        ("x" * (1 << 20), "takes 1.0 MiB as source, and 1 MiB is the most"),
        ((value := []).append(value) or value, "nested too deeply"),
    ],
)
def test_what_cannot_be_shipped_is_refused_in_one_line(value: Any, why: str) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        only(value)
    assert "\n" not in refused.value.line


def test_only_what_is_named_is_looked_at() -> None:
    class Trap:
        def __getattribute__(self, name: str) -> Any:
            raise AssertionError("this object was looked at")

    (one,) = take_given(["xs"], {"xs": [1, 2], "trap": Trap()})
    assert made(one) == [1, 2]
    with pytest.raises(BadInput, match=r"there is no totl to give along\. Did you mean 'total'"):
        take_given(["totl"], {"xs": [1, 2], "total": 3})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("write to ann.b+c@mail.example.org now", "write to [e-mail] now"),
        ("sk-proj-abcdefgh12345", "[key]"),
        ("AKIAIOSFODNN7EXAMPLE", "[key]"),
        ("4111 1111 1111 1111", "[digits]"),
        ("call +41 44 123 45 67.", "call [digits]."),
        ("2024-05-06 and 2024-05-06T07:08:09", "2024-05-06 and 2024-05-06T07:08:09"),
        ("3.14159265358979", "3.14159265358979"),
        ("123456", "123456"),
        ("password=hunter2;", "[key];"),
        ("https://me:pass@example.org/x", "https://[key]@example.org/x"),
        ("deadbeef0123456789deadbeef0123456789", "[key]"),
    ],
)
def test_what_looks_private(text: str, shown: str) -> None:
    assert without_private(text) == shown


def test_a_mask_takes_out_what_is_in_the_data_and_nothing_else() -> None:
    mask = Mask(["['ann@example.org', 1234567]"], ["correct horse"])
    told = mask("assert total == 1234567 for ann@example.org, not bob@example.org or 7654321; correct horse")
    assert told == "assert total == [digits] for [e-mail], not bob@example.org or 7654321; [hidden]"
    assert list(private_parts("x ann@example.org")) == ["ann@example.org"]


def test_dates_and_decimals_are_plain() -> None:
    zone = zoneinfo.ZoneInfo("Europe/Zurich")
    value = [
        datetime.datetime(2024, 1, 2, tzinfo=datetime.UTC),
        datetime.time(1, tzinfo=zone),
        Decimal("1.10"),
        (1,),
        {1: {2}},
        math.inf,
    ]
    assert made(only(value)) == value

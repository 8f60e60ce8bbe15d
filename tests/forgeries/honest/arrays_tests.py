import numpy as np
import pandas as pd
import pytest
from arrays import clip_in_place, count, days, fill, largest, normalise, totals, with_total


def test_normalise():
    np.testing.assert_allclose(normalise([1.0, 2.0, 3.0]).mean(), 0, atol=1e-12)
    assert normalise(np.array([1, 3])).tolist() == [-1, 1]


def test_in_place():
    xs = np.array([1.0, 5.0, 9.0])
    assert clip_in_place(xs, 2, 6) is None
    assert xs.tolist() == [2, 5, 6]


def test_several():
    values, counts = count(np.array(["b", "a", "b"]))
    assert values.tolist() == ["a", "b"]
    assert counts.dtype.kind == "i"
    assert counts.tolist() == [1, 2]


def test_scalar():
    assert largest(np.array([[1, 2], [3, 4]], dtype=np.int32)) == 4
    assert type(largest(np.array([1], dtype=np.float32))) is np.float32


def test_tables():
    frame = pd.DataFrame({"who": ["a", "b", "a"], "paid": [1.5, 2.0, 3.0]})
    want = pd.DataFrame({"who": ["a", "b"], "paid": [4.5, 2.0]})
    pd.testing.assert_frame_equal(totals(frame), want)


def test_it_leaves_its_input():
    frame = pd.DataFrame({"a": [1, 2], "b": [3, None]})
    before = frame.copy()
    result = with_total(frame)
    assert list(result.columns) == ["a", "b", "total"]
    pd.testing.assert_frame_equal(frame, before)


def test_series():
    pd.testing.assert_series_equal(fill(pd.Series([1.0, None], name="x")), pd.Series([1.0, 0.0], name="x"))
    assert days(3)["2024-01-02"] == 1


def test_empty():
    with pytest.raises(ValueError):
        largest(np.array([]))

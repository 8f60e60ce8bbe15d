"""Arrays and tables."""

import numpy as np
import pandas as pd


def normalise(xs):
    xs = np.asarray(xs, dtype=float)
    return (xs - xs.mean()) / xs.std()


def clip_in_place(xs, low, high):
    np.clip(xs, low, high, out=xs)


def count(xs):
    return np.unique(xs, return_counts=True)


def largest(xs):
    return np.max(xs)


def totals(frame):
    return frame.groupby("who", as_index=False)["paid"].sum()


def with_total(frame):
    return frame.assign(total=frame["a"] + frame["b"])


def fill(series):
    return series.fillna(0.0)


def days(n):
    return pd.Series(range(n), index=pd.date_range("2024-01-01", periods=n), name="n")

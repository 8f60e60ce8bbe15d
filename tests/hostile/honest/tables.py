"""Groups a table with pandas and plots nothing.

Ends: passed
"""

import pandas


def run():
    table = pandas.DataFrame({"a": [1, 1, 2], "b": [3, 4, 5]})
    assert table.groupby("a").b.sum().to_dict() == {1: 7, 2: 5}
    table.to_csv("table.csv")
    assert len(pandas.read_csv("table.csv")) == 3

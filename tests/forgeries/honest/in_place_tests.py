from in_place import add_total, grow, sort_in_place, swap


def test_sort():
    xs = [3, 1, 2]
    assert sort_in_place(xs) is xs
    assert xs == [1, 2, 3]


def test_inner_lists():
    record = {"parts": [1, 2]}
    parts = record["parts"]
    assert add_total(record) is None
    assert record == {"parts": [1, 2, 0], "total": 3}
    assert parts is record["parts"]


def test_rows_keep_their_identity():
    first, second = [1], [2]
    rows = [first, second]
    swap(rows)
    assert rows[0] is second
    assert rows[1] is first


def test_shared_list_and_types():
    xs, seen = [1, True, 1.0], set()
    grow(xs, seen=seen)
    assert [type(x) for x in xs] == [int, bool, float] * 2
    assert seen == {1}

"""Changes what it is given, and gives it back."""


def sort_in_place(xs):
    xs.sort()
    return xs


def add_total(record):
    record["total"] = sum(record["parts"])
    record["parts"].append(0)


def swap(rows):
    rows[0], rows[1] = rows[1], rows[0]


def grow(xs, seen=None):
    (seen if seen is not None else set()).update(xs)
    xs += xs

"""Inputs of size n for the functions of the corpus; each kind gives the arguments of one call."""

import random


def number(n: int) -> tuple[int]:
    return (n,)


def numbers(n: int) -> tuple[list[int]]:
    return ([random.randrange(10 * n) for _ in range(n)],)


def ordered(n: int) -> tuple[list[int], int]:
    return list(range(0, 3 * n, 3)), random.randrange(3 * n)


def heap(n: int) -> tuple[list[int]]:
    return (sorted(random.randrange(10 * n) for _ in range(n)),)


def table(n: int) -> tuple[dict[int, int], int]:
    return {7 * i: i for i in range(n)}, 7 * random.randrange(n)


def words(n: int) -> tuple[list[str]]:
    return (["".join(random.choices("abcdefgh", k=random.randrange(3, 12))) for _ in range(n)],)


def text(n: int) -> tuple[str]:
    return ("".join(random.choices("abcdefgh ", k=n)),)


def two_texts(n: int) -> tuple[str, str]:
    return "".join(random.choices("abcd", k=n)), "".join(random.choices("abcd", k=n))


def two_ordered(n: int) -> tuple[list[int], list[int]]:
    return sorted(random.choices(range(10 * n), k=n)), sorted(random.choices(range(10 * n), k=n))


def points(n: int) -> tuple[list[tuple[int, int]]]:
    return ([(random.randrange(10 * n), random.randrange(10 * n)) for _ in range(n)],)


def matrix(n: int) -> tuple[list[list[int]]]:
    return ([random.choices(range(100), k=n) for _ in range(n)],)

"""Has a documented signature."""


def add(a: int, b: int = 1) -> int:
    """The sum."""
    return a + b

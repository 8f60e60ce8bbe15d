"""What tests are worth: how many mistakes put into accepted code they find."""

from devloop_nb.values.value import Value


class Weight(Value):
    """``found`` of ``mutants`` made at least one test fail; ``idle`` are tests of the model's that found none."""

    mutants: int
    found: int
    idle: tuple[str, ...] = ()

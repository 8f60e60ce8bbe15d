"""Which lines of the code each test ran."""

from devloop_nb.values.value import Value

Lines = dict[str, tuple[int, ...]]


class Covered(Value):
    """Lines by module: those that ``loading`` ran, and those that each of the ``tests`` ran.

    ``absent`` says what to install where nothing was measured, ``problem`` why the figures cannot be believed.
    ``seconds`` is the wall time of the measuring.
    """

    loading: Lines = {}
    tests: dict[str, Lines] = {}
    absent: str = ""
    problem: str = ""
    seconds: float = 0.0

    def lines(self, module: str) -> frozenset[int]:
        """Every line of the module that was run."""
        return frozenset(line for lines in (self.loading, *self.tests.values()) for line in lines.get(module, ()))

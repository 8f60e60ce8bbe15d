"""What different codes say against tests that a model wrote."""

from devloop_nb.values.value import Value


class Doubt(Value):
    """``says`` maps tests to how they fail in each of the ``attempts``: different codes that pass everything else."""

    says: dict[str, str]
    attempts: tuple[int, ...]

    @property
    def told(self) -> str:
        """The evidence in one line."""
        *most, last = (str(number) for number in self.attempts)
        codes = f"attempts {', '.join(most)} and {last}" if most else f"attempt {last}"
        tests = "; ".join(f"{test}: {said}" for test, said in self.says.items())
        return f"{codes}, different codes that pass everything else, agree against {tests}"

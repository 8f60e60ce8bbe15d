"""A prompt template, as a list of them shows it."""

from devloop_nb.values.value import Value


class PromptRow(Value):
    """``own`` says that a file of the user's takes the place of ours; ``kept`` are the versions of such files."""

    name: str
    version: str
    own: bool
    kept: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """In one line."""
        other = [version for version in self.kept if version != self.version]
        earlier = f"; also kept: {', '.join(other)}" if other else ""
        return f"{self.name} {self.version}, {'your own' if self.own else 'ours'}{earlier}"

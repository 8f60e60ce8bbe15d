"""What has to be installed so that code or tests can be imported, and what may be."""

from packaging.utils import canonicalize_name

from devloop_nb.values.value import Value


class Need(Value):
    """``module`` is what is imported, ``distribution`` what pip is told; ``guessed`` where no table knows that name.

    ``by`` says who wants it. Where it is not ``sure`` to be a library, it is a module that the run is to build.
    """

    module: str
    distribution: str
    guessed: bool = False
    by: str
    sure: bool = True

    @property
    def command(self) -> str:
        """What brings it."""
        return f"pip install {self.distribution}" + (" (a guess from the name of the import)" if self.guessed else "")


class Installed(Value):
    """A distribution that pip has installed: ``mib`` on disk, ``seconds`` to download and to install."""

    name: str
    version: str
    mib: float
    seconds: float


class Permission(Value):
    """What may be installed: ``every`` distribution of at most ``mib``, and those ``named``, whatever their size."""

    every: bool = False
    named: frozenset[str] = frozenset()
    never: bool = False
    mib: float = 10.0

    def covers(self, distribution: str) -> bool:
        """Whether it may be installed where it is not too large."""
        return not self.never and (self.every or self.names(distribution))

    def names(self, distribution: str) -> bool:
        """Whether it was named, so that its size does not matter."""
        return canonicalize_name(distribution) in self.named


NOT_ASKED = Permission()


def permission_of(words: str, mib: float) -> Permission:
    """``never``, ``ask``, ``allow``, or names of distributions between commas; ``allow`` may stand among them.

    Raises ``ValueError``.
    """
    given: set[str] = {canonicalize_name(word, validate=True) for word in words.replace(",", " ").split()}
    if not given or ({"never", "ask"} & given and len(given) > 1):
        raise ValueError("never, ask, allow, or names of distributions")
    return Permission(
        every="allow" in given, named=frozenset(given - {"never", "ask", "allow"}), never="never" in given, mib=mib
    )

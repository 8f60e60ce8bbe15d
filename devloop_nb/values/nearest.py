"""The word that was meant: a name out of a list, or the nearest to it."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], says: str) -> str:
    """The word, where it is known. Raises ``ValueError``: what it ``says``, with the nearest right one."""
    names = list(known)
    if word in names:
        return word
    near = difflib.get_close_matches(word, names, n=1)
    raise ValueError(f"{says} {word!r}; " + (f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"))


def did_you_mean(word: str, known: Iterable[str], called: str = "Known") -> str:
    """What to do about a word that means nothing: the nearest that does, or all that are ``called`` so."""
    names = list(known)
    near = difflib.get_close_matches(word, names, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"{called}: {', '.join(names)}."

"""What looks private in data, so that a sample of them can be shown: keys, e-mail addresses, long numbers."""

import re
from collections.abc import Iterable, Iterator

from devloop_nb.values.secrets import Redactor

_KEY = r"""
    -----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----.*?(?:-----END[ ][A-Z ]*-----|\Z)
  | \b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{8,} | \bgh[pousr]_[A-Za-z0-9]{16,} | \bgithub_pat_\w{16,} | \bhf_[A-Za-z0-9]{16,}
  | \bAKIA[0-9A-Z]{12,} | \bxox[abeprs]-[\w-]{8,} | \bglpat-[\w-]{8,} | \bAIza[\w-]{20,} | \beyJ[\w-]+\.[\w-]+\.[\w-]*
  | (?<=://)[^/\s:@]+:[^/\s@]+(?=@)
  | (?i:bearer[ ]+[^\s"']{8,})
  | (?i:(?:password|passwd|secret|token|api[_-]?key)["']?[ ]*[:=][ ]*["']?[^\s"',;]{4,})
  | (?<![\w+/=-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{24,}(?![\w+/=-])
"""
_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
# A date or a fraction is no number of a card, a telephone or a person.
_DIGITS = r"(?<![\w.])(?!\d{4}-\d\d-\d\d(?!\d))\+?\d(?:[ ()/-]{0,2}\d){6,}(?!\w)"
PRIVATE = re.compile(rf"(?P<key>{_KEY}) | (?P<e_mail>{_MAIL}) | (?P<digits>{_DIGITS})", re.VERBOSE | re.DOTALL)
SHORTEST = 6


def without_private(text: str) -> str:
    """The text with ``[key]``, ``[e-mail]`` or ``[digits]`` in place of what looks private."""
    return PRIVATE.sub(_label, text)


def private_parts(text: str) -> Iterator[str]:
    """Everything in the text that looks private."""
    return (hit.group() for hit in PRIVATE.finditer(text))


class Mask:
    """Takes out of any text what looks private in the data that were given, and what is hidden altogether."""

    def __init__(self, texts: Iterable[str], hidden: Iterable[str] = ()) -> None:
        self._known = {part for text in texts for part in private_parts(text)}
        self._hide = Redactor({value: "hidden" for value in hidden if len(value) >= SHORTEST})

    def __call__(self, text: str) -> str:
        """The text without them."""
        if not self._known:
            return self._hide(text)
        return PRIVATE.sub(lambda hit: _label(hit) if hit.group() in self._known else hit.group(), self._hide(text))


def _label(hit: re.Match[str]) -> str:
    return f"[{(hit.lastgroup or 'key').replace('_', '-')}]"

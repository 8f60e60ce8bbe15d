"""Takes secrets out of text by their value, wherever they turn up."""

import json
import re
from collections.abc import Mapping

NAMED_LIKE_A_SECRET = re.compile(r"(^|_)(api)?(key|token|secret|password|passwd|credentials?)(_|$)", re.IGNORECASE)
SHORTEST = 8


def secret_values(environment: Mapping[str, str]) -> dict[str, str]:
    """Values that must not be written, with the variable's name; short ones would hide ordinary words."""
    return {
        value: name
        for name, value in environment.items()
        if NAMED_LIKE_A_SECRET.search(name) and len(value) >= SHORTEST and not value.isspace()
    }


class Redactor:
    """Replaces each known secret by ``[NAME]``, also where it was escaped for JSON."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        forms = {form: f"[{name}]" for value, name in secrets.items() for form in (value, json.dumps(value)[1:-1])}
        self._forms = dict(sorted(forms.items(), key=lambda pair: -len(pair[0])))
        self._pattern = re.compile("|".join(map(re.escape, self._forms))) if forms else None

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        return self._pattern.sub(lambda hit: self._forms[hit.group()], text) if self._pattern else text

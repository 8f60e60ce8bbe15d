"""Something worth saying about requirements, tests or code."""

from typing import Literal

from devloop_nb.values.value import Value


class Finding(Value):
    """``error`` stops the work, ``warning`` does not; ``asks`` is the question whose answer would mend it."""

    severity: Literal["error", "warning", "info"]
    about: str
    says: str
    asks: str = ""

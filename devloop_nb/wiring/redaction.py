"""What is taken out of every text before it is kept, sent or shown."""

import os
from collections.abc import Callable

from devloop_nb.ports.log import Log
from devloop_nb.values.private import Mask
from devloop_nb.values.secrets import Redactor, secret_values


def redactor() -> Redactor:
    """Takes out the secrets of the environment; made anew each time, as a key may be set at any moment."""
    return Redactor(secret_values(os.environ))


def redact_for(log: Log) -> Callable[[str], str]:
    """Takes out the same, and what looks private in the data that were given along, wherever it turns up."""
    redact, given = redactor(), log.state.requirements.given if log.state.requirements else ()
    mask = Mask([each.source for each in given], [value for each in given for value in each.hidden])
    return lambda text: mask(redact(text))

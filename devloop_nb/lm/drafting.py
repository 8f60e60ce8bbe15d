"""From a call to a draft: what was cut off or withheld is never run, everything else is searched for code."""

from collections.abc import Sequence

from devloop_nb.lm.salvage import extract_code
from devloop_nb.values.attempt import Draft
from devloop_nb.values.call import Call

# Our own word for an answer that is too long to be one.
ENDLESS = "endless"
INCOMPLETE = ("length", "content_filter", ENDLESS)


def draft_of(call: Call, field: str, wanted: Sequence[str] = (), entry: str = "") -> Draft:
    """The code in the call's ``field``, or in its raw text where it could not be parsed."""
    if call.finish in INCOMPLETE or not call.text.strip():
        return Draft(code="", problem=call.problem or "the answer was empty", calls=(call.key,))
    text = str(call.fields.get(field) or call.text)
    return extract_code(text, wanted, entry=entry).model_copy(update={"calls": (call.key,)})

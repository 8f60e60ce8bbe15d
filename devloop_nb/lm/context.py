"""What of all that could be told to a model fits into its prompt."""

from collections.abc import Mapping, Sequence

from devloop_nb.lm.forecast import count_tokens
from devloop_nb.lm.prices import model_facts
from devloop_nb.values.call import Rank, Told
from devloop_nb.values.settings import Settings

RANKS: tuple[Rank, ...] = ("critical", "high", "medium", "low")
# Less than that of an item says nothing.
LEAST = 60
UNKNOWN_WINDOW = 16_000
# Of the window: the rest is for the answer and for what is not counted exactly.
SHARE = 0.75


def budget_of(label: str, settings: Settings) -> int:
    """Tokens for a prompt: what is set, else by the model's window. Blocks when it is first asked."""
    window = model_facts(label).get("max_input_tokens")
    by_window = int(SHARE * (window if isinstance(window, int) and window > 0 else UNKNOWN_WINDOW))
    return settings.context_tokens or max(LEAST, by_window - settings.max_tokens)


def fit(texts: Mapping[str, str], ranks: Mapping[str, Rank], budget: int) -> tuple[dict[str, str], tuple[Told, ...]]:
    """The texts that are sent, in their order, and what became of each; what matters most is served first.

    An item that does not fit is cut in its middle, which says so; of low rank it is dropped.
    """
    left, kept, told = budget, dict[str, str](), dict[str, Told]()
    for name in sorted(texts, key=lambda name: RANKS.index(ranks.get(name, "medium"))):
        rank, tokens = ranks.get(name, "medium"), count_tokens(texts[name])
        text = texts[name] if tokens <= left else _cut(texts[name], left) if rank != "low" else ""
        sent = count_tokens(text)
        fate = "sent" if text == texts[name] else "cut" if text else "dropped"
        told[name] = Told.model_validate({"item": name, "rank": rank, "tokens": sent, "fate": fate})
        kept[name], left = text, max(0, left - sent)
    return {name: kept[name] for name in texts if kept[name]}, tuple(told[name] for name in texts)


def _cut(text: str, tokens: int) -> str:
    """The beginning and the end in whole lines, two thirds and one third of the room; empty where there is none."""
    lines = text.splitlines()
    mark = f"[... {len(lines)} of {len(lines)} lines are left out here ...]"
    room = tokens - count_tokens(mark) - 1
    if tokens < LEAST:
        return ""
    head = _lines_within(lines, 2 * room // 3)
    tail = _lines_within(lines[head:][::-1], room // 3)
    if head + tail == 0:  # its lines are endless
        return f"{text[: 2 * room]}\n[... all but {2 * room} of {len(text)} characters are left out ...]"
    out = len(lines) - head - tail
    middle = f"[... {out} of {len(lines)} lines are left out here ...]"
    return "\n".join([*lines[:head], middle, *lines[len(lines) - tail :]])


def _lines_within(lines: Sequence[str], tokens: int) -> int:
    """How many of the lines fit."""
    used = 0
    for number, line in enumerate(lines):
        used += count_tokens(f"{line}\n")
        if used > tokens:
            return number
    return len(lines)

"""What of a prompt is sent where there is not room for all of it."""

import pytest

from devloop_nb.lm.context import LEAST, UNKNOWN_WINDOW, budget_of, fit
from devloop_nb.lm.forecast import count_tokens
from devloop_nb.values.call import Rank
from devloop_nb.values.settings import Settings

RANKS: dict[str, Rank] = {"plan": "low", "tests": "critical", "earlier": "medium", "code": "high"}
TEXTS = {name: "".join(f"{name} line {number}\n" for number in range(100)) for name in RANKS}
EACH = {name: count_tokens(text) for name, text in TEXTS.items()}


def fates(budget: int) -> dict[str, str]:
    return {told.item: told.fate for told in fit(TEXTS, RANKS, budget)[1]}


def test_where_there_is_room_everything_is_sent_in_its_order() -> None:
    texts, told = fit(TEXTS, RANKS, sum(EACH.values()))
    assert texts == TEXTS
    assert list(texts) == list(TEXTS)
    assert {part.item: part.tokens for part in told} == EACH


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (sum(EACH.values()) - 1, ("sent", "sent", "sent", "dropped")),
        (EACH["tests"] + EACH["code"] + LEAST + 50, ("sent", "sent", "cut", "dropped")),
        (EACH["tests"] + LEAST + 50, ("sent", "cut", "dropped", "dropped")),
        (LEAST + 50, ("cut", "dropped", "dropped", "dropped")),
        (0, ("dropped",) * 4),
    ],
)
def test_what_matters_most_is_served_first(room: int, expected: tuple[str, ...]) -> None:
    assert fates(room) == dict(zip(("tests", "code", "earlier", "plan"), expected, strict=True))


@pytest.mark.parametrize("room", range(0, 1400, 97))
def test_it_is_never_more_than_there_is_room_for(room: int) -> None:
    texts, told = fit(TEXTS, RANKS, room)
    assert sum(map(count_tokens, texts.values())) <= room
    assert sum(part.tokens for part in told) <= room


def test_what_was_cut_says_so_and_keeps_both_ends() -> None:
    cut = fit(TEXTS, RANKS, 200)[0]["tests"]
    assert cut.startswith("tests line 0\n")
    assert cut.endswith("tests line 99")
    mark = next(line for line in cut.splitlines() if line.startswith("[..."))
    assert mark == f"[... {100 - (len(cut.splitlines()) - 1)} of 100 lines are left out here ...]"


def test_an_endless_line_is_cut_too() -> None:
    texts, _ = fit({"tests": "x" * 100_000}, RANKS, 300)
    assert 0 < count_tokens(texts["tests"]) <= 300
    assert "characters are left out" in texts["tests"]


def test_the_room_is_what_is_set_else_by_the_models_window() -> None:
    assert budget_of("openai/gpt-4o-mini", Settings(context_tokens=777)) == 777
    known, unknown = (budget_of(lm, Settings()) for lm in ("openai/gpt-4o-mini", "openai/nobody-knows-it"))
    assert unknown < UNKNOWN_WINDOW < known < 128_000

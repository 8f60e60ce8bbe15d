"""Parts of a prompt that went with better scores count more, by one rank, and the reason is told."""

import pytest

from devloop_nb.lm.chat import Form
from devloop_nb.lm.priority import LEAST_SAMPLES, priorities, ranked
from devloop_nb.values.call import Priority, Rank, Told, ToldScore


def samples(item: str, rank: Rank, whole: float, less: float, count: int = LEAST_SAMPLES) -> list[ToldScore]:
    def sample(fate: str, score: float) -> ToldScore:
        return ToldScore((Told.model_validate({"item": item, "rank": rank, "tokens": 9, "fate": fate}),), score)

    return [sample("sent", whole) for _ in range(count)] + [sample("dropped", less) for _ in range(count)]


def test_what_went_with_better_scores_is_raised_and_says_why() -> None:
    found = priorities([*samples("plan", "low", 0.9, 0.5), *samples("feedback", "high", 0.3, 0.6)])
    assert {item: moved.by for item, moved in found.items()} == {"plan": 1, "feedback": -1}
    assert found["plan"].why == "raised: mean score 0.90 in 8 prompts with all of it, 0.50 in 8 with less"
    assert found["feedback"].why.startswith("lowered: mean score 0.30 in 8 ")


@pytest.mark.parametrize(
    ("rank", "whole", "less", "count"),
    [
        ("low", 0.55, 0.5, LEAST_SAMPLES),
        ("low", 0.9, 0.1, LEAST_SAMPLES - 1),
        ("critical", 0.9, 0.1, LEAST_SAMPLES),
    ],
)
def test_little_evidence_moves_nothing_and_nothing_moves_what_is_critical(
    rank: Rank, whole: float, less: float, count: int
) -> None:
    assert priorities(samples("plan", rank, whole, less, count)) == {}


def test_a_rank_moves_by_one_and_not_to_critical() -> None:
    ranks: dict[str, Rank] = {"a": "low", "b": "high", "c": "low", "d": "critical", "e": "medium"}
    moved = {"a": Priority(1, ""), "b": Priority(1, ""), "c": Priority(-1, ""), "d": Priority(-1, "")}
    assert ranked(ranks, moved) == {"a": "medium", "b": "high", "c": "low", "d": "critical", "e": "medium"}


def test_a_prompt_tells_what_was_moved_and_why() -> None:
    form = Form(
        "Halve it.",
        {"plan": ("the plan", "p " * 400), "project": ("the place", "q " * 400)},
        {},
        {"plan": "low", "project": "low"},
    )
    sent, told = form.moved({"project": Priority(1, "raised: it helps")}).within(500)
    fates = {part.item: (part.rank, part.fate, part.why) for part in told}
    assert fates["project"] == ("medium", "sent", "raised: it helps")
    assert fates["plan"][::2] == ("low", "")
    assert fates["plan"][1] == "dropped"
    assert list(sent.values()) == ["project"]
    _, usual = form.within(500)
    assert [part.fate for part in usual] == ["sent", "dropped"]

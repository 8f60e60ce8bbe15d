"""What a model marks in its own code is honoured and shown: real kernels, prepared answers, a model at a socket."""

import json
from pathlib import Path

import pytest
from command_line import devloop
from halving import HALF, RIGHT, WRONG, play
from model_server import ModelServer, chat, in_turn
from prepared import developed

from devloop_nb.frontends.report.report import Report
from devloop_nb.frontends.widgets.attempt_body import attempt_body
from devloop_nb.session import Session
from devloop_nb.values.own_doubts import own_doubts
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec

DOUBTED = RIGHT.replace("return", "# NEEDS REVIEW: is infinity wanted?\n    return")
PARTLY = RIGHT.replace("return", "# INCOMPLETE: fractions are missing\n    return")
SPEC = f"---\nname: half\n---\n{HALF}"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("x = 1  # NEEDS REVIEW: why", [(1, "NEEDS REVIEW: why")]),
        ("#INCOMPLETE:  no y\r\n# NEEDS REVIEW: both\n", [(1, "INCOMPLETE: no y"), (2, "NEEDS REVIEW: both")]),
        ('"""\n# INCOMPLETE: in a text\n"""', []),
        ("# needs review: small talk\n# INCOMPLETE\n# INCOMPLETE:\n", []),
        ("x = (  # INCOMPLETE: cut", [(1, "INCOMPLETE: cut")]),
        ("", []),
    ],
)
def test_marks_are_comments_with_a_reason(code: str, found: list[tuple[int, str]]) -> None:
    assert [(each.line, each.says) for each in own_doubts(code)] == found


def test_what_is_incomplete_is_run_and_told_but_not_accepted(tmp_path: Path) -> None:
    wrong = PARTLY.replace("x / 2", "x")
    state, _ = developed(tmp_path, SPEC, {"code": {"half": [wrong, PARTLY, RIGHT]}})
    first, second, third = state.modules["half"].attempts
    assert first.outcome and first.outcome.status == "failed"
    assert "your own marks: line 2 INCOMPLETE: fractions are missing" in first.feedback
    assert second.outcome and second.outcome.status == "passed" and second.blocked
    assert "fractions are missing" in second.feedback and third.move.reason.endswith("write it in full")
    assert state.modules["half"].accepted == 3


def test_a_doubt_is_a_note_wherever_one_looks(tmp_path: Path) -> None:
    says = "NEEDS REVIEW: is infinity wanted?"
    state, _ = developed(tmp_path, SPEC, {"code": {"half": [DOUBTED]}})
    module = state.modules["half"]
    (attempt,) = module.attempts
    assert (state.status, module.accepted) == ("success", 1)
    assert attempt.review and [each.says for each in attempt.review.findings if each.rule == "mark"] == [says]
    assert [
        (left.finding.says, "own doubt" in left.reason) for left in module.left if left.finding.rule == "mark"
    ] == [(says, True)]
    assert attempt_body(state, module, 1)["doubts"] == f"line 2 {says}"
    assert Report(state).markdown().count("NEEDS REVIEW") >= 3, "beside the attempt, in the code, and in the review"
    (tmp_path / "half.md").write_text(SPEC)
    (tmp_path / "half.json").write_text(json.dumps({"code": {"half": [DOUBTED]}}))
    ran = devloop(tmp_path, "run", "half.md", "--lm", "scripted:half.json")
    assert f"lines of code; line 2 {says}" in ran.err
    assert f"its writer says: line 2 {says}" in devloop(tmp_path, "show", "half", "--attempt", "1").out


def test_hosted_models_are_told_how(tmp_path: Path, hosted_key: None) -> None:
    async def story(session: Session) -> None:
        settings = Settings(lm="openai/gpt-4o-mini", api_base=server.url, retries=0, review=True)
        state = (await session.develop(parse_spec(HALF, "half"), settings)).state
        assert state.modules["half"].accepted == 2

    answers = (chat(code=WRONG), chat(cause="x", code=DOUBTED), chat(remarks="[]"))
    with ModelServer(in_turn(*answers)) as server:
        play(tmp_path, story)
        asked = [hit.prompt for hit in server.hits]
    assert all("`# NEEDS REVIEW: why`" in prompt and "`# INCOMPLETE: why`" in prompt for prompt in asked[:2])
    assert "Look first where a comment says NEEDS REVIEW" in asked[2] and "# NEEDS REVIEW: is infinity" in asked[2]

"""What the browser is given of a run: the index, one attempt, one call."""

import json

from report_states import IDS, failing, solved

from devloop_nb.frontends.widgets.attempt_body import attempt_body, call_body
from devloop_nb.frontends.widgets.index import NEWEST, index_of
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Move
from devloop_nb.values.fold import advance
from devloop_nb.values.run_state import RunState


def test_the_index_tells_status_tests_and_attempts() -> None:
    index = index_of(solved())
    assert (index["status"], index["score"], index["name"]) == ("success", 1.0, "scale")
    assert index["hidden"] == {"passed": 1, "expected": 1, "ran": 1}
    (module,) = index["modules"]
    assert (module["tests"], module["accepted"], module["rejected"]) == (list(IDS), 3, 1)
    assert [attempt["score"] for attempt in module["attempts"]] == [0.3333, 0.3333, 1.0]
    assert [attempt["parent"] for attempt in module["attempts"]] == [None, 1, 2]


def test_marks_say_one_letter_for_each_test() -> None:
    (module,) = index_of(solved())["modules"]
    assert [attempt["marks"] for attempt in module["attempts"]] == ["pff", "pff", "ppp"]
    (module,) = index_of(failing())["modules"]
    assert [attempt["marks"] for attempt in module["attempts"]] == ["   ", "ttt"]


def test_the_index_stays_small_however_much_was_tried_and_said() -> None:
    state = solved(message="x" * 100_000)
    module = state.modules["scale"]
    for number in range(4, 1000):
        move = Move(kind="draft", number=number, reason="y" * 10_000)
        state = advance(
            state, ev.Recorded(run="r", seq=99, at=1.0, event=ev.AttemptStarted(module="scale", move=move))
        )
    index = index_of(state)
    shown = index["modules"][0]["attempts"]
    assert len(shown) == NEWEST + 1 and shown[0]["n"] == module.accepted == 3
    assert index["modules"][0]["earlier"] == 999 - NEWEST
    assert len(json.dumps(index)) < 400 * NEWEST


def test_an_index_exists_before_anything_has_happened() -> None:
    assert index_of(RunState())["modules"] == []
    json.dumps(index_of(RunState()))


def test_an_attempt_is_compared_with_its_parent() -> None:
    state = solved()
    body = attempt_body(state, state.modules["scale"], 3)
    assert body["base"] == 2
    assert "diff" not in body
    assert attempt_body(state, state.modules["scale"], 1)["base"] is None


def test_failing_tests_come_with_their_traceback_and_the_text_is_harmless() -> None:
    state = solved(message="\x1b[31mred\x1b]8;;http://x\x07 <script>\u202e")
    case = attempt_body(state, state.modules["scale"], 1)["tests"][0]
    assert (case["outcome"], case["seconds"], case["peak"]) == ("passed", 0.0003, 0.2)
    body = json.dumps(attempt_body(state, state.modules["scale"], 2))
    assert "\\u001b" not in body and "\\u202e" not in body
    assert "mend it" in body


def test_the_call_behind_an_attempt_can_be_read() -> None:
    state = solved()
    (head,) = attempt_body(state, state.modules["scale"], 2)["calls"]
    assert (head["key"], head["tokens_in"], head["finish"]) == ("code/scale/2", 212, "stop")
    assert set(call_body(state, "code/scale/2")) >= {"prompt", "text"}


def test_an_attempt_in_flight_has_a_body_too() -> None:
    state = failing()
    event = ev.AttemptStarted(module="median", move=Move(kind="draft", number=3))
    state = advance(state, ev.Recorded(run="r", seq=99, at=1.0, event=event))
    assert index_of(state)["modules"][0]["attempts"][-1]["step"] == "writing"
    body = attempt_body(state, state.modules["median"], 3)
    assert (body["code"], body["tests"], body["status"], body["calls"]) == ("", [], "", [])

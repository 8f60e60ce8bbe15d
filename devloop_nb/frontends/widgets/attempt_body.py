"""All there is to see of one attempt: code, diff, tests, feedback, and what was said to the model."""

from typing import Any

from devloop_nb.frontends.report.readings import readings
from devloop_nb.frontends.widgets.assertion import failed_assertion
from devloop_nb.frontends.widgets.growth_body import growth_body
from devloop_nb.frontends.widgets.plain_text import one_line, plain
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.call import Call
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.own_doubts import say_doubts
from devloop_nb.values.run_state import RunState

MOST_CASES = 200


def attempt_body(state: RunState, module: ModuleState, number: int) -> dict[str, Any]:
    """One attempt for the detail pane; ``IndexError`` where there is none of that number."""
    attempt = module.attempts[number - 1]
    return {
        "code": plain(attempt.code),
        "base": compared_with(module, attempt),
        "problem": plain(attempt.draft.problem, 2000) if attempt.draft else "",
        "mended": [one_line(line) for line in attempt.draft.mended] if attempt.draft else [],
        "doubts": one_line(say_doubts(attempt.code), 2000),
        "feedback": plain(attempt.feedback),
        "calls": [_call_head(call) for call in _calls_of(state, attempt)],
        **_outcome_body(attempt.outcome, module),
    }


def compared_with(module: ModuleState, attempt: Attempt) -> int | None:
    """The number of the attempt that a diff starts from: the parent, or else the one before."""
    base = attempt.move.parent or attempt.number - 1
    return base if 0 < base <= len(module.attempts) and base != attempt.number else None


def call_body(state: RunState, key: str) -> dict[str, Any]:
    """Prompt and answer of one call; ``KeyError`` where there is none."""
    call = state.calls.get(key) or state.in_flight[key]
    return {**_call_head(call), "prompt": plain(call.prompt, 60_000), "text": plain(call.text, 60_000)}


def _outcome_body(outcome: Outcome | None, module: ModuleState) -> dict[str, Any]:
    if outcome is None:
        nothing: dict[str, Any] = {name: [] for name in ("readings", "growth", "outputs", "tests")}
        return {"status": "", "message": "", "peak": None, "verdict": "", **nothing}
    expected = set(module.suite.expected) if module.suite else set()
    return {
        "status": outcome.status,
        "message": plain(outcome.message, 4000),
        "peak": outcome.peak_mib,
        "verdict": outcome.verdict,
        "readings": [[name, one_line(says, 400)] for name, says in readings(outcome)],
        "growth": growth_body(outcome.scaling) if outcome.scaling else [],
        "outputs": [["stdout", ends(outcome.stdout)], ["stderr", ends(outcome.stderr)]],
        "tests": [case_body(case) for case in outcome.tests[:MOST_CASES] if not expected or case.id in expected],
    }


def case_body(case: CaseResult) -> dict[str, Any]:
    """One test, with what its failing assertion expected and got."""
    return {
        "id": one_line(case.id),
        "outcome": case.outcome,
        "seconds": round(case.seconds, 4),
        "peak": case.peak_mib,
        "exception": one_line(case.exception, 80),
        "message": one_line(case.message, 400),
        "traceback": plain(case.traceback, 8000),
        "assertion": _assertion(case.traceback),
        "output": plain("\n".join(filter(None, (case.stdout, case.stderr))), 4000),
    }


def ends(text: str, room: int = 8000) -> str:
    """The beginning and the end of an output."""
    if len(text) <= room:
        return plain(text, room)
    half = room // 2
    left_out = f"[... {len(text) - 2 * half:,} characters in between are not shown ...]"
    return f"{plain(text[:half], room)}\n{left_out}\n{plain(text[-half:], room)}"


def _assertion(traceback: str) -> dict[str, str] | None:
    failed = failed_assertion(traceback)
    return {name: one_line(said, 1000) for name, said in failed.items()} if failed else None


def _calls_of(state: RunState, attempt: Attempt) -> list[Call]:
    """Those of its draft; while that is being written, those that were made for it so far."""
    known = state.calls | state.in_flight
    if attempt.draft and attempt.draft.calls:
        return [known[key] for key in attempt.draft.calls if key in known]
    first = f"code/{attempt.module}/{attempt.number}"
    return [call for key, call in known.items() if key == first or key.startswith(f"{first}, ")]


def _call_head(call: Call) -> dict[str, Any]:
    return {
        "key": call.key,
        "lm": one_line(call.lm, 80),
        "tokens_in": call.tokens_in,
        "tokens_out": call.tokens_out,
        "seconds": round(call.seconds, 3),
        "finish": one_line(call.finish, 40),
        "problem": one_line(call.problem, 400),
        "template": one_line(call.template, 60),
        "told": [[one_line(told.title, 160), told.rank, told.tokens, told.fate] for told in call.told],
    }

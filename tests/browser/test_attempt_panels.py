"""Panels beside an attempt in JupyterLab: gates, review, compliance, context, growth, and very many attempts."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from browser_lab import Lab
from browser_notebook import Notebook
from model_server import ModelServer, chat, in_turn
from playwright.sync_api import Locator, expect

from devloop_nb.session import Session
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.growth import Growth, Sample, Scaling
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.score import Score
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.values.suite import Suite
from devloop_nb.wiring import open_session

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
SECONDS = 30_000
SPEC = """Scale numbers linearly to the range 0..1.

## Acceptance criteria
- MUST map the smallest to 0 and the largest to 1.
- MUST keep an empty list empty.
- SHOULD be quick.
- Nice names.

## Tests
```python
from scale import scale
def test_ends():
    # M1
    assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]
def test_empty():
    assert scale([]) == []
```
"""
FIRST = """def scale(xs):
    low, high = (min(xs), max(xs)) if xs else (0, 0)
    return [(x - low) / (high - low) for x in xs]
"""
MENDED = FIRST.replace(" for x in xs", " if high > low else 0.0 for x in xs")
CRITICAL = {"severity": "CRITICAL", "line": 3, "about": "requirements", "says": "equal numbers divide by zero"}
SUGGESTION = {"severity": "SUGGESTION", "line": 2, "about": "simplicity", "says": "name the bounds in two lines"}
LONG = "Halve a number exactly.\n\n" + "".join(
    f"Note {n}: a number may have a sign and decimals.\n" for n in range(400)
)
HALF = "\n>>> half(3)\n1.5\n>>> half(4)\n2.0\n"
MANY, TESTS = 120, 60


def shown(notebook: Callable[..., Notebook], name: str) -> tuple[Notebook, Locator]:
    """A stored run in a view."""
    sheet = notebook(LOAD, f"%devloop show {name}")
    sheet.run(0)
    output = sheet.run(1)
    expect(output.locator(".dl-detail h4")).to_contain_text("Attempt", timeout=SECONDS)
    return sheet, output


def stored(lab: Lab, work: Callable[[Session], object]) -> None:
    """What a session does in the folder that the notebook's kernel reads."""

    async def act() -> None:
        session = open_session(lab.home / "devloop_home")
        try:
            await work(session)  # type: ignore[misc] # always a coroutine
        finally:
            await session.close()

    # The browser's own loop runs in this thread.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, act()).result()


def test_gates_review_and_compliance(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    script = {"code": {"scale": [FIRST, MENDED]}, "review": {"scale": [[CRITICAL, SUGGESTION], [SUGGESTION]]}}
    (lab.notebooks / "reviewed.yaml").write_text(yaml.safe_dump(script))
    sheet = notebook(LOAD, f"%%devloop scale --lm scripted:reviewed.yaml --rerun --no-raise\n{SPEC}")
    sheet.run(0)
    output = sheet.run(1, seconds=120)
    output.locator(".dl-attempt").first.click()
    output.get_by_role("tab", name="Quality").click()
    gates = output.get_by_role("region", name="Gates")
    row = gates.locator("tr", has_text="complexity")
    expect(row).to_contain_text("ruff", timeout=SECONDS)
    expect(row).to_contain_text("10")
    expect(gates.locator("tr", has_text="types")).to_contain_text("scale.py:1")
    found = output.locator(".dl-at-quality .dl-finding")
    expect(found.first).to_contain_text("CRITICAL scale.py:3 requirements: equal numbers divide by zero")
    expect(found.first.locator("pre")).to_contain_text("for x in xs")
    sheet.picture(artefacts, "quality", output)
    output.locator(".dl-attempt").nth(1).click()
    expect(found.filter(has_text="name the bounds").first).to_contain_text("Not taken: ", timeout=SECONDS)
    output.locator("summary", has_text="Compliance").click()
    matrix = output.get_by_role("region", name="Compliance")
    expect(matrix.locator("tr", has_text="M1")).to_contain_text("proved", timeout=SECONDS)
    expect(matrix.locator("tr", has_text="M1")).to_contain_text("scale.py:")
    expect(matrix.locator("tr", has_text="M1")).to_contain_text("test_ends")
    expect(matrix.locator("tr", has_text="M2")).to_contain_text("unsatisfied")
    sheet.picture(artefacts, "compliance", output)


def test_what_the_model_was_given_and_what_was_left_out(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-0123456789abcdef")
    code = (chat(code=f"```python\ndef half(x):\n    return {how}\n```") for how in ("x // 2", "x", "x / 2"))
    with ModelServer(in_turn(*code)) as server:
        settings = Settings(
            lm="openai/test", api_base=server.url, retries=0, attempts=3, review=False, context_tokens=3000
        )
        stored(lab, lambda session: session.develop(parse_spec(f"{LONG}{HALF}", "half"), settings))
    sheet, output = shown(notebook, "half")
    output.locator(".dl-attempt").nth(2).click()
    output.get_by_role("tab", name="Context").click()
    rows = output.locator(".dl-at-pane tbody tr")
    cut = rows.filter(has_text="requirements")
    expect(cut).to_contain_text("cut: it was longer than what was left", timeout=SECONDS)
    expect(rows.filter(has_text="sent: all of it fitted").first).to_be_visible()
    expect(output.locator(".dl-at-pane .dl-facts")).to_contain_text(re.compile("about .* tokens of context"))
    sheet.picture(artefacts, "context", output)
    output.get_by_role("tab", name="Model").click()
    output.get_by_role("button", name="Show prompt and answer").click()
    expect(output.locator(".dl-call pre").first).to_contain_text("Halve a number", timeout=SECONDS)


async def tried(session: Session) -> None:
    """A run with many attempts at many tests, event by event as a loop would commit them."""
    names = tuple(f"test_many.py::test_case[{number}]" for number in range(TESTS))
    suite = Suite(module="many", files=(), expected=names)
    points = tuple(Sample(n=2**k, seconds=1e-6 * (3 + 2**k), peak_mib=1e-5 * 2**k) for k in range(4, 16))
    time, memory = (
        Growth(of=of, grows="O(n)", low="O(n)", high="O(n)", confidence=0.96, samples=points)
        for of in ("time", "memory")
    )
    log = await session.doors.open_log(await session.doors.history.create("many", "many"), None)
    requirements = Requirements(name="many", goal="Many attempts")
    await log.emit(ev.RunStarted(requirements=requirements, settings=Settings(), lm="scripted/many"))
    await log.emit(ev.PlanMade(plan=Plan(modules=(ModuleSpec(name="many", purpose="Many"),), by="user")))
    await log.emit(ev.SuiteProved(suite=suite, red=Outcome(status="failed")))
    for n in range(1, MANY + 1):
        await log.emit(ev.AttemptStarted(module="many", move=Move(kind="draft", number=n)))
        await log.emit(ev.CodeWritten(module="many", number=n, draft=Draft(code=f"def case():\n    return {n}\n")))
        good = TESTS * n // MANY
        cases = [CaseResult(id=name, outcome="passed" if at < good else "failed") for at, name in enumerate(names)]
        scaling = Scaling(time=time, memory=memory) if n == MANY else None
        outcome = Outcome(status="failed", tests=tuple(cases), scaling=scaling)
        await log.emit(ev.AttemptRun(module="many", number=n, outcome=outcome))
        score = Score(total=good / TESTS, tests=good / TESTS, performance=0, passed=good, expected=TESTS)
        await log.emit(ev.AttemptScored(module="many", number=n, score=score, feedback=""))
    await log.emit(ev.RunEnded(status="partial", reason="enough"))


def test_many_attempts_at_many_tests_stay_usable(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    stored(lab, tried)
    sheet, output = shown(notebook, "many")
    grid = output.get_by_role("grid")
    expect(grid.locator("tbody tr")).to_have_count(TESTS)
    expect(grid.locator("thead th")).to_have_count(30)
    expect(output.locator(".dl-pages")).to_contain_text("attempts 91 to 120 of 120")
    grid.get_by_role("gridcell", name=re.compile(r"case\[59\], attempt 119: failed")).click()
    expect(output.locator(".dl-thenNow")).to_contain_text("Now: attempt 120, the best", timeout=SECONDS)
    box = output.locator(".dl-scroll").bounding_box()
    head = grid.locator("thead th").last.bounding_box()
    first = grid.locator("tbody th").last.bounding_box()
    assert box and head and first
    assert abs(head["y"] - box["y"]) < 6, "the numbers of the attempts stay in sight"
    assert abs(first["x"] - box["x"]) < 6, "and so do the names of the tests"
    sheet.picture(artefacts, "heat_many", output)
    output.get_by_role("button", name="◂ Earlier").click()
    expect(output.locator(".dl-pages")).to_contain_text("attempts 61 to 90 of 120")
    expect(output.locator(".dl-detail h4")).to_contain_text("Attempt 119")
    output.locator(".dl-attempt").last.click()
    output.get_by_role("tab", name="Readings").click()
    chart = output.get_by_role("img", name=re.compile("Growth of time: O"))
    expect(chart).to_be_visible()
    expect(output.locator(".dl-growth figcaption").first).to_contain_text("time: O(n), 0.96 sure")
    sheet.picture(artefacts, "readings", output)

"""What goes wrong in a cell is told in one line: what, why and what to do; the cell fails, the notebook goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import DRAFT, RIGHT, TESTS, answers, cell
from model_server import ModelServer, failing, in_turn, refusing_key
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
AFTER = "6 * 7, get_ipython().last_execution_succeeded"
KEY = "sk-canary-0123456789abcdef"
HALVE = "Halve a number.\n>>> half(3)\n1.5\n"
KILLER = "import os\n\ndef half(x):\n    os.kill(os.getpid(), 9)\n"
SPECS = {
    "---\nname: half\n---\n": "BadInput: half: there is no goal. What must the code do? One sentence is enough.",
    "---\ngaol: halve\n---\nHalve.\n": "BadSpec: there is no field 'gaol' in a spec. Did you mean 'goal'?",
    "---\ngoal: [halve\n---\n": "BadSpec: the front matter is no YAML in line 3: expected ',' or ']', but got "
    "'<stream end>'. Put text that holds a colon, # or { in quotes.",
    "---\nperformance: fast\n---\nHalve.\n": "BadSpec: performance: 'fast' cannot be used: it must be a mapping. "
    "Write it like this: performance: {time: O(n), seconds: 0.5, memory_mib: 50}.",
    "---\nperformance: {secnds: 3}\n---\nHalve.\n": "BadSpec: there is no field 'performance.secnds' in a spec. "
    "Did you mean 'seconds'?",
}
OPTIONS = {
    "--atempts 3": "UsageError: %%devloop has no option or argument '--atempts'. Did you mean '--attempts'?",
    "--attempts 0": "BadSetting: attempts = 0 cannot be used: Input should be greater than or equal to 1. "
    "Give attempts another value; the default is 5.",
    "--gates securty=block": "BadSetting: gates = {'securty': 'block'} cannot be used: there is no gate 'securty'; "
    "did you mean 'security'? Give gates another value; the default is {}.",
    "--lm gpt": "BadSetting: lm = 'gpt' is no model. Give provider/model, such as openai/gpt-4o-mini, "
    "local/smollm2-135m (the embedded model) or scripted:answers.yaml.",
    "--lm opnai/gpt-4o-mini": "BadSetting: lm = 'opnai/gpt-4o-mini' cannot be used: the provider 'opnai' is not "
    "known. Did you mean 'openai'? Any other model: dspy.configure(lm=...) before the run, and leave lm empty.",
    "--lm scripted:none.yaml": "BadInput: none.yaml cannot be read: No such file or directory. "
    "Write --lm scripted:FILE with an existing file.",
}
COMMANDS = {
    "shwo half": "UsageError: There is no %devloop 'shwo'. Did you mean 'show'?",
    "show haff": "NotFound: there is no run 'haff'. Did you mean half",
    "resume zzz": "NotFound: there is no run 'zzz'. The newest is half.",
    "accept half --attempt 7": "NotFound: half has no attempt 7. Attempts 1 to 1 exist.",
    "accept half --attempt best": "UsageError: Argument --attempt: invalid int value: 'best'. Usage: %devloop accept",
    "diff half 1 9": "NotFound: half has no attempt 9. It has 1.",
    "raise half attemps=9": "BadInput: half: attemps is no limit of a running run; did you mean attempts? "
    "Nothing was changed.",
    "approve half": "NotFound: half asks no question. A run asks with --ask plan.",
}


def fails(sheet: Notebook, number: int, line: str, seconds: float = 60) -> None:
    """The cell says this one line, or what begins so, has failed, and the last cell of the notebook works."""
    said = sheet.run(number, seconds).locator("pre")
    expect(said).to_have_count(1)
    told = said.inner_text().strip()
    assert told.startswith(line) and "\n" not in told, told
    assert "Traceback" not in sheet.cell(number).inner_text()
    last = sheet.page.locator(".jp-Notebook .jp-CodeCell").count() - 1
    expect(sheet.run(last).locator("pre")).to_have_text("(42, False)")


def half(lab: Lab, name: str, *codes: str) -> str:
    """The option for a model that has these answers."""
    (lab.notebooks / f"{name}.yaml").write_text(yaml.safe_dump({"code": {"half": codes}}))
    return f"--lm scripted:{name}.yaml"


def test_what_is_written_wrong(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = half(lab, "wrong", "def half(x):\n    return x / 2\n")
    wrong = [(f"%%devloop half {lm}\n{spec}", line) for spec, line in SPECS.items()]
    wrong += [(f"%%devloop half {lm} {option}\n{HALVE}", line) for option, line in OPTIONS.items()]
    sheet = notebook(LOAD, *(text for text, _ in wrong), AFTER)
    sheet.run(0)
    for number, (_, line) in enumerate(wrong, 1):
        fails(sheet, number, line)
    sheet.picture(artefacts, "errors_written", sheet.page.locator(".jp-Notebook"))


def test_what_is_not_there(notebook: Callable[..., Notebook], lab: Lab) -> None:
    run = f"%%devloop half {half(lab, 'there', 'def half(x): return x / 2')}\n{HALVE}"
    sheet = notebook(LOAD, run, *(f"%devloop {command}" for command in COMMANDS), AFTER)
    sheet.run(0)
    expect(sheet.run(1).locator(".dl-pill")).to_have_text("✓ Success")
    for number, line in enumerate(COMMANDS.values(), 2):
        fails(sheet, number, line)


def test_a_model_that_does_not_answer_and_no_key_is_shown(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    lm = "openai/gpt-4o-mini gave no answer:"
    said = [
        f"ModelUnavailable: {lm} no key was found. Set OPENAI_API_KEY in the environment, or choose another model",
        f"ModelUnavailable: {lm} the connection failed: failed to connect to 127.0.0.1:9:",
        f"ModelUnavailable: {lm} the provider failed: ",
        f"ModelUnavailable: {lm} the provider refused the key. Check OPENAI_API_KEY in the environment.",
    ]
    with ModelServer(in_turn(failing(500, f"broken for {KEY}"), refusing_key)) as server:
        places = ["", "http://127.0.0.1:9/v1", server.url, server.url]
        own = "import os\nos.environ.pop('OPENAI_API_KEY', None)\nos.environ['DEVLOOP_RETRIES'] = '0'"
        keyed = [f"os.environ |= {{'OPENAI_API_KEY': {KEY[:9]!r} + {KEY[9:]!r}, 'DEVLOOP_API_BASE': " for _ in places]
        keys = [text + f"{place!r}}}" if place else own for text, place in zip(keyed, places, strict=True)]
        runs = f"%%devloop half --lm openai/gpt-4o-mini --rerun\n{HALVE}"
        sheet = notebook(LOAD, *(text for key in keys for text in (key, runs)), AFTER)
        sheet.run(0)
        for number, line in enumerate(said):
            sheet.run(1 + 2 * number)
            told = sheet.run(2 + 2 * number).locator(".jp-RenderedText pre").last
            expect(told).to_have_text(line) if line.endswith(".") else expect(told).to_contain_text(line)
            assert "\n" not in told.inner_text().strip()
            assert "Traceback" not in sheet.cell(2 + 2 * number).inner_text()
            expect(sheet.run(9).locator("pre")).to_have_text("(42, False)")
        assert len(server.hits) == 2
    sheet.picture(artefacts, "errors_models", sheet.page.locator(".jp-Notebook"))
    sheet.save()
    saved = (lab.notebooks / f"{sheet.name}.ipynb").read_text()
    assert KEY not in saved and KEY not in sheet.page.content()


def test_a_kernel_that_does_not_start_or_is_killed_and_tests_that_prove_nothing(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    good = f"%%devloop half {half(lab, 'good', 'def half(x): return x / 2')} --rerun\n{HALVE}"
    kill = f"%%devloop half {half(lab, 'kill', KILLER)} --attempts 1\n{HALVE}"
    gone = "import sys\nwas, sys.executable = sys.executable, '/usr/bin/python-that-went'"
    empty = "%%devloop_test other\ndef test_one():\n    assert True\n"
    other = "%%devloop other --lm scripted:good.yaml\nHalve a number.\n"
    sheet = notebook(LOAD, gone, good, "sys.executable = was", kill, empty, other, good, AFTER)
    sheet.run(0)
    sheet.run(1)
    ends(sheet, 2, "KernelUnavailable: A fresh kernel does not start: [Errno 2] No such file or directory:")
    sheet.run(3)
    ends(sheet, 4, "RunNotGood: half ended failed: half: 1 attempt is spent and none passed a test. %devloop show")
    expect(sheet.cell(4).get_by_role("tabpanel")).to_contain_text("the kernel")
    sheet.picture(artefacts, "errors_killed", sheet.cell(4))
    sheet.run(5)
    ends(sheet, 6, "SuiteNotRed: no test of other proves anything: it passes on an empty stub, so it proves nothing.")
    expect(sheet.run(7).locator(".dl-pill")).to_have_text("✓ Success")


def ends(sheet: Notebook, number: int, line: str) -> None:
    """The cell's run ends with one line that begins so, below its view; the cell has failed, the next one works."""
    told = sheet.run(number).locator(".jp-RenderedText pre").last
    expect(told).to_contain_text(line)
    assert told.inner_text().startswith(line) and "\n" not in told.inner_text().strip()
    assert "Traceback" not in sheet.cell(number).inner_text()
    last = sheet.page.locator(".jp-Notebook .jp-CodeCell").count() - 1
    expect(sheet.run(last).locator("pre")).to_have_text("(42, False)")


def test_a_budget_that_is_spent_and_an_interrupted_cell(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    spent = cell(answers(lab.notebooks, "spent", DRAFT, RIGHT), "--rerun", "--run-calls 1")
    slow = cell(answers(lab.notebooks, "long", DRAFT, RIGHT, slow=60), "--rerun")
    sheet = notebook(LOAD, TESTS, spent, slow, AFTER)
    for number in range(2):
        sheet.run(number)
    ends(
        sheet,
        2,
        "RunNotGood: scale ended stopped: 1 call is spent in this run, the limit is 1 call. Raise it with resume and "
        "--run-calls: the run goes on where it stopped. %devloop resume scale goes on with it.",
    )
    output = sheet.start(3)
    expect(output.locator(".dl-at-activity")).to_contain_text("tests run in a fresh kernel", timeout=30_000)
    for key in ("Escape", "i", "i"):
        sheet.page.keyboard.press(key)
    sheet.ended(3)
    expect(output.locator(".jp-RenderedText pre").last).to_have_text(
        "RunNotGood: scale was interrupted. %devloop resume scale goes on with it."
    )
    assert "Traceback" not in output.inner_text()
    expect(output.locator(".dl-pill")).to_have_text("■ Stopped", timeout=30_000)
    expect(sheet.run(4).locator("pre")).to_have_text("(42, False)")
    sheet.picture(artefacts, "errors_interrupted", sheet.cell(3))


def test_a_history_that_cannot_be_kept(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    run = f"%%devloop half {half(lab, 'kept', 'def half(x): return x / 2')} --rerun\n{HALVE}"
    home, taken = lab.home / "small", lab.home / "taken"
    taken.write_text("a file, and no folder")
    full = (
        "import pathlib, resource\n%config HistoryManager.enabled = False\n"
        f"grown = max(path.stat().st_size for path in pathlib.Path({str(home)!r}).glob('devloop.db*'))\n"
        "was = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (grown, was[1]))"
    )
    room = "resource.setrlimit(resource.RLIMIT_FSIZE, was)"
    env = "%env DEVLOOP_HOME="
    sheet = notebook(LOAD, f"{env}{taken}", run, f"{env}{home}", run, full, run, room, run, AFTER)
    for number in range(2):
        sheet.run(number)
    ends(sheet, 2, f"HistoryUnavailable: the history {taken}/devloop.db cannot be opened: ")
    expect(sheet.cell(2)).to_contain_text("Check the folder, or set DEVLOOP_HOME to a folder that can be written.")
    sheet.run(3)
    expect(sheet.run(4).locator(".dl-pill")).to_have_text("✓ Success")
    sheet.run(5)
    ends(sheet, 6, f"HistoryUnavailable: the history {home}/devloop.db cannot be written: ")
    expect(sheet.cell(6)).to_contain_text("Make room and resume: nothing that was shown is lost.")
    sheet.picture(artefacts, "errors_history", sheet.page.locator(".jp-Notebook"))
    sheet.run(7)
    expect(sheet.run(8).locator(".dl-pill")).to_have_text("✓ Success")


def test_a_cell_that_failed_ends_run_all(notebook: Callable[..., Notebook]) -> None:
    sheet = notebook(LOAD, "%devloop show nobody", "6 * 7")
    sheet.page.get_by_role("menuitem", name="Run", exact=True).click()
    sheet.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    sheet.ended(1)
    expect(sheet.cell(1).locator("pre")).to_contain_text("NotFound: there is no run 'nobody'.")
    sheet.ready()
    expect(sheet.cell(2).locator(".jp-InputPrompt")).to_have_text("[ ]:")

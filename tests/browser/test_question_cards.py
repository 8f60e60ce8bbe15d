"""Each kind of question that a run puts to people: what the card says, an answer by keyboard, what becomes of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from browser_lab import Lab
from browser_notebook import Notebook
from helmsman import DOUBLE, HALF, PLAN, RIGHT, ROUNDED, TRIPLE, TWO, WRONG
from package_index import write_wheel
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
PATIENCE = 30_000
NOTE = "Note: why, or what to do better"
UNSAFE = "def half(x):\n    return eval('x / 2')\n"
MODELS = """
from half import half

def test_even():
    assert half(4) == 2

def test_odd():
    # Half of three, rounded down.
    assert half(3) == 1
"""
EACH = [f"def half(x: float) -> float:\n    return {how}\n" for how in ("x / 2", "x * 0.5", "0.5 * x", "x / 2.0")]
LOUD = """---
name: shout
goal: Shout a word so that everybody hears it
libraries: {dl-loud: [louder]}
---
## Tests
```python
from shout import shout

def test_shout():
    assert shout("hey") == "HEY!"
```
"""


def asked(
    notebook: Callable[..., Notebook],
    lab: Lab,
    script: dict[str, object],
    spec: str,
    *options: str,
    before: str = LOAD,
) -> tuple[Notebook, Locator]:
    """A notebook whose second cell runs until it asks, and that cell's output."""
    name = "half" if "half" in spec.lower() else "shout" if "shout" in spec else "two"
    (lab.notebooks / f"{name}.yaml").write_text(yaml.safe_dump(script))
    sheet = notebook(before, f"%%devloop {name} --lm scripted:{name}.yaml --rerun {' '.join(options)}\n{spec}")
    sheet.run(0)
    output = sheet.start(1)
    expect(output.locator(".dl-pill")).to_have_text("? Asks you", timeout=PATIENCE)
    return sheet, output


def card(sheet: Notebook, output: Locator, artefacts: Path, name: str, asks: str, kind: str) -> Locator:
    """The card that asks this, in light and in dark."""
    found = output.locator(".dl-question")
    expect(found.locator("h4")).to_contain_text(asks, timeout=PATIENCE)
    expect(found.locator("h4 .dl-badge")).to_have_text(kind)
    expect(found.get_by_text("Asking the kernel…")).to_have_count(0, timeout=PATIENCE)
    sheet.picture(artefacts, f"question_{name}_light", output)
    themed(sheet, "Dark")
    sheet.picture(artefacts, f"question_{name}_dark", output)
    themed(sheet, "Light")
    return found


def themed(sheet: Notebook, theme: str) -> None:
    """The theme, chosen in Lab's own palette of commands while the run goes on."""
    sheet.page.keyboard.press("Control+Shift+c")
    expect(sheet.page.locator(".jp-ModalCommandPalette .lm-CommandPalette-input")).to_be_focused(timeout=PATIENCE)
    sheet.page.keyboard.type(f"JupyterLab {theme}")
    expect(sheet.page.locator(".lm-CommandPalette-item.lm-mod-active")).to_contain_text(theme, timeout=PATIENCE)
    sheet.page.keyboard.press("Enter")
    expect(sheet.page.locator(f"body[data-jp-theme-name='JupyterLab {theme}']")).to_be_attached(timeout=PATIENCE)


def answer(sheet: Notebook, found: Locator, choice: str, note: str = "") -> None:
    """Writes the note and presses the button, with keys alone."""
    found.get_by_label(NOTE).focus()
    sheet.page.keyboard.type(note)
    for name in ("✓ Approve", "✕ Reject"):
        sheet.page.keyboard.press("Tab")
        expect(found.get_by_role("button", name=name)).to_be_focused()
        if name.endswith(choice):
            break
    sheet.page.keyboard.press("Enter")


def is_pill(output: Locator, words: str) -> None:
    expect(output.locator(".dl-pill")).to_have_text(words, timeout=2 * PATIENCE)


def was_said(output: Locator, *lines: str) -> None:
    """What the view keeps of the questions and their answers, the newest last."""
    output.locator("summary", has_text="Asked and answered").click()
    for line in lines:
        expect(output.locator(".dl-at-said")).to_contain_text(line, timeout=PATIENCE)


def test_signatures(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    plan = [{**PLAN[0], "entry": "double(x: float) -> float"}, {**PLAN[1], "entry": "triple(x)"}]
    better = [plan[0], {**plan[1], "entry": "triple(x: float) -> float"}]
    script = {"plan": plan, "plans": [better], "code": {"double": [DOUBLE], "triple": [TRIPLE]}}
    sheet, output = asked(notebook, lab, script, TWO, "--ask api")
    found = card(sheet, output, artefacts, "api", "Are these the right signatures?", "The signatures")
    expect(found).to_contain_text("double(x: float) -> float")
    expect(found).to_contain_text("triple(x)")
    answer(sheet, found, "Reject", "Say what triple takes.")
    expect(output.locator(".dl-question")).to_contain_text("triple(x: float) -> float", timeout=PATIENCE)
    answer(sheet, output.locator(".dl-question"), "Approve")
    is_pill(output, "✓ Success")
    was_said(output, "api rejected: Say what triple takes.", "api approved")


def test_unsafe_code(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    sheet, output = asked(notebook, lab, {"code": {"half": [UNSAFE, UNSAFE + "# Again.\n"]}}, HALF)
    asks = "half, attempt 1: may this be accepted all the same?"
    found = card(sheet, output, artefacts, "security", asks, "A security finding")
    expect(found.get_by_label("What it is about")).to_contain_text("half.py:2")
    expect(found).to_contain_text("The run waits for your answer, however long it takes.")
    answer(sheet, found, "Reject", "No eval.")
    expect(output.locator(".dl-question h4")).to_contain_text("half, attempt 2", timeout=PATIENCE)
    answer(sheet, output.locator(".dl-question"), "Approve", "It is a toy.")
    is_pill(output, "✓ Success")
    expect(output.locator(".dl-attempt")).to_have_count(2)
    was_said(output, "security rejected: No eval.", "security approved: It is a toy.")
    sheet.picture(artefacts, "question_security_answered", output)


def test_a_large_package(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path, tmp_path: Path) -> None:
    write_wheel(tmp_path / "wheels", "dl-loud", {"dl_loud.py": "x = 1\n"}, requires="dl-heavy")
    write_wheel(tmp_path / "wheels", "dl-heavy", {"dl_heavy.py": "x = 1\n", "dl_heavy.txt": "0" * 11 * 2**20})
    index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path / "wheels"), "PIP_CONFIG_FILE": "/dev/null"}
    before = f"{LOAD}\nimport os\nos.environ |= {json.dumps(index)}"
    code = {"code": {"shout": ["def shout(word): return word.upper() + '!'\n"]}}
    sheet, output = asked(notebook, lab, code, LOUD, "--install dl-loud", before=before)
    found = card(sheet, output, artefacts, "dependency", "Install dl-heavy all the same?", "A large package")
    expect(found).to_contain_text("dl-heavy 1.0 was not installed: it takes 11 MiB")
    answer(sheet, found, "Reject", "Too large for me.")
    sheet.ended(1)
    expect(output.locator(".jp-RenderedText pre").last).to_contain_text(
        "PackageMissing: dl-heavy 1.0 was not installed"
    )
    was_said(output, "dependency rejected: Too large for me.")


def test_what_a_test_expects(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    script = {"tests": {"half": MODELS}, "code": {"half": EACH}}
    spec = "---\nentry: half(x)\n---\nHalve a number exactly.\n"
    sheet, output = asked(notebook, lab, script, spec, "--ask expectations --attempts 4")
    asks = "half: drop test_half_model.py::test_odd? Different codes agree on another value."
    found = card(sheet, output, artefacts, "expectations", asks, "What a test expects")
    expect(found.get_by_label("What it is about")).to_contain_text("assert 1.5 == 1")
    expect(found.get_by_label("What it is about")).to_contain_text("# Half of three, rounded down.")
    answer(sheet, found, "Approve", "Half of three is 1.5.")
    is_pill(output, "✓ Success")
    was_said(output, "expectations approved: Half of three is 1.5.")
    expect(output.locator(".dl-grid tbody tr")).to_have_count(1)
    sheet.picture(artefacts, "question_expectations_answered", output)


def test_a_module_that_fell_short(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    script = {"code": {"half": [WRONG, ROUNDED, WRONG + "# Again.\n", RIGHT]}}
    sheet, output = asked(notebook, lab, script, HALF, "--ask blocker --attempts 2")
    asks = "half: 2 attempts are spent; the best is attempt 2 with 0.50. Go on with what there is?"
    found = card(sheet, output, artefacts, "blocker", asks, "A module that fell short")
    expect(found).to_contain_text("Rejected, it is tried as often again.")
    expect(found.get_by_label("What it is about")).to_contain_text("The best is attempt 2, with 0.50.")
    expect(found.get_by_label("What it is about")).to_contain_text("assert 1 == 1.5")
    answer(sheet, found, "Reject", "Three halves are 1.5.")
    is_pill(output, "✓ Success")
    expect(output.locator(".dl-attempt")).to_have_count(4)
    was_said(output, "blocker rejected: Three halves are 1.5.")


def test_a_stage_of_the_workflow(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    (lab.notebooks / "careful.yaml").write_text("building: {checkpoint: true}\n")
    sheet, output = asked(notebook, lab, {"code": {"half": [RIGHT]}}, HALF, "--workflow careful.yaml")
    found = card(sheet, output, artefacts, "stage", "Go on with building?", "A stage")
    answer(sheet, found, "Approve")
    is_pill(output, "✓ Success")
    was_said(output, "stage approved")

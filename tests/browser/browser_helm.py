"""What tests do with a run that they steer in JupyterLab: begin it, press its buttons, wait for what it says."""

import yaml
from browser_lab import Lab
from browser_notebook import Notebook
from helmsman import DOUBLE, PLAN, TRIPLE, TWO
from playwright.sync_api import Locator, expect

LOAD = "%load_ext devloop_nb"
PATIENCE = 30_000


def begun(sheet: Notebook, number: int = 2) -> Locator:
    """The output of a run that goes on."""
    for before in range(number):
        sheet.run(before)
    return sheet.start(number)


def press(output: Locator, name: str) -> None:
    output.get_by_role("button", name=name).click()


def is_pill(output: Locator, words: str) -> None:
    expect(output.locator(".dl-pill")).to_have_text(words, timeout=PATIENCE)


def tells(output: Locator, words: str) -> None:
    """The line beside the controls."""
    expect(output.locator(".dl-at-controls .dl-told")).to_contain_text(words, timeout=PATIENCE)


def two_modules(lab: Lab, name: str, **more: object) -> str:
    """A cell whose model has to plan."""
    script = {"plan": PLAN, "code": {"double": [DOUBLE], "triple": [TRIPLE]}, **more}
    (lab.notebooks / f"{name}.yaml").write_text(yaml.safe_dump(script))
    return f"%%devloop {name} --lm scripted:{name}.yaml --rerun --ask plan\n{TWO}"

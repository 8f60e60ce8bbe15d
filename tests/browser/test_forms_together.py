"""Several forms on one page: each label names its own field; and a form that cannot start yet leads to the reason."""

from collections.abc import Callable

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import RIGHT, answers
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_each_label_belongs_to_its_own_form(notebook: Callable[..., Notebook], lab: Lab) -> None:
    lm = answers(lab.notebooks, "together", RIGHT)
    second = f"%%devloop scale --form --lm {lm} --no-review\nScale numbers linearly to the range 0..1."
    sheet = notebook("%load_ext devloop_nb", "%devloop form", second)
    forms = [sheet.run(number).locator(".devloop-form") for number in range(3)][1:]
    for form in forms:
        expect(form.locator(".dl-status")).not_to_be_empty(timeout=30_000)
        form.locator("label", has_text="Goal").click()
        expect(form.locator("[data-field=goal]")).to_be_focused()
    expect(forms[1].get_by_role("textbox", name="Goal What must the code do?", exact=True)).to_have_count(1)
    forms[0].get_by_role("button", name="Run", exact=True).click()
    expect(forms[0].locator(".dl-status")).to_contain_text("nothing was started")
    expect(forms[0].locator("[data-field=goal]")).to_be_focused()

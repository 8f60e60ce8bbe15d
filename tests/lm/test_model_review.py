"""Reviews and claims by a model behind a real socket, by prepared answers, and by the embedded model."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from model_server import ModelServer, chat
from recorder import Recorder

from devloop_nb.lm.coder import open_coder
from devloop_nb.values.compliance import Claim, ClaimBrief, Criterion
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.review import Remarks, ReviewBrief
from devloop_nb.values.secrets import Redactor, secret_values
from devloop_nb.values.settings import Settings

BRIEF = ReviewBrief(
    module=ModuleSpec(name="scale", purpose="Scale"),
    requirements=Requirements(name="scale", goal="Scale numbers to 0..1"),
    code="def scale(xs):\n    return [x / max(xs) for x in xs]\n",
    tests=("def test_scale(): pass",),
)
CLAIM = ClaimBrief(
    criteria=(Criterion(id="M1", level="must", says="MUST scale"),),
    sources={"scale": BRIEF.code},
    files={"test_scale.py": BRIEF.tests[0]},
    tests=("test_scale.py::test_scale",),
)


def told(settings: Settings, brief: ReviewBrief | ClaimBrief) -> Any:
    async def once() -> Any:
        async with open_coder(settings, {}, Recorder().emit, Redactor(secret_values(os.environ))) as coder:
            return await (coder.review(brief) if isinstance(brief, ReviewBrief) else coder.claim(brief))

    return asyncio.run(once())


def hosted(answer: str, brief: ReviewBrief | ClaimBrief) -> tuple[Any, str]:
    with ModelServer(lambda _: answer) as server:
        said = told(Settings(lm="openai/gpt-4o-mini", api_base=server.url, retries=0), brief)
        return said, server.hits[0].prompt


def test_remarks_have_lines_and_severities() -> None:
    remarks = [
        {"severity": "CRITICAL", "line": 2, "about": "requirements", "says": "An empty list raises ValueError."},
        {"severity": "suggestion", "line": "1", "about": "taste", "says": "Add  type\nhints."},
    ]
    review, prompt = hosted(chat(remarks=json.dumps(remarks)), BRIEF)
    assert [(each.severity, each.line, each.about, each.says, each.file) for each in review.findings] == [
        ("error", 2, "requirements", "An empty list raises ValueError.", "scale.py"),
        ("warning", 1, "quality", "Add type hints.", "scale.py"),
    ]
    assert "2     return [x / max(xs) for x in xs]" in prompt


@pytest.mark.parametrize("line", ["everywhere", None, -3, 1e9, [1], True])
def test_a_line_that_is_none_exists_nowhere(line: object) -> None:
    said = json.dumps([{"severity": "CRITICAL", "line": line, "about": "quality", "says": "Wrong."}])
    review, _ = hosted(chat(remarks=said), BRIEF)
    assert all(each.line < 0 or each.line > 2 for each in review.findings)


@pytest.mark.parametrize(
    "answer", ["I like it.", chat(remarks="none"), chat(remarks='[{"line": 1}]'), chat(code="x")]
)
def test_an_answer_of_no_use_holds_no_findings(answer: str) -> None:
    review, _ = hosted(answer, BRIEF)
    assert isinstance(review, Remarks)
    assert review.findings == ()


def test_a_model_claims_and_nonsense_claims_nothing() -> None:
    said = [
        {"id": "M1", "tests": ["test_scale.py::test_scale"], "module": "scale.py", "first_line": 1, "last_line": 2}
    ]
    claims, prompt = hosted(chat(claims=json.dumps(said)), CLAIM)
    assert claims == (Claim(id="M1", tests=("test_scale.py::test_scale",), module="scale", lines=(1, 2)),)
    assert "M1: MUST scale" in prompt
    assert hosted("All of them.", CLAIM)[0] == ()


def test_the_embedded_model_is_not_asked() -> None:
    local = Settings(lm="local/smollm2-135m")
    assert told(local, BRIEF) is None
    assert told(local, CLAIM) == ()


def test_prepared_reviews_come_in_rounds(tmp_path: Path) -> None:
    script = {"review": {"scale": [[{"severity": "CRITICAL", "line": 2, "says": "Wrong."}]]}}
    file = tmp_path / "answers.yaml"
    file.write_text(yaml.safe_dump(script))
    settings = Settings(lm=f"scripted:{file}")
    assert [each.severity for each in told(settings, BRIEF).findings] == ["error"]
    assert told(settings, BRIEF.model_copy(update={"round": 2})) == Remarks()
    assert told(settings, BRIEF.model_copy(update={"module": ModuleSpec(name="other", purpose="")})) is None
    assert told(settings, CLAIM) == ()

"""A session over a real history and real kernels, with prepared answers in place of a model."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import halving
import pytest
import yaml
from halving import RIGHT, ROUNDED, WRONG

from devloop_nb.session import Session, Told
from devloop_nb.values.errors import BadInput, DevloopError, NotFound, PackageMissing, RunBusy, SuiteNotRed
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import open_session

TESTS = """from half import half

def test_even():
    assert half(4) == 2

def test_odd():
    assert half(3) == 1.5
"""
SLOW = "import time\n\ndef half(x):\n    time.sleep(60)\n"


def spec(tests: str = TESTS, hidden: str = "", text: str = "Halve a number exactly.") -> str:
    parts = [text, f"## Tests\n```python\n{tests}```" if tests else ""]
    parts.append(f"## Hidden tests\n```python\n{hidden}```" if hidden else "")
    return "\n\n".join(parts)


class Desk:
    """One user's session in a folder, with a script of answers."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session, self.folder = session, folder

    def settings(self, *code: str, tests: str = "", **settings: Any) -> Settings:
        script = {"code": {"half": list(code)}, **({"tests": {"half": tests}} if tests else {})}
        file = self.folder / "answers.yaml"
        file.write_text(yaml.safe_dump(script))
        return Settings(lm=f"scripted:{file}", **settings)

    async def develop(self, text: str, settings: Settings, **options: Any) -> Told:
        return await self.session.develop(parse_spec(text, "half"), settings, **options)


def play(folder: Path, story: Callable[[Desk], Awaitable[None]]) -> None:
    halving.play(folder, lambda session: story(Desk(session, folder)))


def test_a_run_that_falls_short_keeps_its_best_and_is_replayed_at_no_cost(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        settings = desk.settings(WRONG, ROUNDED, WRONG, attempts=3)
        told = await desk.develop(spec(hidden="from half import half\n\ndef test(): assert half(8) == 4\n"), settings)
        half = told.state.modules["half"]
        assert (told.state.status, half.status, half.accepted) == ("partial", "partial", None)
        assert half.best is not None
        assert (half.best.number, half.best.total) == (2, 0.5)
        assert [attempt.total for attempt in half.attempts] == [0.0, 0.5, 0.0]
        assert told.state.hidden is not None
        assert told.state.hidden.passed == 1
        again = await desk.develop(
            spec(hidden="from half import half\n\ndef test(): assert half(8) == 4\n"), settings
        )
        assert again.replayed
        assert again.state.seq == told.state.seq
        assert (await desk.session.resume(told.state.run)).seq == told.state.seq
        anew = await desk.develop(spec(), settings, rerun=True)
        assert not anew.replayed
        assert len(await desk.session.runs()) == 2

    play(tmp_path, story)


def test_an_attempt_is_accepted_by_hand_and_written_with_its_tests(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        told = await desk.develop(spec(), desk.settings(WRONG, ROUNDED, attempts=2))
        state = await desk.session.accept("half", number=1)
        assert state.modules["half"].accepted == 1
        folder = desk.session.code_folder(state.run)
        assert (folder / "half.py").read_text() == WRONG
        await desk.session.accept("half", number=2)
        assert (folder / "half.py").read_text() == ROUNDED
        written = await desk.session.write_package("half", tmp_path / "package")
        assert sorted(path.name for path in written) == ["ORIGIN.md", "half.py", "test_half.py"]
        with pytest.raises(NotFound, match="no attempt 3"):
            await desk.session.accept("half", number=3)
        with pytest.raises(NotFound, match="no module 'third'"):
            await desk.session.accept(told.state.run, module="third")

    play(tmp_path, story)


def test_tests_that_prove_nothing_are_said_and_do_not_count(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        tests = TESTS + "\ndef test_nothing():\n    assert True\n"
        half = (await desk.develop(spec(tests), desk.settings(RIGHT))).state.modules["half"]
        assert half.suite is not None
        assert half.suite.expected == ("test_half.py::test_even", "test_half.py::test_odd")
        assert "proves nothing" in half.suite.rejected["test_half.py::test_nothing"]

    play(tmp_path, story)


@pytest.mark.parametrize(
    ("tests", "error", "word"),
    [
        ("def test_it():\n    assert True\n", SuiteNotRed, "passes on an empty stub"),
        ("from half import half\n\ndef test_it(missing_fixture):\n    half(1)\n", SuiteNotRed, "missing_fixture"),
        (
            "from half import half\n\nX = half(2)\n\ndef test_it():\n    assert X == 1\n",
            SuiteNotRed,
            "not written yet",
        ),
        ("from half import half\n", SuiteNotRed, "no tests were collected"),
    ],
)
def test_tests_that_cannot_be_used_end_the_run_before_any_code(
    tmp_path: Path, tests: str, error: type[DevloopError], word: str
) -> None:
    async def story(desk: Desk) -> None:
        with pytest.raises(error, match=word):
            await desk.develop(spec(tests), desk.settings(RIGHT))
        state = await desk.session.find()
        assert state.status == "failed"
        assert word in state.reason
        assert not any(module.attempts for module in state.modules.values())

    play(tmp_path, story)


def test_what_is_not_installed_is_found_before_anything_is_stored(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        with pytest.raises(PackageMissing, match="the tests import tensorflow, which is not installed"):
            await desk.develop(spec("import tensorflow\n" + TESTS), desk.settings(RIGHT))
        with pytest.raises(PackageMissing, match="the hidden tests import tensorflow"):
            await desk.develop(spec(hidden="import tensorflow\n" + TESTS), desk.settings(RIGHT, install="never"))
        assert await desk.session.runs() == ()

    play(tmp_path, story)


def test_code_that_imports_what_is_not_installed_is_an_attempt_without_a_kernel(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        guarded = "try:\n    import dl_nowhere\nexcept ImportError:\n    pass\n\n" + RIGHT
        state = (await desk.develop(spec(), desk.settings("import dl_nowhere\n" + RIGHT, guarded))).state
        first, second = state.modules["half"].attempts
        assert first.outcome and first.outcome.status == "unusable" and first.outcome.receipt is None
        assert first.feedback == "the code imports dl_nowhere, which is not installed"
        assert second.outcome and second.outcome.status == "passed"

    play(tmp_path, story)


def test_a_model_writes_the_tests_where_there_are_none(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        text = spec(tests="", text="---\nentry: half(x)\n---\nHalve a number exactly.")
        told = await desk.develop(text, desk.settings(RIGHT, tests=TESTS))
        suite = told.state.modules["half"].suite
        assert suite is not None
        assert [file.provenance for file in suite.files] == ["model"]
        assert told.state.status == "success"
        with pytest.raises(BadInput, match="no tests"):
            await desk.develop(text, desk.settings(RIGHT), rerun=True)

    play(tmp_path, story)


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        settings = desk.settings(WRONG, SLOW, RIGHT, attempts=3, test_seconds=2)
        stopped = asyncio.Event()

        def stop_in_the_second_attempt(recorded: Any, state: RunState) -> None:
            if recorded.event.kind == "code_written" and recorded.event.number == 2:
                assert desk.session.stop("half") == (state.run,)
                stopped.set()

        told = await desk.develop(spec(), settings, listen=stop_in_the_second_attempt)
        assert stopped.is_set()
        assert (told.state.status, told.state.reason) == ("stopped", "stopped by the user")
        assert len(told.state.modules["half"].finished) == 1
        gone_on = await desk.develop(spec(), settings)
        assert gone_on.state.run == told.state.run
        attempts = gone_on.state.modules["half"].attempts
        assert [attempt.total for attempt in attempts] == [0.0, 0.0, 1.0]
        assert attempts[1].outcome is not None
        assert {case.outcome for case in attempts[1].outcome.tests} == {"timeout"}
        assert len(gone_on.state.calls) == 3

    play(tmp_path, story)


def test_a_run_belongs_to_one_at_a_time(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        settings = desk.settings(SLOW, attempts=1, test_seconds=30)
        first = asyncio.create_task(desk.develop(spec(), settings))
        while not (rows := await desk.session.runs()) or not rows[0].live:  # noqa: ASYNC110 - no event tells of it
            await asyncio.sleep(0.05)
        with pytest.raises(RunBusy):
            await desk.session.resume(rows[0].run)
        other = open_session(tmp_path / "home")
        with pytest.raises(RunBusy):
            await other.resume(rows[0].run)
        await other.close()
        desk.session.stop()
        assert (await first).state.status == "stopped"

    play(tmp_path, story)


def test_a_run_is_not_resumed_with_another_model(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        settings = desk.settings(WRONG, attempts=1)
        (tmp_path / "answers.yaml").unlink()
        with pytest.raises(BadInput, match=r"answers\.yaml"):
            await desk.develop(spec(), settings)
        state = await desk.session.find("half")
        assert state.status == "failed"
        assert "cannot be read" in state.reason

    play(tmp_path, story)


def test_what_is_asked_wrongly_starts_nothing(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        with pytest.raises(BadInput, match="no goal"):
            await desk.develop("", desk.settings(RIGHT))
        with pytest.raises(BadInput, match="do not parse, line 1"):
            await desk.develop(spec("def test_it(:\n    pass\n"), desk.settings(RIGHT))
        assert await desk.session.runs() == ()
        with pytest.raises(NotFound):
            await desk.session.find("half")

    play(tmp_path, story)

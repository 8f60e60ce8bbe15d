"""Time, memory and output are bounded, and what was reported before stays."""

import asyncio

from kernel_suites import cases, outcomes, suite_of

from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.limits import Limits

SHORT = Limits(test_seconds=0.5)
SLOW = """
import asyncio, time, pytest

@pytest.fixture
def slow():
    time.sleep(60)

@pytest.fixture
def slow_after():
    yield
    time.sleep(60)

def test_loop():
    while True:
        try:
            time.sleep(0.01)
        except Exception:
            pass

def test_swallowed_once():
    try:
        time.sleep(60)
    except:
        pass
    time.sleep(60)

async def test_async(): await asyncio.sleep(60)
def test_regex():
    import re
    re.match("(a+)+$", "a" * 64 + "b")
def test_setup(slow): ...
def test_teardown(slow_after): ...
def test_good(): ...
"""


def test_a_test_over_its_time_is_stopped_and_the_others_go_on(run):
    outcome = run(SLOW, limits=SHORT)
    late = ("test_loop", "test_swallowed_once", "test_async", "test_regex", "test_setup", "test_teardown")
    assert outcomes(outcome) == {**dict.fromkeys(late, "timeout"), "test_good": "passed"}
    assert outcome.status == "failed"
    assert cases(outcome)["test_loop"].message == "took longer than 0.5 s"
    assert "test_it.py:16: in test_loop" in cases(outcome)["test_loop"].traceback


def test_what_cannot_be_stopped_is_killed(kernels):
    loops = {
        "swallows": "while True:\n        try: time.sleep(0.01)\n        except BaseException: ...",
        "c_code": "max(iter(int, 1))",
        "stops_itself": "os.kill(os.getpid(), signal.SIGSTOP)",
        "deaf": "for each in (2, 14, 15): signal.signal(each, signal.SIG_IGN)\n    while True: ...",
    }
    tests = "import os, signal, time\ndef test_before(): ...\ndef test_stuck():\n    {}\ndef test_after(): ...\n"

    async def together():
        runner = KernelRunner()
        return await asyncio.gather(*(runner.run({}, suite_of(tests.format(loop)), SHORT) for loop in loops.values()))

    for outcome in asyncio.run(together()):
        assert outcome.status == "timeout"
        assert outcomes(outcome) == {"test_before": "passed", "test_stuck": "timeout", "test_after": "missing"}
        assert outcome.message == "test_it.py::test_stuck: took longer than 0.5 s and did not stop"
        assert outcome.receipt is not None


def test_a_suite_over_its_time_ends_with_what_it_has(run):
    tests = "import time\ndef test_one(): ...\ndef test_two(): time.sleep(60)\ndef test_three(): ...\n"
    outcome = run(tests, limits=Limits(suite_seconds=1.5))
    assert outcome.status == "timeout"
    assert outcomes(outcome) == {"test_one": "passed", "test_two": "timeout", "test_three": "missing"}
    assert cases(outcome)["test_two"].message == "the suite took too long"


def test_an_import_over_its_time_is_stopped(run):
    outcome = run(
        "import scale\ndef test_one(): ...\n", "test_one", limits=Limits(suite_seconds=1), scale="while 1: 1"
    )
    assert outcome.status == "timeout"
    assert outcome.message == "collecting test_it.py failed: the import took all the time of the suite"


def test_an_import_that_cannot_be_stopped_is_killed(run):
    code = "import signal; signal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: ..."
    outcome = run("import scale\ndef test_one(): ...\n", "test_one", limits=Limits(suite_seconds=1), scale=code)
    assert (outcome.status, outcomes(outcome)) == ("timeout", {"test_one": "missing"})
    assert outcome.message == "the suite took longer than 1 s and did not stop"


def test_too_much_memory_fails_the_test_alone(run):
    tests = "def test_greedy(): bytearray(600 * 2**20)\ndef test_modest(): bytearray(100 * 2**20)\n"
    outcome = run(tests, limits=Limits(memory_mib=400))
    assert outcomes(outcome) == {"test_greedy": "failed", "test_modest": "passed"}
    assert cases(outcome)["test_greedy"].exception == "MemoryError"


def test_output_keeps_its_head_and_its_tail(run):
    tests = """
        import os, subprocess
        def test_much():
            print("first")
            for _ in range(50): print("x" * 2**20)
            print("last")
        def test_endless():
            while True: print("x" * 2**20)
        def test_process():
            subprocess.run(["echo", "from a process"], check=True)
        def test_good(): ...
        def test_message(): raise ValueError("y" * 10**7)
    """
    outcome = run(tests, limits=Limits(test_seconds=30))
    much = cases(outcome)["test_much"]
    assert (much.outcome, much.stdout[:5], much.stdout[-5:]) == ("passed", "first", "last\n")
    assert "characters left out" in much.stdout and len(much.stdout) < 20_000
    endless = cases(outcome)["test_endless"]
    assert (endless.outcome, endless.message) == ("failed", "OSError: [Errno 27] File too large")
    assert cases(outcome)["test_process"].stdout == "from a process\n"
    assert len(cases(outcome)["test_message"].traceback) < 20_000
    assert outcomes(outcome)["test_good"] == "passed"


def test_output_past_the_tests_is_bounded(run):
    code = "import os\nos.write(2, b'begin')\n"
    tests = """
        import atexit, threading
        from _pytest.capture import CaptureManager
        def test_past_the_capture(pytestconfig):
            with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
                import os
                os.write(1, b"begin\\x1b[31m\\xff")
                for _ in range(200): os.write(1, b"z" * 4096)
                os.write(1, b"end")
    """
    outcome = run(tests, scale=code)
    assert outcome.status == "passed"
    assert outcome.stdout.startswith("begin\ufffdzzz") and outcome.stdout.endswith("zzzend")
    assert "characters left out" in outcome.stdout and len(outcome.stdout) < 70_000

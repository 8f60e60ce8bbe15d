"""Every way a test can end, as a fresh kernel reports it."""

import hashlib

from kernel_suites import cases, outcomes, suite_of

from devloop_nb.values.suite import Suite, SuiteFile

EVERY_WAY = """
    import asyncio, unittest, pytest
    from scale import scale, shift

    print("said at import")

    @pytest.fixture
    def ready():
        yield 2
        print("put away")

    @pytest.fixture
    def broken():
        raise OSError("no disk")

    @pytest.fixture
    def broken_after():
        yield
        raise OSError("no disk")

    @pytest.mark.parametrize("value, result", [(1, 2), (3, 7)])
    def test_param(value, result):
        assert scale(value) == result

    def test_fixture(ready, tmp_path, capsys):
        print("captured")
        assert capsys.readouterr().out == "captured\\n"
        assert scale(ready) == 4

    class TestClass:
        def test_method(self):
            assert scale(2) == 4

    class TestCase(unittest.TestCase):
        def test_unit(self):
            self.assertEqual(scale(2), 5)

    def test_raises():
        with pytest.raises(ValueError):
            scale(1)

    def test_error():
        shift([])

    @pytest.mark.skip(reason="later")
    def test_skip(): ...

    @pytest.mark.xfail(reason="known")
    def test_xfail():
        assert False

    @pytest.mark.xfail(reason="known")
    def test_xpass(): ...

    @pytest.mark.xfail(strict=True, reason="known")
    def test_strict(): ...

    def test_setup(broken): ...
    def test_teardown(broken_after): ...
    def test_no_fixture(scael): ...

    async def test_async(ready):
        await asyncio.sleep(0)
        assert scale(ready) == 5

    def test_own_loop():
        assert asyncio.run(asyncio.sleep(0, 7)) == 7

    def test_says():
        import sys
        print("\\x1b[31mred\\x1b[0m and \\x1b]8;;http://x\\x07linked")
        print("grumble", file=sys.stderr)
        assert "a" == "b", "they differ"

    def test_surrogate():
        raise ValueError("lone \\ud800 here")

    class Mute(Exception):
        def __str__(self):
            raise RuntimeError

    def test_mute():
        raise Mute
"""
CODE = """
    def scale(value):
        return 2 * value

    def shift(values):
        return values[9]
"""
ENDS = {
    "test_param[1-2]": "passed",
    "test_param[3-7]": "failed",
    "test_fixture": "passed",
    "TestClass::test_method": "passed",
    "TestCase::test_unit": "failed",
    "test_raises": "failed",
    "test_error": "failed",
    "test_skip": "skipped",
    "test_xfail": "xfailed",
    "test_xpass": "xpassed",
    "test_strict": "failed",
    "test_setup": "error",
    "test_teardown": "error",
    "test_no_fixture": "error",
    "test_async": "failed",
    "test_own_loop": "passed",
    "test_says": "failed",
    "test_surrogate": "failed",
    "test_mute": "failed",
}


def test_every_way_a_test_can_end(run):
    outcome = run(EVERY_WAY, scale=CODE)
    assert outcome.status == "failed"
    assert outcome.stdout == "said at import\n"
    assert outcomes(outcome) == ENDS
    told = {name: (case.exception, case.message) for name, case in cases(outcome).items() if case.outcome != "passed"}
    assert told["test_param[3-7]"] == ("AssertionError", "assert 6 == 7")
    assert told["TestCase::test_unit"] == ("AssertionError", "4 != 5")
    assert told["test_raises"][0] == "Failed"
    assert told["test_raises"][1].startswith("Failed: DID NOT RAISE")
    assert told["test_error"] == ("IndexError", "IndexError: list index out of range")
    assert told["test_skip"] == ("Skipped", "Skipped: later")
    assert told["test_strict"][1].startswith("[XPASS(strict)]")
    assert told["test_setup"] == ("OSError", "OSError: no disk")
    assert told["test_no_fixture"] == ("FixtureLookupError", "FixtureLookupError: no fixture 'scael'")
    assert told["test_async"] == ("AssertionError", "assert 4 == 5")
    assert told["test_says"] == ("AssertionError", "assert 'a' == 'b'")
    assert told["test_surrogate"] == ("ValueError", "ValueError: lone \\ud800 here")
    assert told["test_mute"] == ("Mute", "Mute: (its text cannot be read: RuntimeError)")
    says = cases(outcome)["test_says"]
    assert (says.stdout, says.stderr) == ("red and linked\n", "grumble\n")
    assert cases(outcome)["test_fixture"].stdout == "put away\n"


def test_a_traceback_shows_the_frames_of_test_and_code_by_file_name(run):
    tests = """
        import json, scale
        def test_error():
            json.loads("1", object_hook=None, parse_int=scale.shift)
    """
    case = cases(run(tests, scale=CODE))["test_error"]
    frames = [line for line in case.traceback.splitlines() if not line.startswith(" ")]
    assert frames == [
        "test_it.py:4: in test_error",
        "scale.py:6: in shift",
        "E   IndexError: string index out of range",
    ]


def test_exactly_the_expected_tests_count(run):
    tests = """
        def test_fails(): assert False
        def test_two(): ...
        def test_one(): ...
    """
    good = run(tests, "test_one", "test_two")
    assert (good.status, list(outcomes(good))) == ("passed", ["test_one", "test_two"])
    lacking = run(tests, "test_one", "test_three")
    assert (lacking.status, outcomes(lacking)) == ("failed", {"test_one": "passed", "test_three": "missing"})
    assert cases(lacking)["test_three"].message == "it was not collected"


def test_an_import_that_fails_is_named(run):
    tests = "from scale import scale\n\ndef test_one(): ...\n"
    for code, message in {
        "": "collecting test_it.py failed: ImportError: cannot import name 'scale' from 'scale' (scale.py)",
        "def scale(:": "collecting test_it.py failed: SyntaxError: invalid syntax (scale.py, line 1)",
        "import sys; sys.exit(3)": "collecting test_it.py failed: SystemExit: 3",
        "import pytest; pytest.exit('x', 0)": "collecting test_it.py failed: Exit: x",
        "import pytest; pytest.skip('x', allow_module_level=True)": "collecting test_it.py failed: Skipped: x",
    }.items():
        outcome = run(tests, "test_one", scale=code)
        assert (outcome.status, outcome.message) == ("error", message)
        assert (outcomes(outcome), cases(outcome)["test_one"].message) == ({"test_one": "missing"}, message)


def test_a_suite_without_tests_has_not_passed(run):
    outcome = run("import scale", scale="")
    assert (outcome.status, outcome.message, outcome.tests) == ("error", "no tests were collected", ())


def test_one_file_that_cannot_be_collected_leaves_the_others_their_results(run):
    good = SuiteFile(name="test_good.py", source="def test_one(): ...\n", provenance="user")
    bad = SuiteFile(name="test_bad.py", source="import nowhere\n", provenance="model")
    outcome = run(Suite(module="it", files=(bad, good)))
    assert (outcome.status, outcomes(outcome)) == ("error", {"test_one": "passed"})
    assert outcome.message == "collecting test_bad.py failed: ModuleNotFoundError: No module named 'nowhere'"


def test_the_receipt_names_what_was_sent(run):
    sources = {"calendar": 'NAME = "Grüße"\n', "unused": "import calendar\n"}
    suite = suite_of("from calendar import NAME\n\ndef test_one():\n    assert len(NAME) == 5\n")
    outcome = run(suite, **sources)
    assert outcome.status == "passed"
    receipt = outcome.receipt
    assert receipt.sources == {"calendar": hashlib.sha256(sources["calendar"].encode()).hexdigest()}
    assert receipt.suite == suite.sha256
    assert receipt.nonce and receipt.pid > 0 and receipt.kernel.startswith("ipykernel ")


def test_time_and_peak_memory_of_each_test(run):
    outcome = run("""
        import time
        def test_before(): ...
        def test_list(): block = bytearray(50 * 2**20)
        def test_sleep(): time.sleep(0.2)
        def test_work():
            ends = time.process_time() + 0.2
            while time.process_time() < ends: ...
    """)
    measured = cases(outcome)
    assert abs(measured["test_list"].peak_mib - 50) < 5
    assert measured["test_before"].peak_mib < 5
    assert measured["test_sleep"].peak_mib < 5
    assert outcome.peak_mib == measured["test_list"].peak_mib
    assert measured["test_sleep"].seconds >= 0.2 > 0.1 > measured["test_sleep"].cpu_seconds
    assert measured["test_work"].cpu_seconds >= 0.2
    assert outcome.seconds > 0.4

"""A kernel that dies is noticed, named and cleared away."""

from kernel_suites import cases, outcomes

DEATHS = {
    "import os; os._exit(0)": "the kernel ended itself with exit code 0",
    "import os; os._exit(7)": "the kernel ended itself with exit code 7",
    "import ctypes; ctypes.string_at(0)": "the kernel was ended by SIGSEGV",
    "import os, signal; os.kill(os.getpid(), signal.SIGKILL)": "the kernel was ended by SIGKILL",
    "import os; os.kill(os.getpid(), 40)": "the kernel was ended by signal 40",
    "import os, signal; os.kill(0, signal.SIGKILL)": "the kernel was ended by SIGKILL",
}


def test_a_kernel_that_dies_keeps_what_it_reported(run):
    for death, message in DEATHS.items():
        outcome = run(f"def test_before(): ...\ndef test_dies():\n    {death}\ndef test_after(): ...\n")
        assert (outcome.status, outcome.message) == ("crashed", f"test_it.py::test_dies: {message}")
        assert outcomes(outcome) == {"test_before": "passed", "test_dies": "error", "test_after": "missing"}
        assert cases(outcome)["test_dies"].exception == "KernelDied"
        assert cases(outcome)["test_after"].message == f"it was not run: {message}"


def test_where_a_segfault_happened_is_told(run):
    code = "import ctypes\ndef scale(x):\n    return ctypes.string_at(0)\n"
    outcome = run("from scale import scale\ndef test_dies(): scale(1)\n", scale=code)
    assert outcome.stderr.splitlines() == [
        "Fatal Python error: Segmentation fault",
        '  File "scale.py", line 3 in scale',
        '  File "test_it.py", line 2 in test_dies',
    ]


def test_a_kernel_that_dies_at_import(run):
    outcome = run("import scale\ndef test_one(): ...\n", "test_one", scale="import os; os._exit(0)")
    assert (outcome.status, outcome.message) == ("crashed", "the kernel ended itself with exit code 0")
    assert outcomes(outcome) == {"test_one": "missing"}


def test_code_that_breaks_pytest_itself_is_an_error(run):
    outcome = run("import scale\ndef test_one(): ...\n", scale="import _pytest.runner as r; r.call_and_report = None")
    assert (outcome.status, outcome.message) == (
        "error",
        "pytest broke down: TypeError: 'NoneType' object is not callable",
    )
    assert cases(outcome)["test_one"].message == f"it was not run: {outcome.message}"


def test_code_that_breaks_the_kernel_is_a_crash(run):
    outcome = run("import scale\ndef test_one(): ...\n", "test_one", scale="import os; os.closerange(3, 300)")
    assert (outcome.status, outcomes(outcome)) == ("crashed", {"test_one": "missing"})
    outcome = run("import scale\ndef test_one(): ...\n", "test_one", scale="import sys; sys.stdout.close()")
    assert (outcome.status, outcome.passed) == ("crashed", 0)
    assert outcome.message == "the suite broke off: ValueError: I/O operation on closed file"


def test_leaving_the_interpreter_fails_one_test_only(run):
    outcome = run("""
        import sys, pytest, threading
        def test_sys(): sys.exit()
        def test_exit(): exit(0)
        def test_stop(): pytest.exit("enough", returncode=0)
        def test_interrupt(): raise KeyboardInterrupt
        def test_signal():
            import os, signal
            os.kill(os.getpid(), signal.SIGINT)
        def test_input(): input("?")
        def test_good(): ...
    """)
    assert outcome.status == "failed"
    failed = {name: case.message for name, case in cases(outcome).items() if case.outcome == "failed"}
    assert failed == {
        "test_sys": "SystemExit",
        "test_exit": "SystemExit: 0",
        "test_stop": "TriedToStop: the code called for the end of the test run: Exit: enough",
        "test_signal": "TriedToStop: the code called for the end of the test run: KeyboardInterrupt",
        "test_interrupt": "TriedToStop: the code called for the end of the test run: KeyboardInterrupt",
        "test_input": failed["test_input"],
    }
    assert outcomes(outcome)["test_good"] == "passed"

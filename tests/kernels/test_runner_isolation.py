"""What a kernel can see, and what it leaves behind."""

import json
import os

from kernel_suites import cases, inhabitants, outcomes

KEYS = ("OPENAI_API_KEY", "DEVLOOP_LM_KEY", "AWS_SECRET_ACCESS_KEY", "PYTHONPATH", "PYTEST_ADDOPTS", "PYTEST_PLUGINS")


def test_the_environment_is_an_allow_list(run, monkeypatch, kernels):
    for key in KEYS:
        monkeypatch.setenv(key, "--canary-4711")
    tests = """
        import json, os
        def test_environment():
            print(json.dumps(dict(os.environ)))
            print(json.dumps(open(f"/proc/self/environ").read()))
    """
    case = cases(run(tests))["test_environment"]
    assert case.outcome == "passed"
    assert "canary" not in case.stdout
    seen = json.loads(case.stdout.splitlines()[0])
    assert not set(KEYS) & set(seen)
    assert seen["PATH"] == os.environ["PATH"]
    assert all(seen[name].startswith(str(kernels)) for name in ("HOME", "TMPDIR", "IPYTHONDIR"))


def test_daemons_die_with_the_kernel(run, kernels):
    tests = """
        import os, subprocess, sys, time

        def daemon(environment):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    os.execvpe("sleep", ["sleep", "300"], environment)
                os._exit(0)
            os.wait()

        def test_daemons():
            daemon(dict(os.environ))
            daemon({"HOME": os.environ["HOME"], "DEVLOOP_KERNEL": os.environ["DEVLOOP_KERNEL"], "PATH": "/bin"})
            subprocess.Popen(["sleep", "300"], env={"HOME": os.environ["HOME"]}, start_new_session=True)
            subprocess.Popen(["sleep", "300"], env={"HOME": os.environ["HOME"]})
    """
    far = """
            subprocess.Popen(["sleep", "300"], env={"HOME": os.environ["HOME"]}, start_new_session=True, cwd="/")
    """
    assert run(tests.rstrip() + far).status == "passed"
    assert not inhabitants(kernels)
    killed = run(tests.rstrip() + "\n            os._exit(0)\n")
    assert killed.status == "crashed"


def test_files_that_steer_pytest_have_no_effect(run):
    code = """
        from pathlib import Path
        Path("conftest.py").write_text("def pytest_collection_modifyitems(items): items.clear()")
        Path("pytest.ini").write_text("[pytest]\\naddopts = --collect-only")
        Path("pyproject.toml").write_text("[tool.pytest.ini_options]\\naddopts = '--collect-only'")
        Path("sitecustomize.py").write_text("import os; os._exit(0)")
        Path("test_it.py").write_text("def test_one(): pass")
    """
    outcome = run("import scale\ndef test_one(): assert False\n", "test_one", scale=code)
    assert outcomes(outcome) == {"test_one": "failed"}


def test_a_module_that_pytest_would_read_as_its_own_is_code(run):
    code = "def pytest_collection_modifyitems(items):\n    items[:] = items[:1]\n"
    outcome = run("def test_one(): pass\ndef test_two(): assert False\n", conftest=code)
    assert outcomes(outcome) == {"test_one": "passed", "test_two": "failed"}


def test_no_plugin_of_the_machine_takes_part(run):
    tests = """
        def test_one(request):
            assert [each.project_name for _, each in request.config.pluginmanager.list_plugin_distinfo()] == []
    """
    assert outcomes(run(tests)) == {"test_one": "passed"}


def test_a_changed_test_file_shows_in_the_receipt(run):
    tests = "from pathlib import Path\ndef test_one(): Path(__file__).unlink()\n"
    from kernel_suites import suite_of

    assert run(tests).receipt.suite != suite_of(tests).sha256


def test_skipping_from_inside_does_not_pass(run):
    code = """
        import pytest, unittest
        def scale(value):
            pytest.skip("nothing to see")
        def shift(value):
            raise unittest.SkipTest
        def turn(value):
            pytest.xfail("known")
    """
    tests = """
        from scale import scale, shift, turn
        def test_one(): assert scale(1) == 2
        def test_two(): assert shift(1) == 2
        def test_three(): assert turn(1) == 2
    """
    outcome = run(tests, "test_one", "test_two", "test_three", scale=code)
    assert (outcome.status, outcome.passed) == ("failed", 0)
    assert outcomes(outcome) == {"test_one": "skipped", "test_two": "skipped", "test_three": "xfailed"}


def test_reports_of_the_wrong_shape_do_no_harm(run):
    code = """
        import gc
        from IPython.core.getipython import get_ipython
        mime = "application/vnd.devloop.tests+json"
        probe = next(each for each in gc.get_objects() if type(each).__name__ == "Probe")
        shell, nonce = get_ipython(), {"nonce": probe.order["nonce"]}
        case = {**nonce, "kind": "case", "id": "test_it.py::test_one", "outcome": "passed"}
        for report in (
            nonce,
            {**nonce, "kind": []},
            {**nonce, "kind": "ended"},
            {**nonce, "kind": "collected", "ids": 3},
            {**case, "seconds": float("nan")},
            {**case, "outcome": "splendid"},
            {**case, "unknown": 1},
            {**case, "id": 5},
        ):
            shell.display_pub.publish({mime: report})
        kernel = shell.kernel
        odd = {"stream": {"name": []}, "display_data": {"data": 3}, "status": {"execution_state": {}}, "error": {}}
        for kind, content in odd.items():
            kernel.session.send(kernel.iopub_socket, kind, content)
        kernel.iopub_socket.send_multipart([b"odd"])
    """
    outcome = run("import scale\ndef test_one(): assert 0\n", scale=code)
    assert (outcome.status, outcome.message, outcomes(outcome)) == ("failed", "", {"test_one": "failed"})


def test_reports_without_the_nonce_are_no_reports(run):
    code = """
        from IPython.display import publish_display_data
        mime = "application/vnd.devloop.tests+json"
        for nonce in ("", "guessed", None):
            case = {"kind": "case", "nonce": nonce, "id": "test_it.py::test_one", "outcome": "passed"}
            publish_display_data({mime: case})
        publish_display_data({mime: ["odd"]})
    """
    assert outcomes(run("import scale\ndef test_one(): assert 0\n", scale=code)) == {"test_one": "failed"}


def test_a_folder_that_is_hard_to_delete_is_deleted(run, kernels):
    code = """
        import os
        from pathlib import Path
        deep = Path("a")
        deep.mkdir()
        (deep / "file").write_text("")
        deep.chmod(0)
        os.symlink("/", "root")
        os.mkfifo("pipe")
    """
    assert run("import scale\ndef test_one(): ...\n", scale=code).status == "passed"
    assert not list(kernels.iterdir())

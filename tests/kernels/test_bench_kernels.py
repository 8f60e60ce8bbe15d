"""The bench runs what it says it runs."""

import json
import subprocess
import sys

import pytest


@pytest.mark.alone
@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_ours_beside_the_floor():
    command = [
        sys.executable,
        "-c",
        "from devloop_nb.frontends.cli.app import main; main()",
        "bench",
        "kernels",
        "--rounds=2",
        "--seconds=0.2",
    ]
    ours, floor = (
        json.loads(subprocess.run([*command, f"--only={only}", "--json"], capture_output=True, check=True).stdout)
        for only in ("ours, ready", "floor")
    )
    assert set(ours["suites"]) == set(floor["suites"]) == {"tiny", "numpy and pandas"}
    for suite in ours["suites"]:
        figures = ours["suites"][suite]["ours, ready"]
        assert len(figures["seconds"]) == 2
        assert figures["per_second"] > 0
        assert figures["cpu"] > 0.02
        assert figures["pss_mib"] > figures["private_mib"] > 1
        assert set(figures["stages"]) == {"kernel there", "suite", "end"}
        assert floor["suites"][suite]["floor: fork and pytest"]["cpu"] > 0.01

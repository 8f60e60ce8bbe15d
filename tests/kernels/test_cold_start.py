"""Where kernels cannot be forked they start cold, and everything is as it was."""

import asyncio

import pytest
from test_runner_crashes import test_a_kernel_that_dies_at_import, test_where_a_segfault_happened_is_told
from test_runner_isolation import test_the_environment_is_an_allow_list
from test_runner_life import test_close_ends_what_is_running, test_runs_leave_no_open_file
from test_runner_limits import test_what_cannot_be_stopped_is_killed
from test_runner_outcomes import test_every_way_a_test_can_end, test_time_and_peak_memory_of_each_test

from devloop_nb.kernels.health import kernel_health

__all__ = [
    "test_a_kernel_that_dies_at_import",
    "test_close_ends_what_is_running",
    "test_every_way_a_test_can_end",
    "test_runs_leave_no_open_file",
    "test_the_environment_is_an_allow_list",
    "test_time_and_peak_memory_of_each_test",
    "test_what_cannot_be_stopped_is_killed",
    "test_where_a_segfault_happened_is_told",
]


@pytest.fixture(autouse=True)
def cold(monkeypatch):
    monkeypatch.setenv("DEVLOOP_KERNELS", "cold")


def test_the_check_says_how_kernels_start(kernels):
    assert "started cold, because DEVLOOP_KERNELS says so" in asyncio.run(kernel_health()).says

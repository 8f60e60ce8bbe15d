"""Servers that tests start end with the tests, however these end."""

import signal
import sys
from subprocess import PIPE, Popen

from browser_lab import LEASH


def test_a_server_ends_with_the_one_who_started_it() -> None:
    command = [sys.executable, "-u", str(LEASH), "http.server", "--bind", "127.0.0.1", "0"]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as server:
        assert server.stdout and server.stdin
        assert server.stdout.readline().startswith("Serving HTTP on 127.0.0.1")
        server.stdin.close()
        assert server.wait(timeout=20) == -signal.SIGTERM

"""Has files send signals to a process outside, and asks for a handle on it.

Ends: failed, none of
"""

import fcntl
import os
import signal
import socket


def run():
    worked = []
    for victim in (OUTSIDE["victim"], OUTSIDE["pid"]):
        ours, theirs = socket.socketpair()
        for attempt in (
            lambda ours=ours, victim=victim: fcntl.fcntl(ours, fcntl.F_SETOWN, victim),
            lambda victim=victim: signal.pidfd_send_signal(os.pidfd_open(victim), signal.SIGTERM),
            lambda victim=victim: os.kill(victim, signal.SIGTERM),
        ):
            try:
                attempt()
                worked.append(victim)
            except OSError:
                pass
        fcntl.fcntl(ours, fcntl.F_SETFL, os.O_ASYNC)
        theirs.send(b"x")
    assert worked, "none of it worked"

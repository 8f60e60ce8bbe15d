"""Writes settings of the whole machine.

Ends: failed, none of
"""

import os
import time


def run():
    done = []
    for name in ("kernel/core_pattern", "kernel/sysrq", "vm/overcommit_memory", "net/ipv4/ip_forward"):
        try:
            os.close(os.open(f"/proc/sys/{name}", os.O_WRONLY))
            done.append(name)
        except OSError:
            pass
    for change in (lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()), lambda: os.nice(-5)):
        try:
            change()
            done.append("changed")
        except OSError:
            pass
    assert done, "none of them could be changed"

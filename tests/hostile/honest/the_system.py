"""Asks the system for what it knows: users, time zones, processors, terminals, itself.

Ends: passed
"""

import getpass
import locale
import os
import platform
import pty
import ssl
import sys
import zoneinfo

import psutil


def run():
    assert getpass.getuser()
    assert os.cpu_count() and os.sched_getaffinity(0)
    assert zoneinfo.ZoneInfo("UTC") and locale.getlocale() and platform.platform()
    assert ssl.create_default_context() and os.urandom(8)
    assert psutil.Process().memory_info().rss and psutil.virtual_memory().total and psutil.net_if_addrs()
    ours, theirs = pty.openpty()
    assert os.isatty(theirs) and os.path.exists(sys.executable)
    os.close(ours)

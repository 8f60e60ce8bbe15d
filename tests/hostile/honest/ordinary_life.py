"""Does what programs do: keeps a log and settings at home, asks for input, waits for an alarm, says a lot.

Ends: passed
"""

import contextlib
import ctypes
import dbm.dumb
import faulthandler
import io
import locale
import logging
import logging.handlers
import os
import pathlib
import shelve
import signal
import socket
import sys
import tempfile
import threading
import time
import uuid
import zipfile
import zoneinfo


def run():
    home = pathlib.Path.home()
    (home / ".config" / "program").mkdir(parents=True)
    (home / ".config" / "program" / "settings").write_text("a = 1")
    assert pathlib.Path("~/.config/program/settings").expanduser().read_text() == "a = 1"
    handler = logging.handlers.RotatingFileHandler("program.log", maxBytes=1000, backupCount=2)
    logger = logging.getLogger("program")
    logger.addHandler(handler)
    for number in range(400):
        logger.warning("line %d", number)
    assert os.path.exists("program.log.2")
    before, sys.stdin = sys.stdin, io.StringIO("Ada\n")
    assert input("Name? ") == "Ada"
    sys.stdin = before
    with contextlib.suppress(EOFError, OSError):
        input()
    rung = []
    signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    time.sleep(0.2)
    assert rung
    faulthandler.enable(file=open("faults", "w"))
    faulthandler.dump_traceback(file=open("faults", "w"))
    faulthandler.disable()
    libc = ctypes.CDLL(None)
    compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
    numbers = (ctypes.c_int * 3)(3, 1, 2)
    libc.qsort(numbers, 3, ctypes.sizeof(ctypes.c_int), compare(lambda a, b: a[0] - b[0]))
    assert list(numbers) == [1, 2, 3]
    assert zoneinfo.ZoneInfo("Europe/Berlin").key and locale.setlocale(locale.LC_ALL, "C.UTF-8")
    with dbm.dumb.open("names", "c") as names, shelve.open("shelf") as shelf:
        names["a"], shelf["b"] = b"1", [2]
        assert shelf["b"] == [2]
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(f"{folder}/a.zip", "w") as archive:
        archive.writestr("name", "x" * 1000)
    assert socket.gethostname() and socket.getaddrinfo("localhost", 80) and uuid.uuid1() and threading.active_count()
    os.makedirs("/tmp/of_program", exist_ok=True)
    for _ in range(500):
        print("x" * 10_000)

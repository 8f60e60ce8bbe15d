"""``python leash.py MODULE ...``: a module that ends when whoever started it closes the pipe, or is no more."""

import os
import runpy
import signal
import sys
import threading


def end_with_the_pipe() -> None:
    """Ends this process as a service is ended, once nobody holds the other end of its input."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=end_with_the_pipe, daemon=True).start()
    del sys.argv[0]
    sys.path[0] = ""
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)

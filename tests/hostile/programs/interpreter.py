"""Changes the interpreter and its library.

Ends: failed, Errno
"""

import os
import sys


def run():
    for path in (os.__file__, sys.executable):
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND))

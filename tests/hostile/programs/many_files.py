"""Makes up to a hundred thousand files.

Ends: failed, No space left on device
"""

import os


def run():
    os.mkdir("hostile")
    for number in range(100_000):
        os.close(os.open(f"hostile/{number}", os.O_CREAT | os.O_WRONLY))

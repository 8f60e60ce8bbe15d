"""Makes up to 400 queues of messages, which lie in no folder and in no process.

Ends: failed, of 400
"""

import ctypes
import os


def run():
    libc = ctypes.CDLL(None, use_errno=True)
    made = [libc.mq_open(b"/hostile-%d" % number, os.O_CREAT | os.O_RDWR, 0o600, None) for number in range(400)]
    count = sum(each >= 0 for each in made)
    assert count > 300, f"{count} of 400"

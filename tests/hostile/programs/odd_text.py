"""Prints what is no text, and what turns text around.

Ends: failed, odd
"""

import sys


def run():
    sys.stdout.buffer.write(b"\xff\xfe\x00\x1b[2J\x1b]0;title\x07 \r\b \xe2\x80\xae end")
    raise ValueError("odd \ud800 \x00 \x1b[31m")

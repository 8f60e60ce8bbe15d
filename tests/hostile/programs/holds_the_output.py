"""Leaves a child that keeps the output open.

Ends: passed
"""

import subprocess


def run():
    subprocess.Popen(["sleep", "20"], start_new_session=True)

"""Leaves a tree of a thousand folders, and folders without rights.

Ends: passed
"""

import os


def run():
    here = os.getcwd()
    for _ in range(1000):
        os.mkdir("hostile")
        os.chdir("hostile")
    os.chdir(here)
    os.mkdir("closed")
    open("closed/file", "w").close()
    os.chmod("closed", 0)
    os.mkdir("\udcff\n")

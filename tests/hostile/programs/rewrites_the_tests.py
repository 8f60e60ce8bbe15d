"""Rewrites the file of the tests while they run.

Ends: failed, wrong
"""

from pathlib import Path

Path("test_it.py").write_text("def test_before(): ...\ndef test_harm(): ...\ndef test_after(): ...\n")


def run():
    raise AssertionError("wrong")

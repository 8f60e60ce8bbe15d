"""Writes 60 MiB past Python's streams while it is imported, and fails.

Ends: error, ImportError: enough
"""

import os

for _ in range(60):
    os.write(1, b"x" * 2**20)
raise ImportError("enough")

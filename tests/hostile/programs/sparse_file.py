"""Makes a file that looks 20 GiB large.

Ends: failed, File too large
"""

import os


def run():
    with open("hostile-sparse", "wb") as file:
        os.truncate(file.fileno(), 20 * 2**30)

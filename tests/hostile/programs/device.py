"""Makes a device that is the disk.

Ends: failed, Operation not permitted
"""

import os
import stat


def run():
    os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(254, 0))

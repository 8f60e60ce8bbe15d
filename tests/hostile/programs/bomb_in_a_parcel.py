"""Unpacks a kilobyte into gigabytes.

Ends: failed, MemoryError
Seconds: 16
"""

import zlib


def run():
    packer = zlib.compressobj(1)
    parcel = b"".join(packer.compress(bytes(2**20)) for _ in range(1000)) + packer.flush()
    zlib.decompress(parcel)

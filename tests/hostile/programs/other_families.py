"""Opens sockets that lead past the network: to the host of a virtual machine, to the kernel.

Ends: failed, none of
"""

import socket


def run():
    opened = []
    for family in ("AF_VSOCK", "AF_PACKET", "AF_ALG", "AF_CAN", "AF_BLUETOOTH", "AF_KEY"):
        if hasattr(socket, family):
            try:
                socket.socket(
                    getattr(socket, family), socket.SOCK_RAW if family == "AF_PACKET" else socket.SOCK_STREAM
                )
                opened.append(family)
            except OSError:
                pass
    for kind in ((socket.AF_INET, socket.SOCK_RAW, 1), (socket.AF_NETLINK, socket.SOCK_RAW, 12)):
        try:
            socket.socket(*kind)
            opened.append(str(kind))
        except OSError:
            pass
    assert opened, "none of them could be opened"

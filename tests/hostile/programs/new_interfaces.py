"""Makes an interface, a route and a firewall of its own, and takes its loopback down.

Ends: failed, none of
"""

import fcntl
import socket
import struct


def run():
    answers = []
    link = struct.pack("IHHII", 48, 16, 0x605, 1, 0) + struct.pack("BxHiII", 0, 0, 0, 0, 0) + b"\x0c\0\x03\0hostile\0"
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as route:
        route.send(link + bytes(48 - len(link)))
        answers.append(struct.unpack_from("i", route.recv(1000), 16)[0] == 0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as each:
        for request, value in ((0x8914, struct.pack("16sH22x", b"lo", 0)), (0x890B, bytes(120))):
            try:
                fcntl.ioctl(each, request, value)
                answers.append(True)
            except OSError:
                answers.append(False)
        try:
            each.setsockopt(socket.IPPROTO_IP, 64, bytes(100))
            answers.append(True)
        except OSError:
            answers.append(False)
    assert any(answers), "none of it worked"

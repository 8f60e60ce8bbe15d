"""Reads what only root may read.

Ends: failed, none of
"""


def run():
    for name in (
        "/etc/shadow",
        "/etc/ssh/ssh_host_ed25519_key",
        "/proc/1/environ",
        "/proc/kcore",
        "/dev/mem",
        "/dev/vda",
        "/dev/kmsg",
    ):
        try:
            with open(name, "rb") as file:
                file.read(1)
            return
        except OSError:
            pass
    raise PermissionError("none of them can be read")

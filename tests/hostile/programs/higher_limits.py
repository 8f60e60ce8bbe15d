"""Raises its own limits.

Ends: failed, none of
"""

import resource


def run():
    worked = []
    for kind in (
        resource.RLIMIT_AS,
        resource.RLIMIT_FSIZE,
        resource.RLIMIT_NOFILE,
        resource.RLIMIT_NPROC,
        resource.RLIMIT_CORE,
    ):
        try:
            resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            worked.append(kind)
        except (ValueError, OSError):
            pass
    assert worked, "none of it worked"

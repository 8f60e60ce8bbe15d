"""What a kernel sees of the environment: a few harmless variables, never a key."""

import os
import site

from devloop_nb.kernels.scratch import Scratch

MARKER = "DEVLOOP_KERNEL"

_PASSED_ON = frozenset({"PATH", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SSL_CERT_FILE"})
FIXED = {
    # One thread each: timings that can be compared, and no arena per thread under the memory limit.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "MPLBACKEND": "Agg",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
}


def kernel_environment(scratch: Scratch, marker: str) -> dict[str, str]:
    """The whole environment of a kernel; whatever carries ``marker`` descends from it."""
    passed_on = {name: value for name, value in os.environ.items() if name in _PASSED_ON or name.startswith("LC_")}
    folders = {
        "HOME": str(scratch.home),
        "IPYTHONDIR": str(scratch.home / "ipython"),
        "TMPDIR": str(scratch.temporary),
        # Without it the packages of a per-user installation would vanish with HOME.
        "PYTHONUSERBASE": site.getuserbase(),
    }
    return {"LANG": "C.UTF-8", **passed_on, **FIXED, **folders, MARKER: marker}

"""What a fenced process sees: the system, its interpreter and packages, and its own folder; nothing else is there."""

import os
import shutil
import site
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from devloop_nb.kernels.fence.spec import Fence
from devloop_nb.kernels.fence.system_calls import (
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    NO_DEVICES,
    NO_SETUID,
    READ_ONLY,
    bind,
    change_root,
    make_mounts_private,
    mount,
    set_attributes,
)

# Who the process is inside; outside it is this one too where root starts it, else the user who does.
NOBODY = 65534
TEMPORARY = "/tmp"
# The links to it in the process's folder have the names that it knows; in that folder itself all may be written.
SHARED = "/shared"
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/gnu/store")
# The rest of /etc is nobody's business: host keys, credentials of services.
_SETTINGS = (
    *("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "passwd", "group", "nsswitch.conf", "hosts"),
    *("host.conf", "protocols", "services", "localtime", "timezone", "locale.alias", "mime.types", "fonts"),
    *("ssl/certs", "ssl/openssl.cnf", "pki/tls/certs", "ca-certificates", "magic", "os-release", "debian_version"),
)
_HARDWARE = ("/sys/devices/system/cpu", "/sys/devices/system/node")
# Not a whole prefix: a virtual environment can be the folder of a project, with its notebooks and keys.
_OF_PREFIX = ("bin", "lib", "lib64", "libexec", "include", "share", "ssl", "etc/fonts", "pyvenv.cfg")
_DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
_LINKS = {"fd": "/proc/self/fd", "stdin": "fd/0", "stdout": "fd/1", "stderr": "fd/2", "ptmx": "pts/ptmx"}
# Root outside may write them although it has no rights inside.
_OF_MACHINE = ("sys", "sysrq-trigger", "irq", "bus")
_TERMINALS = 64  # The machine has one number of them for all.
_ROOT_OPTIONS, _MIB = "mode=755,size=1m,nr_inodes=4096", 2**20


def build(fence: Fence, own_processes: bool) -> None:
    """Makes the view the root of this mount namespace. Raises ``OSError``."""
    make_mounts_private()
    new = f"{fence.root}/fence"
    Path(new).mkdir(exist_ok=True)
    mount("tmpfs", new, MS_NOSUID | MS_NODEV, _ROOT_OPTIONS)
    _copy(fence, new)
    for path in sorted({*readable(), *fence.visible}):
        _show(path, new + path, READ_ONLY | NO_SETUID | NO_DEVICES)
    _make_devices(fence, new)
    Path(new, "proc").mkdir()
    if own_processes:
        mount("proc", f"{new}/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
        for path in (f"{new}/proc/{name}" for name in _OF_MACHINE):
            if Path(path).exists():
                bind(path, path, READ_ONLY)
    else:
        bind("/proc", f"{new}/proc", NO_SETUID | NO_DEVICES)
    change_root(new)
    set_attributes("/", READ_ONLY)


def readable() -> Iterator[str]:
    """Every file and folder that the interpreter of this process needs."""
    system = (*_SYSTEM, *(f"/etc/{name}" for name in _SETTINGS), *_HARDWARE)
    named = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    prefixes = {each for prefix in named for each in (prefix, os.path.realpath(prefix))}
    for path in (*system, *(f"{prefix}/{part}" for prefix in prefixes for part in _OF_PREFIX)):
        if Path(path).exists():
            yield path
    shown = tuple(f"{prefix}/lib" for prefix in prefixes)
    for folder in (*os.environ.get("LD_LIBRARY_PATH", "").split(":"), *sys.path, site.getusersitepackages()):
        if folder.startswith("/") and not folder.startswith(shown):
            yield from _packages(Path(folder))


def _packages(folder: Path) -> Iterator[str]:
    """The folder where it holds packages and nothing else; where other things lie beside them, only the packages."""
    if folder.name in ("site-packages", "dist-packages", "lib-dynload", "lib") or folder.is_file():
        if folder.exists():
            yield str(folder)
        return
    with suppress(OSError):  # Not there, or not for this user to read.
        for entry in folder.iterdir():
            if entry.suffix in (".py", ".so", ".pth") or (entry / "__init__.py").is_file():
                yield str(entry)


def _show(path: str, place: str, attributes: int) -> None:
    source, target = Path(path), Path(place)
    if target.exists():  # It lies in a folder that is shown already.
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        target.mkdir()
    else:
        target.touch()
    with suppress(PermissionError):  # Another's; the process could not read it without the fence either.
        bind(path, place, attributes)


def _copy(fence: Fence, new: str) -> None:
    """A file system in memory, of bounded size, with what lies in the folder; it is the one for /tmp too."""
    place, inside = TEMPORARY if fence.root.startswith(f"{TEMPORARY}/") else fence.root, Path(new + fence.root)
    Path(new + place).mkdir(parents=True)
    size = f"size={fence.scratch_mib * _MIB},nr_inodes={fence.scratch_files}"
    mount("tmpfs", new + place, MS_NOSUID | MS_NODEV, f"mode=700,uid={NOBODY},gid={NOBODY},{size}")
    left_out = shutil.ignore_patterns("fence", *fence.shared)
    shutil.copytree(fence.root, inside, ignore=left_out, dirs_exist_ok=True)
    for name in ("tmp", ".shm"):
        (inside / name).mkdir(mode=0o700, exist_ok=True)
    for name in fence.shared:
        (inside / name).symlink_to(f"{SHARED}/{name}")
        os.chown(f"{fence.root}/{name}", NOBODY, NOBODY)
        _show(f"{fence.root}/{name}", f"{new}{SHARED}/{name}", NO_SETUID | NO_DEVICES)
    for folder, folders, files in os.walk(new + place):
        for name in (".", *folders, *files):
            os.chown(f"{folder}/{name}", NOBODY, NOBODY, follow_symlinks=False)
    if place != TEMPORARY:
        _show(f"{inside}/tmp", new + TEMPORARY, NO_SETUID | NO_DEVICES)


def _make_devices(fence: Fence, new: str) -> None:
    """Devices that hold nothing; shared memory lies in the process's own folder, so that one size bounds both."""
    devices = Path(new, "dev")
    for name in _DEVICES:
        _show(f"/dev/{name}", f"{devices}/{name}", NO_SETUID)
    for name, target in _LINKS.items():
        (devices / name).symlink_to(target)
    for name in ("pts", "shm"):
        (devices / name).mkdir()
    with suppress(OSError):  # No pseudo terminals then.
        mount(
            "devpts", f"{devices}/pts", MS_NOSUID | MS_NOEXEC, f"newinstance,ptmxmode=0666,mode=600,max={_TERMINALS}"
        )
    bind(f"{new}{fence.root}/.shm", f"{devices}/shm", NO_SETUID | NO_DEVICES)

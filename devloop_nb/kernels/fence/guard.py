"""The two processes around the one inside: a guard outside, and the first process of its namespaces."""

import os
import select
import signal
from typing import NoReturn

from devloop_nb.kernels.fence.system_calls import PR_SET_DUMPABLE, PR_SET_PDEATHSIG, prctl


def die_with(tell: int) -> None:
    """Ends with the guard, which may be dead by now: then nobody reads the pipe."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    poll = select.poll()
    poll.register(tell, 0)
    if poll.poll(0):
        os._exit(1)


def reap(process: int, tell: int) -> NoReturn:
    """The first process of a namespace inherits every orphan; when it ends, all the others are killed."""
    prctl(PR_SET_DUMPABLE, 0)
    while True:
        ended, status = os.wait()
        if ended == process:
            os.write(tell, status.to_bytes(4, "little"))
            os._exit(0)


def guard(first: int, status: int) -> NoReturn:
    """Waits until nothing is left inside, then ends as the process inside did."""
    _, own = os.waitpid(first, 0)
    told = os.read(status, 4)
    how = int.from_bytes(told, "little") if told else own
    if os.WIFSIGNALED(how):
        if os.WTERMSIG(how) not in (signal.SIGKILL, signal.SIGSTOP):
            signal.signal(os.WTERMSIG(how), signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(how))
    os._exit(os.waitstatus_to_exitcode(how))

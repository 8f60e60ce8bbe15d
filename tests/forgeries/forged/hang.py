"""Never answers, and takes no for an answer from nobody."""

import signal


def scale(xs):
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue

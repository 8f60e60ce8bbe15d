"""Lets code in a kernel see what it would see in a program of its own."""

import site
import sys

from IPython.core.getipython import get_ipython


def be_as_in_a_program() -> None:
    """Takes back what a kernel changes for the cells of notebooks."""
    site.setquit()  # IPython hides ``exit`` and ``quit`` from modules.
    get_ipython().kernel._restore_input()
    sys.excepthook, sys.displayhook = sys.__excepthook__, sys.__displayhook__

"""``%devloop show`` and ``%devloop diff``: a stored run, an attempt from near, two attempts compared."""

import argparse
from html import escape
from typing import TYPE_CHECKING

from IPython.display import display

from devloop_nb.frontends.engine import engine
from devloop_nb.frontends.magics.voice import say
from devloop_nb.frontends.widgets.attempt_text import attempt_text
from devloop_nb.frontends.widgets.difference import as_text, diff_lines
from devloop_nb.frontends.widgets.follower import follow
from devloop_nb.frontends.widgets.plain_text import plain
from devloop_nb.frontends.widgets.receipt_output import ReceiptOutput
from devloop_nb.frontends.widgets.screens import LiveScreen
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.choosing import choose_module
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop

COLOURS = {"+": "background:rgba(46,160,67,.2)", "-": "background:rgba(248,81,73,.2)", "@": "opacity:.7"}


def show(magics: "DevLoop", options: argparse.Namespace) -> None:
    """The view of a run, at an attempt if one is named."""
    run, numbers = split(options.words, most=1)
    state = magics.desk.ask(lambda session: session.find(run))
    module = find_attempt(choose_module(state, options.module), numbers[0]).module if numbers else options.module
    screen = magics.desk.screens.get(state.run)
    if isinstance(screen, LiveScreen) and not numbers:
        screen.show_again()
    elif magics.desk.has_browser and not numbers and magics.desk.ask(lambda session: session.is_worked_on(state.run)):
        engine().submit(follow(state.run, magics.desk.session, LiveScreen(magics.desk)))
    elif magics.desk.has_browser:
        chosen = {"module": module or None, "chosen": numbers[0] if numbers else None}
        magics.desk.ask(lambda _: _open(LiveScreen(magics.desk, chosen), state))
    elif numbers:
        say(attempt_text(find_attempt(choose_module(state, module), numbers[0])))
    else:
        ReceiptOutput(state.run).show(state)


async def _open(screen: LiveScreen, state: RunState) -> None:
    screen.close(state)


def show_diff(magics: "DevLoop", options: argparse.Namespace) -> None:
    """What changed between two attempts."""
    run, numbers = split(options.words, most=2)
    if len(numbers) != 2:
        raise BadInput("which attempts?", mend="Name two, for instance %devloop diff 1 2.")
    state = magics.desk.ask(lambda session: session.find(run))
    module = choose_module(state, options.module)
    before, after = (plain(find_attempt(module, number).code) for number in numbers)
    lines = diff_lines(before, after) or (("@", f"Attempts {numbers[0]} and {numbers[1]} have the same code."),)
    rows = "".join(
        f"<div style='{COLOURS.get(sign, '')}'>{escape(as_text([(sign, text)])) or ' '}</div>" for sign, text in lines
    )
    display({"text/html": f"<pre>{rows}</pre>", "text/plain": as_text(lines)}, raw=True)


def split(words: list[str], most: int) -> tuple[str, list[int]]:
    """The run, and the numbers of attempts behind it; a number is never the name of a run."""
    numbers = [int(word) for word in words if word.isdigit()]
    names = [word for word in words if not word.isdigit()]
    if len(names) > 1 or len(numbers) > most:
        raise BadInput(f"{' '.join(words)} is more than can be shown", mend="Name one run, then its attempts.")
    return (names[0] if names else ""), numbers


def find_attempt(module: ModuleState, number: int) -> Attempt:
    """The attempt of that number. Raises ``NotFound``."""
    if not 1 <= number <= len(module.attempts):
        raise NotFound(f"{module.name} has no attempt {number}", mend=f"It has {len(module.attempts)}.")
    return module.attempts[number - 1]

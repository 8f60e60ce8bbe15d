"""``--context df,helper``: objects of this session that are given along, by their names and no others."""

from typing import TYPE_CHECKING

from IPython.display import display

from devloop_nb.frontends.widgets.given_panel import given_panel
from devloop_nb.values.given import Given
from devloop_nb.wiring import take_given

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop


def given_along(magics: "DevLoop", words: str | None) -> tuple[Given, ...]:
    """The objects of these names, parted by commas. Raises ``BadInput``."""
    names = [name.strip() for name in (words or "").split(",") if name.strip()]
    space = magics.shell.user_ns
    return take_given(names, space, space.get("In", ())) if names else ()


def show_given(given: tuple[Given, ...]) -> None:
    """Shows what will be told, before anything is sent."""
    if given:
        display(given_panel(given), raw=True)

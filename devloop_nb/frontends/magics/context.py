"""``--context df,helper,notes.md``: objects of this session and files that are given along, and no others."""

from pathlib import Path
from typing import TYPE_CHECKING

from IPython.display import display

from devloop_nb.frontends.context_files import given_files
from devloop_nb.frontends.widgets.given_panel import given_panel
from devloop_nb.values.given import Given
from devloop_nb.wiring import take_given

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop


def given_along(magics: "DevLoop", said: str | None) -> tuple[Given, ...]:
    """The objects of these names, and the files, parted by commas. Raises ``BadInput``."""
    words = [word.strip() for word in (said or "").split(",") if word.strip()]
    files = [word for word in words if "." in word or "/" in word]
    names, space = [word for word in words if word not in files], magics.shell.user_ns
    objects = take_given(names, space, space.get("In", ())) if names else ()
    return (*objects, *given_files(map(Path, files)))


def show_given(given: tuple[Given, ...]) -> None:
    """Shows what will be told, before anything is sent."""
    if given:
        display(given_panel(given), raw=True)

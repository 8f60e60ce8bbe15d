"""Completes sub-commands and options; the parsers are the only list of them."""

from typing import Any

from IPython.core.completer import SimpleCompletion

from devloop_nb.frontends.magics.cell_options import cell_options, scratch_options
from devloop_nb.frontends.magics.command_options import command_options


def complete(context: Any) -> dict[str, Any]:
    """A matcher of IPython's second kind: silent outside the magics' own lines."""
    words = words_for(context.text_until_cursor)
    found = [SimpleCompletion(text=word, type="magic") for word in words if word.startswith(context.token)]
    return {"completions": found, "suppress": bool(found)}


complete.matcher_api_version = 2  # type: ignore[attr-defined]  # this is how IPython tells its kinds apart
complete.matcher_identifier = "devloop"  # type: ignore[attr-defined]  # shown where matchers are switched off


def words_for(line: str) -> list[str]:
    """What may come next in this line."""
    if line.startswith("%%devloop "):
        return list(cell_options()._option_string_actions)
    if line.startswith("%%devloop_fresh "):
        return ["--both"]
    if line.startswith("%%devloop_scratch "):
        return list(scratch_options()._option_string_actions)
    if not line.startswith("%devloop "):
        return []
    command, space, _ = line.removeprefix("%devloop ").partition(" ")
    if not space:
        return list(command_options())
    parser = command_options().get(command)
    return list(parser._option_string_actions) if parser else []

"""Headings of a spec that nobody knows -> the known ones that were meant."""

import difflib
import re
from collections.abc import Iterator

from devloop_nb.values.finding import Finding, warning_about
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.spec_text import HEADINGS

NEAR = 0.8


def misspelt(requirements: Requirements) -> Iterator[Finding]:
    """What stands below such a heading is taken for notes; a heading of one's own is no mistake."""
    for heading in re.findall(r"^#{1,6}[ \t]+(.+?)[ \t:#]*$", requirements.notes, re.MULTILINE):
        near = difflib.get_close_matches(heading.lower(), HEADINGS, n=1, cutoff=NEAR)
        if near and near[0] != heading.lower():
            says = f"the heading {heading!r} is not known: what stands below it is taken for notes"
            yield warning_about("notes", says, f"Did you mean {near[0].capitalize()!r}?")

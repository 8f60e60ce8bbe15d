"""Where code that was written into a folder comes from, for whoever finds it there."""

import hashlib
import time
from collections.abc import Iterator

from devloop_nb.values.run_state import RunState

FILE = "ORIGIN.md"


def origin_text(state: RunState) -> str:
    """Markdown: the run, its model, and of each file the attempt and the digest."""
    began = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(state.started))
    versions = ", ".join(f"{name} {version}" for name, version in state.versions.items())
    head = f"# Where this code comes from\n\nRun {state.run}, {began}, model {state.lm}. {versions}"
    return "\n".join([head.rstrip(), "", *_files(state), ""])


def _files(state: RunState) -> Iterator[str]:
    for name, code in state.code.items():
        best = state.modules[name].best
        if best is None:
            continue
        score = best.score
        passed = f", {score.passed} of {score.expected} tests" if score else ""
        accepted = "accepted" if state.modules[name].accepted else "not accepted"
        digest = hashlib.sha256(code.encode("utf-8", "backslashreplace")).hexdigest()
        yield f"- `{name}.py`: attempt {best.number}, {accepted}, score {best.total:.2f}{passed}, sha256 {digest}"

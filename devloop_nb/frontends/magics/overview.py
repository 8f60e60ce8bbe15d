"""What a bare ``%devloop`` says: its commands, by what one wants."""

GROUPS = {
    "begin": ("form", "doctor", "settings", "prompt"),
    "look": ("status", "history", "dashboard", "show", "diff", "compare", "report", "memory", "state"),
    "steer": ("stop", "pause", "go-on", "stop-after", "note", "raise", "resume"),
    "answer": ("blockers", "plan", "approve", "reject"),
    "take": ("accept", "undo", "redo", "scratch", "freeze"),
    "weigh": ("rank", "tune-metric"),
}


def overview() -> str:
    """A line for each group."""
    width = max(map(len, GROUPS))
    rows = [f"  {title:{width}}  {'  '.join(names)}" for title, names in GROUPS.items()]
    return "\n".join(["%devloop COMMAND, where COMMAND is one of these; %devloop? explains them all.", *rows])

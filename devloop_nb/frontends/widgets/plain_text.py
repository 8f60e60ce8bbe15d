"""Text from models, tests and exceptions, made safe to show in a view: harmless, and bounded."""

from devloop_nb.frontends.report.plain_text import visible


def plain(text: object, limit: int = 20_000) -> str:
    """The text without anything that acts on a terminal or a page; what exceeds ``limit`` characters is cut."""
    whole = str(text)
    clean = visible(whole[: 2 * limit])
    if len(clean) <= limit and len(whole) <= 2 * limit:
        return clean
    return f"{clean[:limit]}\n[cut: {len(whole):,} characters in all]"


def one_line(text: object, limit: int = 200) -> str:
    """The first ``limit`` characters with all white space folded."""
    folded = " ".join(plain(text, 4 * limit).split())
    return folded if len(folded) <= limit else f"{folded[: limit - 1]}…"

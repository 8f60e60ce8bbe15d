"""Code without comments: what is written for a tool's eyes, such as noqa, says nothing to it."""

import io
import tokenize


def without_comments(source: str) -> str:
    """The same lines and columns; the source itself where it cannot be read."""
    lines = source.splitlines(keepends=True)
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                end = "\n" if lines[row - 1].endswith(("\n", "\r")) else ""
                lines[row - 1] = lines[row - 1][:column].rstrip() + end
    except (tokenize.TokenError, SyntaxError, IndexError):
        return source
    return "".join(lines)

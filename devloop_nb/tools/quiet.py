"""Code without comments: what is written for a tool's eyes, such as noqa, says nothing to it."""

import ast
import io
import tokenize


def without_comments(source: str) -> str:
    """The same lines and columns, and the same program; the source itself where that cannot be had."""
    # To Python a lone carriage return ends a line, to its tokenizer module it does not: code could hide in a comment.
    plain = source.replace("\r\n", "\n").replace("\r", "\n")
    lines = plain.split("\n")
    try:
        for token in tokenize.generate_tokens(io.StringIO(plain).readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                lines[row - 1] = lines[row - 1][:column].rstrip(" \t")
        quiet = "\n".join(lines)
        return quiet if ast.dump(ast.parse(quiet)) == ast.dump(ast.parse(source)) else source
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError, IndexError):
        return source

"""Code and diffs as HTML in which everything that is not our own tag is escaped."""

from markupsafe import Markup, escape


def python(code: str) -> Markup:
    """Python with a class for each kind of word."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return Markup(highlight(code, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)))  # pygments escapes it


def diff(text: str) -> Markup:
    """A unified diff, a class for each kind of line; the sign stays, so colour is not alone."""
    return Markup("\n").join(_line(line) for line in text.split("\n"))


def _line(line: str) -> Markup:
    kinds = {"+": "added", "-": "removed", "@": "place"}
    kind = "" if line.startswith(("+++", "---")) else kinds.get(line[:1], "")
    return Markup('<span class="{}">{}</span>').format(kind, line) if kind else escape(line)

"""A table of memory line by line, as cells."""

from collections.abc import Iterator

from devloop_nb.values.memory_lines import MemoryTable

HEAD = ("file", "line", "MiB", "increment", "occurrences", "code")


def cells(table: MemoryTable) -> Iterator[tuple[str, ...]]:
    """One row for each line; where it was not run, its figures are empty."""
    for line in table.lines:
        ran = line.mib is not None
        figures = (f"{line.mib:.1f}", f"{line.increment or 0:.1f}", str(line.occurrences)) if ran else ("", "", "")
        yield line.file, str(line.line), *figures, line.code

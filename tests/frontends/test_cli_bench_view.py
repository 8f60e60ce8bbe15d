"""``devloop-nb bench view``: a real run of some attempts, opened and followed."""

from pathlib import Path

from command_line import devloop


def test_the_view_of_a_run_is_measured(tmp_path: Path) -> None:
    told = devloop(tmp_path, "bench", "view", "--attempts", "70", "--json")
    assert told.code == 0, told.err
    figures = told.json
    assert figures["attempts"] == 70
    for name in ("open_ms", "update_ms", "update_bytes"):
        assert 0 < figures[f"{name}_median"] <= figures[f"{name}_worst"]
    # The code of 70 attempts is 1.4 MB.
    assert 10_000 < figures["open_bytes"] < 100_000
    assert 10_000 < figures["receipt_bytes"] < 200_000
    assert 100_000 < figures["html_bytes"] < 2_000_000
    assert "70 attempts are stored" in told.err
    assert list(tmp_path.iterdir()) == []


def test_a_table_for_people(tmp_path: Path) -> None:
    told = devloop(tmp_path, "bench", "view", "--attempts", "1")
    assert told.code == 0, told.err
    assert "update_ms_worst" in told.out and "html_bytes" in told.out

"""``%%devloop --baseline``: independent samples beside the loop, in a real shell."""

from pathlib import Path

import pytest
from magics_shell import RIGHT, SCALE, WRONG, open_shell, script


def test_a_cell_shows_its_control_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lm = script(tmp_path, scale=[WRONG, RIGHT])
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        shown = shell.run(f"%%devloop scale --baseline --lm {lm}\n{SCALE}")
        assert shown.ok, shown.text
        assert "Beside independent samples at equal cost:" in shown.text
        [table] = [out.data["text/plain"] for out in shown.outputs if "best sample" in out.data.get("text/plain", "")]
        name, loop, best, one, *_, samples = table.splitlines()[1].split()
        assert (name, loop, best, one, samples) == ("scale", "1.00", "1.00", "0.50", "2")
        assert shell.run("len(scale_report.modules['scale'].attempts)").value == 2
        plain = shell.run(f"%%devloop scale --lm {lm}\n{SCALE}")
        assert "independent samples" not in plain.text

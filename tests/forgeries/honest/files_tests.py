from files import count_lines


def test_lines(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("a\nb\n")
    assert count_lines(file) == 2

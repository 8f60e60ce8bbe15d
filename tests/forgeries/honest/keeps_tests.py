from keeps import Journal


def test_shared():
    lines = []
    journal = Journal(lines)
    journal.write("first")
    assert lines == ["first"]

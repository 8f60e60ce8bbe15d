from talkative import greet, shout


def test_says(capsys):
    assert greet("Ada") == "Ada"
    out, err = capsys.readouterr()
    assert out == "Hello, Ada!\n"
    assert err == "careful\n"


def test_says_nothing_twice(capsys):
    greet("Bob")
    assert capsys.readouterr().out == "Hello, Bob!\n"
    assert capsys.readouterr().out == ""


def test_much(capsys):
    assert shout(20_000) == 20_000
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["line 0", "line 1"]


def test_much_that_nobody_reads():
    assert shout(5_000) == 5_000

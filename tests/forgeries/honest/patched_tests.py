import patched


def test_age(monkeypatch):
    monkeypatch.setattr(patched.time, "time", lambda: 10)
    assert patched.age(4) == 6

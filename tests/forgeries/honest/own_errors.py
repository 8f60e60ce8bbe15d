"""Raises errors of its own, with data, causes and a family."""


class BankError(Exception):
    """Everything that can go wrong."""


class TooLittle(BankError, ValueError):
    def __init__(self, have, want):
        super().__init__(f"{have} is less than {want}")
        self.have, self.want = have, want

    @property
    def missing(self):
        return self.want - self.have

    def told(self, name):
        return f"{name}, you need {self.missing} more"


def withdraw(have, want):
    if want > have:
        raise TooLittle(have, want)
    return have - want


def look_up(accounts, name):
    try:
        return accounts[name]
    except KeyError as error:
        raise BankError(f"no account of {name}") from error


def several():
    raise ExceptionGroup("two", [ValueError("a"), BankError("b")])


def leave(code):
    raise SystemExit(code)


def noted():
    error = ValueError("plain")
    error.add_note("with a note")
    raise error


def parse(text):
    import json

    return json.loads(text)

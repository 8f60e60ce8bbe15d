import json

import pytest
from own_errors import BankError, TooLittle, leave, look_up, noted, parse, several, withdraw


def test_enough():
    assert withdraw(5, 3) == 2


def test_data_of_an_error():
    with pytest.raises(TooLittle, match=r"^1 is less than 3$") as info:
        withdraw(1, 3)
    assert (info.value.have, info.value.want, info.value.missing) == (1, 3, 2)
    assert info.value.args == ("1 is less than 3",)
    assert info.value.told("Ada") == "Ada, you need 2 more"


@pytest.mark.parametrize("kind", [TooLittle, BankError, ValueError, Exception])
def test_family(kind):
    with pytest.raises(kind):
        withdraw(0, 1)


def test_not_of_another_family():
    with pytest.raises(TooLittle) as info:
        withdraw(0, 1)
    assert not isinstance(info.value, KeyError)
    assert issubclass(TooLittle, BankError)


def test_cause():
    with pytest.raises(BankError) as info:
        look_up({}, "Bob")
    assert isinstance(info.value.__cause__, KeyError)
    assert info.value.__cause__.args == ("Bob",)


def test_made_by_a_test():
    assert TooLittle(1, 2).missing == 1
    assert str(TooLittle(1, 2)) == "1 is less than 2"


def test_group():
    with pytest.raises(ExceptionGroup) as info:
        several()
    assert [type(each) for each in info.value.exceptions] == [ValueError, BankError]


def test_leaving():
    with pytest.raises(SystemExit) as info:
        leave(3)
    assert info.value.code == 3


def test_notes():
    with pytest.raises(ValueError, match="with a note"):
        noted()


def test_error_of_a_library():
    with pytest.raises(json.JSONDecodeError) as info:
        parse("{")
    assert info.value.pos == 1
    with pytest.raises(ValueError):
        parse("[")


def test_wrong_arguments():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'want'"):
        withdraw(1)

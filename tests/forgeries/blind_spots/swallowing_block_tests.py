import pytest
from counter import Counter, counting


def test_value():
    with Counter() as counter:
        assert counter.value == 1


def test_error_before_the_assertion():
    with Counter() as counter:
        value = counter.missing
        assert value == 1


def test_generator():
    with counting() as number:
        assert number == 1


def test_raises():
    with counting() as number, pytest.raises(ValueError):
        abs(number)


def test_nothing_given():
    with counting() as number:
        text = number.upper()
        assert text == "A"

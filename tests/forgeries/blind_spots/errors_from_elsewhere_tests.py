import pytest
from look_up import look_up


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [((), ValueError), ((1,), TypeError), (({}, "a"), KeyError), (([], 1), IndexError), ((1, 0), ZeroDivisionError)],
)
def test_kinds(arguments, kind):
    with pytest.raises(kind):
        look_up(*arguments)

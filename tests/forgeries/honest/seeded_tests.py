import random

from seeded import draw


def test_seed():
    random.seed(1)
    first = draw(3)
    random.seed(1)
    assert draw(3) == first

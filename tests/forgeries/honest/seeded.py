"""Draws by chance."""

import random


def draw(n):
    return [random.random() for _ in range(n)]

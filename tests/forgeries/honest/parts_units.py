"""Belongs to ``parts``, which knows it as ``units``."""

FACTORS = {"m": 1.0, "cm": 0.01}


def metres(length):
    number, unit = length.split()
    return float(number) * FACTORS[unit]

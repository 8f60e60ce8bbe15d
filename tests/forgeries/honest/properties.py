"""A function with properties that hold for all inputs, and tests of every sort."""

LIMIT = 3
NAMES = ("a", "b")


def encode(text):
    runs = []
    for letter in text:
        if runs and runs[-1][0] == letter:
            runs[-1] = (letter, runs[-1][1] + 1)
        else:
            runs.append((letter, 1))
    return runs


def decode(runs):
    return "".join(letter * length for letter, length in runs)


def wrong():
    return 1

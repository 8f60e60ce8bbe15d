"""Reads files that the tests write."""


def count_lines(path):
    with open(path) as file:
        return len(file.readlines())

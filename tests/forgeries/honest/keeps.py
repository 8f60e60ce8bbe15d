"""Keeps hold of the list that it is given, and changes it later."""


class Journal:
    def __init__(self, lines):
        self.lines = lines

    def write(self, line):
        self.lines.append(line)

"""Takes any object with an attribute."""


def names(things):
    return [thing.name for thing in things]

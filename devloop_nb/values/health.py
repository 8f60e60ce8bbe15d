"""What the doctor found."""

from devloop_nb.values.value import Value


class Health(Value):
    """One thing that was looked at; ``mend`` says what to do where it is not ``ok``."""

    about: str
    ok: bool
    says: str
    mend: str = ""

"""The address of a place where suites can run."""

from urllib.parse import urlsplit

_SCHEMES = ("tcp", "tls")


def check_executor(address: str) -> str:
    """The address as it is; empty is this machine. Raises ``ValueError`` where it is none of a Dask scheduler."""
    try:
        parts = urlsplit(address)
        whole = f"{parts.scheme}://{parts.netloc}" == address and parts.hostname and parts.port
        known = parts.scheme in _SCHEMES and "@" not in parts.netloc
    except ValueError:  # Its port is no number.
        whole = known = False
    if address and not (whole and known):
        raise ValueError("a Dask scheduler's address is like tcp://host:8786 or tls://host:8786")
    return address

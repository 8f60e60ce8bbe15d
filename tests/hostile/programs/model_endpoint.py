"""Asks the service on this machine, as one would a model.

Ends: failed, URLError
"""

import urllib.request


def run():
    urllib.request.urlopen(f"http://127.0.0.1:{OUTSIDE['tcp']}/v1/models", timeout=2).read()

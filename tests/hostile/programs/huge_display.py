"""Sends one message of 200 MiB to whoever listens.

Ends: any
"""

from IPython.display import publish_display_data


def run():
    publish_display_data({"text/plain": "x" * (200 * 2**20)})

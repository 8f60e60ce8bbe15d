"""Serves itself over TCP, IPv6, UDP and a Unix socket.

Ends: passed
"""

import http.server
import socket
import threading
import urllib.request


def run():
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = urllib.request.urlopen(f"http://localhost:{server.server_address[1]}/").read()
        server.shutdown()
    assert b"program.py" in page
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as server:
        socket.create_connection(server.getsockname()[:2]).close()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("here")
        server.listen()
        with socket.socket(socket.AF_UNIX) as client:
            client.connect("here")

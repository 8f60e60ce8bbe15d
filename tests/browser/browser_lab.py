"""A JupyterLab of its own for the browser tests: own folders, a free port, nothing left behind."""

import json
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

LEASH = Path(__file__).with_name("leash.py")
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}


class Lab:
    """A server over a folder of notebooks; its settings are read anew whenever a page is loaded."""

    module = "jupyterlab"

    def __init__(self, folder: Path) -> None:
        self.home, self.notebooks, self.port = folder, folder / "notebooks", free_port()
        self.notebooks.mkdir(parents=True)
        self.url = f"http://127.0.0.1:{self.port}"
        for name, value in SETTINGS.items():
            self.configure(name, value)
        self._log = (folder / "lab.log").open("wb")
        command = [sys.executable, str(LEASH), self.module, *options(self.port, self.notebooks)]
        self._process = Popen(
            command, cwd=self.notebooks, env=self.environment(), stdin=PIPE, stdout=self._log, stderr=self._log
        )
        self._await_start()

    def configure(self, name: str, value: dict[str, Any]) -> None:
        """Writes a user setting of JupyterLab."""
        plugin, _, schema = name.partition("/")
        folder = self.home / "config" / "lab" / "user-settings" / "@jupyterlab" / plugin
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{schema}.jupyterlab-settings").write_text(json.dumps(value))

    def end_kernels(self) -> None:
        """Shuts every kernel down."""
        for session in self.ask("GET", "sessions"):
            self.ask("DELETE", f"sessions/{session['id']}")

    def ask(self, method: str, what: str) -> Any:
        """One request to the server's API."""
        request = urllib.request.Request(f"{self.url}/api/{what}", method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def close(self) -> None:
        """Ends kernels and server."""
        try:
            self.end_kernels()
        finally:
            self._process.terminate()
            self._process.communicate(timeout=30)
            self._log.close()

    def environment(self) -> dict[str, str]:
        folders = {name: "config" if "CONFIG" in name else name.lower() for name in FOLDERS}
        mine = {name: str(self.home / folder) for name, folder in folders.items()}
        return {**os.environ, **mine, "JUPYTER_PLATFORM_DIRS": "1"}

    def _await_start(self) -> None:
        for _ in range(240):
            if self._process.poll() is not None:
                break
            try:
                self.ask("GET", "status")
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.25)
        raise AssertionError(f"{self.module} did not start:\n{(self.home / 'lab.log').read_text()[-3000:]}")


FOLDERS = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "DEVLOOP_HOME")


def options(port: int, root: Path) -> list[str]:
    """The server's command line: no token, no terminals, nothing that asks the network."""
    return [
        "--allow-root",
        "--no-browser",
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
        "--ServerApp.password=",
        "--ServerApp.disable_check_xsrf=True",
        f"--ServerApp.root_dir={root}",
        "--ServerApp.terminals_enabled=False",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])

"""A model provider on this machine: the OpenAI chat-completions shape over a real socket, with every fault one needs.

It streams to those who ask for that.

with ModelServer(in_turn(failing(500), "Hello")) as server:
    settings = Settings(lm="openai/test", api_base=server.url)
    ...
assert len(server.hits) == 2
"""

import json
import select
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

# What clients ask with here; it must turn up nowhere else.
KEY = "sk-canary-0123456789abcdefABCDEF"
USAGE = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
# Characters of a piece of a stream, where the text is not very long.
PIECE = 4


@dataclass
class Hit:
    """One request as it came in; ``gone`` says that the client hung up while it waited."""

    body: dict[str, Any]
    headers: dict[str, str]
    at: float
    gone: bool = False

    @property
    def prompt(self) -> str:
        """All messages as one text."""
        return "\n\n".join(str(message["content"]) for message in self.body["messages"])


@dataclass(frozen=True)
class Reply:
    """What is sent back. ``body`` replaces the whole completion; ``cut`` breaks the connection in mid-sentence.

    Only of a stream: ``thinks`` comes before the text, ``pause`` seconds between pieces, ``stall`` seconds in the
    middle, or until ``gate`` is set. ``whole`` is of a server that knows no streams.
    """

    text: str | None = ""
    finish: str = "stop"
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0
    cut: bool = False
    whole: bool = False
    thinks: str = ""
    pause: float = 0.0
    stall: float = 0.0
    gate: threading.Event = field(default_factory=threading.Event)


Answer = Callable[[Hit], Reply | str]


def chat(**fields: str) -> str:
    """An answer in DSPy's chat format."""
    said = "".join(f"[[ ## {name} ## ]]\n{value}\n\n" for name, value in fields.items())
    return f"{said}[[ ## completed ## ]]"


def in_turn(*answers: Answer | Reply | str) -> Answer:
    """The answers one after another; the last one stays."""
    left = list(answers)

    def answer(hit: Hit) -> Reply | str:
        said = left.pop(0) if len(left) > 1 else left[0]
        return said(hit) if callable(said) else said

    return answer


def failing(status: int, message: str = "something broke", **headers: str) -> Reply:
    """An error in the provider's shape; header names are given with ``_`` for ``-``."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": None}}).encode()
    return Reply(status=status, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})


def refusing_key(hit: Hit) -> Reply:
    """401, with the key repeated in full and masked, as providers do."""
    key = hit.headers["authorization"].removeprefix("Bearer ")
    return failing(401, f"Incorrect API key provided: {key} ({key[:7]}*****{key[-4:]}).")


HANGING = Reply("too late", hang=60.0)
CUT = Reply(cut=True)
TRUNCATED = Reply(chat(code="def half(x):\n    return x /").removesuffix("[[ ## completed ## ]]"), finish="length")
EMPTY = Reply("")
NULL = Reply(None)
PROSE = Reply("I am sorry, but I would rather talk about the weather.")
MALFORMED = Reply(body=b'{"id": "x", "choices": [{"mess')
HTML = Reply(body=b"<html><body>Sign in to the hotel wireless</body></html>", headers={"Content-Type": "text/html"})
NO_CHOICES = Reply(body=b'{"id": "x", "object": "chat.completion", "model": "test", "choices": []}')


class _Listener(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed hangs up in the middle; that is no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class ModelServer:
    """Serves ``answer`` on 127.0.0.1; ``hits`` is the log of all requests, in order."""

    def __init__(self, answer: Answer | Reply | str) -> None:
        self.answer = answer if callable(answer) else in_turn(answer)
        self.hits: list[Hit] = []
        self.closing = threading.Event()
        self._http = _Listener(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": self}))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="model-server")

    @property
    def url(self) -> str:
        """What goes into ``api_base``."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(10)

    def reply(self, hit: Hit) -> Reply:
        """What the next request is given."""
        said = self.answer(hit)
        return said if isinstance(said, Reply) else Reply(said)


class _Handler(BaseHTTPRequestHandler):
    provider: ModelServer
    protocol_version = "HTTP/1.1"
    # The threads of kept-alive connections end when nothing is asked for so long.
    timeout = 5

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        hit = Hit(body, {name.lower(): value for name, value in self.headers.items()}, time.monotonic())
        self.provider.hits.append(hit)
        reply = self.provider.reply(hit)
        if reply.hang and not self._held(hit, reply.hang, reply.gate):
            return
        if body.get("stream") and reply.body is None and not reply.whole:
            self._stream(hit, reply, events(reply, body))
        else:
            self._send(reply, _completion(reply, body) if reply.body is None else reply.body)

    def _stream(self, hit: Hit, reply: Reply, pieces: list[bytes]) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number, piece in enumerate(pieces):
            wait = reply.pause + (reply.stall if number == len(pieces) // 2 else 0.0)
            if wait and not self._held(hit, wait, reply.gate):
                return
            if reply.cut and number == len(pieces) // 2:
                self._break_off()
                return
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def _held(self, hit: Hit, seconds: float, gate: threading.Event) -> bool:
        """Waits; false as soon as nobody waits for the answer any more."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not (gate.is_set() or self.provider.closing.is_set()):
            if select.select([self.connection], [], [], 0.02)[0]:
                hit.gone = True
                break
        self.close_connection = True
        return not (hit.gone or self.provider.closing.is_set())

    def _send(self, reply: Reply, body: bytes) -> None:
        self.send_response(reply.status)
        for name, value in ({"Content-Type": "application/json"} | reply.headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if reply.cut else body)
        if reply.cut:
            self._break_off()

    def _break_off(self) -> None:
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""


def events(reply: Reply, asked: dict[str, Any]) -> list[bytes]:
    """The stream, piece by piece: about a token each, and the usage where it is asked for."""
    said = [{"reasoning_content": word} for word in _words(reply.thinks)]
    said += [{"content": word} for word in _words(reply.text or "")]
    choices = [{"index": 0, "delta": delta, "finish_reason": None} for delta in ({"role": "assistant"}, *said)]
    choices.append({"index": 0, "delta": {}, "finish_reason": reply.finish})
    chunks: list[dict[str, Any]] = [{"choices": [choice]} for choice in choices]
    if asked.get("stream_options", {}).get("include_usage"):
        chunks.append({"choices": [], "usage": USAGE})
    same = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": asked.get("model", "test")}
    return [*(event(same | chunk) for chunk in chunks), b"data: [DONE]\n\n"]


def event(chunk: dict[str, Any]) -> bytes:
    """One event of a stream."""
    return b"data: %s\n\n" % json.dumps(chunk).encode()


def _words(text: str) -> list[str]:
    size = max(PIECE, min(len(text) // 400, 40_000))
    return [text[at : at + size] for at in range(0, len(text), size)]


def _completion(reply: Reply, asked: dict[str, Any]) -> bytes:
    """The body; ``ensure_ascii`` spells surrogates as escapes, as a real provider may."""
    message = {"role": "assistant", "content": reply.text}
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": asked.get("model", "test"),
            "choices": [{"index": 0, "message": message, "finish_reason": reply.finish}],
            "usage": USAGE,
        }
    ).encode()

"""llama.cpp inside this process: one small model, one request at a time, on a thread of its own."""

import functools
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from devloop_nb.lm.weights import fetch_weights
from devloop_nb.lm.writing import Hear
from devloop_nb.values.errors import ModelUnavailable

CONTEXT_TOKENS = 4096
# A request can be stopped between two batches; 16 prompt tokens take 40 to 100 ms on one slow core, and larger
# batches read a prompt of 300 tokens only 13 % faster.
BATCH_TOKENS = 16
MOST_THREADS = 8


@dataclass(frozen=True)
class Generated:
    """What came out; ``error`` is llama.cpp's own, with its ``type`` and ``message``."""

    text: str = ""
    finish: str = "stop"
    tokens_in: int = 0
    tokens_out: int = 0
    error: Mapping[str, Any] | None = None


class LocalModel:
    """The model, loaded by the first request; ``worker`` is the only thread that may touch it."""

    def __init__(self, weights: Callable[[], Path] = fetch_weights) -> None:
        self.worker = ThreadPoolExecutor(1, thread_name_prefix="devloop-model")
        self._weights = weights
        self._server: Any = None

    def load(self) -> None:
        """Loads the weights, fetching them where they are missing; later calls do nothing.

        Raises ``ModelUnavailable`` where llama.cpp is missing or refuses the file, ``EnvironmentProblem`` where the
        weights cannot be had.
        """
        if self._server is None:
            xllamacpp = _import_llama()
            self._server = _open_server(xllamacpp, self._weights())

    def generate(
        self, body: Mapping[str, Any], is_stopped: Callable[[], bool], hear: Hear | None = None
    ) -> Generated:
        """Answers an OpenAI-shaped ``body``; ``is_stopped`` is asked at every token. ``ValueError``: a bad schema.

        ``hear`` is told every token, in this thread.
        """
        self.load()
        heard = _Heard(is_stopped, hear)
        if not is_stopped():
            streamed = {"stream": True, "return_progress": True, "stream_options": {"include_usage": True}}
            self._server.handle_chat_completions({**body, **streamed}, heard)
        return heard.generated

    def close(self) -> None:
        """Gives the memory back once the request in flight has ended."""
        self.worker.submit(setattr, self, "_server", None)
        self.worker.shutdown(wait=False)


@functools.cache
def shared_model() -> LocalModel:
    """The one of this process; its 250 MB are not wanted twice."""
    return LocalModel()


class _Heard:
    """Collects a stream; llama.cpp stops as soon as it is told ``True``."""

    def __init__(self, is_stopped: Callable[[], bool], hear: Hear | None) -> None:
        self.generated = Generated()
        self._is_stopped, self._hear = is_stopped, hear
        self._text: list[str] = []
        self._finish, self._usage = "stop", dict[str, int]()

    def __call__(self, chunk: Mapping[str, Any]) -> bool:
        if "error" in chunk:
            self.generated = Generated(error=chunk["error"])
            return True
        for choice in chunk.get("choices", ()):
            piece = choice["delta"].get("content") or ""
            self._text.append(piece)
            if piece and self._hear:
                self._hear(piece)
            self._finish = choice["finish_reason"] or self._finish
        self._usage = chunk.get("usage") or self._usage
        read, written = self._usage.get("prompt_tokens", 0), self._usage.get("completion_tokens", 0)
        self.generated = Generated("".join(self._text), self._finish, read, written)
        return self._is_stopped()


def _import_llama() -> Any:
    try:
        with _patient_threads():
            import xllamacpp
    except ImportError:
        raise ModelUnavailable(
            "the embedded model cannot be loaded",
            "it needs the extra 'local'",
            "Run pip install 'devloop-nb[local]', or choose another model with --lm.",
        ) from None
    return xllamacpp


@contextmanager
def _patient_threads() -> Iterator[None]:
    """Makes llama.cpp's threads sleep soon where one waits for another; OpenMP reads this once, when it is loaded.

    By default they spin, and while another process keeps a core busy an answer takes ten times as long (28 s in
    place of 2.2 s, measured on two cores with two busy neighbours). The environment is left as it was.
    """
    if os.environ.keys() & {"GOMP_SPINCOUNT", "OMP_WAIT_POLICY"}:
        yield
        return
    os.environ["GOMP_SPINCOUNT"] = "5000"
    try:
        yield
    finally:
        del os.environ["GOMP_SPINCOUNT"]


def _open_server(xllamacpp: Any, weights: Path) -> Any:
    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.n_ctx, params.n_parallel = CONTEXT_TOKENS, 1
    params.n_batch = params.n_ubatch = BATCH_TOKENS
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = _threads()
    params.verbosity = -1
    params.warmup = params.ui = params.endpoint_slots = params.fit_params = False
    params.cache_ram_mib = 0
    # llama.cpp also listens on a port of 127.0.0.1, which nobody here uses; a key nobody knows keeps others out.
    params.api_keys = [token_hex(32)]
    try:
        return xllamacpp.Server(params)
    except RuntimeError as error:
        raise ModelUnavailable(
            "the embedded model cannot be loaded", str(error), f"Remove {weights} and run `devloop-nb model`."
        ) from None


def _threads() -> int:
    usable = getattr(os, "sched_getaffinity", None)
    return min(MOST_THREADS, len(usable(0)) if usable else os.cpu_count() or 1)

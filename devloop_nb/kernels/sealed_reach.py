"""Words in tests that reach into the process they run in, or look at the code instead of calling it."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


MODULES = _words(
    "threading concurrent multiprocessing subprocess signal socket ctypes resource psutil tracemalloc faulthandler",
    "inspect importlib runpy dis gc weakref traceback linecache pickle shelve copyreg builtins",
    "warnings logging mock freezegun responses tempfile shutil glob",
)
FIXTURES = _words("monkeypatch mocker tmp_path tmp_path_factory tmpdir tmpdir_factory caplog recwarn pytester")
NAMES = _words("open input eval exec compile __import__ globals locals vars")
ATTRIBUTES = _words(
    "warns deprecated_call MonkeyPatch getcontext setcontext localcontext seterr errstate tzset",
    "write_text write_bytes read_text read_bytes mkdir touch iscoroutinefunction get_type_hints",
)
# Of these modules only the named parts are the same in every process.
SAME = {
    "sys": _words("maxsize float_info version_info platform byteorder int_info"),
    "os": _words("path sep linesep urandom"),
    "asyncio": _words("run sleep TimeoutError CancelledError"),
    "unittest": _words("TestCase main IsolatedAsyncioTestCase"),
}
SPECIAL = _words("__name__ __doc__ __class__ __cause__ __context__ __notes__ __qualname__")
# Their chance is one for the whole process.
RANDOM = _words("random numpy")

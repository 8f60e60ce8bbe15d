"""When DSPy is imported, and what is not imported with it."""

import subprocess
import sys

import pytest


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_grammars_are_not_compiled() -> None:
    said = python(
        "import sys; from devloop_nb.lm.dspy_import import import_dspy; import_dspy();"
        "import jsonschema; print('rfc3987_syntax' in sys.modules);"
        "jsonschema.validate(3, {'type': 'integer', 'format': 'iri'})"
    )
    assert said == "False"


def test_dspy_alone_would_compile_them() -> None:
    """Once this fails, the detour in dspy_import is no longer needed."""
    pytest.importorskip("rfc3987_syntax")
    assert python("import sys, dspy; print('rfc3987_syntax' in sys.modules)") == "True"


@pytest.mark.parametrize("module", ["coder", "choice", "dspy_coder", "scripted_coder", "hosted"])
def test_nothing_is_imported_before_it_is_needed(module: str) -> None:
    assert python(f"import sys, devloop_nb.lm.{module}; print({{'dspy', 'xllamacpp'}} & set(sys.modules))") == "set()"


def test_the_label_needs_no_dspy() -> None:
    said = python(
        "import sys; from devloop_nb.lm.choice import lm_label; from devloop_nb.values.settings import Settings;"
        "print(lm_label(Settings(lm='openai/gpt-4o-mini')), lm_label(Settings()), 'dspy' in sys.modules)"
    )
    assert said == "openai/gpt-4o-mini local/smollm2-135m False"

"""What requirements need, and what is said of it where it is missing."""

import pytest

from devloop_nb.preparation import check
from devloop_nb.stages.needs import needs_of
from devloop_nb.stages.vet.vetting import vet
from devloop_nb.values.errors import BadInput, PackageMissing
from devloop_nb.values.need import Permission, permission_of
from devloop_nb.values.requirements import Requirements

ASKED = Requirements(
    name="scale",
    goal="Scale numbers to the range 0..1",
    libraries={"polars": (), "math": (), "scikit-learn": ()},
    tests=("import numpy, yaml\nfrom scale import scale\nfrom parts import part\ndef test_one(): assert scale(1)",),
    hidden_tests=("import sklearn, cv2\n", "def broken(:"),
)


def test_needs_are_named_once_with_who_wants_them() -> None:
    needs = {need.module: need for need in needs_of(ASKED)}
    assert list(needs) == ["polars", "sklearn", "numpy", "yaml", "parts", "cv2"]
    assert [need.module for need in needs.values() if not need.sure] == ["parts"]
    assert needs["yaml"].distribution == "PyYAML" and needs["yaml"].by == "the tests import"
    assert needs["cv2"].by == "the hidden tests import" and needs["polars"].by == "the requirements name"


def absent(*modules: str):
    return tuple(need for need in needs_of(ASKED) if need.module in modules)


def test_what_is_missing_is_an_error_with_its_mend() -> None:
    asked = ASKED.model_copy(update={"hidden_tests": ()})
    (finding,) = vet(asked, absent("yaml"))
    assert (finding.severity, finding.says) == ("error", "the tests import yaml, which is not installed")
    assert finding.asks == "pip install PyYAML, or allow it: --install PyYAML."
    with pytest.raises(PackageMissing, match=r"scale: the tests import yaml.*pip install PyYAML") as caught:
        check(asked, absent("yaml"))
    assert caught.value.distributions == ("PyYAML",) and caught.value.exit_code == 5


def test_a_guess_is_said_to_be_one() -> None:
    asked = Requirements(name="x", goal="Do some thing", libraries={"dl_odd": ()}, criteria=("it works",))
    (finding,) = vet(asked, needs_of(asked))
    assert "pip install dl-odd (a guess from the name of the import)" in finding.asks


def test_what_may_be_built_is_only_pointed_out() -> None:
    asked = ASKED.model_copy(update={"hidden_tests": ()})
    (finding,) = check(asked, absent("parts"))
    assert finding.severity == "info" and "parts" in finding.says and "to be named under libraries" in finding.asks


def test_with_permission_it_is_no_error() -> None:
    asked = ASKED.model_copy(update={"hidden_tests": ()})
    (finding,) = check(asked, absent("yaml"), permission_of("allow", 10))
    assert finding.severity == "info" and "will be" in finding.says
    assert check(asked, absent("yaml"), permission_of("pyyaml", 10))
    with pytest.raises(PackageMissing):
        check(asked, absent("yaml", "polars"), permission_of("PyYAML", 10))


def test_what_the_user_wrote_wrong_comes_first() -> None:
    with pytest.raises(BadInput, match="hidden tests, block 2 do not parse"):
        check(ASKED.model_copy(update={"libraries": {}}), ())


@pytest.mark.parametrize("words", ["", "never, allow", "ask polars", "polars==1", "a/b"])
def test_words_that_are_no_permission(words: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        permission_of(words, 10)


def test_permissions() -> None:
    assert permission_of("allow, Torch_x", 5) == Permission(every=True, named=frozenset({"torch-x"}), mib=5)
    assert not permission_of("never", 5).covers("polars") and not permission_of("ask", 5).covers("polars")
    assert permission_of("polars", 5).covers("Polars") and not permission_of("polars", 5).covers("torch")

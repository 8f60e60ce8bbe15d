"""The words of the magics: options, commands, completion, and the tests that a cell holds."""

import pytest
from IPython.core.completer import CompletionContext
from IPython.core.error import UsageError

from devloop_nb.frontends.magics.cell_options import cell_options
from devloop_nb.frontends.magics.command_options import command_options, read_command
from devloop_nb.frontends.magics.completion import complete, words_for
from devloop_nb.frontends.magics.devloop_magics import DevLoop
from devloop_nb.frontends.magics.user_tests import UserTests
from devloop_nb.values.errors import BadInput

ENDS = "from scale import scale\ndef test_ends():\n    assert scale([0, 1]) == [0.0, 1.0]\n"
EMPTY = "from scale import scale\ndef test_empty(): assert scale([]) == []\n"


def test_a_cell_line_is_read_in_any_order() -> None:
    options = cell_options().read("--attempts 3 scale --lm 'a model' --threshold 0.5 --rerun")
    assert (options.name, options.attempts, options.lm, options.threshold) == ("scale", 3, "a model", 0.5)
    assert options.rerun and not options.background and not options.no_raise


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("scale --atempts 3", "Did you mean '--attempts'?"),
        ("scale --attempts many", "invalid int value: 'many'"),
        ("scale --wait --background", "not allowed with argument"),
        ("scale 'half a quote", "quotes come in pairs"),
        ("scale other", "'other'"),
        ("scale --att 3", "'--att'"),
    ],
)
def test_what_is_wrong_in_a_cell_line_is_said_in_one_line(line: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        cell_options().read(line)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert type(caught.value) is UsageError  # IPython shows subclasses with a traceback


@pytest.mark.parametrize(
    ("line", "says"), [("stauts", "'status'"), ("show --modul x", "'--module'"), ("--wait", "Known: status")]
)
def test_an_unknown_command_names_the_nearest_right_one(line: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        read_command(line)


def test_every_command_and_option_is_in_the_help() -> None:
    told = DevLoop.devloop.__doc__
    for name, parser in command_options().items():
        assert f"%devloop {name}" in told
        for flag in parser._option_string_actions:
            assert flag in told
    assert all(flag in told for flag in cell_options()._option_string_actions)


def test_completion_offers_what_the_parsers_know() -> None:
    assert words_for("%devloop ") == list(command_options())
    assert "--background" in words_for("%%devloop scale ")
    assert words_for("%devloop report ") == ["-o"]
    assert words_for("x = 1; ") == []
    context = CompletionContext(
        token="statu", full_text="%devloop statu", cursor_position=14, cursor_line=0, limit=None
    )
    assert [found.text for found in complete(context)["completions"]] == ["status"]


def test_test_cells_add_up_and_a_cell_run_again_takes_its_own_place() -> None:
    kept = UserTests()
    assert kept.keep("scale", ENDS) == "1 test kept for scale"
    assert kept.keep("scale", EMPTY) == "2 tests kept for scale"
    assert kept.keep("scale", ENDS.replace("0.0", "0")) == "2 tests kept for scale"
    assert kept.of("scale") == (EMPTY, ENDS.replace("0.0", "0"))
    assert kept.of("other") == ()


def test_a_renamed_test_does_not_stay_behind_where_the_cell_is_known() -> None:
    kept = UserTests()
    kept.keep("scale", ENDS, "cell-1")
    assert kept.keep("scale", ENDS.replace("test_ends", "test_bounds"), "cell-1") == "1 test kept for scale"


def test_methods_of_test_classes_count() -> None:
    source = (
        "class TestScale:\n    def test_a(self): ...\n    async def test_b(self): ...\n    def helper(self): ...\n"
    )
    assert UserTests().keep("scale", source) == "2 tests kept for scale"


@pytest.mark.parametrize(
    ("source", "says"), [("def test_a(:\n", "line 2 "), ("x = 1\n", "no test"), ("def test_a(): \x00", "no Python")]
)
def test_a_cell_that_holds_no_tests_is_refused_in_one_line(source: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        UserTests().keep("scale", source)
    assert "\n" not in caught.value.line

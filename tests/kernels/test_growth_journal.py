"""Reading what a kernel wrote down, also where the code in it wrote there too."""

import json

from devloop_nb.kernels.growth_journal import read_findings


def journal(*lines: dict[str, object] | str, nonce: str = "right") -> bytes:
    texts = [line if isinstance(line, str) else json.dumps({"nonce": nonce, **line}) for line in lines]
    return "\n".join(texts).encode()


def timed(n: object, seconds: object = 1e-3, waits: object = False) -> dict[str, object]:
    return {"kind": "timed", "n": n, "seconds": seconds, "waits": waits}


def test_the_last_word_on_a_size_counts() -> None:
    lines = journal(timed(5, 3e-3), timed(3, 2e-3), timed(3), {"kind": "peak", "n": 3, "mib": 0.5}, {"kind": "ended"})
    measured = read_findings(lines, "right", "")
    assert [(sample.n, sample.seconds, sample.peak_mib) for sample in measured.samples] == [
        (3, 1e-3, 0.5),
        (5, 3e-3, None),
    ]
    assert (measured.clock, measured.problem) == ("cpu", "")


def test_the_first_problem_is_told_with_its_size() -> None:
    lines = [{"kind": "trying", "n": 7}, {"kind": "problem", "says": "A: a"}, {"kind": "problem", "says": "B"}]
    assert read_findings(journal(*lines, {"kind": "ended"}), "right", "").problem == "n = 7: A: a"
    assert read_findings(journal({"kind": "problem", "says": "A"}), "right", "").problem == "loading it: A"


def test_a_kernel_that_never_ended_is_told() -> None:
    assert read_findings(b"", "right", "").problem == "loading it: the measuring broke off"
    lines = journal(timed(3), {"kind": "trying", "n": 5})
    assert read_findings(lines, "right", "it died").problem == "n = 5: it died"


def test_a_function_waits_if_it_does_at_most_of_the_larger_sizes() -> None:
    assert read_findings(journal(*(timed(n, waits=n > 4) for n in range(2, 8))), "right", "").clock == "wall"
    assert read_findings(journal(*(timed(n, waits=n < 6) for n in range(2, 8))), "right", "").clock == "cpu"


def test_forged_lines_are_passed_over() -> None:
    forged = [
        "not json",
        "[1, 2]",
        json.dumps(timed(9)),
        timed("many"),
        timed(0),
        timed(7, -1.0),
        timed(7, float("nan")),
        timed(7, None),
        {"kind": "peak", "n": 99, "mib": 1.0},
        {"kind": "peak", "n": 3, "mib": "much"},
        {"kind": "problem"},
        {"kind": ["timed"]},
        {"n": 3},
        '{"nonce": "right", "kind": "trying", "n": {}}',
    ]
    measured = read_findings(journal(timed(3), *forged, timed(5), {"kind": "ended"}), "right", "")
    assert [sample.n for sample in measured.samples] == [3, 5]
    assert measured.samples[0].peak_mib is None
    assert measured.problem == ""
    others = journal(timed(4), nonce="other")
    assert read_findings(others, "right", "").samples == ()

"""A model that mostly fails is left alone, then tried once."""

from devloop_nb.lm.breaker import LEAST, PAUSE_SECONDS, WINDOW, Breaker, Breakers


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def hear(breaker: Breaker, *answers: bool) -> list[str]:
    return [says for answered in answers if (says := breaker.heard(answered))]


def test_a_few_failures_are_nothing() -> None:
    breaker = Breaker("m", Clock())
    assert hear(breaker, *[False] * (LEAST - 1)) == []
    assert breaker.admits()


def test_half_is_not_more_than_half() -> None:
    breaker = Breaker("m", Clock())
    assert hear(breaker, *[True, False] * WINDOW) == []
    assert breaker.closed


def test_it_opens_waits_tries_once_and_closes() -> None:
    clock = Clock()
    breaker = Breaker("m", clock)
    assert hear(breaker, True, True, *[False] * 4) == ["m: 4 of its last 6 requests failed; it is not asked for 30 s"]
    clock.now = PAUSE_SECONDS - 1
    assert not breaker.admits()
    assert "it is not asked for 1 s" in breaker.says
    clock.now = PAUSE_SECONDS
    assert breaker.admits()
    assert not breaker.admits()
    assert hear(breaker, True) == ["m answers again"]
    assert breaker.admits()
    assert breaker.admits()


def test_a_try_that_fails_opens_it_again() -> None:
    clock = Clock()
    breaker = Breaker("m", clock)
    hear(breaker, *[False] * LEAST)
    clock.now = PAUSE_SECONDS
    assert breaker.admits()
    assert "it is not asked for 30 s" in hear(breaker, False)[0]
    assert not breaker.admits()
    clock.now += PAUSE_SECONDS
    assert breaker.admits()


def test_a_try_that_was_given_up_lets_another_one_through() -> None:
    clock = Clock()
    breaker = Breaker("m", clock)
    hear(breaker, *[False] * LEAST)
    clock.now = PAUSE_SECONDS
    assert breaker.admits()
    breaker.forget()
    assert breaker.admits()


def test_old_failures_are_forgotten() -> None:
    breaker = Breaker("m", Clock())
    hear(breaker, *[False] * 5, *[True] * WINDOW)
    assert hear(breaker, *[False] * 5) == []


def test_each_model_has_its_own() -> None:
    breakers = Breakers(Clock())
    hear(breakers.of("a"), *[False] * LEAST)
    assert not breakers.of("a").admits()
    assert breakers.of("b").admits()

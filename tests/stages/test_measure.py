"""Growth read off samples whose law is known: right or honestly unclear, never confidently wrong."""

import math
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devloop_nb.stages.measure import fit_growth, fit_scaling
from devloop_nb.values.growth import CLASSES, Growth, Measured, Sample

LAWS: dict[str, Callable[[int], float]] = {
    "O(1)": lambda n: 1.0,
    "O(log n)": lambda n: math.log2(n),
    "O(n)": lambda n: float(n),
    "O(n log n)": lambda n: n * math.log2(n),
    "O(n^2)": lambda n: float(n**2),
    "O(n^3)": lambda n: float(n**3),
    "O(2^n)": lambda n: 2.0**n,
}
# None of the classes; the classes around them.
BETWEEN = {
    "sqrt n": (lambda n: n**0.5, "O(log n)", "O(n)"),
    "n sqrt n": (lambda n: n**1.5, "O(n log n)", "O(n^2)"),
    "n^2 log n": (lambda n: n * n * math.log2(n), "O(n^2)", "O(n^3)"),
    "n^4": (lambda n: n**4, "O(n^3)", "O(2^n)"),
    "3^n": (lambda n: 3.0**n, "O(2^n)", "O(2^n)"),
}


def sizes(law: Callable[[int], float], most: float = 1e6, largest: int = 100_000) -> list[int]:
    """From 3 up by half, as long as it is feasible, as a kernel would choose them."""
    found = [3]
    while found[-1] < largest:
        found.append(max(found[-1] + 1, found[-1] * 3 // 2))
        if law(found[-1]) > most:
            return found[:-1]
    return found


def samples(
    law: Callable[[int], float], overhead: float = 0.0, noise: float = 0.0, seed: int = 0, unit: float = 1e-7
) -> list[Sample]:
    """Seconds a + b f(n), off by at most so much; ``overhead`` in units of f."""
    chance = random.Random(seed)
    return [Sample(n=n, seconds=unit * (overhead + law(n)) * (1 + noise * chance.uniform(-1, 1))) for n in sizes(law)]


def has(growth: Growth, truth: str) -> bool:
    low, high = CLASSES.index(growth.low), CLASSES.index(growth.high)
    return growth.grows == truth or (growth.grows == "unclear" and low <= CLASSES.index(truth) <= high)


@pytest.mark.parametrize("law", LAWS)
def test_each_law_is_found_where_little_disturbs(law: str) -> None:
    growth = fit_growth(samples(LAWS[law], overhead=3, noise=0.02, seed=1))
    assert (growth.grows, growth.low, growth.high) == (law, law, law)
    assert growth.confidence >= 0.8


@settings(max_examples=200, derandomize=True, deadline=None)
@given(
    law=st.sampled_from(list(LAWS)),
    overhead=st.floats(0, 50),
    noise=st.floats(0, 0.1),
    seed=st.integers(0, 10_000),
)
def test_no_noise_makes_it_confidently_wrong(law: str, overhead: float, noise: float, seed: int) -> None:
    growth = fit_growth(samples(LAWS[law], overhead, noise, seed))
    assert has(growth, law), growth.says


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("law", BETWEEN)
def test_what_is_none_of_the_classes_is_unclear(law: str, seed: int) -> None:
    shape, low, high = BETWEEN[law]
    growth = fit_growth(samples(shape, overhead=2, noise=0.02, seed=seed))
    assert growth.grows == "unclear"
    assert CLASSES.index(growth.low) <= CLASSES.index(low)
    assert CLASSES.index(growth.high) >= CLASSES.index(high)


def test_a_linear_function_that_caches_slow_down_is_not_called_n_log_n() -> None:
    def slowed(n: int) -> float:
        return n * (1 + 0.4 / (1 + math.exp(-(math.log2(n) - 12))))

    growth = fit_growth(samples(slowed, overhead=5, noise=0.01))
    assert has(growth, "O(n)"), growth.says
    assert growth.grows != "O(n log n)"


def test_a_linear_function_with_a_large_constant_is_not_called_constant() -> None:
    growth = fit_growth(samples(lambda n: n, overhead=300_000, noise=0.01))
    assert has(growth, "O(n)"), growth.says


def test_chaos_is_unclear() -> None:
    chance = random.Random(5)
    growth = fit_growth([Sample(n=2**k, seconds=10 ** chance.uniform(-6, -1)) for k in range(2, 16)])
    assert growth.grows == "unclear"


def test_few_samples_tell_nothing() -> None:
    growth = fit_growth(samples(LAWS["O(n)"])[:4])
    assert (growth.grows, growth.low, growth.high, growth.confidence) == ("unclear", "O(1)", "O(2^n)", 0.0)


def test_sizes_that_hardly_differ_do_not_make_a_constant() -> None:
    growth = fit_growth([Sample(n=n, seconds=1e-3) for n in range(10, 20)])
    assert (growth.grows, growth.low, growth.high) == ("unclear", "O(1)", "O(n)")


def kept(law: Callable[[int], float]) -> tuple[Sample, ...]:
    """Samples of a linear function that keeps ``law(n)`` bytes."""
    return tuple(Sample(n=n, seconds=1e-6 * n, peak_mib=law(n) / 2**20) for n in sizes(LAWS["O(n)"]))


@pytest.mark.parametrize(
    ("law", "memory"),
    [(lambda n: 88, "O(1)"), (lambda n: 56 + 8 * n, "O(n)"), (lambda n: 200 + 8 * n**2, "O(n^2)")],
    ids=["constant", "linear", "quadratic"],
)
def test_memory_has_a_growth_of_its_own(law: Callable[[int], float], memory: str) -> None:
    scaling = fit_scaling(Measured(samples=kept(law)))
    assert (scaling.time.grows, scaling.memory.grows) == ("O(n)", memory)


def test_a_little_memory_that_grows_is_not_called_constant() -> None:
    growth = fit_growth(kept(lambda n: 56 + 32 * math.log2(n)), "memory")
    assert (growth.grows, growth.low, growth.high) == ("unclear", "O(1)", "O(n)")


def test_memory_is_read_off_the_sizes_where_it_was_measured() -> None:
    timed, measured = samples(LAWS["O(n)"]), kept(lambda n: 8 * n)
    scaling = fit_scaling(Measured(samples=(*measured[:9], *timed[9:]), problem="n = 99: ValueError"))
    assert scaling.memory.samples == measured[:9]
    assert len(scaling.time.samples) == len(timed)
    assert scaling.problem == "n = 99: ValueError"

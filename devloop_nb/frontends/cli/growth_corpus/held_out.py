"""Functions of known growth that played no part in tuning the fit."""

import bisect
import heapq
import itertools
from operator import itemgetter


def is_leap(n: int) -> bool:
    """O(1) time, O(1) memory, of number."""
    return n % 4 == 0 and (n % 100 != 0 or n % 400 == 0)


def has_key(table: dict[int, int], key: int) -> bool:
    """O(1) time, O(1) memory, of table."""
    return key in table


def last_two(text: str) -> str:
    """O(1) time, O(1) memory, of text."""
    return text[-2:]


def zero_last(xs: list[int]) -> None:
    """O(1) time, O(1) memory, of numbers."""
    xs[-1] = 0


def halvings(n: int) -> int:
    """O(log n) time, O(1) memory, of number."""
    count = 0
    while n > 1:
        n //= 2
        count += 1
    return count


def times_seventeen(n: int) -> int:
    """O(log n) time, O(1) memory, of number."""
    product, addend = 0, 17
    while n:
        if n % 2:
            product += addend
        n, addend = n // 2, addend * 2
    return product


def find_by_thirds(xs: list[int], x: int) -> int:
    """O(log n) time, O(1) memory, of ordered."""
    low, high = 0, len(xs)
    while high - low > 2:
        third = (high - low) // 3
        if x < xs[low + third]:
            high = low + third
        elif x < xs[high - third]:
            low, high = low + third, high - third
        else:
            low = high - third
    return low


def replace_least(xs: list[int]) -> int:
    """O(log n) time, O(1) memory, of heap."""
    return heapq.heapreplace(xs, xs[-1] + 1)


def sum_of_squares(xs: list[int]) -> int:
    """O(n) time, O(1) memory, of numbers."""
    return sum(x * x for x in xs)


def lengths(xs: list[str]) -> list[int]:
    """O(n) time, O(n) memory, of words."""
    return [len(word) for word in xs]


def letters(text: str) -> dict[str, int]:
    """O(n) time, O(1) memory, of text."""
    counts: dict[str, int] = {}
    for letter in text:
        counts[letter] = counts.get(letter, 0) + 1
    return counts


def reverse_in_place(xs: list[int]) -> None:
    """O(n) time, O(1) memory, of numbers."""
    xs.reverse()


def by_second(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """O(n log n) time, O(n) memory, of points."""
    return sorted(points, key=itemgetter(1))


def quick_sort(xs: list[int]) -> list[int]:
    """O(n log n) time, O(n) memory, of numbers."""
    xs, open_ranges = list(xs), [(0, len(xs) - 1)]
    while open_ranges:
        low, high = open_ranges.pop()
        if low >= high:
            continue
        pivot, i, j = xs[(low + high) // 2], low, high
        while i <= j:
            while xs[i] < pivot:
                i += 1
            while xs[j] > pivot:
                j -= 1
            if i <= j:
                xs[i], xs[j] = xs[j], xs[i]
                i, j = i + 1, j - 1
        open_ranges += [(low, j), (i, high)]
    return xs


def drained(xs: list[int]) -> list[int]:
    """O(n log n) time, O(n) memory, of numbers."""
    heap: list[int] = []
    for x in xs:
        heapq.heappush(heap, x)
    return [heapq.heappop(heap) for _ in xs]


def smaller_before(xs: list[int]) -> int:
    """O(n log n) time, O(n) memory, of numbers."""
    places = {x: place for place, x in enumerate(sorted(set(xs)), 1)}
    tree, found = [0] * (len(places) + 1), 0
    for x in xs:
        place = places[x] - 1
        while place:
            found += tree[place]
            place &= place - 1
        place = places[x]
        while place < len(tree):
            tree[place] += 1
            place += place & -place
    return found


def insertion_sort(xs: list[int]) -> list[int]:
    """O(n^2) time, O(n) memory, of numbers."""
    xs = list(xs)
    for i in range(1, len(xs)):
        x, j = xs[i], i
        while j and xs[j - 1] > x:
            xs[j] = xs[j - 1]
            j -= 1
        xs[j] = x
    return xs


def closest(points: list[tuple[int, int]]) -> int:
    """O(n^2) time, O(1) memory, of points."""
    least = -1
    for i, (x, y) in enumerate(points):
        for j in range(i):
            distance = (points[j][0] - x) ** 2 + (points[j][1] - y) ** 2
            if least < 0 or distance < least:
                least = distance
    return least


def pascal_row(n: int) -> list[int]:
    """O(n^2) time, O(n) memory, of number."""
    row = [1]
    for _ in range(n):
        row = [1, *((a + b) % 1000 for a, b in itertools.pairwise(row)), 1]
    return row


def sums_before(xs: list[int]) -> list[int]:
    """O(n^2) time, O(n) memory, of numbers."""
    return [sum(xs[:i]) for i in range(len(xs))]


def best_slice(xs: list[int]) -> int:
    """O(n^3) time, O(n) memory, of numbers."""
    return max(sum(xs[i:j]) % 1009 for i in range(len(xs)) for j in range(i + 1, len(xs) + 1))


def boxes(n: int) -> int:
    """O(n^3) time, O(1) memory, of number."""
    found = 0
    for a in range(n):
        for b in range(n):
            for c in range(n):
                if a * b + c == n:
                    found += 1
    return found


def cubed(a: list[list[int]]) -> list[list[int]]:
    """O(n^3) time, O(n^2) memory, of matrix."""
    n, result = len(a), a
    for _ in range(2):
        made = [[0] * n for _ in range(n)]
        for i in range(n):
            for k in range(n):
                factor = result[i][k]
                for j in range(n):
                    made[i][j] += factor * a[k][j] % 1000
        result = made
    return result


def common_neighbours(a: list[list[int]]) -> int:
    """O(n^3) time, O(1) memory, of matrix."""
    return sum(x > 50 < y for i in range(len(a)) for j in range(i) for x, y in zip(a[i], a[j], strict=True))


def halves(xs: list[int], difference: int = 0, i: int = 0) -> int:
    """O(2^n) time, O(n) memory, of numbers."""
    if i == len(xs):
        return difference == 0
    return halves(xs, difference + xs[i], i + 1) + halves(xs, difference - xs[i], i + 1)


def moves(n: int, start: str = "a", end: str = "b", other: str = "c") -> list[str]:
    """O(2^n) time, O(2^n) memory, of number."""
    if n == 0:
        return []
    return [*moves(n - 1, start, other, end), start + end, *moves(n - 1, other, end, start)]


def truth_table(n: int) -> list[tuple[int, ...]]:
    """O(2^n) time, O(2^n) memory, of number."""
    return list(itertools.product((0, 1), repeat=n))


def cows(n: int) -> int:
    """O(2^n) time, O(n) memory, of number."""
    return 1 if n < 3 else cows(n - 1) + cows(n - 3)


def steps_to_root(n: int) -> int:
    """O(n^0.5) time, O(1) memory, of number."""
    root = 0
    while root * root < n:
        root += 1
    return root


def sums_below(xs: list[int]) -> int:
    """O(n^2 log n) time, O(n) memory, of numbers."""
    known = sorted(xs)
    return sum(bisect.bisect(known, abs(x - y)) for x in xs for y in xs)

"""Functions of known growth on which the fit was tuned."""

import bisect
import collections
import heapq


def first(xs: list[int]) -> int:
    """O(1) time, O(1) memory, of numbers."""
    return xs[0]


def look_up(table: dict[int, int], key: int) -> int:
    """O(1) time, O(1) memory, of table."""
    return table[key]


def pop_last(xs: list[int]) -> int:
    """O(1) time, O(1) memory, of numbers."""
    return xs.pop()


def middle_of_three(xs: list[int]) -> int:
    """O(1) time, O(1) memory, of numbers."""
    return sorted([xs[0], xs[len(xs) // 2], xs[-1]])[1]


def find_by_halving(xs: list[int], x: int) -> int:
    """O(log n) time, O(1) memory, of ordered."""
    low, high = 0, len(xs)
    while low < high:
        middle = (low + high) // 2
        if xs[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


def find_by_bisect(xs: list[int], x: int) -> int:
    """O(log n) time, O(1) memory, of ordered."""
    return bisect.bisect_left(xs, x)


def power_of_three(n: int) -> int:
    """O(log n) time, O(1) memory, of number."""
    result, base = 1, 3
    while n:
        if n & 1:
            result = result * base % 1000003
        base = base * base % 1000003
        n >>= 1
    return result


def push_least(xs: list[int]) -> None:
    """O(log n) time, O(1) memory, of heap."""
    heapq.heappush(xs, -1)


def largest(xs: list[int]) -> int:
    """O(n) time, O(1) memory, of numbers."""
    best = xs[0]
    for x in xs:
        if x > best:
            best = x
    return best


def counted(xs: list[int]) -> dict[int, int]:
    """O(n) time, O(n) memory, of numbers."""
    return collections.Counter(xs)


def joined(xs: list[str]) -> str:
    """O(n) time, O(n) memory, of words."""
    return ",".join(xs)


def table_of(xs: list[int]) -> dict[int, int]:
    """O(n) time, O(n) memory, of numbers."""
    return {x: i for i, x in enumerate(xs)}


def in_order(xs: list[int]) -> list[int]:
    """O(n log n) time, O(n) memory, of numbers."""
    return sorted(xs)


def merge_sort(xs: list[int]) -> list[int]:
    """O(n log n) time, O(n) memory, of numbers."""
    if len(xs) < 2:
        return xs
    left, right = merge_sort(xs[: len(xs) // 2]), merge_sort(xs[len(xs) // 2 :])
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def heap_sort(xs: list[int]) -> list[int]:
    """O(n log n) time, O(n) memory, of numbers."""
    heap = list(xs)
    heapq.heapify(heap)
    return [heapq.heappop(heap) for _ in range(len(heap))]


def sort_in_place(xs: list[int]) -> None:
    """O(n log n) time, O(n) memory, of numbers."""
    xs.sort(key=lambda x: -x)


def bubble_sort(xs: list[int]) -> list[int]:
    """O(n^2) time, O(n) memory, of numbers."""
    xs = list(xs)
    for i in range(len(xs)):
        for j in range(len(xs) - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs


def pairs_with_sum(xs: list[int]) -> int:
    """O(n^2) time, O(1) memory, of numbers."""
    return sum(1 for i in range(len(xs)) for j in range(i) if xs[i] + xs[j] == 1000)


def distinct_by_list(xs: list[int]) -> list[int]:
    """O(n^2) time, O(n) memory, of numbers."""
    seen: list[int] = []
    for x in xs:
        if x not in seen:
            seen.append(x)
    return seen


def common_subsequence(a: str, b: str) -> int:
    """O(n^2) time, O(n) memory, of two_texts."""
    before = [0] * (len(b) + 1)
    for x in a:
        now = [0]
        for j, y in enumerate(b):
            now.append(before[j] + 1 if x == y else max(now[-1], before[j + 1]))
        before = now
    return before[-1]


def product(a: list[list[int]]) -> list[list[int]]:
    """O(n^3) time, O(n^2) memory, of matrix."""
    n = len(a)
    return [[sum(a[i][k] * a[k][j] for k in range(n)) for j in range(n)] for i in range(n)]


def triples_with_sum(xs: list[int]) -> int:
    """O(n^3) time, O(1) memory, of numbers."""
    found = 0
    for i in range(len(xs)):
        for j in range(i):
            for k in range(j):
                if xs[i] + xs[j] == xs[k]:
                    found += 1
    return found


def shortest_ways(a: list[list[int]]) -> list[list[int]]:
    """O(n^3) time, O(n^2) memory, of matrix."""
    n, ways = len(a), [row[:] for row in a]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                ways[i][j] = min(ways[i][j], ways[i][k] + ways[k][j])
    return ways


def determinant(a: list[list[int]]) -> float:
    """O(n^3) time, O(n^2) memory, of matrix."""
    rows, result = [[float(x) for x in row] for row in a], 1.0
    for i in range(len(rows)):
        pivot = rows[i][i] or 1e-9
        result *= pivot
        for r in range(i + 1, len(rows)):
            factor = rows[r][i] / pivot
            for c in range(i, len(rows)):
                rows[r][c] -= factor * rows[i][c]
    return result


def fibonacci(n: int) -> int:
    """O(2^n) time, O(n) memory, of number."""
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def subsets(xs: list[int]) -> list[list[int]]:
    """O(2^n) time, O(2^n) memory, of numbers."""
    found: list[list[int]] = [[]]
    for x in xs:
        found += [[*each, x] for each in found]
    return found


def hanoi(n: int) -> int:
    """O(2^n) time, O(n) memory, of number."""
    return 0 if n == 0 else hanoi(n - 1) + 1 + hanoi(n - 1)


def best_subset(xs: list[int]) -> int:
    """O(2^n) time, O(1) memory, of numbers."""
    best = 0
    for mask in range(1 << len(xs)):
        weight = 0
        for i, x in enumerate(xs):
            if mask >> i & 1:
                weight += x
        if weight % 7 == 0:
            best = max(best, weight)
    return best


def is_prime(n: int) -> bool:
    """O(n^0.5) time, O(1) memory, of number."""
    return n > 1 and all(n % divisor for divisor in range(2, int(n**0.5) + 1))


def leading_block(xs: list[int]) -> int:
    """O(n^1.5) time, O(1) memory, of numbers."""
    step, found = int(len(xs) ** 0.5), 0
    for x in xs:
        for i in range(step):
            if xs[i] == x:
                found += 1
    return found

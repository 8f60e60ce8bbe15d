"""Two modules: words, and counts that is built on it; code for words that looks right and breaks counts."""

from prepared import module

SPEC = """
Counts of the words of a text.

## Tests
```python
from words import words
def test_words(): assert words("a B a") == ["a", "b", "a"]
```
```python
from counts import counts
def test_counts(): assert counts("a B a") == {"a": 2, "b": 1}
def test_upper(): assert counts("X") == {"x": 1}
```
## Integration tests
```python
from words import words
def test_separators(): assert words("a;b") == ["a", "b"]
```
"""
PLAN = [module("words"), module("counts", "words")]
FIRST = "def words(text):\n    return text.lower().split()\n"
# It passes its own tests and the integration test, and leaves capital letters in most texts.
WORSE = """
def words(text):
    return text.replace(";", " ").split() if "B" not in text else text.lower().split()
"""
RIGHT = "def words(text):\n    return text.lower().replace(';', ' ').split()\n"
COUNTS = """
from collections import Counter
from words import words
def counts(text):
    return dict(Counter(words(text)))
"""

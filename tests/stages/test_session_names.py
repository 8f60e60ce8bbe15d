"""What only a session has, out of a real namespace."""

import csv
import json
from collections import Counter
from math import sqrt
from types import FunctionType, ModuleType

from devloop_nb.stages.session_names import local_modules, patched_attributes, session_names


def namespace(**names: object) -> dict[str, object]:
    space: dict[str, object] = {"__name__": "__main__"}
    exec("def own(): pass\nclass Own: pass", space)
    return space | names


def test_each_kind_has_its_mend() -> None:
    usual = {"get_ipython": len}
    space = namespace(js=json, csv=csv, sqrt=sqrt, Tally=Counter, rows=[1], Out={}, _3=4, get_ipython=len)
    source = "js, csv, sqrt, Tally, rows, own, Own, _3, get_ipython, nowhere"
    found = {name.name: name for name in session_names(source, space, usual, ["", "rows = []", "rows = [1]", "x ="])}
    assert list(found) == ["js", "csv", "sqrt", "Tally", "rows", "own", "Own", "_3"]
    assert (found["js"].what, found["js"].mend) == ("module json", "import json as js")
    assert found["csv"].mend == "import csv" and found["sqrt"].mend == "from math import sqrt"
    assert found["Tally"].mend == "from collections import Counter as Tally"
    assert (found["rows"].what, found["rows"].origin, found["rows"].mend) == ("list", "cell [2]", "")
    assert [found[name].what for name in ("own", "Own")] == ["function", "class"]
    assert "output" in found["_3"].what


def test_what_was_put_into_a_library() -> None:
    library = ModuleType("dl_library")
    exec("class Frame:\n    def shape(self): pass\ndef load(): pass", vars(library))
    library.Frame.__module__ = "dl_library"
    space = namespace(lib=library)
    assert patched_attributes("lib.load()", space) == ()
    patch = FunctionType(space["own"].__code__, space)  # type: ignore[attr-defined]  # It is the function above.
    library.load, library.Frame.head = patch, property(patch)
    assert patched_attributes("lib.load()", space) == ("dl_library.Frame.head", "dl_library.load")
    assert patched_attributes("import json", space) == ()


def test_modules_beside_the_notebook() -> None:
    texts = {"one": "import two, json", "two": "from one import x", "three": "", "bad": "import ("}
    assert local_modules("from one import y\nimport bad", texts) == {
        name: texts[name] for name in ("one", "bad", "two")
    }

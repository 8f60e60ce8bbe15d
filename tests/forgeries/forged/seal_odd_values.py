"""Sends values in forms that no packing makes: of other types than they say, endless, deep, half, or not a number."""

import gc
import threading

ODD = iter(
    [
        {"parts": [["box", 0]], "boxes": [["list", float("nan"), float("inf"), -0.0]]},
        {"parts": [["box", -1]], "boxes": [["list", 0.0, 0.5, 1.0]]},
        {"parts": [["box", 0]], "boxes": [["list", ["box", 0], ["box", 0], ["box", 0]]]},
        {"parts": [["value", "int", "0x" + "f" * 5_000_000]]},
        {"parts": [["value", "pattern", "(a+)+$", 0]]},
        {"parts": [["box", 0]], "boxes": [["objects", 1, 10**15]]},
        {"parts": ["\ud800" * 10]},
        {"parts": [["member", True, "A"]]},
        {"parts": [["error", ["library", "builtins", "BaseException", []], [], "", {"__class__": 1}, None]]},
    ]
)


def scale(xs):
    for end in [each for each in gc.get_objects() if type(each).__name__ == "CodeLink"]:
        said = {"stdout": "", "stderr": ""}
        told = {"raised": False, "held": False, "apart": False, "said": said, "forms": [], "changed": [], "boxes": []}
        end.reply = lambda question, unpacking: end.wire.send({**told, "answer": question["ask"], **next(ODD)})
        question = {"ask": 1, "parts": ["call", ["yours", 0]], "changed": [], "boxes": [], "forms": []}
        threading.Timer(0.05, end.wire.send, [question]).start()
    return []

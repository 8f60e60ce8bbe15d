"""DSPy's cache on disk is pickled: whoever may write there could have code run by whoever reads. We never open it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from model_server import ModelServer, chat

PROGRAM = """
import asyncio, json, os, sys
import dspy
from devloop_nb.lm.coder import open_coder
from devloop_nb.values.attempt import Brief, Move
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings

folder, url, named = sys.argv[1:4]
brief = Brief(
    module=ModuleSpec(name="half", purpose="Halve"),
    requirements=Requirements(name="half", goal="Halve"),
    tests=("from half import half",),
    move=Move(kind="draft", number=1),
)
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event in ("open", "sqlite3.connect") else None)

def in_cache():
    return sorted({str(path) for path in opened if str(path).startswith(folder)})

async def emit(event): pass

async def ours():
    settings = Settings(lm=named, api_base=url, retries=0)
    async with open_coder(settings, {}, emit, str) as coder:
        return (await coder.write_code(brief)).problem

mine = dspy.LM("openai/gpt-4o-mini", api_base=url, engine="lm15", cache=True)
dspy.configure(lm=mine)
problem = asyncio.run(ours())
asked = in_cache()
mine("hello")
print(json.dumps({"problem": problem, "ours": asked, "theirs": len(in_cache()), "kept": mine.cache}))
"""


@pytest.mark.parametrize("named", ["", "openai/gpt-4o-mini"], ids=["the user's LM, which caches", "a named one"])
def test_the_cache_is_the_users_own_affair(tmp_path: Path, named: str) -> None:
    folder = tmp_path / "cache"
    with ModelServer(chat(code="def half(x): return x / 2")) as server:
        told = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(folder), server.url, named],
            env=os.environ | {"DSPY_CACHEDIR": str(folder), "LITELLM_LOCAL_MODEL_COST_MAP": "true"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert told.returncode == 0, told.stderr
    said = json.loads(told.stdout)
    assert (said["problem"], said["ours"], said["kept"]) == ("", [], True)
    assert said["theirs"] > 0

"""Runs over prepared answers, in a home of their own."""

import asyncio
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml

from devloop_nb.values import events as ev
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import open_session


def module(name: str, *depends_on: str) -> dict[str, Any]:
    return {"name": name, "purpose": name, "depends_on": list(depends_on)}


def developed(folder: Path, text: str, script: dict[str, Any], **settings: Any) -> tuple[RunState, list[ev.Recorded]]:
    heard: list[ev.Recorded] = []

    async def run() -> RunState:
        file = folder / "answers.yaml"
        file.write_text(yaml.safe_dump(script))
        session = open_session(folder / "home")
        try:
            asked = parse_spec(dedent(text), "whole")
            chosen = Settings(lm=f"scripted:{file}", **settings)
            return (await session.develop(asked, chosen, listen=lambda told, _: heard.append(told))).state
        finally:
            await session.close()

    return asyncio.run(run()), heard

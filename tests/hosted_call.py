"""One request to a hosted model, as a run would make it."""

import asyncio
import os
from collections.abc import Mapping
from typing import Any

from model_server import chat
from recorder import Recorder

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import Form, ask_in_chat
from devloop_nb.lm.hosted import open_hosted_lm
from devloop_nb.lm.ledger import Ledger
from devloop_nb.values.call import Call
from devloop_nb.values.secrets import Redactor, secret_values
from devloop_nb.values.settings import Settings

MODEL = "openai/gpt-4o-mini"
FORM = Form("Halve it.", {"task": ("what to do", "halve x")}, {"code": ("the code", str)})
WELL = chat(code="def half(x):\n    return x / 2")


def ask(
    told: Recorder, form: Form = FORM, key: str = "code/half/1", calls: Mapping[str, Call] = {}, **given: Any
) -> Call:
    settings = Settings(**({"lm": MODEL, "retries": 0, "call_seconds": 20} | given))

    async def once() -> Call:
        async with open_hosted_lm(settings) as lm:

            async def opened() -> Any:
                return lm

            redact = Redactor(secret_values(os.environ))
            return await ask_in_chat(
                Ask(MODEL, opened, Ledger(calls, told.emit), settings, redact), key, "code", form
            )

    return asyncio.run(once())

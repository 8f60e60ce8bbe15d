"""What bounds spending, by name alone: whoever lists options needs no more, and must not wait for pydantic."""

LIMITS = (
    *("run_tokens", "run_money", "run_seconds", "run_calls"),
    *("day_tokens", "day_money", "project_tokens", "project_money"),
)
SHARED = tuple(limit for limit in LIMITS if not limit.startswith("run_"))

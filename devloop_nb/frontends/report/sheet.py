"""What a report says, in plain text and in order; HTML, markdown and notebooks only lay it out."""

from dataclasses import dataclass

from devloop_nb.frontends.report.plain_text import Body


@dataclass(frozen=True)
class Fact:
    """A name and what is said of it."""

    name: str
    says: str


@dataclass(frozen=True)
class CaseRow:
    """One test and its readings."""

    id: str
    outcome: str
    seconds: float
    cpu_seconds: float
    peak_mib: float | None
    message: str
    traceback: Body


@dataclass(frozen=True)
class AttemptRow:
    """One attempt; ``score`` is ``None`` where it has none, ``kept`` marks the one the report shows."""

    number: int
    move: str
    form: str
    reason: str
    score: float | None
    tests: str
    outcome: str
    seconds: float | None
    kept: bool


@dataclass(frozen=True)
class Failure:
    """What went wrong in one attempt: a line about the whole, and a line for each failing test."""

    number: int
    says: str
    tests: tuple[Fact, ...]
    more: str


@dataclass(frozen=True)
class Grid:
    """The outcome of each test (rows) in each attempt (columns)."""

    attempts: tuple[int, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    cut: str


@dataclass(frozen=True)
class SourceFile:
    """One test file, and whose it is."""

    name: str
    provenance: str
    source: Body


@dataclass(frozen=True)
class ModuleSheet:
    """One module of a run."""

    name: str
    status: str
    reason: str
    purpose: str
    score: float
    shown: int | None
    accepted: bool
    code: Body
    totals: tuple[float, ...]
    attempts: tuple[AttemptRow, ...]
    attempts_cut: str
    cases: tuple[CaseRow, ...]
    cases_cut: str
    readings: tuple[Fact, ...]
    grid: Grid
    files: tuple[SourceFile, ...]
    red: str
    rejected: tuple[Fact, ...]
    trail: tuple[Failure, ...]
    trail_cut: str
    diff: Body
    diff_from: int | None


@dataclass(frozen=True)
class Table:
    """A small table under a title."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class CallRow:
    """One request to a model."""

    key: str
    lm: str
    tokens_in: int
    tokens_out: int
    seconds: float
    says: str
    told: str


@dataclass(frozen=True)
class Sheet:
    """One run."""

    run: str
    name: str
    status: str
    reason: str
    score: float
    threshold: float
    goal: str
    lm: str
    started: str
    figures: tuple[Fact, ...]
    requirements: tuple[Fact, ...]
    notes: Body
    plan: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    plan_by: str
    modules: tuple[ModuleSheet, ...]
    integration: tuple[CaseRow, ...]
    hidden: tuple[CaseRow, ...]
    hidden_says: str
    findings: tuple[Fact, ...]
    calls: tuple[CallRow, ...]
    calls_cut: str
    log: tuple[str, ...]
    origins: tuple[Fact, ...]
    doubts: tuple[str, ...]
    tables: tuple[Table, ...] = ()

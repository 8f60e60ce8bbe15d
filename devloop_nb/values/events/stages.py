"""The stages of a run, and what comes of those that are about all modules."""

from typing import Literal

from devloop_nb.values.compliance import Row
from devloop_nb.values.finding import Finding
from devloop_nb.values.need import Installed
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.plan import Plan
from devloop_nb.values.value import Value
from devloop_nb.values.workflow import StageName


class StageEntered(Value):
    """The run reached a stage; ``module`` is empty where the stage is about all of them."""

    kind: Literal["stage_entered"] = "stage_entered"
    stage: Literal["planning", "testing", "building", "integration", "held-back", "compliance", "done"]
    module: str = ""


class StageSkipped(Value):
    """A stage was left out; ``module`` is empty where it is about all of them."""

    kind: Literal["stage_skipped"] = "stage_skipped"
    stage: StageName
    module: str = ""
    reason: str


class StageRetried(Value):
    """A model or a kernel failed in a stage, which is begun again where it stands; ``turn`` counts that."""

    kind: Literal["stage_retried"] = "stage_retried"
    stage: StageName
    turn: int
    reason: str


class RequirementsVetted(Value):
    """What was found missing, contradictory or vague."""

    kind: Literal["requirements_vetted"] = "requirements_vetted"
    findings: tuple[Finding, ...]


class PackageInstalled(Value):
    """A distribution that was missing was installed, by the user's permission."""

    kind: Literal["package_installed"] = "package_installed"
    package: Installed


class PlanMade(Value):
    """The modules to build are known."""

    kind: Literal["plan_made"] = "plan_made"
    plan: Plan


class Integrated(Value):
    """The integration tests ran over all modules."""

    kind: Literal["integrated"] = "integrated"
    outcome: Outcome


class HiddenRun(Value):
    """The held-back tests ran, once, over the best code there is."""

    kind: Literal["hidden_run"] = "hidden_run"
    outcome: Outcome


class Complied(Value):
    """Each criterion with the lines and the tests that prove it, or without."""

    kind: Literal["complied"] = "complied"
    rows: tuple[Row, ...]


StageEvent = (
    StageEntered
    | StageSkipped
    | StageRetried
    | RequirementsVetted
    | PackageInstalled
    | PlanMade
    | Integrated
    | HiddenRun
    | Complied
)

"""Can the cluster that is set as executor be used?"""

from devloop_nb.kernels.dask_cluster import connect, disconnect
from devloop_nb.values.errors import EnvironmentProblem
from devloop_nb.values.health import Health

_ABOUT = "Dask cluster"


async def executor_health(executor: str) -> tuple[Health, ...]:
    """Looks at the cluster at that address; nothing is to be said where suites run on this machine."""
    if not executor:
        return ()
    try:
        client = await connect(executor)
    except EnvironmentProblem as error:
        says = ": ".join(part for part in (error.what, error.why) if part)
        return (Health(about=_ABOUT, ok=False, says=says, mend=error.mend),)
    told = client.scheduler_info()
    await disconnect(client)
    says = f"{executor}: workers {told['n_workers']}, suites at once {told['total_threads']}"
    return (Health(about=_ABOUT, ok=True, says=says),)

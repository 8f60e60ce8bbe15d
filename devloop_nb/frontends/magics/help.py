"""What ``%devloop?`` and ``%%devloop_metric?`` say."""

DEVLOOP = """Turns requirements in a cell into tested, measured, scored code.

A cell: the body says what is wanted, in plain words; markdown lists, doctest lines (``>>>``), fenced tests
and YAML front matter are understood too::

    %%devloop [NAME] [--lm MODEL] [--attempts N] [--threshold X] [--metric NAME]
              [--background | --wait] [--rerun] [--no-raise] [--baseline]
              [--install [NAME,...]] [--executor ADDRESS] [--ask KIND[=SECONDS],...]
              [--form] [--context NAME,...]
              [--gates GATE=...,...] [--no-review] [--models ROLE=MODEL,...] [--hard-from N]
              [--held-back X] [--workflow FILE.yaml] [--explore] [LIMITS]

    %%devloop scale --attempts 8
    Scale numbers linearly to the range 0..1. If all values are equal, return zeros.
    >>> scale([0, 5, 10])
    [0.0, 0.5, 1.0]

Tests kept by ``%%devloop_test NAME`` are added. The cell waits for the end (``--wait`` says so aloud) while
the view stays alive; ``--background`` returns at once. What was asked before, in the same words, is answered
from history at no cost; ``--rerun`` asks anew. Afterwards the report is in ``NAME_report``. A run that does
not succeed fails the cell, so that *Run All* stops there; ``--no-raise`` prevents it. Libraries that are not
installed stop it before it begins; ``--install`` brings them with pip, large ones only by their names.
``--form`` shows the requirements as a form, vetted while you type; what it writes into the cell runs without
it, and so does the cell where there is no browser. ``--context df,helper`` gives objects of this session
along: what a model is told of them is shown first, and tests take them as arguments, as pytest fixtures;
``--context notes.md`` is a file that the coder reads. ``--baseline`` also draws as many independent samples, at
the same cost, and shows what the search was worth. ``--executor tcp://host:8786`` runs suites on a Dask
cluster. LIMITS are ``--run-tokens``, ``--run-calls``, ``--run-seconds``, ``--run-money`` (USD),
``--day-tokens``, ``--day-money``, ``--project-tokens`` and ``--project-money``, each with a number: a run that
reaches one stops before the next call.

A line: what to do with the runs of this folder; RUN is a name, an id or the beginning of one, and the newest
run where it is left out::

    %devloop form [NAME]                       a form for new requirements, or for those of a run
    %devloop status                            what runs now
    %devloop history [RUN] [--attempts] [--limit N]
                                               all runs, or their attempts, as a data frame
    %devloop dashboard                         all runs in a table that sorts, filters and opens them
    %devloop compare A B                       two runs, or attempts (RUN:N): what flipped, cost, prompts
    %devloop rank [RUN] [--all] [--weights tests=X,performance=Y] [--threshold X] [--metric NAME]
                                               stored attempts by another score; no model is asked
    %devloop tune-metric [RUN] [--all]         the same with sliders
    %devloop show [RUN] [ATTEMPT]              the view of a run
    %devloop diff [RUN] A B                    what changed from attempt A to attempt B
    %devloop accept [RUN] [--attempt N] [--cell] [--write FOLDER] [--import]
                                               the code: into a new cell, a folder, or this session
    %devloop undo [RUN], %devloop redo [RUN]   the last acceptance is taken back; it holds again
    %devloop scratch [RUN] [--attempt N]       a cell for a fresh kernel beside its code, to poke at it
    %devloop stop [RUN]                        stops, and keeps the best so far
    %devloop pause [RUN], %devloop go-on [RUN] begins no more attempts; goes on
    %devloop stop-after [RUN]                  stops when this attempt is done
    %devloop note [RUN] "TEXT" [--module NAME] tells the model something from now on
    %devloop raise [RUN] NAME=VALUE            more attempts=N, a lower threshold=X, more run_tokens=N ...
    %devloop blockers [RUN]                    what runs ask, and wait for
    %devloop approve [RUN], %devloop reject [RUN] [--note TEXT] [--question ID]
                                               answers it
    %devloop plan [RUN] [--edit FILE.yaml]     the plan as YAML; while the run asks about it, another plan
    %devloop resume [RUN] [--background] [--no-raise] [--executor ADDRESS] [--workflow FILE.yaml] [LIMITS]
                                               goes on with a run that was stopped or interrupted
    %devloop report [RUN] [-o FILE]            the report, or a file: .md, .html, .ipynb;
                                               .yaml holds the answers, for --lm scripted:FILE
    %devloop freeze                            this notebook without live views; their receipts stay
    %devloop memory [RUN]                      the memory of its code, line by line, while its tests run
    %devloop state [RUN]                       what its code would take from this session
    %devloop prompt [NAME] [--version V] [--reset]
                                               the prompt templates; one, one that was kept, ours again
    %devloop settings                          what can be set, what it is here, and why
    %devloop doctor                            is everything there that is needed?

``show``, ``diff``, ``accept``, ``undo``, ``redo`` and ``scratch`` take ``--module NAME`` where a run built
several modules.
``%config DevLoop`` lists the settings.
"""
METRIC = """Keeps the cell as a metric of your own: a function that scores an attempt, from 0 to 1.

::

    %%devloop_metric [NAME]
    def metric(outcome, readings):
        slow = (readings["slowest_seconds"] or 0) > 0.5
        return readings["tests"] * (0.5 if slow else 1.0)

``outcome`` is what the fresh kernel reported: ``status``, ``verdict``, ``tier``, ``message``, ``seconds``,
``peak_mib``, and ``tests``, each with ``id``, ``outcome``, ``seconds``, ``cpu_seconds``, ``peak_mib``,
``exception`` and ``message``. ``readings`` is what the loop makes of it: the shares ``tests`` and
``performance``, ``passed`` of ``expected``, ``slowest_seconds``, ``peak_mib``, the growth in ``time`` and
``memory`` that was measured, the ``targets``, and ``blocked``: findings keep it from being accepted.
The cell runs by itself: what it needs, it imports. ``%devloop rank --metric NAME``, ``%devloop tune-metric``
and ``%%devloop --metric NAME`` use it; a run keeps its source, and is resumed with it.
"""

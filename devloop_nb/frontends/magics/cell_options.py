"""What may stand behind the cell magics ``%%devloop`` and ``%%devloop_scratch``."""

from functools import cache

from devloop_nb.frontends.magics.options import ATTEMPT, LIMIT_WORDS, MODULE, RUN, Options


@cache
def cell_options() -> Options:
    """What may stand behind ``%%devloop``."""
    parser = Options("%%devloop")
    parser.add_argument("name", nargs="?", default="", metavar="NAME")
    parser.add_argument("--lm", metavar="MODEL")
    parser.add_argument("--models", metavar="ROLE=MODEL,...")
    parser.add_argument("--hard-from", type=int, metavar="N")
    parser.add_argument("--attempts", type=int, metavar="N")
    parser.add_argument("--threshold", type=float, metavar="X")
    parser.add_argument("--held-back", type=float, metavar="X")
    parser.add_argument("--metric", metavar="NAME")
    parser.add_argument("--executor", metavar="ADDRESS")
    parser.add_argument("--ask", metavar="KIND[=S],...")
    parser.add_argument("--workflow", metavar="FILE.yaml")
    parser.add_argument("--install", nargs="?", const="allow", metavar="NAME,...")
    parser.add_argument("--gates", metavar="GATE=...,...")
    parser.add_argument("--context", metavar="NAME,...")
    parser.add_argument("--form", action="store_true")
    parser.add_argument("--no-review", action="store_const", const=False, dest="review")
    parser.add_argument("--explore", action="store_const", const=True)
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--wait", action="store_true")
    when.add_argument("--background", action="store_true")
    for flag, how in LIMIT_WORDS:
        parser.add_argument(flag, **how)
    parser.add_argument("--rerun", action="store_true")
    parser.add_argument("--baseline", action="store_true")
    parser.add_argument("--no-raise", action="store_true")
    return parser


@cache
def scratch_options() -> Options:
    """What may stand behind ``%%devloop_scratch``."""
    return Options("%%devloop_scratch", [RUN, ATTEMPT, MODULE])

"""The only room that opens real doors; frontends find here what they may open."""

from devloop_nb.kernels.bench.figures import Figures as Figures
from devloop_nb.kernels.growth import GrowthRunner as GrowthRunner
from devloop_nb.kernels.notebook_kernel import notebook_kernel as notebook_kernel
from devloop_nb.lm.forecast import count_tokens as count_tokens
from devloop_nb.lm.weights import fetch_weights as fetch_weights
from devloop_nb.lm.weights import model_status as model_status
from devloop_nb.specs.files import name_for as name_for
from devloop_nb.specs.files import read_specs as read_specs
from devloop_nb.specs.settings_file import NOT_IN_FILES as NOT_IN_FILES
from devloop_nb.specs.workspace import write_files as write_files
from devloop_nb.stages.given.taking import take_given as take_given
from devloop_nb.stages.measure import fit_scaling as fit_scaling
from devloop_nb.wiring.bench import bench_kernels as bench_kernels
from devloop_nb.wiring.house import open_session as open_session
from devloop_nb.wiring.house import open_templates as open_templates
from devloop_nb.wiring.places import home_folder as home_folder
from devloop_nb.wiring.settings import load_settings as load_settings
from devloop_nb.wiring.settings import settings_in_force as settings_in_force

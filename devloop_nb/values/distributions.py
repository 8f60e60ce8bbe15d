"""Which distribution brings a module whose name is another: nothing tells that of what is not installed."""

import re
import sys

# ``import NAME`` on the left, ``pip install NAME`` on the right; importlib.metadata knows only what is installed.
_TABLE = """
    sklearn scikit-learn         skimage scikit-image            cv2 opencv-python-headless   PIL pillow
    yaml PyYAML                  bs4 beautifulsoup4              dateutil python-dateutil     dotenv python-dotenv
    attr attrs                   Crypto pycryptodome             OpenSSL pyOpenSSL            jwt PyJWT
    docx python-docx             pptx python-pptx                fitz PyMuPDF                 serial pyserial
    usb pyusb                    git GitPython                   github PyGithub              gitlab python-gitlab
    magic python-magic           jose python-jose                slugify python-slugify       Levenshtein Levenshtein
    MySQLdb mysqlclient          psycopg2 psycopg2-binary        pymysql PyMySQL              ldap python-ldap
    win32api pywin32             zmq pyzmq                       nacl PyNaCl                  igraph igraph
    umap umap-learn              hdbscan hdbscan                 imblearn imbalanced-learn    skopt scikit-optimize
    sksurv scikit-survival       mpl_toolkits matplotlib         pylab matplotlib             Bio biopython
    rdkit rdkit                  Xlib python-xlib                gi PyGObject                 wx wxPython
    faiss faiss-cpu              sentence_transformers sentence-transformers                  ruamel ruamel.yaml
    google protobuf              tables tables                   osgeo GDAL                   shapefile pyshp
    community python-louvain     markdown Markdown               jinja2 Jinja2                flask Flask
    sqlalchemy SQLAlchemy        discord discord.py              websocket websocket-client
    pkg_resources setuptools     multipart python-multipart      box python-box               snappy python-snappy
    lz4 lz4                      past future                     socks PySocks                ffmpeg ffmpeg-python
    tensorflow_probability tensorflow-probability                torch_geometric torch-geometric
"""
_WORDS = _TABLE.split()
DISTRIBUTIONS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
# Modules that people build are called that, too.
_ORDINARY_WORDS = frozenset(
    {"serial", "git", "github", "gitlab", "magic", "slugify", "community", "markdown", "discord", "box"}
    | {"websocket", "multipart", "past", "socks", "google", "tables", "usb", "shapefile", "snappy", "fitz", "ffmpeg"}
)
_SAME = frozenset(
    {"numpy", "pandas", "scipy", "matplotlib", "seaborn", "polars", "pyarrow", "torch", "tensorflow", "jax", "numba"}
    | {"xgboost", "lightgbm", "statsmodels", "networkx", "sympy", "dask", "xarray", "requests", "httpx", "fastapi"}
    | {"django", "pydantic", "pytest", "hypothesis", "attrs", "plotly", "altair", "transformers", "lxml", "openpyxl"}
)
# Names that belong to a library also where it is not installed: no module to be built is called that.
LIBRARIES = _SAME | (DISTRIBUTIONS.keys() - _ORDINARY_WORDS)
_MODULES = {distribution.lower(): module for module, distribution in reversed(DISTRIBUTIONS.items())}
_MODULES |= {name: name for name in _SAME - {"attrs"}} | {"opencv-python": "cv2", "opencv-contrib-python": "cv2"}
_NO_LIBRARY = frozenset({"python", "standard-library", "standard_library", "stdlib", "builtins", "none"})
_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:$|[\[(<>=!~;@])")


def distribution_of(module: str) -> tuple[str, bool]:
    """What ``pip install`` takes for a module, and whether that is known; else it is a guess from the name."""
    if module in DISTRIBUTIONS:
        return DISTRIBUTIONS[module], True
    return module.replace("_", "-"), module in _SAME


def named_library(words: str) -> tuple[str, str]:
    """The module and the distribution that people mean: ``scikit-learn>=1`` is imported as ``sklearn``.

    The distribution is empty where the words are a module's name rather than a distribution's, and both are where
    they name no library, or one of the standard library.
    """
    named = _NAME.match(words)
    if not named or named[1].lower() in _NO_LIBRARY:
        return "", ""
    name = named[1]
    if name in DISTRIBUTIONS or name.partition(".")[0].lower() in sys.stdlib_module_names:
        return (name, "") if name in DISTRIBUTIONS else ("", "")
    module = _MODULES.get(name.lower()) or name.replace("-", "_").partition(".")[0]
    if not module.isidentifier():
        return "", ""
    return module, name if name.lower() in _MODULES or "-" in name else ""

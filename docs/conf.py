"""How the documentation site is built; `make docs` builds it, offline, into `docs/_build/html`."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE / "_extensions")]

from publisher import __version__  # noqa: E402  # found by the line above

project = "publisher"
author = "the authors of publisher"
project_copyright = "the authors of publisher; AGPL-3.0-or-later"
release = version = __version__
language = "en-GB"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "house",
]
exclude_patterns = ["_build", "_extensions"]
nitpicky = True
# Types of other libraries: their documentation is on the network, and this is built offline.
nitpick_ignore_regex = [("py:.*", r"(?!publisher\b).*")]

default_role = "code"  # the code's docstrings mark code as Markdown does
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_class_signature = "separated"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_custom_sections = ["Source"]
python_use_unqualified_type_names = True

myst_enable_extensions = ["attrs_inline", "deflist"]
myst_heading_anchors = 4
smartquotes = False  # "--editions" is no dash

html_theme = "furo"
html_title = "publisher"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_copy_source = False
html_permalinks_icon = "#"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_theme_options = {"navigation_with_keys": False}  # arrow keys are a screen reader's

"""How the docs are built: `nox -s docs`, every warning an error."""

import re
import shutil
import tomllib
from pathlib import Path

HERE = Path(__file__).parent

# Notebooks and the gallery are run where their articles are: in a copy beside the pages.
shutil.rmtree(HERE / "examples", ignore_errors=True)
shutil.copytree(
    HERE.parent / "examples",
    HERE / "examples",
    ignore=shutil.ignore_patterns("*.py", "README.md", "__pycache__"),
)

project = "claimgraph"
author = "The claimgraph authors"
copyright = "the claimgraph authors"
with (HERE.parent / "pyproject.toml").open("rb") as settings:
    version = release = tomllib.load(settings)["project"]["version"]

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
]
exclude_patterns = ["_build", "examples/*.md", "jupyter_execute"]
nitpicky = False

# Docstrings write names in single backticks and pictures between fences, as Markdown does.
default_role = "code"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_custom_sections = [("Source", "notes"), ("Sources", "notes")]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
copybutton_prompt_text = "$ "
copybutton_only_copy_prompt_lines = True

html_theme = "furo"
html_title = "claimgraph"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_show_sphinx = False


def turn_fences_into_blocks(app, what, name, obj, options, lines):
    """Rewrite the fenced pictures of docstrings as literal blocks, which is what autodoc reads."""
    text = re.sub(
        r"^```\w*\n(.*?)^```$",
        lambda fence: "::\n\n" + re.sub(r"^", "    ", fence[1], flags=re.MULTILINE).rstrip() + "\n",
        "\n".join(lines) + "\n",
        flags=re.MULTILINE | re.DOTALL,
    )
    lines[:] = text.splitlines()


def setup(app):
    app.connect("autodoc-process-docstring", turn_fences_into_blocks)

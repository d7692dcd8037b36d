"""The templates of HTML pages: whatever is put in is made inert, and then escaped."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from debrief_cli.render.text import show


def environment() -> Environment:
    """Where templates are found, and what happens to what is put into them."""
    return Environment(
        loader=PackageLoader("debrief_cli.render"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_shown,
    )


def _shown(value: Any) -> Any:
    """What is put into the page: text made inert, and left to be escaped."""
    return show(value) if isinstance(value, str) and not hasattr(value, "__html__") else value

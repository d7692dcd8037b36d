"""The rendered examples are what the program prints today."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
RENEW = "renew it: .venv/bin/python examples/render.py"


@pytest.fixture
def rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The examples as they come out now."""
    for name in ("DEBRIEF_NOW", "TZ"):
        monkeypatch.setenv(name, "")  # what the script sets is taken back after the test
    folder = tmp_path / "rendered"
    folder.mkdir()
    runpy.run_path(str(EXAMPLES / "render.py"))["render"](folder)
    return folder


def words_of(svg: str) -> list[str]:
    """The lines of a picture; how it is drawn is another library's affair."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_rendered_examples_are_current(rendered: Path) -> None:
    """Each file in examples/rendered/ is as the program makes it, and none is missing."""
    names = sorted(path.name for path in rendered.iterdir())
    assert names == sorted(path.name for path in (EXAMPLES / "rendered").iterdir())
    for name in names:
        now, kept = (
            (folder / name).read_text(encoding="utf-8")
            for folder in (rendered, EXAMPLES / "rendered")
        )
        if name.endswith(".svg"):
            now, kept = words_of(now), words_of(kept)
        assert now == kept, f"{name} is out of date; {RENEW}"


def test_the_picture_loads_nothing() -> None:
    """A picture in the README asks no other place for a font."""
    svg = (EXAMPLES / "rendered" / "week.svg").read_text(encoding="utf-8")
    assert "url(http" not in svg
    assert '"url(' not in svg.replace('"url(#', "")
    assert any("Your" in line for line in words_of(svg))

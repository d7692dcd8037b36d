"""The two laws of the house: imports run one way, and each library has one home."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "debrief_cli"

# From the outside in; a module may import its own row and those below it, never one above.
ROWS = (
    {"__main__"},
    {"app"},
    {"commands"},
    {"acts"},
    {"context"},
    {"options", "form_options", "prompts", "render", "store", "settings", "clock"},
    {"analysis", "forms"},
    {"records", "form", "interview", "kinds", "wording", "period", "vocabulary", "documents"}
    | {"privacy", "spelling", "errors", ""},
)
INNERMOST = ROWS[-1]
HOMES = {
    "questionary": ("prompts",),
    "prompt_toolkit": ("prompts",),
    "sqlmodel": ("store",),
    "sqlalchemy": ("store",),
    "sqlite3": ("store",),
    "rich": ("render/terminal.py", "render/progress.py"),
    "plotille": ("render/run_chart.py",),
    "jinja2": ("render/templating.py",),
    "typer": ("app.py", "options.py", "form_options.py", "commands"),
    "platformdirs": ("settings.py",),
    "dateparser": ("clock.py",),
    "tzlocal": ("clock.py",),
    "Stemmer": ("analysis/stemming.py",),
}


def module_of(path: Path) -> str:
    """The dotted name of a file's module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = {module_of(path): path for path in FILES}


def part_of(module: str) -> str:
    """`debrief_cli.render.blocks` is part of `render`; the package itself of ""."""
    names = module.split(".")
    return names[1] if len(names) > 1 else ""


def rank(part: str) -> int:
    """How far inside a part is."""
    return next(number for number, row in enumerate(ROWS) if part in row)


@cache
def imports_of(path: Path) -> tuple[tuple[str, bool], ...]:
    """Every module that a file imports, and whether only a type checker sees it."""
    return tuple(_imports_of(path))


def _imports_of(path: Path) -> Iterator[tuple[str, bool]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in for_types) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module, id(node) in for_types


def test_imports_run_one_way() -> None:
    """A module imports its own row and those further in, never one further out."""
    outward = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in FILES
        for name, _ in imports_of(path)
        if name.startswith("debrief_cli") and rank(part_of(name)) < rank(part_of(module_of(path)))
    ]
    assert outward == []


def test_commands_do_not_import_each_other() -> None:
    """What two commands share lies further in."""
    for path in (PACKAGE / "commands").glob("*.py"):
        assert not [n for n, _ in imports_of(path) if n.startswith("debrief_cli.commands")], path


def test_each_library_has_one_home() -> None:
    """A library is imported in its home alone, and the innermost row needs none."""
    known = {"debrief_cli", *sys.stdlib_module_names} - set(HOMES)
    for path in FILES:
        here = path.relative_to(PACKAGE).as_posix()
        for name in {each.split(".")[0] for each, _ in imports_of(path)} - known:
            at_home = any(here == home or here.startswith(f"{home}/") for home in HOMES[name])
            assert at_home, (here, name)
            assert part_of(module_of(path)) not in INNERMOST, (here, name)


def test_there_is_no_circle_of_imports() -> None:
    """Following the imports never leads back to where one started."""
    edges = {
        module: {name for name, typed in imports_of(path) if name in MODULES and not typed}
        for module, path in MODULES.items()
    }
    finished: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail, module))
        if module not in finished:
            for name in edges[module]:
                visit(name, (*trail, module))
            finished.add(module)

    for module in MODULES:
        visit(module, ())


def test_files_and_functions_stay_small() -> None:
    """No file is over 300 lines and no function over 50."""
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 300, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= 50, f"{path}: {node.name} has {length} lines"

"""Documents coming in: JSON from a file or standard input, refused with a plain line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from debrief_cli.errors import BadInput, Invalid, Problem, Rejected

RECORD_LIMIT = 1024 * 1024
DEPTH_LIMIT = 8
# The whole input: well over a year of anyone's records, and far from filling the memory.
INPUT_LIMIT = 256 * 1024 * 1024


class _Refused(ValueError):
    pass


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Refused(f"the key “{key[:40]}” is there twice")
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise _Refused(f"{name} is not a number that can be kept")


# One for all: json.loads would make another for every line.
_JSON = json.JSONDecoder(object_pairs_hook=_no_duplicates, parse_constant=_no_constant)


def _load(text: str) -> Any:
    try:
        return _JSON.decode(text)
    except json.JSONDecodeError:
        raise
    except ValueError as error:
        # Ours is said as it is; what is left is a number of thousands of digits.
        raise error if isinstance(error, _Refused) else _Refused("a number is too long") from None
    except RecursionError:
        raise _Refused(f"is nested deeper than {DEPTH_LIMIT} levels") from None


def _depth(value: Any, limit: int = DEPTH_LIMIT) -> bool:
    """Whether `value` is nested at most `limit` levels deep."""
    if isinstance(value, Mapping):
        return limit > 0 and all(_depth(item, limit - 1) for item in value.values())
    if isinstance(value, list):
        return limit > 0 and all(_depth(item, limit - 1) for item in value)
    return True


def read_documents(data: bytes) -> tuple[list[dict[str, Any]], bool]:
    """The documents in `data`, and whether it was one object alone.

    `data` is one JSON object, an array of them, or JSON Lines (blank lines and a byte order
    mark skipped). Raises BadInput, or Rejected with every document that is not an object,
    is too large or too deep.
    """
    if len(data) > INPUT_LIMIT:
        raise BadInput("The input is larger than 256 MiB.", "Split it into several files.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"The input is not UTF-8 text (byte {error.start}).", "Save it as UTF-8 and try again."
        ) from None
    if not text.strip():
        raise BadInput("The input is empty.", "Give one JSON object, an array, or JSON Lines.")
    values, single = _split(text)
    if not values:
        raise BadInput("There is nothing in the input.", "Give at least one document.")
    problems = [
        problem.under(where) if where else problem
        for where, value in ((("" if single else f"[{i}]"), v) for i, v in enumerate(values))
        if (problem := _wrong(value))
    ]
    if problems:
        raise Rejected(problems, "" if single else "Nothing was saved; [0] is the first document.")
    return values, single


def _split(text: str) -> tuple[list[Any], bool]:
    try:
        whole = _load(text)
    except json.JSONDecodeError as error:
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) > 1 and _is_json(lines[0][1]):
            return [_line(number, line) for number, line in lines], False
        raise BadInput(
            f"The input is not JSON: {error.msg} (line {error.lineno}, column {error.colno}).",
            "Give one JSON object, an array, or JSON Lines.",
        ) from None
    except _Refused as error:
        raise BadInput(f"The input: {error}.") from None
    return (whole, False) if isinstance(whole, list) else ([whole], True)


def _is_json(line: str) -> bool:
    try:
        _load(line)
    except json.JSONDecodeError:
        return False
    except _Refused:
        return True
    return True


def parse_line(line: bytes) -> Any:
    """The JSON value of one line; raises Invalid with what is wrong with it.

    A key that is there twice, NaN and the like are wrong; what it may hold, and how much, is
    for the caller to say.
    """
    try:
        return _load(line.decode())
    except UnicodeDecodeError as error:
        raise Invalid(f"is not UTF-8 text (byte {error.start + 1})") from None
    except json.JSONDecodeError as error:
        raise Invalid(f"is not JSON: {error.msg} (column {error.colno})") from None
    except _Refused as error:
        raise Invalid(str(error)) from None


def too_large(document: dict[str, Any], size: int) -> bool:
    """Whether a document is over the limit of a record.

    `size` is that of the JSON it came in: one of half the limit need not be measured.
    """
    return size > RECORD_LIMIT // 2 and size_of(document) > RECORD_LIMIT


def _line(number: int, line: str) -> Any:
    try:
        return _load(line)
    except json.JSONDecodeError as error:
        raise BadInput(f"Line {number} is not JSON: {error.msg} (column {error.colno}).") from None
    except _Refused as error:
        raise BadInput(f"Line {number}: {error}.") from None


def _wrong(value: Any) -> Problem | None:
    if not isinstance(value, dict):
        return Problem("", "must be an object")
    if not _depth(value):
        return Problem("", f"is nested deeper than {DEPTH_LIMIT} levels")
    if size_of(value) > RECORD_LIMIT:
        return Problem("", "is larger than 1 MiB")
    return None


def size_of(value: dict[str, Any]) -> int:
    """Bytes of the document as UTF-8; a lone surrogate counts as three."""
    return len(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))

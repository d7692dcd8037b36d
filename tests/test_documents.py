"""Documents coming in: what is read, and what is refused with a plain line."""

from __future__ import annotations

import json

import pytest

from debrief_cli.documents import read_documents
from debrief_cli.errors import BadInput


def test_one_object_is_one_document() -> None:
    """A single object is told apart from an array of one."""
    assert read_documents(b'{"a": 1}') == ([{"a": 1}], True)
    assert read_documents(b'[{"a": 1}]') == ([{"a": 1}], False)


def test_json_lines_skip_blank_lines_and_a_byte_order_mark() -> None:
    """Lines are documents; blank ones and a BOM are not."""
    data = b'\xef\xbb\xbf{"a": 1}\n\n  \n{"a": 2}\r\n'
    assert read_documents(data) == ([{"a": 1}, {"a": 2}], False)


def test_an_object_over_many_lines_is_one_document() -> None:
    """Pretty-printed JSON is not taken for JSON Lines."""
    assert read_documents(json.dumps({"a": {"b": 1}}, indent=2).encode())[1] is True


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"hello", "not JSON"),
        (b'{"a": 1,}', "not JSON"),
        (b'{"a": 1, "a": 2}', "“a” is there twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "-Infinity"),
        (b'{"a": "\xff"}', "not UTF-8"),
        (b'{"a": 1}\n{"a": 1, "a": 2}\n', "Line 2: the key “a” is there twice"),
        (b'{"a": 1}\n{"a": \n', "Line 2"),
        (b"[1, {}]", "[0]: must be an object"),
        (b"3", "must be an object"),
        (b"[" * 20 + b"]" * 20, "must be an object"),
        (b'{"a":' * 12 + b"1" + b"}" * 12, "nested deeper than 8"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested deeper than 8"),
        (b'{"a": "' + b"x" * 1_100_000 + b'"}', "larger than 1 MiB"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_bad_input_is_refused_with_a_line_that_says_what_is_wrong(data: bytes, said: str) -> None:
    """Whatever is wrong with the input, one plain line says it and nothing else happens."""
    with pytest.raises(BadInput) as refused:
        read_documents(data)
    assert said in refused.value.message


def test_a_line_is_ended_by_a_line_feed_alone() -> None:
    """Other characters that some call line ends may stand inside a text."""
    data = '{"a": "x\u2028y\x85z"}\n{"a": "b"}\n'.encode()
    assert [d["a"] for d in read_documents(data)[0]] == ["x\u2028y\x85z", "b"]


def test_eight_levels_are_still_taken() -> None:
    """The limit of depth is eight, not seven."""
    value: object = 1
    for _ in range(8):
        value = {"a": value}
    assert read_documents(json.dumps(value).encode())[0] == [value]

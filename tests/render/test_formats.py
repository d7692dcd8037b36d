"""Blocks as Markdown, HTML and CSV: nothing that people wrote is obeyed, in any of them."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from debrief_cli.render.blocks import (
    Bar,
    Bars,
    Column,
    Fields,
    Gap,
    Heading,
    Phrase,
    Points,
    Prose,
    Quote,
    Said,
    Spark,
    Table,
    Title,
)
from debrief_cli.render.csv import table
from debrief_cli.render.html import html
from debrief_cli.render.markdown import markdown
from debrief_cli.render.pages import ALL, Page, Part
from debrief_cli.render.text import one_line, show
from debrief_cli.render.words import command_in, sentence_case
from debrief_cli.vocabulary import Vocabulary

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</title></style></table>{{ 7*7 }}{% raw %}&lt;b&gt;",
    "[link](javascript:x) ![i](http://x) <http://x> https://x.example www.x.example a@b.example",
    "**bold** _it_ ~~gone~~ `code` ``` # head | cell | $x$ \\ :smile: @you #1",
    "# head",
    "- item",
    "+ item",
    "12. item",
    "3) item",
    "> quote",
    "    code",
    "---",
    "===",
    "| a | b |",
    "&amp; &#x202e; &copy;",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "＝1+1",
    "'quoted",
    "\t=1",
    "\r\n=1",
    'a "quoted", comma; semicolon',
    "\x1b[31mred\x07\x9b\u202e\x00\ud800",
)
anything = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=()), max_size=60)
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Document(HTMLParser):
    """A page taken apart: its tags with their attributes, and its text."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text = [], [], ""
        self._silent = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self._silent += tag == "style"

    def handle_endtag(self, tag):
        self._silent -= tag == "style"

    def handle_data(self, data):
        if not self._silent:
            self.text += data


def page(text):
    """A page with `text` in each place where people's words may stand."""
    said = Phrase((Said(text, 24), ": ", Said(text)))
    blocks = (
        Heading("HOW I WORK", Phrase(("you wrote “", Said(text), "”"))),
        Quote(text, "Mon"),
        Quote(text),
        Table((Column(wide=True), Column("n", right=True)), ((said, "1"),), "PLANS"),
        Table((Column(), Column()), ((said, "waits"),)),
        Fields((("label", text),)),
        Gap(),
        Bars((Bar("label", 3, "good"), Bar("other", 0)), "3 of 3"),
        Table((Column(), Column("w", right=True), Column()), (("r", "·", Spark((0, 2), 2)),), "W"),
        Points(("one", "two")),
        Prose("Is it?   debrief playbook standard 1"),
        Prose("small", quiet=True),
    )
    return Page(Title("Your week", "1 written up"), (Part("x", blocks),))


def inline(source):
    """The pieces of text of Markdown, as a reader takes it."""
    for token in PARSER.parse(source):
        yield from token.children or [token]


@settings(deadline=None)  # the first page waits for its library
@given(anything)
def test_markdown_obeys_nothing(text):
    """People's words come out as text, whole; no markup, link or HTML of theirs is made."""
    source = markdown(page(text).blocks)
    assert not RAW.search(source)
    shapes = {token.type for token in inline(source)}
    assert not shapes & {
        "html_inline", "html_block", "link_open", "image", "em_open", "strong_open", "s_open",
        "fence", "code_block", "hr", "blockquote_open", "ordered_list_open", "hardbreak",
    }  # fmt: skip
    assert [t.content for t in inline(source) if t.type == "code_inline"] == [
        "debrief playbook standard 1"
    ]
    assert sum(token.type == "heading_open" for token in PARSER.parse(source)) == 4
    said = "".join(token.content for token in inline(source) if token.type == "text")
    assert said.count(one_line(text)) >= 6


@pytest.mark.parametrize("text", HOSTILE)
def test_every_punctuation_mark_of_people_is_escaped(text):
    """Their words may be pasted anywhere: no mark of ASCII stands without a backslash."""
    source = markdown([Quote(text)])
    words = source.removeprefix("- “").removesuffix("”\n")
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", words))


def test_our_own_words_have_few_backslashes():
    """What we say ourselves reads as plain text too."""
    said = "12 of 15 got what they came for, or more (9 to 56). It can't be said!"
    assert markdown([Prose(said)]) == said + "\n"


@pytest.mark.parametrize("text", ["- a", "+1", "= b", "1. c", "23) d", "* e", "# f", "> g", "1.5"])
def test_a_line_of_ours_begins_no_list(text):
    """A paragraph and an item stay what they are, whatever they begin with."""
    for block in (Prose(text), Points((text,))):
        tokens = [t.type for t in PARSER.parse(markdown([block]))]
        assert tokens.count("bullet_list_open") == isinstance(block, Points)
        assert not {"ordered_list_open", "heading_open", "blockquote_open"} & set(tokens)


@settings(deadline=None)  # the first page waits for its library
@given(anything)
def test_html_obeys_nothing(text):
    """People's words are text in HTML: they add no tag, no attribute, no character to obey."""
    found = Document(html(page(text)))
    plain = Document(html(page("words")))
    assert found.tags == plain.tags
    assert found.attributes == plain.attributes
    assert not RAW.search(found.text.replace("\n", ""))
    assert found.text.count(show(text)) >= 6


def test_a_page_of_html_stands_alone():
    """No script, no address, nothing to load; a policy that forbids it all the same."""
    source = html(page("words"))
    found = Document(source)
    assert "script" not in found.tags
    assert not {"src", "href", "style", "onclick"} & {name for _, name, _ in found.attributes}
    assert "http://" not in source
    assert "https://" not in source
    assert "url(" not in source
    assert ("meta", "content", "default-src 'none'; style-src 'unsafe-inline'") in found.attributes


def test_a_page_of_html_can_be_read_aloud():
    """Language, title, heads in order, tables with scopes, pictures with words."""
    source = html(page("words"))
    found = Document(source)
    assert ("html", "lang", "en") in found.attributes
    assert [tag for tag in found.tags if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h2", "h2"]
    scopes = [value for tag, name, value in found.attributes if (tag, name) == ("th", "scope")]
    assert len(scopes) == found.tags.count("th")
    for svg in re.findall(r"<svg[^>]*>", source):
        assert "aria-hidden" in svg or ('role="img"' in svg and "aria-label=" in svg)
    assert "2 of 2 drawn: from 0 to 2, 2 at the end" in source
    ids = [value for _, name, value in found.attributes if name == "id"]
    named = {value for _, name, value in found.attributes if name == "aria-labelledby"}
    assert named <= set(ids)
    assert len(set(ids)) == len(ids)


def test_html_looks_right_in_the_dark_and_on_paper():
    """Both schemes, paper and a phone have their rules; colours are in variables alone."""
    source = html(page("words"))
    for rule in ("prefers-color-scheme: dark", "@media print", "max-width: 30rem", "viewport"):
        assert rule in source


def document(text):
    """A report's document with `text` wherever people's words stand."""
    share = {"k": 1, "n": 3, "share": None, "low": None, "high": None, "gate": "too_few"}
    return {
        "period": {"label": text, "start": "2026-03-02"},
        "reflections": {"exceeded": share, "customers": 3},
        "own_words": [{"debrief": 7, "text": text}],
        "plays": {"made": 1, "list": [{"id": 1, "if": text, "then": text, "came_up": 2}]},
        "factors": [{"factor": text, "helped": 1, "hurt": 2}],
        "focus": {"week": "2026-W10", "text": text, "play": None},
        "change": {"exceeded": {"difference": -0.25, "low": -0.5, "high": 0.1, "gate": "ok"}},
    }


@settings(deadline=None)  # the first page waits for its library
@given(anything)
def test_no_cell_is_computed(text):
    """Every cell is quoted, and none of people's begins what a spreadsheet takes for a formula."""
    source = table(document(text), ALL, Vocabulary())
    assert not RAW.search(source)
    rows = list(csv.reader(io.StringIO(source, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for place, cell in enumerate(row):
            number = place in (3, 4, 5, 6, 7) and re.fullmatch(r"-?\d+(\.\d+)?", cell)
            assert number or not cell.startswith(FORMULA)
    again = io.StringIO()
    csv.writer(again, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    assert again.getvalue() == source


@pytest.mark.parametrize("text", HOSTILE)
def test_a_mark_in_front_can_be_taken_off(text):
    """People's own ' is doubled, so that one taken off gives back what was written."""
    rows = csv.DictReader(io.StringIO(table(document(text), ALL, Vocabulary())))
    items = {row["item"] for row in rows if row["section"] == "words"}
    line = one_line(text)
    assert items == {f"'{line}" if line.startswith((*FORMULA, "'")) else line}


def test_csv_is_one_table_a_figure_a_row():
    """A share has its counts and gate beside it; what the gate shuts away is empty."""
    rows = list(csv.DictReader(io.StringIO(table(document("x"), ALL, Vocabulary()))))
    assert list(rows[0]) == [
        "section", "item", "measure", "value", "count", "n", "low", "high", "gate",
    ]  # fmt: skip
    told = {(row["section"], row["item"], row["measure"]): row for row in rows}
    share = told["customers", "better than they expected", "share"]
    assert [share[key] for key in ("value", "count", "n", "low", "high", "gate")] == [
        "", "1", "3", "", "", "too_few",
    ]  # fmt: skip
    assert told["changes", "better than they expected", "difference"]["value"] == "-0.25"
    assert told["plans", "x: x", "came up"]["value"] == "2"
    assert told["causes", "x", "made it harder"]["value"] == "2"
    assert told["plans", "made", "count"]["value"] == "1"


def test_capitals_are_for_a_terminal():
    """Elsewhere a head is a sentence, and a person is still I."""
    assert sentence_case("WHAT I WORK BY") == "What I work by"
    assert sentence_case("Own words") == "Own words"


def test_a_command_stands_at_the_end_of_its_line():
    """What leads to a command is told apart from it; other text is left whole."""
    assert command_in("Is it?   debrief focus") == ("Is it?", "debrief focus")
    assert command_in("I debrief `x`   debrief `x`") == ("I debrief `x`   debrief `x`", "")

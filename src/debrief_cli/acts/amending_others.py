"""Changing a look back, a plan or a promise that was saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from debrief_cli.acts.amending import GONE, differences, draft_of, offered
from debrief_cli.acts.drafting import RECORD, Drafting, HalfLine
from debrief_cli.acts.intake import caution, check, small_enough
from debrief_cli.acts.review import Review
from debrief_cli.context import Context
from debrief_cli.documents import read_documents
from debrief_cli.errors import BadInput, Rejected
from debrief_cli.form import Answers
from debrief_cli.forms.amended import cleared, evening_answers, evening_customers
from debrief_cli.forms.reflection import EVENING_FIELDS, Evening, evening_form, to_reflection
from debrief_cli.interview import Back, Interview
from debrief_cli.records import Promise, document

if TYPE_CHECKING:
    from debrief_cli.records import Play, Reflection
    from debrief_cli.store.journal import Edited

_GIVEN_BY_JOURNAL = ("id", "uid", "created_at", "updated_at")


def amend_reflection_at_prompt(context: Context, record: Reflection) -> Edited | None:
    """Show its fields on one page, each to change; None when nothing is to be saved."""
    half = HalfLine()
    prompter = context.prompter(half)
    kept = offered(context, prompter, draft_of(context, record), f"r{record.id}")
    draft = Drafting(context, "edit", kept, {RECORD: record.uid})
    half.draft = draft
    form = evening_form(context.words, context.clock, Evening())
    known = evening_answers(record)

    def keep(answers: Answers) -> None:
        draft.keep(differences(known, answers))

    earlier = {key: raw for key, raw in draft.given.items() if key in form}
    interview = Interview(form, earlier, prompter, keep, caution)
    interview.answers = {**cleared(known, draft.given.get(GONE, [])), **interview.answers}
    interview.start_with_half(*draft.half)
    with draft.guarding(f"debrief edit r{record.id}", resume=False):
        edited = _on_page(context, record, interview, draft)
    draft.done()
    return edited


def _on_page(
    context: Context, record: Reflection, interview: Interview, draft: Drafting
) -> Edited | None:
    fields = [key for key in EVENING_FIELDS if key in interview.answers or "." not in key]
    title, leave = f"Entry r{record.id}", "q = leave it as it is"
    review = Review(context.words, interview, title, leave, fields, ())
    while isinstance(saves := review.run(), Back):
        pass  # there is nothing before this page
    if not saves:
        return None
    answers = interview.answers
    wanted = record._replace(
        customers=evening_customers(record, answers),
        further=answers.get("further"),
        tomorrow=answers.get("tomorrow"),
        went_well=answers.get("went_well"),
        focus=answers.get("focus"),
    )
    return draft.journal.edit_reflection(record, small_enough(wanted))


def amend_reflection_in_editor(context: Context, record: Reflection) -> Edited | None:
    """Open it as a document in `$EDITOR`; None when it came back unchanged."""
    from debrief_cli.acts.editing import edited

    whole: Mapping[str, Any] = document(record)
    template = {key: value for key, value in whole.items() if key not in _GIVEN_BY_JOURNAL}

    def use(data: bytes) -> Edited:
        documents, single = read_documents(data)
        if not single:
            raise BadInput("It must be one object, as it was.")
        answers, problems = check(context.reflection_form, documents[0])
        if problems:
            raise Rejected(problems)
        made = to_reflection(answers, record.recorded_at, context.clock.starts_at)
        if made.day != record.day:
            raise BadInput(
                "The day of a look back stays as it is.",
                f"For {made.day}: debrief reflect --day {made.day}",
            )
        own = {key: getattr(record, key) for key in _GIVEN_BY_JOURNAL}
        return context.journal.edit_reflection(record, small_enough(made._replace(**own)))

    return edited(template, use)


def amend_play_at_prompt(context: Context, record: Play) -> Play:
    """Ask for its three lines, each as it was to begin with."""
    if_ = _line(context, "When it is like this", record.if_)
    then = _line(context, "I will", record.then)
    because = _line(context, "So that (Enter alone: nothing)", record.because or "")
    return context.journal.change_play(record.id, if_=if_, then=then, because=because)


def amend_promise_at_prompt(context: Context, record: Promise) -> Promise:
    """Ask for its text and its day, each as it was to begin with."""
    text = _line(context, "What did you promise?", record.text) or record.text
    due = _line(context, "By when? (Enter alone: no day)", record.due or "")
    return context.journal.edit_promise(record.id, text, context.clock.due(due) if due else None)


def _line(context: Context, asked: str, earlier: str) -> str:
    typed = context.prompter().read([asked], earlier)
    return earlier if isinstance(typed, Back) else typed.strip()

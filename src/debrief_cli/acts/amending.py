"""Changing a debrief that was saved: by flags, in the editor, on its page, or by finishing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from debrief_cli.acts.drafting import RECORD, Drafting, HalfLine, unfinished
from debrief_cli.acts.intake import caution, check, small_enough
from debrief_cli.acts.review import Review
from debrief_cli.context import Context
from debrief_cli.documents import read_documents
from debrief_cli.errors import BadInput, DebriefError, Problem, Rejected
from debrief_cli.form import Answers, Form
from debrief_cli.forms.amended import clearable, cleared, known_answers, with_names_of
from debrief_cli.forms.debrief import debrief_form, to_debrief
from debrief_cli.interview import Back, Interview
from debrief_cli.spelling import nearest

if TYPE_CHECKING:
    from debrief_cli.interview import Prompter
    from debrief_cli.records import Debrief, Reflection
    from debrief_cli.store.drafts import KeptDraft
    from debrief_cli.store.journal import Edited

# What a draft of changes says besides the changes themselves.
GONE = "gone"


def amend_by_flags(
    context: Context, record: Debrief, given: Answers, clear: Sequence[str]
) -> Edited:
    """Replace the answers that were given, and empty those named in `clear`."""
    form = form_for(context, record)
    answers, problems = form.parse(given)
    names = clearable(form)
    problems += [_not_clearable(key, sorted(names)) for key in clear if key not in names]
    if problems:
        raise Rejected(problems)
    return store(context, record, form, cleared({**known_answers(record), **answers}, clear))


def _not_clearable(key: str, names: Sequence[str]) -> Problem:
    return Problem("--clear", f"“{key[:40]}” cannot be emptied{nearest(key, names)}")


def amend_in_editor(context: Context, record: Debrief) -> Edited | None:
    """Open it as a document in `$EDITOR`; None when it came back unchanged."""
    from debrief_cli.acts.editing import edited
    from debrief_cli.forms.template import debrief_template
    from debrief_cli.records import document

    form = form_for(context, record)

    def use(data: bytes) -> Edited:
        documents, single = read_documents(data)
        if not single:
            raise BadInput("It must be one object, as it was.")
        answers, problems = check(form, documents[0])
        if problems:
            raise Rejected(problems)
        return store(context, record, form, answers)

    return edited(document(debrief_template(form, _known(record, form))), use)


def amend_at_prompt(context: Context, record: Debrief) -> Edited | None:
    """Show its review page, each field to change; None when it is left as a draft."""
    half = HalfLine()
    prompter = context.prompter(half)
    kept = offered(context, prompter, draft_of(context, record), str(record.id))
    words = with_names_of(record, context.words)
    form = debrief_form(words, context.clock)
    amendment = Amendment(context, record, form, prompter, half, kept)
    with amendment.draft.guarding(f"debrief edit {record.id}", resume=False):
        review = Review(words, amendment.interview, f"Entry {record.id}", "q = leave as draft")
        while isinstance(saves := review.run(), Back):
            pass  # there is nothing before this page
        if not saves:
            return None
    _still_there(context, record, amendment)
    with amendment.draft.guarding(f"debrief edit {record.id}", resume=False):
        edited = store(context, record, form, amendment.interview.answers, amendment.draft)
    amendment.draft.done()
    return edited


def _still_there(context: Context, record: Debrief, amendment: Amendment) -> None:
    """Give the text back when the entry was deleted or erased meanwhile: no draft leads to it."""
    with context.reading() as reading:
        if reading.debrief(record.id):
            return
    import json

    from debrief_cli.form import nest
    from debrief_cli.records import document

    answers = json.dumps(document(nest(amendment.interview.answers)), ensure_ascii=False)
    amendment.draft.done()
    raise DebriefError(
        f"Entry {record.id} was deleted or erased meanwhile.",
        f"debrief undo may bring it back. What you wrote, to copy: {answers}",
    )


class Amendment:
    """A running interview over a saved debrief, and the draft of what differs so far.

    The draft has the differences alone: what another window changes meanwhile stays.
    """

    def __init__(
        self,
        context: Context,
        record: Debrief,
        form: Form,
        prompter: Prompter,
        half: HalfLine,
        kept: KeptDraft | None = None,
    ) -> None:
        self.draft = Drafting(context, "edit", kept, {RECORD: record.uid})
        half.draft = self.draft
        self._known = _known(record, form)
        earlier = {key: raw for key, raw in self.draft.given.items() if key in form}
        gone = self.draft.given.get(GONE, [])
        self.interview = Interview(form, earlier, prompter, self._keep, caution)
        self.interview.answers = {**cleared(self._known, gone), **self.interview.answers}
        self.interview.start_with_half(*self.draft.half)

    def _keep(self, answers: Answers) -> None:
        self.draft.keep(differences(self._known, answers))


def differences(known: Answers, answers: Answers) -> dict[str, Any]:
    """What a draft of changes keeps: the answers that are otherwise, and the keys that went."""
    changed = {key: value for key, value in answers.items() if known.get(key) != value}
    return {**changed, GONE: [key for key in known if key not in answers]}


def _known(record: Debrief, form: Form) -> dict[str, Any]:
    return {key: value for key, value in known_answers(record).items() if key in form}


def draft_of(context: Context, record: Debrief | Reflection) -> KeptDraft | None:
    """The unfinished changes to that record, if there are any."""
    waiting = (d for d in unfinished(context, "edit") if d.answers.get(RECORD) == record.uid)
    return next(waiting, None)


def offered(
    context: Context, prompter: Prompter, kept: KeptDraft | None, name: str
) -> KeptDraft | None:
    """The changes to go on with; those that are not wanted any more are thrown away."""
    if kept is None:
        return None
    pressed = prompter.press(
        [f"You have changes to {name} that are not saved yet.",
         "  Enter = go on with them    n = throw them away"],
        "n",
    )  # fmt: skip
    if pressed != "n":
        return kept
    context.drafts.remove(kept.uid)
    return None


def form_for(context: Context, record: Debrief) -> Form:
    """The debrief's form; what the record has already is no wrong name in it."""
    return debrief_form(with_names_of(record, context.words), context.clock)


def store(
    context: Context,
    record: Debrief,
    form: Form,
    answers: Answers,
    draft: Drafting | None = None,
) -> Edited:
    """Save a debrief as the answers make it. Raises Rejected when one is missing."""
    missing = form.missing(answers)
    if missing:
        raise Rejected(missing)
    # Answers to a closer look that only another machine's configuration knows stay.
    unknown = {k: v for k, v in known_answers(record).items() if k not in form}
    whole = {**unknown, **answers}
    made = to_debrief(whole, record.occurred_at, context.clock.starts_at, record.uid)
    same_time = made.occurred_at == record.occurred_at
    wanted = made._replace(
        id=record.id,
        day=record.day if same_time else made.day,
        created_at=record.created_at,
        updated_at=record.updated_at,
    )
    journal = draft.journal if draft else context.journal
    return journal.edit_debrief(record, small_enough(wanted))

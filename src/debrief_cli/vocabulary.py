"""The fixed lists: the name that code and documents use, and the words people read."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Term(NamedTuple):
    """One entry of a list: its `name`, its `words` on screen, the key that answers it."""

    name: str
    words: str
    press: str = ""


def named(terms: Iterable[Term], name: str) -> str:
    """The words for `name`; a name the list does not know is shown readably."""
    for term in terms:
        if term.name == name:
            return term.words
    return name.replace("_", " ")


OUTCOMES = (
    Term("exceeded", "better than they expected", "b"),
    Term("met", "as they expected", "a"),
    Term("below", "worse than they expected", "w"),
)
EVIDENCE = (
    Term("said_so", "they said so", "s"),
    Term("tone_or_wording", "their tone or words", "t"),
    Term("survey", "a survey", "v"),
    Term("repeat_contact", "they came back about it", "r"),
    Term("guess", "my own reading"),
)
DIRECTIONS = (Term("helped", "made it easier"), Term("hurt", "made it harder"))
CONDUCTS = (Term("abusive", "the customer was abusive"),)
STAGE_VERDICTS = (
    Term("worked", "went well"),
    Term("neutral", "nothing special"),
    Term("turned", "turned here"),
)
DID = (
    Term("yes", "did it"),
    Term("partly", "did it partly", "p"),
    Term("forgot", "slipped my mind", "s"),
    Term("chose_not", "chose not to", "x"),
)
WORKED = (
    Term("yes", "it worked", "y"),
    Term("mixed", "so-so", "m"),
    Term("no", "no help", "n"),
    Term("cannot_tell", "can't tell", "c"),
)
PLAY_STATES = (
    Term("trying", "trying"),
    Term("resting", "waiting"),
    Term("standard", "how I work now"),
    Term("dropped", "let go"),
)
PROMISE_STATES = (Term("open", "open"), Term("kept", "kept"), Term("broken", "could not keep"))
FOCUS = (
    Term("every_time", "each time", "e"),
    Term("sometimes", "now and then", "n"),
    Term("no", "not yet", "y"),
    Term("no_chance", "no chance to", "c"),
)

CHANNELS = (
    Term("phone", "call", "p"),
    Term("email", "mail", "e"),
    Term("chat", "chat", "c"),
    Term("in_person", "visit", "i"),
    Term("messaging", "message", "m"),
    Term("social", "post", "s"),
    Term("video", "video call", "v"),
    Term("other", "something else", "o"),
)
STAGES = (
    Term("prepare", "before we spoke"),
    Term("greet", "hello"),
    Term("verify", "security check"),
    Term("discover", "finding out the need"),
    Term("acknowledge", "saying I understood"),
    Term("resolve", "solving it"),
    Term("confirm", "checking it worked"),
    Term("next_steps", "what happens next"),
    Term("wrap_up", "notes and after"),
)
_ALL_STAGES = tuple(stage.name for stage in STAGES)
STAGES_BY_CHANNEL: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("chat", "messaging", "social"), tuple(s for s in _ALL_STAGES if s != "verify")
    ),
    "email": ("prepare", "discover", "acknowledge", "resolve", "next_steps", "wrap_up"),
    "in_person": ("greet", "discover", "acknowledge", "resolve", "confirm", "wrap_up"),
}
TECHNIQUES = (
    Term("listen_fully", "heard them out"),
    Term("full_attention", "gave them my whole attention"),
    Term("open_question", "asked an open question"),
    Term("paraphrase_check", "said it back to check"),
    Term("see_their_side", "saw it from their side"),
    Term("acknowledge_feeling", "named how it felt for them"),
    Term("acknowledge_then_redirect", "acknowledged, then moved on"),
    Term("share_disappointment", "shared their disappointment"),
    Term("stay_patient", "stayed patient"),
    Term("personal_touch", "made it personal"),
    Term("we_language", "said we, not you"),
    Term("explain_plainly", "explained it plainly"),
    Term("anticipate_next_question", "answered the next question too"),
    Term("offer_options", "offered a choice"),
    Term("find_another_way", "found another way"),
    Term("set_expectation", "said what to expect"),
    Term("warm_handoff", "handed over warmly"),
    Term("proactive_follow_up", "followed up first"),
)
NEEDS = (
    Term("heard", "to be heard"),
    Term("cared_for", "to be cared for"),
    Term("acknowledged", "to be acknowledged"),
    Term("understood", "to be understood"),
    Term("respected", "to be respected"),
    Term("reassured", "to be reassured"),
    Term("in_control", "to be in control"),
    Term("treated_fairly", "to be treated fairly"),
    Term("capable", "to feel capable"),
    Term("valued", "to feel valued"),
    Term("none_noticed", "nothing I noticed"),
)
FACTORS = (
    Term("customer_mood", "their mood"),
    Term("promotion_or_price", "price or offer"),
    Term("product_or_stock", "stock or product"),
    Term("policy_or_authority", "a rule"),
    Term("system_or_tool", "the system"),
    Term("queue_or_wait", "the queue"),
    Term("earlier_contact", "an earlier contact"),
    Term("third_party", "another firm"),
    Term("staffing_or_workload", "staffing"),
    Term("timing_or_luck", "timing, luck"),
    Term("other", "something else"),
)

OPEN_LISTS = ("channels", "stages", "techniques", "needs", "factors")


class Vocabulary(NamedTuple):
    """The open lists with a person's own additions. (The closed lists never change.)"""

    channels: tuple[Term, ...] = CHANNELS
    stages: tuple[Term, ...] = STAGES
    techniques: tuple[Term, ...] = TECHNIQUES
    needs: tuple[Term, ...] = NEEDS
    factors: tuple[Term, ...] = FACTORS
    stages_by_channel: Mapping[str, tuple[str, ...]] = STAGES_BY_CHANNEL

    def with_own(self, additions: Mapping[str, Mapping[str, str]]) -> "Vocabulary":
        """This vocabulary with `{list: {name: words}}` added at the end of each list.

        A name that is there already gets the new words.
        """
        grown: dict[str, Any] = {}
        for name, own in additions.items():
            terms = {term.name: term for term in getattr(self, name)}
            for key, words in own.items():
                terms[key] = Term(key, words, terms[key].press if key in terms else "")
            grown[name] = tuple(terms.values())
        return self._replace(**grown)

    def stages_of(self, channel: str | None) -> tuple[Term, ...]:
        """The parts of an interaction on `channel`, in their order; own ones last."""
        names = self.stages_by_channel.get(channel or "", _ALL_STAGES)
        return tuple(s for s in self.stages if s.name in names or s.name not in _ALL_STAGES)

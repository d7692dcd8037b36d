"""Links from one record to another: found by id or uid, shown as ids, stored as uids."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.errors import Problem, Rejected

if TYPE_CHECKING:
    from debrief_cli.records import Check, Customer, Play
    from debrief_cli.store.plans import Plans
    from debrief_cli.store.saving import Saving


class Target(NamedTuple):
    """What a link leads to: the id it has here, the uid it has everywhere."""

    id: int
    uid: str


class Checks(NamedTuple):
    """Some checks as they show and as they are stored."""

    shown: tuple[Check, ...]
    stored: tuple[Check, ...]


class Customers(NamedTuple):
    """Some customers as they show and as they are stored."""

    shown: tuple[Customer, ...]
    stored: tuple[Customer, ...]


class Links:
    """Resolves the links of the records of one command, and gathers all that is wrong."""

    def __init__(self, saving: Saving, plans: Plans) -> None:
        self._saving = saving
        self._plans = plans
        self._place = ""
        self._problems: list[Problem] = []

    def at(self, place: str) -> None:
        """Say where the next record stood in what was given: `[3]`, or nowhere."""
        self._place = place

    def problem(self, key: str, message: str, flag: str = "") -> None:
        """Note something that is wrong with the record at the present place."""
        problem = Problem(key, message, flag)
        self._problems.append(problem.under(self._place) if self._place else problem)

    def refuse_problems(self) -> None:
        """Raise Rejected if anything was wrong: then nothing at all is stored."""
        if self._problems:
            raise Rejected(self._problems, "Nothing was saved.", exit_code=1)

    def play(self, key: str, reference: int | str) -> Play | None:
        """The plan that is referred to under that key."""
        found = self._plans.find(reference)
        if found is None:
            self.problem(key, f"there is no plan {reference}")
        return found

    def debrief(self, key: str, reference: int | str | None) -> Target | None:
        """The debrief that is referred to under that key."""
        if reference is None:
            return None
        column = "uid" if isinstance(reference, str) else "id"
        sql = f"SELECT id, uid FROM debrief WHERE {column} = ?"
        for row in self._saving.ask(sql, (reference,)):
            return Target(*row)
        self.problem(key, f"there is no debrief {reference}")
        return None

    def checks(self, given: tuple[Check, ...]) -> Checks:
        """The checks with their plans found."""
        plays = [self.play(f"checks[{at}].play", check.play) for at, check in enumerate(given)]
        found = [(check, play) for check, play in zip(given, plays, strict=True) if play]
        return Checks(
            tuple(check._replace(play=play.id) for check, play in found),
            tuple(check._replace(play=play.uid) for check, play in found),
        )

    def customers(self, given: tuple[Customer, ...]) -> Customers:
        """The customers with their debriefs found."""
        targets = [
            self.debrief(f"customers[{at}].debrief", customer.debrief)
            for at, customer in enumerate(given)
        ]
        found = list(zip(given, targets, strict=True))
        return Customers(
            tuple(each._replace(debrief=target.id if target else None) for each, target in found),
            tuple(each._replace(debrief=target.uid if target else None) for each, target in found),
        )

"""Calendar weeks on the model's clock."""

from dataclasses import dataclass

from contraflow.case.case import Case

WEEK = 7


@dataclass(frozen=True)
class Weeks:
    """Calendar weeks, Monday to Sunday, on the model's clock; week 0 holds day 0."""

    case: Case

    def of(self, day: int) -> int:
        """Return the week of a day."""
        return (day + self.case.day_zero.weekday()) // WEEK

    def first_day(self, week: int) -> int:
        """Return a week's Monday; that of week 0 may lie before day 0."""
        return week * WEEK - self.case.day_zero.weekday()

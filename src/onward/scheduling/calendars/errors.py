from onward.scheduling.enums import CalendarProblem


class Unreadable(Exception):
    """A calendar could not be read; `problem` is what its owner is told."""

    def __init__(self, problem: CalendarProblem):
        super().__init__(problem.value)
        self.problem = problem

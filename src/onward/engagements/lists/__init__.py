"""Reading an employer's list of people, from any spreadsheet or text export. Pure: no database, no settings."""

from onward.engagements.lists.messages import render_problem
from onward.engagements.lists.reading import MAPPABLE, read_list
from onward.engagements.lists.results import FIELDS, NOT_KEPT, ListRefused, Person, Problem, Reading

__all__ = [
    "FIELDS",
    "MAPPABLE",
    "NOT_KEPT",
    "ListRefused",
    "Person",
    "Problem",
    "Reading",
    "read_list",
    "render_problem",
]

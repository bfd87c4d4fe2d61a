"""Denmark."""

from datetime import date

from onward.jurisdictions.sources import EUROPE_112, Certainty, Dated, HelpFor, HelpHours, Helpline, Source, TrialRule

NOT_STATUTORY = Source(
    title="Outplacement is offered by the employer and rests on no statute",
    address="",
    as_of=None,
    certainty=Certainty.MEDIUM,
)
WHITE_COLLAR_ACT = Source(
    title="Funktionærloven § 2, 5: a trial of at most three months may be agreed",
    address="https://www.businessdanmark.dk",
    as_of=None,
    certainty=Certainty.HIGH,
)

HOURS_REPORTED = (Dated(valid_from=date(2014, 1, 1), value=False, source=NOT_STATUTORY),)
TRIAL_PERIODS = (Dated(valid_from=date(2009, 1, 1), value=TrialRule(permanent_months=3), source=WHITE_COLLAR_ACT),)

HELPLINES = (
    Helpline(
        name="112",
        number="112",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.EMERGENCY,
        website="https://www.112.dk",
        source=EUROPE_112,
    ),
    Helpline(
        name="Livslinien",
        number="70 201 201",
        # the hours at night have hung on yearly grants, so we do not promise them
        hours=HelpHours.ASK_THE_LINE,
        help_for=HelpFor.SUICIDAL_THOUGHTS,
        website="https://www.livslinien.dk",
        source=Source(
            "The Copenhagen Post, 26 October 2015, for the number",
            "https://cphpost.dk/2015-10-26/news/suicide-prevention-lifeline-gets-funding-to-stay-open-at-night/",
            date(2026, 11, 21),
            Certainty.HIGH,
        ),
        languages=("da",),
    ),
)

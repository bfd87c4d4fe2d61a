"""Norway."""

from datetime import date

from onward.jurisdictions.sources import EUROPE_112, Certainty, Dated, HelpFor, HelpHours, Helpline, Source, TrialRule

NOT_STATUTORY = Source(
    title="No statute on outplacement found",
    address="",
    as_of=None,
    certainty=Certainty.UNCONFIRMED,
)
WORKING_ENVIRONMENT_ACT = Source(
    title="Arbeidsmiljøloven § 15-6: a trial of at most six months may be agreed in writing",
    address="https://snl.no/pr%C3%B8vetid",
    as_of=date(2026, 11, 21),
    certainty=Certainty.HIGH,
)
LINES = Source(
    "TV 2, January 2020; NRK, November 2021",
    "https://www.tv2.no/a/11115544",
    date(2026, 11, 21),
    Certainty.HIGH,
)

HOURS_REPORTED = (Dated(valid_from=date(2014, 1, 1), value=False, source=NOT_STATUTORY),)
TRIAL_PERIODS = (
    Dated(valid_from=date(2006, 1, 1), value=TrialRule(permanent_months=6), source=WORKING_ENVIRONMENT_ACT),
)

HELPLINES = (
    Helpline(
        # the emergency medical service; 112 is the police here and passes calls on
        name="113",
        number="113",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.EMERGENCY,
        website="https://www.helsenorge.no",
        source=Source(
            "Nkom: emergency numbers in Norway",
            "https://nkom.no/telefoni-og-telefonnummer/nodnummer-nodanrop-og-lokalisering",
            date(2026, 11, 21),
            Certainty.HIGH,
        ),
    ),
    Helpline(
        name="112",
        number="112",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.EMERGENCY,
        website="https://www.politiet.no",
        source=EUROPE_112,
    ),
    Helpline(
        name="Mental Helse",
        number="116 123",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.SOMEBODY_TO_TALK_TO,
        website="https://mentalhelse.no",
        source=LINES,
        languages=("nb",),
    ),
    Helpline(
        name="Kirkens SOS",
        number="22 40 00 40",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.SUICIDAL_THOUGHTS,
        website="https://www.kirkens-sos.no",
        source=LINES,
        languages=("nb",),
    ),
)

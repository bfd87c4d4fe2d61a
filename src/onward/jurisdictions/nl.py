"""The Netherlands."""

from datetime import date

from onward.jurisdictions.sources import (
    EUROPE_112,
    Certainty,
    Dated,
    FixedTermTrial,
    HelpFor,
    HelpHours,
    Helpline,
    Source,
    TrialRule,
)

NO_HOURS = Source(
    title="Besluit of 23 April 2015 (Stb. 2015, 171), art. 2: costs agreed beforehand, no report of hours",
    address="https://zoek.officielebekendmakingen.nl/stb-2015-171.html",
    as_of=date(2015, 4, 23),
    certainty=Certainty.MEDIUM,
)
CIVIL_CODE = Source(
    title="Burgerlijk Wetboek, book 7, art. 652",
    address="https://www.sdu.nl/content/commentaar-op-burgerlijk-wetboek-boek-7-art-652-arbeidsrechtartikelsgewijs",
    as_of=date(2026, 11, 21),
    certainty=Certainty.HIGH,
)

HOURS_REPORTED = (Dated(valid_from=date(2015, 7, 1), value=False, source=NO_HOURS),)
TRIAL_PERIODS = (
    Dated(
        valid_from=date(2015, 1, 1),
        value=TrialRule(
            permanent_months=2,
            fixed_term=(
                FixedTermTrial(contract_months=6, or_exactly=False, trial_months=1),
                FixedTermTrial(contract_months=24, or_exactly=True, trial_months=2),
            ),
        ),
        source=CIVIL_CODE,
    ),
)

HELPLINES = (
    Helpline(
        name="112",
        number="112",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.EMERGENCY,
        website="https://www.112.nl",
        source=EUROPE_112,
    ),
    Helpline(
        name="113 Zelfmoordpreventie",
        # free of charge and not on the bill; 113 reaches the same people
        number="0800-0113",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.SUICIDAL_THOUGHTS,
        website="https://www.113.nl",
        source=Source(
            "NU.nl and Hart van Nederland, July 2020",
            "https://www.hartvannederland.nl/nieuws/2020/telefoonnummer-113-zelfmoordpreventie/",
            date(2026, 11, 21),
            Certainty.HIGH,
        ),
        languages=("nl",),
    ),
    Helpline(
        name="De Luisterlijn",
        number="088 0767 000",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.SOMEBODY_TO_TALK_TO,
        website="https://www.deluisterlijn.nl",
        source=Source(
            "NRC, 27 July 2021",
            "https://www.nrc.nl/nieuws/2021/07/27/coronablog-27-juli-a4052478",
            date(2026, 11, 21),
            Certainty.HIGH,
        ),
        languages=("nl",),
    ),
)

"""Belgium."""

from datetime import date
from types import MappingProxyType

from onward.jurisdictions.sources import (
    EUROPE_112,
    Certainty,
    Dated,
    DeclineCost,
    DeclineKey,
    HelpFor,
    HelpHours,
    Helpline,
    Source,
    TrialRule,
)

SANCTION = Source(
    title="Securex Lex4You: sanctions for a worker of 45 or older who declines outplacement, 19 January 2024",
    address="https://www.securex.be",
    as_of=date(2024, 1, 19),
    certainty=Certainty.HIGH,
)
FOUR_WEEKS = Source(
    title="Law of 5 September 2001, art. 11/5 and 11/12, as explained by Securex and Easypay Group (11 December 2015)",
    address="https://www.ejustice.just.fgov.be/eli/wet/2001/09/05/2001012802/justel",
    as_of=date(2015, 12, 11),
    certainty=Certainty.HIGH,
)
COUNTED_IN_HOURS = Source(
    title="Law of 5 September 2001, chapter V, and collective agreement 82: the offer is a number of hours",
    address="https://www.ejustice.just.fgov.be/eli/wet/2001/09/05/2001012802/justel",
    as_of=date(2023, 10, 31),
    certainty=Certainty.MEDIUM,
)
COLLECTIVE_AGREEMENT_82 = Source(
    title="Collective agreement 82 of 10 July 2002, changed by 82bis of 17 July 2007",
    address="https://cnt-nar.be/nl/thema-dossiers/outplacement",
    as_of=date(2022, 12, 19),
    certainty=Certainty.HIGH,
)
TRIAL_ABOLISHED = Source(
    title="Federal labour ministry: no trial period since 1 January 2014 (law of 26 December 2013, art. 71)",
    address="http://www.werk.belgie.be/defaultTab.aspx?id=41845",
    as_of=date(2026, 11, 21),
    certainty=Certainty.HIGH,
)

DECLINE_COSTS = (
    Dated(
        valid_from=date(2024, 1, 19),
        value=DeclineCost(
            key=DeclineKey.BENEFIT_SUSPENDED,
            # back at work for these months straight after, and nothing is lost
            parameters=MappingProxyType({"weeks_from": 4, "weeks_to": 52, "work_months": 2}),
            # private employer, not for serious cause; the conditions of collective agreement 82
            holds_for=MappingProxyType({"from_age": 45, "service_years": 1, "notice_under_weeks": 30}),
            from_age=45,
        ),
        source=SANCTION,
    ),
    Dated(
        valid_from=date(2016, 1, 1),
        value=DeclineCost(
            key=DeclineKey.WEEKS_DEDUCTED_ANYWAY,
            parameters=MappingProxyType({"weeks": 4}),
            # pay instead of a notice of at least this length
            holds_for=MappingProxyType({"notice_from_weeks": 30}),
        ),
        source=FOUR_WEEKS,
    ),
)
HOURS_REPORTED = (Dated(valid_from=date(2014, 1, 1), value=True, source=COUNTED_IN_HOURS),)
# hours and months, one after another
STATUTORY_PERIODS = (
    Dated(valid_from=date(2007, 7, 17), value=((20, 2), (20, 4), (20, 6)), source=COLLECTIVE_AGREEMENT_82),
)
TRIAL_PERIODS = (Dated(valid_from=date(2014, 1, 1), value=TrialRule(permanent_months=0), source=TRIAL_ABOLISHED),)

HELPLINES = (
    Helpline(
        name="112",
        number="112",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.EMERGENCY,
        website="https://www.112.be",
        source=EUROPE_112,
    ),
    Helpline(
        name="Zelfmoordlijn",
        number="1813",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.SUICIDAL_THOUGHTS,
        website="https://www.zelfmoord1813.be",
        source=Source(
            "Nieuwsblad, 9 September 2019; Het Belang van Limburg, 27 December 2018",
            "https://www.nieuwsblad.be/cnt/dmf20190909_04598208",
            date(2026, 11, 21),
            Certainty.HIGH,
        ),
        languages=("nl",),
    ),
    Helpline(
        name="Centre de Prévention du Suicide",
        number="0800 32 123",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.SUICIDAL_THOUGHTS,
        website="https://www.preventionsuicide.be",
        source=Source(
            "The centre's own report on 2022; La Libre, 21 February 2023",
            "https://www.preventionsuicide.be/actualites/"
            "le-centre-de-prevention-du-suicide-publie-son-rapport-dactivites-2022",
            date(2026, 11, 21),
            Certainty.HIGH,
        ),
        languages=("fr",),
    ),
    Helpline(
        name="Tele-Onthaal",
        number="106",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.SOMEBODY_TO_TALK_TO,
        website="https://www.tele-onthaal.be",
        source=Source(
            "Focus WTV, 5 August 2025; Knack Weekend, December 2020",
            "https://focus-wtv.be/nieuws/meer-oproepen-voor-tele-onthaal-vlaanderen-met-extra-geld-vrij",
            date(2026, 11, 21),
            Certainty.HIGH,
        ),
        languages=("nl",),
    ),
    Helpline(
        name="Télé-Accueil",
        number="107",
        hours=HelpHours.DAY_AND_NIGHT,
        help_for=HelpFor.SOMEBODY_TO_TALK_TO,
        website="https://www.tele-accueil.be",
        source=Source(
            "RTBF, April 2023; L'Avenir, 20 September 2022",
            "https://www.rtbf.be/article/le-centre-tele-accueil-de-liege-a-l-ecoute-depuis-50-ans-11188471",
            date(2026, 11, 21),
            Certainty.HIGH,
        ),
        languages=("fr",),
    ),
)

"""The people, offices and firms of the demo. All of them are made up; numbers and addresses lead nowhere."""

from dataclasses import dataclass, field

from onward.core.access import Role

WEEK = {day: [["08:00", "12:00"], ["12:30", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


@dataclass(frozen=True, slots=True)
class OfficeOf:
    name: str
    street: str
    postcode: str
    city: str
    country: str
    timezone: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the provider: name, roles with offices, languages, portrait and a sentence about the work."""

    first: str
    last: str
    email: str
    language: str
    roles: tuple[tuple[Role, str], ...]
    phone: str
    languages: tuple[str, ...] = ()
    portrait: str = ""
    greetings: dict[str, str] = field(default_factory=dict)
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Firm:
    """An employer with its agreement and packages: (template key, name, months, hours, form, price)."""

    name: str
    country: str
    language: str
    domain: str
    office: str
    agreement: str
    kind: str
    currency: str
    shows_hours: bool
    packages: tuple[tuple[str, str, str, int, str, int], ...]
    sponsors: tuple[tuple[str, str, str, str], ...]
    managers: tuple[tuple[str, str], ...]


OFFICES = (
    OfficeOf("København", "Nørre Voldgade 12", "1358", "København K", "DK", "Europe/Copenhagen", "+4533000010", "da"),
    OfficeOf("Oslo", "Storgata 8", "0155", "Oslo", "NO", "Europe/Oslo", "+4722000010", "nb"),
    OfficeOf("Utrecht", "Oudegracht 88", "3511 AV", "Utrecht", "NL", "Europe/Amsterdam", "+31300000010", "nl"),
    OfficeOf("Antwerpen", "Meir 40", "2000", "Antwerpen", "BE", "Europe/Brussels", "+3230000010", "nl"),
)

COLLEAGUES = (
    Colleague(
        "Karen",
        "Lindqvist",
        "karen@nordlys.example",
        "da",
        ((Role.COUNSELLOR, "København"),),
        "+4533000011",
        ("da", "en"),
        "karen",
        {
            "da": "Vi begynder med din historie. Cv'et kan vente.",
            "en": "We begin with your story. The CV can wait.",
        },
    ),
    Colleague(
        "Lars",
        "Holmgaard",
        "lars@nordlys.example",
        "da",
        ((Role.COUNSELLOR, "København"),),
        "+4533000012",
        ("da",),
        "lars",
        {"da": "Jeg har selv stået i en fabrikshal. Jeg ringer gerne, også om aftenen."},
    ),
    Colleague(
        "Mads",
        "Vinther",
        "mads@nordlys.example",
        "da",
        ((Role.COUNSELLOR, "København"),),
        "+4533000014",
        ("da",),
        greetings={"da": "Vi tager én ting ad gangen. Resten kan ligge lidt."},
    ),
    Colleague(
        "Ingrid",
        "Solheim",
        "ingrid@nordlys.example",
        "nb",
        ((Role.COUNSELLOR, "Oslo"),),
        "+4722000011",
        ("nb", "en"),
        "ingrid",
        {"nb": "Først ro, så jobb. Vi tar det i din takt.", "en": "First some peace, then the search. At your pace."},
    ),
    Colleague(
        "Tor",
        "Hagen",
        "tor@nordlys.example",
        "nb",
        ((Role.COUNSELLOR, "Oslo"),),
        "+4722000012",
        ("nb",),
        "tor",
        {"nb": "Jeg kjenner bransjen og folkene. Du er ikke alene om dette."},
    ),
    Colleague(
        "Sofie",
        "Berg",
        "sofie@nordlys.example",
        "nb",
        ((Role.COORDINATOR, "Oslo"), (Role.COUNSELLOR, "Oslo")),
        "+4722000013",
        ("nb", "en"),
        "sofie",
        {"nb": "Jeg hjelper deg å finne ut hva du vil, før vi ser på hva som finnes."},
    ),
    Colleague(
        "Marijke",
        "de Graaf",
        "marijke@nordlys.example",
        "nl",
        ((Role.COUNSELLOR, "Utrecht"),),
        "+31300000011",
        ("nl", "en"),
        "marijke",
        {
            "nl": "We beginnen met uw verhaal. Een cv komt later wel.",
            "en": "We begin with your story. A CV comes later.",
        },
        prefix="de",
    ),
    Colleague(
        "Fatima",
        "El Amrani",
        "fatima@nordlys.example",
        "nl",
        ((Role.COUNSELLOR, "Utrecht"),),
        "+31300000012",
        ("nl", "en"),
        "fatima",
        {"nl": "Ik kijk met u naar wat u kunt, en dat is meestal meer dan u denkt."},
    ),
    Colleague(
        "Wim",
        "Claes",
        "wim@nordlys.example",
        "nl",
        ((Role.COUNSELLOR, "Antwerpen"),),
        "+3230000011",
        ("nl",),
        "wim",
        {"nl": "Rustig beginnen, en dan stap voor stap. Ik bel liever dan dat ik mail."},
    ),
    Colleague(
        "Peter",
        "Krogh",
        "peter@nordlys.example",
        "da",
        ((Role.COORDINATOR, "København"),),
        "+4533000013",
        ("da", "en"),
        "peter",
    ),
    Colleague(
        "Anneke",
        "van den Berg",
        "anneke@nordlys.example",
        "nl",
        ((Role.COORDINATOR, "Utrecht"), (Role.COORDINATOR, "Antwerpen")),
        "+31300000013",
        ("nl", "en"),
        "anneke",
        prefix="van den",
    ),
)

FIRMS = (
    Firm(
        "Limfjord Emballage",
        "DK",
        "da",
        "limfjord-emballage.example",
        "København",
        "Rammeaftale 2026",
        "framework",
        "DKK",
        False,
        (
            ("workers_3_months", "Faglærte og ufaglærte, 3 måneder", "3", 18, "individual", 18000),
            ("individual_3_months", "Individuelt, 3 måneder", "3", 24, "individual", 24000),
            ("leaders_6_months", "Ledere, 6 måneder", "6", 48, "individual", 52000),
        ),
        (
            ("Birgitte", "Kofoed", "birgitte@limfjord-emballage.example", "da"),
            ("Grace", "Okafor", "grace@limfjord-emballage.example", "en"),
        ),
        (("Henrik Toft", "henrik@limfjord-emballage.example"), ("Lone Skov", "lone@limfjord-emballage.example")),
    ),
    Firm(
        "Vestfjord Prosess",
        "NO",
        "nb",
        "vestfjord-prosess.example",
        "Oslo",
        "Omstilling 2026",
        "social_plan",
        "NOK",
        True,
        (
            ("individual_3_months", "Individuelt, 3 måneder", "3", 24, "individual", 36000),
            ("group_and_individual_3_months", "Gruppe og individuelt, 3 måneder", "3", 24, "mixed", 28000),
            ("workers_3_months", "Fagarbeidere, 3 måneder", "3", 18, "individual", 27000),
        ),
        (("Hilde", "Strand", "hilde@vestfjord-prosess.example", "nb"),),
        (("Geir Moen", "geir@vestfjord-prosess.example"),),
    ),
    Firm(
        "De Linden Logistiek",
        "NL",
        "nl",
        "delinden-logistiek.example",
        "Utrecht",
        "Sociaal plan 2026",
        "social_plan",
        "EUR",
        True,
        (
            ("individual_3_months", "Individueel, 3 maanden", "3", 24, "individual", 3900),
            ("quick_search_6_weeks", "Snel zoeken, 6 weken", "1.5", 10, "individual", 1900),
        ),
        (("Joost", "van Dijk", "joost@delinden-logistiek.example", "nl"),),
        (("Petra Hoekstra", "petra@delinden-logistiek.example"),),
    ),
    Firm(
        "Schelde Weverij",
        "BE",
        "nl",
        "schelde-weverij.example",
        "Antwerpen",
        "Outplacement 60 uur",
        "single_order",
        "EUR",
        True,
        (("belgium_60_hours", "60 uur over 12 maanden", "12", 60, "individual", 3600),),
        (("Annelies", "Peeters", "annelies@schelde-weverij.example", "nl"),),
        (("Dirk Maes", "dirk@schelde-weverij.example"),),
    ),
)

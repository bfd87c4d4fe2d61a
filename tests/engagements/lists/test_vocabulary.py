"""What column names mean, in five languages and the spelling of many systems."""

import pytest

from onward.engagements.lists.results import FIELDS
from onward.engagements.lists.vocabulary import _BAGS, meaning
from onward.engagements.lists.wordings.fields import WORDINGS
from onward.engagements.lists.wordings.not_kept import NOT_KEPT
from onward.engagements.lists.words import entries

READ = {
    "employee_number": """
        Medarbejdernr.; MEDARBEJDERNUMMER; Medarb.nr.; Medarbejder-ID; Lønnr.; Lønnummer; Tjenestenr.; Personalenr.;
        Ansattnr; Ansatt-ID; Ansatt nummer; Personeelsnummer; Personeelsnr.; Pers.nr.; Medewerkernr; Mdw. nr.;
        Werknemersnr.; Stamnummer; Loonnummer; Matricule; N° matricule; No. de matricule; Numéro employé; Employee
        ID; employee_id; EmployeeNumber; Emp. #; Emp ID; EmpNo; Staff No; Payroll no.
    """,
    "first_name": """
        Fornavn; FORNAVN:; *Fornavn; Fornavn(e); 1. Fornavn; Medarbejderens fornavn; Voornaam; Roepnaam; Voornamen;
        Prénom; PRENOM; First name; FirstName; first_name; Given name; Forename(s); Legal Name - First Name
    """,
    "last_name": """
        Efternavn; Efternavn(e); Etternavn; Slektsnavn; Achternaam; Familienaam; Nom de famille; Last Name; Surname;
        Family name; lastname
    """,
    "name_prefix": """
        Tussenvoegsel; Tussenvoegsel(s); Tussenv.; Voorvoegsel; Voorvoegsels; Name prefix
    """,
    "full_name": """
        Navn; Fulde navn; Medarbejdernavn; Navn (efternavn, fornavn); Naam; Volledige naam; Naam werknemer; Nom; Nom
        complet; Nom et prénom; NOM PRENOM; Name; Full name; Employee's name; Last name, first name; Naam en
        voornaam; For- og efternavn; Voor- en achternaam
    """,
    "email": """
        E-mail; E-post; Epost; e-mailadres; E-mail (privé); Privat e-post; PrivateEmail; Privatmail; Courriel;
        Adresse e-mail; Mail perso; E-mail address; Work email; E-mail zakelijk; Arbejdsmail; Email 1; Personal
        email
    """,
    "phone": """
        Mobil; Mobilnr.; Mobil privat; Mobiltelefon; Tlf.; Telefon; Telefoonnummer; GSM; Gsm-nummer privé; Mobiel;
        Tél. portable; N° de téléphone; Phone; Cell; Home phone; Telefoon werk; Privételefoon
    """,
    "job_title": """
        Stilling; Stillingsbetegnelse; Stillingstittel; Titel; Jobtitel; Stilling/titel; Functie; Functienaam;
        Functie/Fonction; Fonction; Poste; Intitulé du poste; Emploi; Job title; Business Title; JobRole; Position
    """,
    "department": """
        Afdeling; Afd.; Afdeling/team; Org.enhed; Avdeling; Avd.; Enhet; Organisatorische eenheid; Dienst;
        Département; Service; Department; Dept.; Supervisory Organization
    """,
    "hired_on": """
        Ansat dato; Ansættelsesdato; ANSAETTELSESDATO; Ansat fra; Tiltrædelsesdato; Anciennitetsdato; Ansatt dato;
        Ansiennitetsdato; Ansettelsesdato; In dienst; Datum in dienst; DatumInDienst; datum_in_dienst;
        Indiensttreding; Datum in dienst (dd-mm-jjjj); Date d'entrée; Date d’embauche; Entrée en service; Hire date;
        Hiredate; Start date; Date of hire; Worker Hire Date; Date joined
    """,
    "notice_on": """
        Opsagt dato; Opsigelsesdato; Varslet d.; Dato for opsigelse; Oppsagt dato; Oppsigelsesdato; Datum opzegging;
        Opzegdatum; Datum aanzegging; Date de notification; Date du préavis; Notice date; Date of notice; Notified
        on
    """,
    "last_day_on": """
        Fratrædelsesdato; Fratr.dato; Fratræder pr.; Sidste arbejdsdag; Fratredelsesdato; Siste arbeidsdag;
        Sluttdato; Einde dienstverband; Uit dienst; Datum uit dienst; Laatste werkdag; Einddatum; Date de sortie;
        Dernier jour; Fin de contrat; Termination date; Last working day; LWD; Leaving date
    """,
}

NEVER = """
    CPR-nr.; CPR; Cpr-nummer; Personnummer; Fødselsnummer; Fødselsnr. (11 siffer); D-nummer; BSN;
    Burgerservicenummer; Rijksregisternr.; INSZ; NISS; N° national; Numéro de registre national; N° sécurité
    sociale; SSN; National Insurance No; Passport no; Fødselsdato; FOEDSELSDATO; Født; Alder; Geboortedatum;
    Geb.datum; Leeftijd; Date de naissance; Né(e) le; Âge; Date of birth; DateOfBirth; DOB; Age; Køn; Kjønn;
    Geslacht; M/V; Sexe; Civilité; Gender; Nationalitet; Nationaliteit; Ethnicity; Statsborgerskap; Sygefravær;
    Sygedage seneste år; Sygemeldt; Fravær i %; Handicap; Fleksjob; Barsel; Sykefravær; Sykmeldt; Egenmelding;
    Foreldrepermisjon; Uføregrad; Ziekteverzuim; Verzuim %; Ziek sinds; Zwangerschapsverlof; WIA; Arbeidsbeperking;
    Maladie; Jours d'absence; Congé maternité; Sickness absence; Disability; Maternity leave; Fagforening;
    Tillidsrepræsentant; A-kasse; Fagforbund; Verneombud; Vakbond; OR-lid; Syndicat; Délégué syndical; Trade union;
    Union member; Religion; Geloof; Civilstand; Sivilstatus; Burgerlijke staat; État civil; Marital status;
    MaritalStatus; Børn; Antall barn; Aantal kinderen; Enfants à charge; Ægtefælle; Partner; Nærmeste pårørende;
    Noodcontact; Emergency phone; Personne à contacter; Løn; Månedsløn; Bruttoløn; Timeløn; Årslønn; Lønnstrinn;
    Salaris; Bruto maandsalaris; Maandloon; Uurloon; Salaire brut; Rémunération; Taux horaire; Salary; Hourly rate;
    Base pay; MonthlyIncome; Arb.timer/uge; Timer pr. uge; Uren; Contracturen; FTE; Stillingsprosent; Stillings-%;
    Deeltijd %; Heures/semaine; Hours per week; Bankkonto; Kontonr.; Reg.nr.; IBAN; Rekeningnummer; RIB; Bank
    account; Adresse; Vejnavn; Postnr.; Postnr. og by; By; Poststed; Gateadresse; Straat; Postcode; Woonplaats; Code
    postal; Ville; Street; Zip; City; Vurdering; Beoordeling; Évaluation; Performance rating; Afspiegelingsgroep;
    Bemærkninger; Bem.; Merknad; Opmerking; Bijzonderheden; Toelichting; Remarques; Observations; Comments; Notes;
    Årsag til opsigelse; Opsigelsesårsag; Årsak; Reden ontslag; Ontslagreden; Motif de licenciement; Reason for
    leaving; Transitievergoeding; Severance pay
"""

UNKNOWN = """
    Oppsigelsestid (mnd); Opsigelsesvarsel; Opzegtermijn; Notice period; Leder; Nærmeste leder; Lederens e-mail;
    Manager; Manager Email; Leidinggevende; Supérieur hiérarchique; Cost centre; Kostenplaats; Omkostningssted;
    Centre de coût; Overenskomst; CAO; Arbejdssted; Company; Name of Company; XYZ; 2025; -
"""


@pytest.mark.parametrize(
    ("field", "header"), [(field, each) for field, table in READ.items() for each in entries(table)]
)
def test_columns_that_are_read(field, header):
    assert field in meaning(header).fields


@pytest.mark.parametrize("header", entries(NEVER))
def test_columns_that_are_never_kept(header):
    assert meaning(header).not_kept


@pytest.mark.parametrize("header", entries(UNKNOWN))
def test_columns_nobody_knows(header):
    assert not meaning(header).fields
    assert not meaning(header).not_kept


@pytest.mark.parametrize(
    ("header", "work", "rank"),
    [
        ("Privat e-mail", False, -1),
        ("E-mail", False, 0),
        ("E-mail werk", True, 5),
        ("Business Email", True, 5),
        ("Mobil arbejde", True, 6),
    ],
)
def test_whose_address_it_is(header, work, rank):
    assert (meaning(header).work, meaning(header).wordings[0].rank) == (work, rank)


@pytest.mark.parametrize(
    ("header", "last_first"),
    [
        ("Efternavn, fornavn", True),
        ("Fornavn efternavn", False),
        ("Naam (achternaam, voornaam)", True),
        ("Nom + prénom", True),
        ("Navn", None),
    ],
)
def test_the_order_of_a_whole_name(header, last_first):
    assert meaning(header).last_name_first is last_first


def test_no_wording_stands_for_two_fields_unless_the_values_can_decide():
    torn = {bag: found for bag, found in _BAGS.items() if len({each.field for each in found if not each.shape}) > 1}

    assert torn == {}


def test_every_wording_is_understood_as_its_field_and_never_as_something_not_kept():
    misread = [
        (table.field, entry)
        for table in WORDINGS
        for entry in entries(table.words)
        if table.field not in meaning(entry).fields and not (table.shape and meaning(entry).not_kept)
    ]

    assert misread == []


def test_the_tables_name_only_fields_that_exist():
    assert {table.field for table in WORDINGS} == {*FIELDS, "full_name", "middle_name"}
    assert all(entries(table) for table in NOT_KEPT.values())

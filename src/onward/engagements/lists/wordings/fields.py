"""How HR systems name the columns we read, in five languages and a little German.

One entry per wording, divided by semicolons. Case, accents, spaces, punctuation and the order of words do not matter;
"nr", "no.", "nummer", "number" and "#" are one word, and so are "dato", "datum" and "date".
`rank` decides between two columns of one list that mean the same: the lower is taken.
`shape` asks the values to agree before the wording counts: "dates", "numbers", "words".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    field: str
    words: str
    rank: int = 0
    shape: str = ""


WORDINGS: tuple[Wording, ...] = (
    # Employee number
    Wording(
        "employee_number",
        """
        Medarbejdernr; Medarbejder id; Medarb nr; Medarb id; Ansat nr; Ansatte nr; Lønnr; Lønnummer; Lønmodtagernr;
        Lønbilag nr; Tjenestenr; Tjenestenummer; Stamnr; Personalenr; Personale id; Medarbejderkode; Ansættelsesnr;
        Ansattnr; Ansatt id; Ansattnummer; Lønnsnr; Lønnsnummer; Arbeidstakernr; Personalnr; Ressursnr; Ansattkode;
        Personeelsnummer; Personeelsnr; Personeels id; Pers nr; Persoonsnummer; Medewerkernummer; Medewerkernr;
        Medewerker id; Medewerkercode; Mdw nr; Werknemersnummer; Werknemernr; Werknemer id; Stamnummer; Loonnummer;
        Dienstnummer; Registratienummer; Personeelslid nr; Dossiernummer werknemer; Externe code; Matricule; Numéro
        matricule; No matricule; Matricule salarié; Numéro employé; Numéro salarié; Numéro personnel; Numéro du
        travailleur; Identifiant; Identifiant salarié; Code salarié; Code travailleur; Id employé; Numéro agent;
        Employee number; Man nr; Empl no; Empl nr; Employee no; Employee id; Employee code; Emp id; Emp no; Emp
        code; Emp nr; Empl id; Empno; Empid; Staff id; Staff number; Staff no; Personnel number; Personnel no; Pers
        no; Payroll number; Payroll no; Payroll id; Worker id; Worker number; Person id; Personnel id; Badge
        number; Badge id; Pernr; HR id; Clock number; Personalnummer; Mitarbeiternummer; Anställningsnummer
        """,
    ),
    Wording(
        "employee_number", "Id; Id nr; Nr; Nummer; No; Number; Ref; Referentie; Reference; Kode; Code", 3, "numbers"
    ),
    Wording(
        "employee_number",
        """
        Medarb; Mdw; Medarbejder; Ansat; Ansatt; Medewerker; Werknemer; Personeelslid; Employee; Worker; Salarié;
        Travailleur; Employé
        """,
        2,
        "numbers",
    ),
    Wording("employee_number", "Initialer; Initialen medewerker; Brugernavn; User id; Bruker id", 4, "numbers"),
    # First name
    Wording(
        "first_name",
        """
        Roepnaam; Kaldenavn; Kallenavn; Tiltalsnavn; Preferred first name; Preferred name first name; Known as;
        Nickname; Prénom usuel; Roepnaam medewerker; Preferred given name
        """,
    ),
    Wording(
        "first_name",
        """
        Fornavn; Fnavn; Voorn; Fornavne; Fornavn(e); Fornavn mellemnavn; Fornavn og mellemnavn; Fornavn/mellemnavn;
        Fornavn mellomnavn; Fornavn og mellomnavn; Voornaam; Prénom; Prénoms; Prénom salarié; First name;
        Firstname; Given name; Forename; Legal first name; Legal name first name; First; Christian name; Vorname;
        Förnamn; Vorna; First names
        """,
        1,
    ),
    Wording(
        "first_name", "Voornamen; Voornaam voluit; Given names; Forenames; Doopnamen; Eerste voornaam; Voornaam 1", 2
    ),
    Wording("first_name", "Voorletters; Voorletter; Voorl; Initials; Initialen; Initiales", 3, "words"),
    Wording("middle_name", "Mellemnavn; Mellemnavne; Mellomnavn; Middle name; Middle names; Deuxième prénom"),
    # The part of a Dutch last name that stands before it
    Wording(
        "name_prefix",
        """
        Tussenvoegsel; Tussenvoegsels; Voorvoegsel; Voorvoegsels; Voorvoegsel achternaam; Tussenv; Tv; Voorv;
        Tussenvoegsel(s); Tussenvoegsel achternaam; Voorvoegsel(s); Voorzetsel; Voorzetsels; Name prefix; Last name
        prefix; Surname prefix; Particule; Infix; Prefix; Prefix achternaam; Navnepartikel; Voorvoegsel naam
        """,
    ),
    Wording("name_prefix", "Voorvoegsel geboortenaam; Tussenvoegsel geboortenaam; Voorvoegsels geboortenaam", 2),
    # Last name
    Wording(
        "last_name",
        """
        Efternavn; Enavn; Achtern; Efternavne; Etternavn; Slektsnavn; Achternaam; Familienaam; Familienavn; Nom de
        famille; Nom usuel; Nom d'usage; Nom patronymique; Last name; Lastname; Surname; Family name; Legal last
        name; Legal name last name; Last; Nachname; Efternamn; Nachn; Naam achternaam; Nom famille; Achternaam
        samengesteld; Gebruiksnaam achternaam; Familyname
        """,
    ),
    Wording("last_name", "Geboortenaam; Nom de naissance; Birth name; Birthname", 3),
    # The whole name in one column
    Wording(
        "full_name",
        """
        Navn; Fulde navn; Fuldt navn; Fullt navn; Medarbejdernavn; Medarbejderens navn; Ansattnavn; Ansattes navn;
        Personnavn; Naam; Volledige naam; Medewerkernaam; Naam medewerker; Naam werknemer; Weergavenaam;
        Visningsnavn; Werknemersnaam; Nom; Nom complet; Nom du salarié; Nom du travailleur; Nom employé; Nom
        collaborateur; Nom de l'employé; Nom agent; Name; Full name; Fullname; Employee name; Worker name; Display
        name; Legal name; Preferred name; Person name; Staff name; Samengestelde naam; Navn på medarbejder; Navn på
        ansatt; Namn; Mitarbeitername; Ename; Name of employee; Naam personeelslid
        """,
    ),
    Wording(
        "full_name",
        """
        Medarb; Mdw; Medarbejder; Medarbejdere; Ansat; Ansatt; Ansatte; Medewerker; Medewerkers; Werknemer; Werknemers;
        Personeelslid; Employee; Employees; Worker; Salarié; Salariés; Travailleur; Employé; Collaborateur; Person;
        Persoon; Personne; Agent
        """,
        2,
        "words",
    ),
    # E-mail; private or at work is found apart (see QUALIFIERS)
    Wording(
        "email",
        """
        E-mail; E-post; Mail; Email; E-mailadresse; E-postadresse; Mailadresse; E-mailadres; Mailadres; Email
        address; Mail address; Courriel; Adresse courriel; Adresse électronique; Adresse mail; Adresse e-mail; Mél;
        Elektronisk post; E-posta; Contact email; Email id; Mejl; Adresse de courriel; Email 1; Mail 1
        """,
    ),
    # Phone
    Wording(
        "phone",
        """
        Mobil; Mobilnr; Mobilnummer; Mobiltelefon; Mobiltelefonnr; Mobiltlf; Mobil tlf; Mobil telefon; Mob; Mob nr;
        Mobil nr; Mobiel; Mobiel nummer; Mobiele telefoon; Mobiel telefoonnummer; Mobiele nummer; Gsm; Gsm nummer;
        Gsm nr; Gsmnummer; Mobile; Mobile phone; Mobile number; Mobile no; Cell; Cell phone; Cellphone; Portable;
        Téléphone portable; Téléphone mobile; Tel mobile; Tél portable; Numéro gsm; Numéro portable; Numéro de
        portable; Handy; Mobile tel; Mobieltje; 06 nummer
        """,
        1,
    ),
    Wording(
        "phone",
        """
        Telefon; Telefonnr; Telefonnummer; Tlf; Tlf nr; Tlfnr; Telefoon; Telefoonnummer; Telefoonnr; Tel; Tel nr;
        Tel nummer; Phone; Phone number; Phone no; Telephone; Telephone number; Téléphone; Numéro de téléphone; No
        de téléphone; Tél; Tel no; Fastnet; Fastnettelefon; Vaste telefoon; Vast nummer; Téléphone fixe; Home
        telephone; Contact number; Contact phone; Fon
        """,
        3,
    ),
    # Job title
    Wording(
        "job_title",
        """
        Stilling; Stillingsbetegnelse; Stillingstittel; Stillingstitel; Stillingsnavn; Jobtitel; Jobbtittel;
        Jobtittel; Stillingstype tekst; Funktion; Funksjon; Funktionsbetegnelse; Titel stilling; Arbejdsfunktion;
        Stilling titel; Stillingstekst; Jobnavn; Fagbetegnelse; Functie; Functienaam; Functietitel;
        Functieomschrijving; Functiebenaming; Functie omschrijving; Rol; Jobtitel medewerker; Beroep; Huidige
        functie; Functie naam; Nåværende stilling; Nuværende stilling; Job functie; Omschrijving functie; Naam
        functie; Fonction; Poste; Intitulé du poste; Intitulé de poste; Intitulé de fonction; Intitulé de la
        fonction; Emploi; Libellé emploi; Titre du poste; Libellé poste; Métier; Fonction actuelle; Libellé
        fonction; Poste occupé; Qualification professionnelle; Job title; Job; Position; Position title; Business
        title; Job role; Role; Occupation; Job name; Job profile; Designation; Job description; Post; Function;
        Position name; Current position; Jobtitle; Stelle; Berufsbezeichnung; Befattning; Job text; Stilling tekst;
        Job profile name; Functie titel; Profession; Stillingskode tekst; Stell
        """,
    ),
    Wording("job_title", "Titel; Title; Tittel; Titre", 2, "titles"),
    Wording(
        "job_title",
        "Stillingskategori; Functiegroep; Faggruppe; Personalekategori; Job family; Catégorie professionnelle",
        4,
    ),
    # Department
    Wording(
        "department",
        """
        Afdeling; Afdelingsnavn; Afd; Afd navn; Organisatorisk enhed; Enhed; Enhedsnavn; Organisationsenhed;
        Afsnit; Forretningsområde; Team; Område; Arbejdsområde; Afdeling tekst; Forvaltning; Sektion; Org enhed;
        Orgenhed; Afdelingstekst; Avdeling; Avdelingsnavn; Avd; Avd navn; Enhet; Enhetsnavn; Organisasjonsenhet;
        Seksjon; Org enhet; Organisatorisk enhet; Avdelingstekst; Afdelingsnaam; Organisatorische eenheid;
        Organisatie eenheid; Organisatie-eenheid; Org eenheid; Eenheid; Oe; Team naam; Bedrijfsonderdeel; Naam
        afdeling; Omschrijving afdeling; Afdeling omschrijving; Dienst; Divisie; Sectie; Businessunit; Business
        unit; Afdeling naam; Teamnaam; Département; Departement; Service; Unité; Unité organisationnelle;
        Direction; Équipe; Secteur; Unité d'organisation; Libellé service; Department; Dept; Department name; Dept
        name; Organisational unit; Organizational unit; Org unit; Organisation unit; Team name; Unit; Division;
        Section; Supervisory organization; Supervisory organisation; Area; Business area; Abteilung; Avdelning;
        Orgeh; Deptname; Department text; Nom du service; Nom du département; Groupe
        """,
    ),
    # First day of employment
    Wording(
        "hired_on",
        """
        Ansat dato; Ansættelsesdato; Ansættelse dato; Dato for ansættelse; Startdato; Start dato; Ansat siden;
        Ansat fra; Ans dato; Ansæt dato; Ans start; Ansættelsesstart; Ansættelse start; Tiltrædelse;
        Tiltrædelsesdato; Tiltrådt; Første arbejdsdag; Ansættelsesstartdato; Ansættelse fra; Begyndelsesdato;
        Ansatt dato; Ansettelsesdato; Ansatt siden; Ansatt fra; Tiltredelse; Tiltredelsesdato; Startet; Startdato
        ansettelse; Dato ansatt; Ansettelse dato; Dato for ansettelse; Første arbeidsdag; Tiltrådte; Begynte;
        Ansettelse startdato; Ansettelse fra; In dienst; Datum in dienst; In dienst sinds; In dienst vanaf;
        Indienst; Datum indienst; Indiensttreding; Datum indiensttreding; Indiensttredingsdatum; Indienstdatum; In
        dienst datum; Startdatum; Begindatum; Startdatum dienstverband; Begin dienstverband; Begindatum
        dienstverband; Aanvang dienstverband; Datum aanvang; Begindatum contract; Startdatum contract; Datum
        dienstverband; Dag indiensttreding; In dienst op; Datum in dienst treding; Ingangsdatum dienstverband;
        Aanvangsdatum; Eerste werkdag; Aanwervingsdatum; Datum aanwerving; Date d'entrée; Date entrée; Entrée; Date
        d'embauche; Embauche; Date engagement; Date d'engagement; Date de début; Début contrat; Date début contrat;
        Date d'entrée en service; Entrée en service; Date de début de contrat; Date d'arrivée; Date d'entrée en
        fonction; Entrée le; Hire date; First day of employment; Hired; Hired on; Date hired; Date of hire; Start
        date; Date of joining; Joining date; Join date; Date joined; Doj; Joined; Employment start; Employment
        start date; Employed since; Employed from; Commencement date; Date of employment; Employment date; Start of
        employment; Entry date; Latest hire date; Contract start; Contract start date; Eintrittsdatum;
        Anställningsdatum; Begda; First day; Date started; Started
        """,
    ),
    Wording("hired_on", "Ansat; Ansatt; Entry; Start; Begin; Début; Indtrådt; Tiltrådt; Arrivée; Begyndt", 1, "dates"),
    Wording(
        "hired_on",
        """
        Ansiennitetsdato; Anciennitetsdato; Ancienniteitsdatum; Datum anciënniteit; Date d'ancienneté; Seniority
        date; Original hire date; Continuous service date; Jubilæumsdato; Anciennitet dato; Ancienn dato; Anc dato;
        Anciennitet fra; Ansiennitet fra; Ansiennitet dato; Date ancienneté; Oorspronkelijke datum in dienst; Datum
        in dienst oorspronkelijk; Service date; Adjusted service date; Jubileumsdato; Jubileumdatum; Original start
        date; Oprindelig ansættelsesdato; Datum in dienst concern; Anciënniteitsdatum; Concerndato; Date ancienneté
        reprise
        """,
        2,
    ),
    Wording("hired_on", "Ansiennitet; Anciennitet; Anciënniteit; Ancienneté; Seniority", 3, "dates"),
    # The day the notice is given
    Wording(
        "notice_on",
        """
        Opsagt dato; Opsagt; Opsagt den; Ops dato; Opsig dato; Opsigelsesdato; Dato for opsigelse; Opsigelse;
        Varslingsdato; Varslet; Varslet dato; Afskediget den; Opsigelse afleveret; Dato opsagt; Afskedigelsesdato;
        Opsagt pr; Opsigelse dato; Opsigelse givet; Opsigelse afgivet; Opsagt d; Dato for varsling; Oppsagt dato;
        Oppsagt; Oppsagt den; Oppsigelsesdato; Oppsigelse; Dato for oppsigelse; Dato oppsagt; Oppsigelse gitt;
        Oppsigelse dato; Oppsigelse levert; Varslet oppsigelse; Dato for varsel; Oppsagt pr; Oppsigelse mottatt;
        Opzegdatum; Datum opzegging; Opzegging; Opgezegd; Opgezegd op; Datum ontslag; Ontslagdatum; Datum
        ontslagbrief; Datum aanzegging; Datum ontslagaanzegging; Ontslagaanzegging; Aanzegdatum; Datum betekening;
        Betekening opzegging; Datum kennisgeving; Aanzegging; Datum opzegbrief; Datum betekening opzegging;
        Kennisgeving ontslag; Datum boventalligheid; Boventallig per; Datum boventallig; Boventallig verklaard op;
        Datum boventalligverklaring; Datum kennisgeving ontslag; Date de notification; Date notification;
        Notification; Date préavis; Date de préavis; Date du préavis; Notification du préavis; Date du congé; Date
        de licenciement; Date licenciement; Date notification licenciement; Date de notification du licenciement;
        Notifié le; Licencié le; Date d'annonce; Date envoi préavis; Date de notification du préavis; Date de
        notification du congé; Début préavis; Date début préavis; Notice date; Date of notice; Notice given; Notice
        given on; Notified; Notified on; Notification date; Date notified; Dismissal date; Date of dismissal; Date
        notice given; Notice served; Redundancy notice date; Termination notice date; Date of notification; Notice
        issued; Resignation notice date; Notice letter date; Notice start date; Notice; Kündigungsdatum;
        Uppsägningsdatum; Warn date; Date of redundancy notice
        """,
    ),
    # The last day of employment
    Wording(
        "last_day_on",
        """
        Fratrædelsesdato; Fratrædelse; Fratr; Fratr dato; Fratræd dato; Udtrædelsesdato; Udtrædelse; Fratræder;
        Fratrådt; Fratrådt dato; Dato for fratrædelse; Fratræder den; Ophørsdato; Ophør; Fratrædelse dato;
        Slutdato; Sidste ansættelsesdag; Ansættelse slut; Ansættelse ophør; Stopdato; Udtrådt; Ansættelse til;
        Fratræder pr; Opsagt til; Opsagt til dato; Sidste dag i ansættelsen; Opsagt til fratrædelse;
        Fratredelsesdato; Fratredelse; Fratrer; Fratrådte; Sluttdato; Slutt dato; Sluttet; Opphør; Opphørsdato;
        Siste ansettelsesdag; Dato for fratredelse; Slutter; Fratreden; Fratredelse dato; Ansettelse slutt;
        Ansettelse til; Oppsagt til; Siste dag; Sidste dag; Uit dienst; Datum uit dienst; Uit dienst per; Uit
        dienst datum; Uitdienst; Datum uitdienst; Uitdiensttreding; Datum uitdiensttreding; Uitdiensttredingsdatum;
        Uitdienstdatum; Einde dienstverband; Einddatum; Einddatum dienstverband; Datum einde dienstverband; Datum
        einde; Einddatum contract; Einde contract; Datum einde contract; Laatste dag dienstverband; Uit dienst op;
        Laatste dag in dienst; Beëindigingsdatum; Datum uit dienst treding; Dag uitdiensttreding; Einde
        arbeidsovereenkomst; Datum einde arbeidsovereenkomst; Laatste dag; Eind dienstverband; Datum beëindiging;
        Uitdienst per; Einde dienst; Date de sortie; Date sortie; Sortie; Date de fin; Fin de contrat; Date fin
        contrat; Date de fin de contrat; Fin contrat; Date de départ; Date départ; Date de sortie de service;
        Sortie de service; Fin du contrat; Date de fin du contrat; Départ; Sortie le; Dernier jour; Date fin; Date
        fin préavis; Termination date; Date of termination; End date; Employment end; Employment end date; Leaving
        date; Leave date; Date of leaving; Leaver date; Exit date; Separation date; Last day; Last day of
        employment; Last day employed; Contract end; Contract end date; End of employment; Date left; Departure
        date; Release date; Left on; Final day; Last date of employment; Termination effective date; Effective
        termination date; Endda; Austrittsdatum; Slutdatum; Last employment day; Last employment date; End date
        employment; Termination; Employed until; Employed to
        """,
    ),
    Wording(
        "last_day_on",
        """
        Sidste arbejdsdag; Siste arbeidsdag; Laatste werkdag; Dernier jour de travail; Dernier jour travaillé; Last
        working day; Last day of work; Lwd; Last day worked; Last workday; Laatste gewerkte dag; Sidste
        arbejdsdato; Last work day; Dernier jour ouvré; Dernier jour presté; Dernier jour de prestation; Laatste
        arbeidsdag; Datum laatste werkdag; Dato for sidste arbejdsdag; Fritstillet fra; Dato for siste arbeidsdag;
        Sidste dag på arbejdet; Last day in office; Letzter Arbeitstag; Sista arbetsdag
        """,
        1,
    ),
    Wording("last_day_on", "Leaving; Exit; Slut; Slutt; Eind; Einde; Fin; End; Stop", 2, "dates"),
)

LAST_FIRST = """
    Efternavn fornavn; Etternavn fornavn; Achternaam voornaam; Familienaam voornaam; Naam voornaam; Naam en
    voornaam; Nom prénom; Nom et prénom; Nom, prénom; Last name first name; Surname first name; Last first;
    Efternavn og fornavn; Nom de famille prénom; Etternavn og fornavn; Achternaam en voornaam; Navn efternavn
    fornavn; Name last first; Achternaam roepnaam; Last name, given name; Nom et prénoms; Nom et prénom du salarié;
    Nom prénom du travailleur; Nom et prénom du travailleur; Naam voornaam werknemer; Surname forename; Family name
    first name; Nom prénoms; Nom usuel prénom
"""
"""One column, the last name first; the order of these words does matter."""

FIRST_LAST = """
    Fornavn efternavn; Fornavn og efternavn; Fornavn etternavn; Fornavn og etternavn; Voornaam achternaam; Voornaam
    en achternaam; Voornaam naam; Voornaam en naam; Prénom nom; Prénom et nom; First name last name; First last;
    First and last name; Roepnaam achternaam; Fornavn mellemnavn efternavn; First name surname; Forename surname;
    Given name family name; Prénom et nom du salarié; Name first last
"""

QUALIFIERS: dict[str, str] = {
    "private": """
        privat private privata prive privé persoonlijk persoonlijke personal personlig personnel personnelle perso hjem
        home hjemme thuis domicile egen eget particulier privée
    """,
    "work": """
        arbejde arbejds arbejdet arbeid arbeids arbeidet work werk zakelijk zakelijke jobb job firma company business
        professionnel professionnelle pro travail bureau office kontor corporate bedrijf bedrijfs intern tjenst tjenste
        direct direkte doorkies lokal professional organisation entreprise
    """,
}
"""Words beside an e-mail address or a phone number that say whose it is."""

NOISE = """
    emp empl medarb mdw employee employe worker medarbejder medarbejderen medarbeider ansattes medewerker werknemer
    ansatt ansat travailleur salarie collaborateur personeel staff hr person personal current legal official
    primary primaer primair hoved hoofd main gyldig dd mm yyyy jjjj aaaa yy jj aa aar ddmmyyyy ddmmjjjj ddmmaaaa
    yyyymmdd format dag md required verplicht paakraevet obligatorisk obligatoire oblig evt eventuelt optional
    valgfri indien bekend if known hvis kendt hvis kjent si connu
"""
"""Words that say nothing about which column it is; they are dropped when the wording as a whole is not known."""

THIRD_PERSONS = """
    manager managers leder ledere leders lederens chef chefs chefens leidinggevende leidinggevenden supervisor
    supervisors responsable superieur hierarchique direkteur direktor naermeste overordnet kontakt contactpersoon
    buddy mentor godkender approver goedkeurder afloser opvolger vervanger successor hrbp partnere sagsbehandler
    createdby modified
"""
"""A column about somebody else is never read, however familiar the rest of its name."""

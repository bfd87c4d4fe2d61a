"""Whole lists in odd shapes, in five languages: what a person would read off them is what is read."""

from datetime import date

from tests.engagements.lists.build import codes, delimited, lines, read, sheet, text_list, values, workbook


def test_danish_payroll_export_with_titles_and_footers():
    reading = read(
        text_list(
            "Nordstål A/S;;;;;;",
            "Liste over opsagte medarbejdere pr. 01-10-2025;;;;;;",
            ";;;;;;",
            "Lønnr.;Efternavn, fornavn;Stillingsbetegnelse;Afd.;Tiltrædelsesdato;Fratræder;Sygedage seneste år",
            "00417;Bæk Jensen, Lærke;Smed;Værksted;1. marts 1998;31/3 2026;12",
            "00418;von Bülow, Claus;Lagerchef;Lager;01.04.2001;31-03-26;0",
            "Lager i alt;;;;;;1",
            "Lønnr.;Efternavn, fornavn;Stillingsbetegnelse;Afd.;Tiltrædelsesdato;Fratræder;Sygedage seneste år",
            "00420;Ørsted, Åse-Marie;Truckfører;Lager;d. 15. aug. 2011;den 28. februar 2026;3",
            "I alt;3 medarbejdere;;;;;15",
            "Udskrevet 12-10-2025 af HR;;;;;;",
            "Side 1 af 1;;;;;;",
            encoding="cp1252",
        )
    )

    assert (reading.encoding, reading.delimiter, reading.header_row) == ("cp1252", ";", 4)
    assert values(reading, "line", "employee_number", "first_name", "name_prefix", "last_name", "job_title") == [
        (5, "00417", "Lærke", None, "Bæk Jensen", "Smed"),
        (6, "00418", "Claus", "von", "von Bülow", "Lagerchef"),
        (9, "00420", "Åse-Marie", None, "Ørsted", "Truckfører"),
    ]
    assert values(reading, "department", "hired_on", "last_day_on") == [
        ("Værksted", "1998-03-01", "2026-03-31"),
        ("Lager", "2001-04-01", "2026-03-31"),
        ("Lager", "2011-08-15", "2026-02-28"),
    ]
    assert reading.columns_not_kept == ("Sygedage seneste år",)
    assert codes(reading) == []


def test_danish_hr_system_in_utf16_with_tabs():
    rows = [
        ["MedarbejderID", "Fornavn(e)", "Mellemnavn", "Efternavn", "Titel", "Organisatorisk enhed", "Privat e-mail",
         "Arbejdsmail", "CPR"],
        ["A-07", "Ida", "Højgård", "Thomsen", "Konsulent", "Salg", "IDA.H@EXAMPLE.DK", "iht@firma.dk", "010190-0000"],
        ["A-08", "Per", "", "Holm", "Sælger", "Salg", "", "ph@firma.dk", "020290-0000"],
        ["A-09", "Bo", "", "Å", "Sælger", "Salg", "bo@@example", "baa@firma.dk", "030390-0000"],
    ]  # fmt: skip
    reading = read(delimited(rows, "\t", "utf-16"))

    assert (reading.encoding, reading.delimiter) == ("utf-16", "\t")
    assert values(reading, "employee_number", "first_name", "last_name", "job_title", "email") == [
        ("A-07", "Ida Højgård", "Thomsen", "Konsulent", "ida.h@example.dk"),
        ("A-08", "Per", "Holm", "Sælger", None),
        ("A-09", "Bo", "Å", "Sælger", None),
    ]
    assert reading.columns_not_kept == ("Arbejdsmail", "CPR")
    assert codes(reading) == [(3, "Privat e-mail", "no_email"), (4, "Privat e-mail", "email")]


def test_norwegian_list_with_commas_and_sep_line():
    reading = lines(
        "sep=,",
        "Ansattnummer,Fornavn,Etternavn,Stilling,Enhet,Ansatt fra,Oppsagt,Siste arbeidsdag,Mobil,Fødselsnummer,"
        "Stillingsprosent",
        '0071,Máret,Guttorm,"Renholder, dag",Drift,1.2.2009,30.9.2025,31.12.2025,+47 00 00 00 00,01018012345,80',
        '0072,Bjørn,Dahl,"Vaktmester\nog sjåfør",Drift,15.8.99,30.9.2025,31.12.2025,,02028012345,100',
        "0073,Åse,Dahl,Kokk,Kantine,29.2.2019,30.9.2025,31.12.2025,00000001,03038012345,50",
        ",,,,,,,,,,",
        "Sum,,,,,,,,,,230",
    )

    assert (reading.delimiter, reading.header_row) == (",", 2)
    assert values(reading, "line", "employee_number", "last_name", "job_title", "hired_on", "notice_on", "phone") == [
        (3, "0071", "Guttorm", "Renholder, dag", "2009-02-01", "2025-09-30", "+47 00 00 00 00"),
        (4, "0072", "Dahl", "Vaktmester og sjåfør", "1999-08-15", "2025-09-30", None),
        (6, "0073", "Dahl", "Kokk", None, "2025-09-30", "00000001"),
    ]
    assert reading.columns_not_kept == ("Fødselsnummer", "Stillingsprosent")
    assert codes(reading) == [(6, "Ansatt fra", "impossible_date")]


def test_norwegian_one_column_of_names_without_a_comma():
    reading = lines("Navn|Avd.|Sluttdato", "Kari Nordmann|Kjøkken|31.12.2025", "Ole Jakob Moen|Sal|31.12.2025")

    assert reading.delimiter == "|"
    assert values(reading, "first_name", "last_name") == [("Kari", "Nordmann"), ("Ole Jakob", "Moen")]
    assert codes(reading) == [(3, "Navn", "name_guess")]


def test_dutch_workbook_with_hidden_parts_and_two_sheets():
    content = workbook(
        {"title": "Leeswijzer", "rows": [["Zie tabblad 2 voor de lijst"], ["Naam contactpersoon: P. Jansen"]]},
        {
            "title": "Boventallig",
            "rows": [
                ["Overzicht boventallige medewerkers"],
                [],
                ["Personeelsnr.", "Roepnaam", "Tussenv.", "Achternaam", "Functienaam", "Team", "Datum in dienst",
                 "Datum uit dienst",
                 "Datum aanzegging", "E-mail privé", "Verzuim", "Salaris", "Kostenplaats"],
                [42, "Maaike", "van den", "Berg", "Inkoper", "Inkoop", date(2004, 5, 1), "31 maart 2026", "1-10-2025",
                 "Maaike@Example.nl ", "3 mnd", "€ 3.250,00", "K100"],
                [43, "Bart", None, "de Wit", "Chauffeur", "Transport", "15 mrt 2011", date(2026, 3, 31),
                 date(2025, 10, 1),
                 "geen", None, 2900.5, "K200"],
                [44, "Piet", None, "Puk", "Chauffeur", "Transport", date(2012, 1, 1), None, None,
                 "p@example.nl", None, 1, "K200"],
                [45, "Jan", "van 't", "Hof", "Planner", "Transport", date(2012, 1, 1), None, None,
                 "j@example.nl", None, 1, "K200"],
                ["Totaal", None, None, None, None, None, None, None, None, None, None, "=SUM(L4:L7)", None],
            ],
            "hidden_columns": ["K"],
            "hidden_rows": [6],
            "merged": ["A1:M1"],
            "formats": {"A4": "00000", "A5": "00000", "A7": "00000"},
        },
    )  # fmt: skip
    reading = read(content)

    assert (reading.sheet, reading.header_row, reading.encoding, reading.delimiter) == ("Boventallig", 3, None, None)
    assert values(reading, "line", "employee_number", "first_name", "name_prefix", "last_name") == [
        (4, "00042", "Maaike", "van den", "van den Berg"),
        (5, "00043", "Bart", "de", "de Wit"),
        (7, "00045", "Jan", "van 't", "van 't Hof"),
    ]
    assert values(reading, "hired_on", "notice_on", "last_day_on", "email") == [
        ("2004-05-01", "2025-10-01", "2026-03-31", "maaike@example.nl"),
        ("2011-03-15", "2025-10-01", "2026-03-31", None),
        ("2012-01-01", None, None, "j@example.nl"),
    ]
    assert reading.columns_not_kept == ("Verzuim", "Salaris")
    assert reading.columns_unknown == ("Kostenplaats",)
    assert codes(reading) == [(None, None, "hidden_rows"), (5, "E-mail privé", "no_email")]


def test_dutch_names_with_the_particle_behind():
    reading = lines(
        "Medewerker;Mdw.;Functie;Indiensttreding;Laatste werkdag",
        "Berg, Maaike van den;101;Inkoper;01-05-2004;31-03-2026",
        "Veld, R. (Ruben) in 't;102;Planner;1 jan 2010;31-03-2026",
        "ter Horst, Fatima;103;Monteur;2-2-'12;31-03-2026",
        "Meer-Smit, Daniëlle van der;104;Monteur;2012-02-02;31-03-2026",
        "dhr. Kees de Vries;105;Monteur;2 februari 2012;n.v.t.",
    )

    assert values(reading, "first_name", "name_prefix", "last_name") == [
        ("Maaike", "van den", "van den Berg"),
        ("Ruben", "in 't", "in 't Veld"),
        ("Fatima", "ter", "ter Horst"),
        ("Daniëlle", "van der", "van der Meer-Smit"),
        ("Kees", "de", "de Vries"),
    ]
    assert [person.hired_on for person in reading.rows] == [
        date(2004, 5, 1),
        date(2010, 1, 1),
        date(2012, 2, 2),
        date(2012, 2, 2),
        date(2012, 2, 2),
    ]
    assert [person.last_day_on for person in reading.rows] == [*[date(2026, 3, 31)] * 4, None]


def test_belgian_list_in_two_languages():
    reading = read(
        text_list(
            "Matricule;Naam / Nom;Voornaam / Prénom;Functie/Fonction;Dienst;Datum in dienst - Date d'entrée;"
            "Datum uit dienst;NISS;GSM",
            "0012;VAN DEN BROECK;Sofie;Bediende;Boekhouding;01/09/2008;30/06/2026;85.07.30-033.28;0470 00 00 00",
            "0013;Dupont;Jean-Luc;Ouvrier;Atelier;15/02/1999;30/06/2026;70.01.01-001.05;",
            "0014;De Smet;Élise;Arbeider;Atelier;31/04/2011;30/06/2026;90.12.12-002.11;0470/00.00.01",
            encoding="utf-8-sig",
        )
    )

    assert reading.encoding == "utf-8-sig"
    assert values(reading, "employee_number", "first_name", "last_name", "job_title", "department", "hired_on") == [
        ("0012", "Sofie", "VAN DEN BROECK", "Bediende", "Boekhouding", "2008-09-01"),
        ("0013", "Jean-Luc", "Dupont", "Ouvrier", "Atelier", "1999-02-15"),
        ("0014", "Élise", "De Smet", "Arbeider", "Atelier", None),
    ]
    assert [person.phone for person in reading.rows] == ["0470 00 00 00", None, "0470/00.00.01"]
    assert reading.columns_not_kept == ("NISS",)
    assert codes(reading) == [(4, "Datum in dienst - Date d'entrée", "impossible_date")]


def test_french_list_with_capitals_and_reasons():
    reading = lines(
        "Nom et prénom;Matricule;Intitulé du poste;Service;Date d'embauche;Date de notification;"
        "Dernier jour de travail;"
        "Adresse e-mail;Motif du licenciement;Situation familiale;Date de naissance",
        "DUPONT Marie-Claire;F01;Comptable;Finances;1er mars 2002;15 déc. 2025;31 août 2026;marie@example.fr;éco;"
        "mariée;1/1/70",
        "LE GOFF Yann;F02;Soudeur;Atelier;03/02/1999;15/12/2025;31/08/2026;;éco;;2/2/71",
        "Total;2;;;;;;;;;",
    )

    assert values(
        reading, "first_name", "last_name", "job_title", "hired_on", "notice_on", "last_day_on", "email"
    ) == [
        ("Marie-Claire", "DUPONT", "Comptable", "2002-03-01", "2025-12-15", "2026-08-31", "marie@example.fr"),
        ("Yann", "LE GOFF", "Soudeur", "1999-02-03", "2025-12-15", "2026-08-31", None),
    ]
    assert reading.columns_not_kept == ("Motif du licenciement", "Situation familiale", "Date de naissance")


def test_english_system_export_with_american_dates():
    reading = lines(
        "Worker,Employee ID,Legal Name - First Name,Legal Name - Last Name,Business Title,Supervisory Organization,"
        "Hire Date,"
        "Termination Date,Manager,Manager Email,Cost Center,Base Pay",
        'Jane Roe,000123,Jane,Roe,"Analyst, Senior",Finance (Ann Lee),10/25/2010,3/4/2026,Ann Lee,'
        'ann@example.com,CC1,"60,000"',
        "John Doe,000124,John,Doe,Clerk,Finance (Ann Lee),5/6/2015,3/4/2026,Ann Lee,ann@example.com,CC1,30000",
    )

    assert values(reading, "employee_number", "first_name", "last_name", "job_title", "hired_on", "last_day_on") == [
        ("000123", "Jane", "Roe", "Analyst, Senior", "2010-10-25", "2026-03-04"),
        ("000124", "John", "Doe", "Clerk", "2015-05-06", "2026-03-04"),
    ]
    assert reading.columns_unknown == ("Manager", "Manager Email", "Cost Center")
    assert reading.columns_not_kept == ("Base Pay",)
    assert codes(reading) == [(None, "Hire Date", "month_first"), (None, "Termination Date", "month_first")]


def test_english_workbook_with_a_header_in_two_rows():
    reading = read(
        sheet(
            ["Restructuring: people concerned", None, None, None, None],
            ["Name", "Job title", "Employment", None, "Remarks"],
            [None, None, "start", "end", None],
            ["Okafor, Ada", "Engineer", date(2015, 1, 5), date(2026, 5, 31), "pregnant"],
            ["Smith, John Paul", "Fitter", 42009, "31 May 2026", None],
            merged=["A2:A3", "B2:B3", "C2:D2", "E2:E3"],
        )
    )

    assert reading.header_row == 3
    assert values(reading, "line", "first_name", "last_name", "job_title", "hired_on", "last_day_on") == [
        (4, "Ada", "Okafor", "Engineer", "2015-01-05", "2026-05-31"),
        (5, "John Paul", "Smith", "Fitter", "2015-01-05", "2026-05-31"),
    ]
    assert reading.columns_not_kept == ("Remarks",)


def test_list_grouped_by_department_with_subtotals():
    reading = lines(
        "Nr;Navn;Stilling;Ansættelsesdato",
        "Produktion;;;",
        "9001;Holm, Pia;Operatør;01-02-2003",
        "9002;Lund, Bo;Operatør;01-02-2004",
        "Antal: 2;;;",
        ";Administration;;",
        "9003;Krogh, Eva;Bogholder;01-02-2005",
        ";;Bogholder;01-02-2005",
        "Antal medarbejdere: 1;;;",
        "Total;3;;",
    )

    assert values(reading, "employee_number", "last_name") == [("9001", "Holm"), ("9002", "Lund"), ("9003", "Krogh")]
    assert codes(reading) == [(6, None, "left_out"), (8, None, "no_name")]


def test_file_saved_once_too_often_with_every_line_in_quotation_marks():
    reading = lines(
        '"Fornavn;Efternavn;""Stilling"";Afdeling"',
        '"Mette;Holm;""Leder, lager"";Lager"',
        '"Jens;Lund;Smed;Værksted"',
    )

    assert values(reading, "first_name", "last_name", "job_title") == [
        ("Mette", "Holm", "Leder, lager"),
        ("Jens", "Lund", "Smed"),
    ]


def test_old_mac_and_dos_programs():
    text = "Lønnr;Fornavn;Efternavn;Afdeling\r12;Søren;Bæk;Værksted på Ærø\r13;Åse;Møller;Kørsel"
    for encoding in ("mac_roman", "cp850"):
        reading = read(text.encode(encoding))

        assert reading.encoding == encoding
        assert values(reading, "first_name", "last_name") == [("Søren", "Bæk"), ("Åse", "Møller")]


def test_people_in_the_wrong_places_stay_where_somebody_put_them():
    reading = lines(
        "Kode X;Fornavn;Efternavn;Privat kontakt",
        "17;Mette;Holm;m@example.dk",
        columns={"Kode X": "employee_number", "Privat kontakt": "email"},
    )

    assert values(reading, "employee_number", "first_name", "email") == [("17", "Mette", "m@example.dk")]
    assert reading.columns_unknown == ()

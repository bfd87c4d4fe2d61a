"""Rows that are not people: sums, counts, and what a system prints under a list."""

TOTALS = """
    i alt; ialt; sum; sum total; sum totalt; sum i alt; total; totalt; totals; totaux; totaal; totalen; subtotal;
    sub total; subtotaal; sous total; delsum; deltotal; mellemsum; mellomsum; eindtotaal; grand total; total
    general; antal; antall; aantal; nombre; effectif; effectif total; count; tælling; headcount; hovedtotal;
    slutsum; samlet; samlede antal; sammenlagt; til sammen; tilsammen; alle; gesamt; summe; gennemsnit;
    gjennomsnitt; gemiddelde; gemiddeld; moyenne; average; antal medarbejdere; antall ansatte; aantal medewerkers;
    aantal werknemers; nombre de salariés; number of employees; gns; snitt; gem; antal personer; antall personer;
    aantal personen; nombre de personnes; number of people; samtlige; som; somme
"""
"""A row starts with one of these and says no more in words."""

TOTAL_UNITS = """
    medarbejdere medarbejder ansatte ansatt personer person medewerkers medewerker werknemers werknemer personen
    persoon employees employee people persons salaries salarie travailleurs personnes personne collaborateurs kr
    dkk nok eur euro stk fte pers rader raekker rijen rows lignes linjer poster records af av of van de des ud i
    alt ialt sum total totalt totaal aantal antal antall nombre count number timer uren hours heures
"""
"""Words that may stand in such a row beside the sum."""

FOOTERS = """
    udskrevet; udskrift; udtrukket; udtræk; udarbejdet; genereret; dannet; kørt; opdateret; rapport; rapporten;
    side; dato; fortrolig; fortroligt; kilde; slut på liste; slut på rapport; slut; system; bruger; bemærk; note;
    noter; obs; bestilt af; utskrift; utskrevet; skrevet ut; uttrekk; generert; kjørt; oppdatert; konfidensielt;
    konfidensiell; slutt på rapport; slutt på liste; slutt; bruker; merk; merknad; rapportdato; afgedrukt; geprint;
    gegenereerd; opgesteld; aangemaakt; uitgedraaid; peildatum; pagina; blad; bladzijde; vertrouwelijk; bron; einde
    lijst; einde rapport; einde overzicht; gebruiker; let op; opmerking; toelichting; noot; zie; afdrukdatum;
    bijgewerkt; imprimé; imprimée; édité; édition; généré; généré le; établi; extrait; page; confidentiel; source;
    fin de liste; fin du rapport; fin; utilisateur; remarque; nb; voir; date d'impression; date d'édition; mis à
    jour; printed; print date; run date; generated; created; exported; extracted; report; prepared by;
    confidential; end of report; end of list; user; notes; please note; updated; as of; page; legend; disclaimer;
    copyright; *
"""
"""A row starts with one of these and names no person."""

NOTHING = """
    -; --; ---; –; —; .; ..; ?; ??; /; n/a; n.a.; #n/a; #i/t; na; nil; null; none; nan; nihil; (tom); (tomt);
    (blank); (leeg); (vide); (null); (none); tom; leeg; blank; empty; ukendt; ukjent; onbekend; inconnu; inconnue;
    unknown; ingen; geen; aucun; aucune; mangler; ontbreekt; missing; n.v.t.; nvt; ikke relevant; ikke oplyst; ikke
    oppgitt; niet bekend; niet van toepassing; not available; not applicable; intet; har ikke; har ingen; heeft
    geen; ingen mail; ingen e-mail; ingen epost; ingen e-post; geen e-mail; geen mail; geen email; pas d'e-mail;
    pas de mail; sans objet; s.o.; non disponible; non communiqué; néant; no email; no e-mail; ej oplyst; uoplyst;
    #ref!; #value!; #name?; #div/0!; #null!; #num!; #værdi!; #verdi!; #waarde!; #valeur!; #reference!; #verw!;
    #navn?; #naam?; #nom?; #nv; #getdata
"""
"""A cell that says there is nothing. Divided by semicolons; the case does not matter. Never asked of a name."""

NO_NAME = """
    -; --; n/a; N/A; #N/A; #n/a; NULL; null; None; ?; Ukendt; ukendt; Ukjent; ukjent; Onbekend; onbekend; Inconnu;
    inconnu; Unknown; unknown; (tom); (tomt); (leeg); (vide); (blank); N.N.; NN; (null)
"""
"""The same for names, as written: Tom, Na and Null are names of people."""

SALUTATIONS = """
    hr hr. herr fru fr. frk frk. frøken dhr dhr. mevr mevr. mw mw. mevrouw heer mej mej. mr mr. mrs mrs. ms ms.
    miss mme mme. mlle mlle. madame monsieur mademoiselle mijnheer meneer sir madam dr dr. drs drs. ir ir.
    ing ing. prof prof. mag. cand. phd ph.d. msc bsc
"""
"""Before a name they are dropped; a column of nothing else is a form of address, not a job title."""

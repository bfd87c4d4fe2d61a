"""Columns that are never kept, whoever sends them. What is in them does not leave the upload.

One pattern per line or semicolon: a word stands alone, `*` stands for any further letters, a phrase is words in a row.
Accents do not matter. The known wordings of `fields` are asked first, so that "Lønnr." is not taken for pay.
"""

NOT_KEPT: dict[str, str] = {
    "national identity number": """
        cpr*; *cprnr; personnummer*; personnr; person nr; fødselsnummer*; fødselsnr*; fødsels nr*;
        fødselsogpersonnummer; fnr; dnr; d nummer; dnummer; f nr; bsn*; burgerservice*; burger service*; sofi*;
        rijksregister*; rijksreg*; rr nummer; rrnr; rrn; insz*; niss; nationaal nummer; nationaal nr;
        nationaalnummer; numéro national; no national; nr national; registre national; national id*; national
        insurance*; nino; ni nr; ni number; ni no; nin; ssn; social security*; sécurité sociale; nir;
        sikkerhedsnummer; identitetsnummer; identitetsnr; identiteitsnummer; identiteitskaart*; identitetskort; id
        kort; idkort; id nummer overheid; pas nr; pasnr; pasnummer; passnummer; passnr; paspoort*; passport*;
        passeport*; carte identité; tax id; taxid; tin; skattenummer; steuer*; inszn*; nationalid*; numéro
        registre*; social security; socialsikringsnummer; personligt nummer; personal identity*; personal id*;
        verblijfs*; opholdstilladelse*; residence permit*; visa*
    """,
    "birth": """
        fødsel*; fødsl*; født*; birth*; dob; bdate; geboorte*; geboren*; fdato; f dato; fdag; f dag; née; geb; geb
        datum; gebdatum; gebdat; naissance*; né le; née le; né e le; alder*; age; âge; ages; leeftijd*; fød dato;
        føddato; rund dag; birthday*; anniversaire*; verjaardag*; over18
    """,
    "sex": """
        køn; kønn; kjønn*; gender*; sex; sexe; geslacht*; m k; m v; m f; h f; civilité; aanhef*; salutation*;
        tiltale*; anrede; aanspreek*; kön; pronom*; pronoun*
    """,
    "origin": """
        national; nationality; nationalit*; nationalitet*; statsborger*; staatsburger*; citizenship*; herkomst*;
        ethni*; etni*; race; minority; minoritet*; afkomst*; origine*; fødeland; fødested; migration*; citoyen*;
        oprindelsesland*
    """,
    "health and absence": """
        syg; syge*; sygdom*; sygdage; sygefravær*; sygemeld*; *sygdom; syk; syke*; sykdom*; sykmeld*; fravær*;
        *fravær; raskmeld*; ziek*; *ziek; verzuim*; *verzuim; verzuimd*; *verlof*; arbeidsongeschikt*; ao; ao
        percentage; absence*; absent*; absentee*; sick*; ill; illness*; health*; helse*; helbred*; gezond*; santé*;
        maladie*; malade*; handicap*; disab*; funktionsned*; funksjonsned*; *beperking*; egenmelding*; ufør*;
        uføre*; wia; wao; wajong; poortwachter*; invalid*; *orlov*; *permisjon*; barsel*; foreldre*; forældre*;
        zwanger*; gravid*; grossesse*; enceinte*; pregnan*; matern*; patern*; leave; leaves; congé*; incapacité*;
        diagnos*; allerg*; medical*; medisch*; medicin*; médic*; fleksjob*; fleks; skånejob*; jobafklaring;
        arbejdsskade*; yrkesskade*; arbeidsskade*; ongeval*; accident*; mutuelle*; mutualit*; rehab*; revalid*;
        reintegr*; réintegr*; re integr*; tilpasning*; tilrettelæg*; tilrettelegg*; burnout*; stress*; no risk*;
        doelgroep*; banenafspraak; participatie*; stoma; behandling*; bedrijfsarts*
    """,
    "trade union": """
        fagforening*; forbund*; fagforbund*; fagorganis*; forening*; organisert*; vakbond*; vakvereniging*;
        vakorganis*; syndic*; union*; unions; tillid*; tillits*; tr; amr; arbejdsmiljørep*; verneombud*; délégu*;
        delegu*; afgevaardigd*; ondernemingsraad*; or lid; medlem*; kontingent*; a kasse*; akasse*;
        arbejdsløshedskasse*; ledigheds*; works council*; beskermd*; beschermd*; protégé*
    """,
    "belief and private life": """
        relig*; tro; kirke*; geloof*; godsdienst*; politi*; seksu*; sexu*; livssyn*; foto*; photo*; billede*; bilde*;
        picture*
    """,
    "family": """
        civilst*; civil stand; sivilst*; burgerlijke staat; burgstaat; burgerlijke stand; marital*; état civil;
        etat civil; situation famil*; famil*; gift; samlever*; samboer*; gehuwd*; married*; børn; børns; barn;
        barns; antal børn; kind; kinder*; kinderen; children*; child*; enfant*; kids; ægtefælle*; ektefelle*;
        partner*; conjoint*; spouse*; pårørende*; nærmeste familie; nærmeste pårørende; emergency*; nødkontakt*;
        noodcontact*; personne à contacter; personnes à contacter; noodnummer*; ice; urgence*; kontaktperson*;
        meisjesnaam*; jeune fille; maiden*; pikenavn; pigenavn; fødenavn; pigenavne; echtgeno*; huwelijk*;
        forsørger*; dépend*; depend*; à charge; ten laste; gezin*; gezins*; husstand*; household*; alleenstaand*
    """,
    "pay and hours": """
        løn; *løn; løn*; lønn; *lønn; lønn*; lønns*; gage; gager; aflønning*; salaris*; *salaris; salar; salary;
        salaries; salary*; *salary; min salary; max salary; salbegin; salaire*; loon; *loon; loon*; *loonschaal;
        rémunér*; remuner*; traitement*; wage*; pay; pay *; payment*; compensation*; income*; *income; bonus*;
        pension*; pensjon*; pensioen*; tillæg*; tillegg*; toeslag*; brutto*; bruto*; netto*; brut; bruts; net;
        vergoeding*; *vergoeding; godtgørelse*; *godtgørelse; godtgjørelse*; sluttpakke*; severance*; premie*;
        indemnit*; prime; primes; sal; schaal*; salarisschaal*; trede; løntrin; lønramme; pay grade; grade;
        échelon*; barème*; rate; *rate; monthlyrate; taux*; beløb*; beløp*; bedrag*; montant*; amount*; kr; dkk;
        nok; eur; euro; timer; timer *; *timer; timetal*; ugentlige timer; uren; *uren; uren *; hours*; hour*;
        heures*; horaire*; arbejdstid*; arbeidstid*; arbeidsduur; arbeidsuren; arbejdstimer; stillingsprosent*;
        stillings prosent; stillingspct; pct; *pct; stillingsbrøk*; stillingsandel*; beskæftigelsesgrad*;
        ansættelsesgrad*; deeltijd*; parttime*; part time*; fulltime*; temps partiel*; temps de travail*; fte; fte
        *; årsværk*; årsverk*; percentage; prosent; procent; pct; commission*; provision*; overtid*; overtime*;
        overarbejde*; ferie*; feriepenge*; vakantie*; verloftegoed; vacation*; holiday*; stock*; aandelen*; aktie*;
        leasewagen*; lease*; firmabil*; tegoed*
    """,
    "bank account": """
        iban*; bic; swift*; bank*; *bank; konto; konto *; kontonr*; kontonummer*; kto*; reg nr konto; lønkonto*;
        lønnskonto*; rekening*; *rekening; rekeningnr; compte*; rib; account number*; account no*; bankkonto*;
        nemkonto*; sort code; reg nr; registreringsnr
    """,
    "address": """
        adresse*; address*; adres*; *adresse; *adres; gade*; vej; vejnavn*; vejnr; gate; gateadresse*; gatenavn;
        straat*; street*; rue; rue *; postnr*; post nr; postnummer*; postcode*; post code; code postal*; cp; zip*;
        postal*; by; bynavn; postby; poststed*; post sted; postdistrikt; woonplaats*; plaats; ville; localité*;
        commune*; city*; town; gemeente*; kommune*; bopæl*; bosted*; bopel*; hjemsted*; land; landkode; landcode;
        country*; pays; huisnummer*; huisnr*; husnr*; hus nr; husnummer*; domicile*; bopæls*; provincie*; county;
        state; region of residence; etage; bus nr; c o; woonadres*; hjemmeadresse*; distancefromhome; afstand*;
        distance*
    """,
    "judgement of the person": """
        vurdering*; *vurdering; evaluer*; evaluation*; évaluation*; beoordeling*; *beoordeling; performance*;
        rating*; *rating; potential*; potentiel*; potentieel*; karakter*; score*; scores; ranking*; rang;
        udvælgelse*; utvelgelse*; *kriterie*; kriteri*; selectie*; selection*; sélection*; disciplin*; advarsel*;
        advarsler; warnings; waarschuwing*; avertissement*; talent*; kompetencevurdering; afspiegeling*;
        uitwisselbare*; funktioneren; functioneren*; dossieropbouw; satisfaction*; *satisfaction; involvement*;
        *involvement; medarbejdersamtale*; mus; attrition
    """,
    "free remarks": """
        bemærk*; *bemærkning; *bemærkninger; bem; anmærk*; anmerk*; kommentar*; merknad*; *merknad; opmerk*;
        *opmerking; *opmerkingen; remark*; comment*; commentaire*; remarque*; note; notes; noter; note *; notat*;
        *notat; notitie*; *notitie; toelicht*; særlige forhold*; særlige hensyn; særlige*; bijzonder*;
        observation*; fritekst*; free text*; freetext*; vrije tekst*; vrij veld*; overig*; øvrig*; divers; diverse;
        andet; annet; autre*; other; memo; extra info*; info; information; informations; oplysninger; opplysninger;
        personlige forhold*; beskrivelse af sag; sagsnotat; omstandighed*; omstændighed*; hensyn
    """,
    "reason": """
        årsag*; *årsag; årsak*; *årsak; begrundelse*; begrunnelse*; grund; *grund; grunn; *grunn; reden; *reden;
        reden *; redenen; reason*; *reason; motif*; raison*; cause*; *grond; ontslaggrond*; opsigelsesgrund*;
        motivation*; motivering*; fratrædelsesform*; fratrædelseskode*; årsagskode
    """,
}
"""Category, for whoever reads this table, and its patterns."""

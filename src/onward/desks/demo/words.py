"""What the people of the demo say and write, in their own language. Made up, and deliberately ordinary."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepOf:
    what: str
    words: str
    where: str
    obstacle: str = ""
    response: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """about and minutes: meeting by meeting. jobs: (employer, job). learned: after a step."""

    about: tuple[str, ...]
    minutes: tuple[str, ...]
    steps: tuple[StepOf, ...]
    learned: tuple[str, ...]
    jobs: tuple[tuple[str, str], ...]
    remark: str
    note: str
    goes_well: str


DANISH = Words(
    about=(
        "Hvordan du har det, og hvad du har brug for nu",
        "Hvordan du vil fortælle om opsigelsen",
        "Tre historier om noget, der lykkedes",
        "Hvem du kender, og hvem de kender",
        "Stillinger, der lyder som dig",
        "Hvad du lærte af den sidste samtale",
    ),
    minutes=(
        "Vi talte om dagen, hvor du fik det at vide, og om hvem der ved det hjemme. Du vil gerne have ro den "
        "første uge. "
        "Vi begynder med historien, ikke med cv'et.",
        "Du prøvede tre måder at sige det på. Den korteste var bedst. Du siger den højt for din søster inden "
        "næste gang.",
        "Vi fandt to historier: flytningen af linje 4 og oplæringen af de nye. I begge var det dig, der fik "
        "folk til at "
        "tale sammen.",
        "Vi tegnede dit netværk. Fjorten navne, de fleste fra leverandører. Tre af dem vil du ringe til.",
        "To stillinger ligner dig. Vi læste den ene sammen, linje for linje, og fandt ud af, hvad de egentlig "
        "mangler.",
        "Samtalen i Horsens gik bedre, end du troede. De spurgte mest til samarbejde. Det svar øver vi videre på.",
    ),
    steps=(
        StepOf(
            "Ring til Jens Kragh og spørg, hvordan de finder folk til planlægningen i Horsens",
            "kl. 12.15, i frokostpausen",
            "Hjemmefra",
            "Jens ikke tager telefonen",
            "sender jeg en sms og ringer igen onsdag kl. 9",
        ),
        StepOf("Find to stillinger, der lyder som dig", "kl. 14", "På biblioteket"),
        StepOf("Aftal en kop kaffe med Anne fra økonomi", "om formiddagen", "Skriv til hende på mobilen"),
        StepOf("Skriv tre sætninger om opsigelsen, som du kan sige højt", "om aftenen", "Ved køkkenbordet"),
    ),
    learned=(
        "Det hjalp at begynde med det, jeg var glad for.",
        "Folk vil gerne hjælpe, når jeg spørger om noget bestemt.",
    ),
    jobs=(
        ("Horsens Plast", "Produktionsplanlægger"),
        ("Gudenå Maskinfabrik", "Logistikkoordinator"),
        ("Vejle Kølelager", "Teamleder"),
    ),
    remark="Jeg har også talt med min gamle chef. Han vil gerne være reference.",
    note="Virker lettere end sidst. Spørg ind til søvnen næste gang, hvis hun selv nævner den.",
    goes_well="Godt modtaget. Kollegerne er flinke, systemet er nyt. Ringer igen efter den første måned.",
)

NORWEGIAN = Words(
    about=(
        "Hvordan du har det, og hva du trenger nå",
        "Hvordan du vil fortelle om oppsigelsen",
        "Tre historier om noe du fikk til",
        "Hvem du kjenner, og hvem de kjenner",
        "Stillinger som ligner på deg",
        "Hva du lærte av forrige intervju",
    ),
    minutes=(
        "Vi snakket om dagen du fikk beskjeden, og om hvem som vet det hjemme. Du vil ta den første uken med ro.",
        "Du prøvde tre måter å si det på. Den korteste satt best. Du sier den høyt hjemme før neste gang.",
        "Vi fant to historier: revisjonsstansen i fjor og opplæringen av lærlingene. Begge viser at folk stoler "
        "på deg.",
        "Vi tegnet nettverket ditt. Tolv navn, flere enn du trodde. Tre av dem vil du ringe.",
        "To stillinger ligner på deg. Vi leste den ene sammen og fant ut hva de egentlig trenger.",
        "Intervjuet gikk bedre enn du fryktet. De spurte mest om samarbeid. Det svaret øver vi videre på.",
    ),
    steps=(
        StepOf(
            "Ring Morten på Herøya og spør hvem de bruker til vedlikehold",
            "kl. 10",
            "Hjemmefra",
            "han ikke svarer",
            "sender jeg en melding og prøver igjen fredag",
        ),
        StepOf("Finn to utlysninger som ligner på deg", "etter lunsj", "På biblioteket"),
        StepOf("Ta en kaffe med Anne fra økonomi", "en formiddag", "Skriv til henne på mobilen"),
        StepOf("Skriv tre setninger om oppsigelsen som du kan si høyt", "om kvelden", "Ved kjøkkenbordet"),
    ),
    learned=("Det hjalp å begynne med det jeg var glad for.", "Folk vil gjerne hjelpe når jeg spør om noe bestemt."),
    jobs=(
        ("Herøya Vedlikehold", "Driftstekniker"),
        ("Skien Energi", "Prosjektleder"),
        ("Telemark Lab", "Laborant"),
    ),
    remark="Jeg har også snakket med den gamle sjefen min. Han stiller gjerne som referanse.",
    note="Virker lettere enn sist. Ta det rolig med søknadene denne uken.",
    goes_well="Godt mottatt. Hyggelige kolleger, mye nytt. Ringer igjen etter den første måneden.",
)

DUTCH = Words(
    about=(
        "Hoe het met u gaat, en wat u nu nodig hebt",
        "Hoe u over het ontslag wilt vertellen",
        "Drie verhalen over iets wat lukte",
        "Wie u kent, en wie zij kennen",
        "Vacatures die bij u passen",
        "Wat u van het laatste gesprek hebt geleerd",
    ),
    minutes=(
        "We spraken over de dag waarop u het hoorde, en over wie het thuis weet. De eerste week mag rustig zijn.",
        "U probeerde drie manieren om het te zeggen. De kortste was de beste. U zegt die hardop voor de "
        "volgende keer.",
        "We vonden twee verhalen: de verhuizing van hal 2 en het inwerken van de nieuwe ploeg. In beide bracht "
        "u rust.",
        "We tekenden uw netwerk. Twaalf namen, meer dan u dacht. Drie ervan gaat u bellen.",
        "Twee vacatures lijken op u. We lazen er één samen en ontdekten wat ze eigenlijk zoeken.",
        "Het gesprek ging beter dan u vreesde. Ze vroegen vooral naar samenwerken. Dat antwoord oefenen we verder.",
    ),
    steps=(
        StepOf(
            "Kees bellen en vragen hoe zij planners vinden",
            "om 10 uur",
            "Thuis",
            "hij niet opneemt",
            "stuur ik een bericht en bel ik vrijdag opnieuw",
        ),
        StepOf("Twee vacatures zoeken die bij mij passen", "na de lunch", "In de bibliotheek"),
        StepOf("Koffie drinken met Anne van de administratie", "een ochtend", "Een berichtje sturen"),
        StepOf("Drie zinnen over het ontslag opschrijven die ik hardop kan zeggen", "’s avonds", "Aan de keukentafel"),
    ),
    learned=("Beginnen met waar ik trots op was, hielp.", "Mensen helpen graag als ik iets concreets vraag."),
    jobs=(
        ("Vecht Transport", "Planner"),
        ("Amersfoort Koel", "Teamleider"),
        ("Rijnland Techniek", "Monteur"),
    ),
    remark="Ik heb ook met mijn oude leidinggevende gesproken. Hij wil referent zijn.",
    note="Klinkt lichter dan de vorige keer. Niet te veel tegelijk de komende week.",
    goes_well="Goed ontvangen. Aardige collega's, veel nieuw. Belt na de eerste maand opnieuw.",
)

ENGLISH = Words(
    about=(
        "How you are, and what you need now",
        "How you want to tell it",
        "Three stories about something that worked",
        "Whom you know, and whom they know",
        "Jobs that sound like you",
        "What you learnt from the last interview",
    ),
    minutes=(
        "We talked about the day you were told and who knows at home. The first week may be quiet.",
        "You tried three ways of saying it. The shortest was the best. You will say it aloud to your sister.",
        "We found two stories: the new forecast and the training of colleagues. In both you got people to talk.",
        "We drew your network. Fourteen names, more than you thought. Three of them you will call.",
        "Two jobs sound like you. We read one together, line by line, and found out what they are really missing.",
        "The interview went better than you feared. They asked mostly about working together. We practise that "
        "answer.",
    ),
    steps=(
        StepOf(
            "Call Jens Kragh and ask how they find people for planning",
            "at 12:15, in the lunch break",
            "From home",
            "he does not answer",
            "send a text and call again on Wednesday at nine",
        ),
        StepOf("Find two jobs that sound like me", "at two", "At the library"),
        StepOf("Have a coffee with Anne from accounts", "one morning", "Write to her"),
        StepOf("Write three sentences about it that I can say aloud", "in the evening", "At the kitchen table"),
    ),
    learned=(
        "It helped to begin with what I was proud of.",
        "People like to help when I ask for something particular.",
    ),
    jobs=(("Aarhus Dairy", "Data analyst"), ("Gudenå Machines", "Planner"), ("Vejle Cold Store", "Team leader")),
    remark="I have spoken to my former manager too. He is happy to be a reference.",
    note="Sounds lighter than last time. Go slowly with the applications this week.",
    goes_well="Well received. Kind colleagues, much that is new. Calls again after the first month.",
)

WORDS = {"da": DANISH, "nb": NORWEGIAN, "nl": DUTCH, "en": ENGLISH}

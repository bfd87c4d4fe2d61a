"""Months and the words around them, as dates are written in text."""

MONTHS: tuple[str, ...] = (
    "january jan januar januari janvier janv jänner januari",
    "february feb febr februar februari février fév févr fev fevr",
    "march mar marts mars maart mrt mars märz maerz mrz maa",
    "april apr avril avr",
    "may maj mai mei",
    "june jun juni juin",
    "july jul juli juillet juil jui",
    "august aug augustus août aout augusti",
    "september sep sept septembre",
    "october oct okt oktober octobre",
    "november nov novembre",
    "december dec des dez desember december décembre déc dezember",
)
"""Twelve entries; every wording of one month, without dots."""

AROUND = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    mandag tirsdag onsdag torsdag fredag lørdag søndag man tir tirs ons tor tors fre lør søn
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
    den d le the of de op per pr il ca kl
"""
"""Words that may stand beside a date without changing it. "mar" is March, so the French Tuesday is written out."""

FOREVER = frozenset({9999, 2999, 4712})
"""Years by which systems say "no end"."""

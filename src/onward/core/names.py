"""Names of people: written out, put in a list, and put in order.

A name has three parts as the people who bear it use them: first name, prefix ("van den", "von"), last name. Lists
often bring the prefix inside the last name, or in both places; every function here takes all of these for the same
name.
"""

import unicodedata

# words that stand before a Dutch name without being its main word
DUTCH_PREFIXES = frozenset(
    {
        *(
            "aan",
            "bij",
            "d'",
            "de",
            "del",
            "den",
            "der",
            "des",
            "di",
            "do",
            "dos",
            "du",
            "el",
            "het",
            "in",
            "la",
            "las",
        ),
        *(
            "le",
            "les",
            "lo",
            "los",
            "onder",
            "op",
            "over",
            "'s",
            "'t",
            "te",
            "ten",
            "ter",
            "tot",
            "uit",
            "uijt",
            "van",
        ),
        *("vanden", "vander", "vom", "von", "voor", "zu", "zum", "zur"),
    }
)
APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{GRAVE ACCENT}": "'", "\N{ACUTE ACCENT}": "'"})

# æ, ø and å follow z: these three characters follow it by code point, and occur in no name
AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "ő": "|", "å": "}", "ü": "y", "ű": "y"})
NORDIC_MARKS = frozenset("\N{COMBINING DIAERESIS}\N{COMBINING RING ABOVE}\N{COMBINING DOUBLE ACUTE ACCENT}")
# letters that no accent can be taken from
PLAIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h"})
BETWEEN_PARTS = " "
KEY_LENGTH = 300


def full_name(first: str, prefix: str, last: str) -> str:
    """ "Jan van den Berg", "Anna d'Ancona", "Mette Lund"."""
    prefix, main = _split(prefix, last)
    return " ".join(part for part in (first.strip(), _joined(prefix, main)) if part)


def formal_list_name(first: str, prefix: str, last: str, *, language: str = "", country: str = "") -> str:
    """The name as a list in order of last names shows it: "Berg, Jan van den", in Belgium "Van den Berg, Jan".

    `language` and `country` are those of the list (the office), as for `sort_key`.
    """
    prefix, main = _split_for(prefix, last, language, country)
    first = first.strip()
    if _is_belgian(language, country):
        head = _joined(prefix, main)
        return ", ".join(part for part in (_capital(head), first) if part)
    after = " ".join(part for part in (first, prefix) if part)
    return ", ".join(part for part in (main, after) if part)


def sort_key(first: str, prefix: str, last: str, language: str, country: str) -> str:
    """A text whose order by code point (collation "C") is the order of the names, to be stored beside them.

    At most KEY_LENGTH characters; letters, digits, spaces and "{|}" alone.
    `language` and `country` are those of the list, not of the person: one list has one order. Letters alone count, not
    case, accents, spaces or hyphens.

    * Netherlands and everywhere else: by main word, then first name, then prefix. "van den Berg" stands under B.
    * Belgium (country BE or language nl-BE): by the whole last name, spaces ignored. "Van den Berg" stands under V,
      "Vanderlaan" before "Van Vilvoorde".
    * Danish and Norwegian: æ, ø, å after z, with ä as æ, ö as ø, ü as y, and aa as å ("Aagaard" after "Ørsted"), also
      where it is spoken as a long a ("Aalto"), which no program can hear.
    * Dutch: ij is i and j, as in dictionaries and by the advice of the Taalunie, not y as in old telephone books.
    """
    prefix, main = _split_for(prefix, last, language, country)
    parts = [prefix + " " + main, first] if _is_belgian(language, country) else [main, first, prefix]
    nordic = _base(language) in ("da", "nb", "nn", "no")
    key = BETWEEN_PARTS.join(_folded(part, nordic=nordic) for part in parts)
    return key[:KEY_LENGTH].rstrip(BETWEEN_PARTS)


def split_prefix(last: str) -> tuple[str, str]:
    """A Dutch last name as (prefix, main word): "van den Berg" is ("van den", "Berg"); the last word is never one."""
    words = last.split()
    count = 0
    while count < len(words) - 1 and words[count].translate(APOSTROPHES).casefold() in DUTCH_PREFIXES:
        count += 1
    prefix, main = " ".join(words[:count]), " ".join(words[count:])
    if main[:2].translate(APOSTROPHES).casefold() == "d'" and main[2:]:
        return f"{prefix} {main[:2]}".strip(), main[2:]
    return prefix, main


def _split(prefix: str, last: str) -> tuple[str, str]:
    """Prefix and main word, where the last name may hold the prefix once more."""
    prefix, last = " ".join(prefix.split()), " ".join(last.split())
    if prefix and _starts_with(last, prefix):
        return prefix, last[len(prefix) :].lstrip()
    return prefix, last


def _split_for(prefix: str, last: str, language: str, country: str) -> tuple[str, str]:
    prefix, main = _split(prefix, last)
    if prefix or not (country.upper() == "NL" or _base(language) == "nl"):
        return prefix, main
    return split_prefix(main)


def _starts_with(last: str, prefix: str) -> bool:
    plain, wanted = last.translate(APOSTROPHES).casefold(), prefix.translate(APOSTROPHES).casefold()
    rest = last[len(prefix) :]
    return plain.startswith(wanted) and bool(rest.strip()) and (rest[0] == " " or wanted.endswith("'"))


def _joined(prefix: str, main: str) -> str:
    glue = "" if prefix.translate(APOSTROPHES).endswith("'") else " "
    return f"{prefix}{glue}{main}" if prefix and main else prefix or main


def _capital(name: str) -> str:
    # 't and d' stay small wherever they stand
    return name if name[1:2].translate(APOSTROPHES) == "'" else name[:1].upper() + name[1:]


def _base(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]


def _is_belgian(language: str, country: str) -> bool:
    if country:
        return country.upper() == "BE"
    return language.lower().replace("_", "-").endswith("-be")


def _folded(text: str, *, nordic: bool) -> str:
    """Lower-case letters and digits without accents; with `nordic`, the last three letters after z."""
    if nordic:
        # marks that make a letter of their own stay on it, all others go first ("ǻ" is an å)
        kept = "".join(
            sign
            for sign in unicodedata.normalize("NFD", text.casefold())
            if sign in NORDIC_MARKS or not unicodedata.combining(sign)
        )
        letters = "".join(sign if sign.isalnum() else " " for sign in unicodedata.normalize("NFC", kept))
        text = letters.replace("aa", "å").translate(AFTER_Z)
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(PLAIN)
    return "".join(sign for sign in plain if sign.isalnum() or sign in ("{|}" if nordic else ""))

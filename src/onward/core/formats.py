"""Dates, times, lengths, amounts and phone numbers as each language writes them.

Languages are Django's codes (da, nb, nl, nl-be, en); anything else is written as English. Inside a date, a time, an
amount and a number stand no-break spaces, so that none of them breaks over two lines; before and after a weekday, and
between date and time, a line may break. Nothing here looks at the clock or the time zone: the caller hands in local
values.
"""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import pairwise

import phonenumbers
from babel.dates import get_day_names, get_month_names
from babel.numbers import format_decimal

NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"

LANGUAGES = ("da", "nb", "nl", "en")
SAME_LANGUAGE = {"no": "nb", "nn": "nb"}
HOME = {"da": "DK", "nb": "NO", "nl": "NL", "nl-be": "BE"}

QUOTES = {"da": "»«", "nb": "«»", "nl": "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"}
ENGLISH_QUOTES = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"

DAY_WORDS = {
    "da": {-1: "i går", 0: "i dag", 1: "i morgen"},
    "nb": {-1: "i går", 0: "i dag", 1: "i morgen"},
    "nl": {-1: "gisteren", 0: "vandaag", 1: "morgen"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
# what stands between a day and a time, with the spaces that may break
AT = {"da": " ", "nb": " ", "nl": f" om{NBSP}", "en": " at "}

# the sign of a currency where readers of the language know it; elsewhere its three letters
SIGNS = {
    "da": {"DKK": "kr.", "EUR": "€"},
    "nb": {"NOK": "kr", "EUR": "€"},
    "nl": {"EUR": "€"},
    "en": {"EUR": "€", "GBP": "£"},
}
SIGN_AFTER_NUMBER = ("da", "nb")


def long_date(day: date, lang: str, today: date | None = None, *, weekday: bool = False) -> str:
    """ "26. november", with the year unless it is this year's; without `today` the year always stands (contracts).

    With `weekday`: "torsdag 26. november".
    """
    language = base_language(lang)
    number = f"{day.day}." if language in ("da", "nb") else f"{day.day}"
    parts = [number, _months(language)[day.month]]
    if today is None or day.year != today.year:
        parts.append(f"{day.year}")
    written = NBSP.join(parts)
    return f"{_weekdays(language)[day.weekday()]} {written}" if weekday else written


def relative_day(day: date, lang: str, today: date) -> str:
    """ "i dag", "i morgen", "i går"; any other day with its weekday."""
    word = DAY_WORDS[base_language(lang)].get((day - today).days)
    return word.replace(" ", NBSP) if word else long_date(day, lang, today, weekday=True)


def time_of_day(moment: time, lang: str) -> str:
    """ "kl. 9.30" (da), "kl. 09.30" (nb), "9.30 uur" (nl), "9:30" (en)."""
    return _around_clock(_clock(moment, base_language(lang)), base_language(lang))


def time_range(start: time, end: time, lang: str) -> str:
    """ "kl. 10.00–11.00" (da, nb), "13.00–14.00 uur" (nl), "13:00–14:00" (en)."""
    language = base_language(lang)
    return _around_clock(f"{_clock(start, language)}{EN_DASH}{_clock(end, language)}", language)


def day_and_time(moment: datetime, lang: str, today: date | None = None, *, relative: bool = False) -> str:
    """ "torsdag 26. november kl. 10.00", "donderdag 26 november om 13.00 uur", "Thursday 26 November at 13:00".

    `moment` is local. With `relative` (and `today`) the near days are said as words: "i morgen kl. 10.00".
    """
    if relative and today is not None:
        day = relative_day(moment.date(), lang, today)
    else:
        day = long_date(moment.date(), lang, today, weekday=True)
    return f"{day}{AT[base_language(lang)]}{time_of_day(moment.time(), lang)}"


def duration_words(minutes: int, lang: str) -> str:
    """A length for reading: "2½ time" (da), "5 t 30 min" (nb), "2,5 uur" (nl), "1 h 20 min" (en).

    A length below zero (hours used beyond what was bought) carries a minus sign.
    """
    hours, rest = divmod(abs(minutes), 60)
    words = DURATIONS[base_language(lang)](hours, rest)
    return ("" if minutes >= 0 else MINUS) + words.replace(" ", NBSP)


def account_hours(minutes: int) -> str:
    """Hours in an account: "2:30", "0:05", "−1:00"."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{MINUS if minutes < 0 else ''}{hours}:{rest:02}"


def amount(value: Decimal | int, currency: str, lang: str) -> str:
    """ "18.000 kr." (da), "18 000 kr" (nb), "€ 18.000" (nl), "€18,000" (en); decimals only where there are any.

    `currency` is its ISO 4217 code, written out where readers of the language do not know its sign.
    """
    language = base_language(lang)
    rounded = Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    pattern = "#,##0" if rounded == rounded.to_integral_value() else "#,##0.00"
    number = re.sub(r"\s", NBSP, format_decimal(abs(rounded), pattern, locale=language))
    minus = MINUS if rounded < 0 else ""
    sign = SIGNS[language].get(currency, currency)
    if language in SIGN_AFTER_NUMBER:
        return f"{minus}{number}{NBSP}{sign}"
    if language == "nl":
        return f"{sign}{NBSP}{minus}{number}"
    return f"{minus}{sign}{'' if sign != currency else NBSP}{number}"


def phone(e164: str, lang: str = "") -> str:
    """A number as it is written where the reader's language is at home; any other with its country code.

    "+4570201201" is "70 20 12 01" in Danish and "+45 70 20 12 01" elsewhere. What is no number comes back unchanged.
    """
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    region = phonenumbers.region_code_for_number(number)
    at_home = region is not None and region == HOME.get(lang.lower().replace("_", "-"))
    style = phonenumbers.PhoneNumberFormat
    written = phonenumbers.format_number(number, style.NATIONAL if at_home else style.INTERNATIONAL)
    if region == "NL":
        written = _dutch_groups(written)
    return re.sub(r"[\s-]", NBSP, written)


def quoted(text: str, lang: str) -> str:
    """»…« (da), «…» (nb), ‘…’ (nl), “…” (en)."""
    before, after = QUOTES.get(base_language(lang), ENGLISH_QUOTES)
    return f"{before}{text}{after}"


def base_language(lang: str) -> str:
    """The one of our four languages that a language code stands for; English for anything else."""
    base = lang.lower().replace("_", "-").split("-")[0]
    base = SAME_LANGUAGE.get(base, base)
    return base if base in LANGUAGES else "en"


@lru_cache(maxsize=len(LANGUAGES))
def _months(language: str) -> dict[int, str]:
    return dict(get_month_names("wide", locale=language).items())


@lru_cache(maxsize=len(LANGUAGES))
def _weekdays(language: str) -> dict[int, str]:
    return dict(get_day_names("wide", locale=language).items())


def _clock(moment: time, language: str) -> str:
    if language == "nb":
        return f"{moment:%H.%M}"
    return f"{moment.hour}{':' if language == 'en' else '.'}{moment:%M}"


def typed_clock(moment: str, lang: str | None) -> str:
    """A time of day as it stands in a field to write in: 09:30, and 09.30 where the language has a dot."""
    return moment if base_language(lang or "en") == "en" else moment.replace(":", ".")


def _around_clock(clock: str, language: str) -> str:
    match language:
        case "da" | "nb":
            return f"kl.{NBSP}{clock}"
        case "nl":
            return f"{clock}{NBSP}uur"
        case _:
            return clock


def _danish_duration(hours: int, rest: int) -> str:
    if rest == 30 and hours:
        return f"{hours}½ time"
    words = [f"{hours} time{'' if hours == 1 else 'r'}"] if hours or not rest else []
    return " ".join([*words, *([f"{rest} minut{'' if rest == 1 else 'ter'}"] if rest else [])])


def _dutch_duration(hours: int, rest: int) -> str:
    if rest == 30 and hours:
        return f"{hours},5 uur"
    words = [f"{hours} uur"] if hours or not rest else []
    return " ".join([*words, *([f"{rest} {'minuut' if rest == 1 else 'minuten'}"] if rest else [])])


def _short_duration(hours: int, rest: int, sign: str) -> str:
    words = [f"{hours} {sign}"] if hours or not rest else []
    return " ".join([*words, *([f"{rest} min"] if rest else [])])


DURATIONS = {
    "da": _danish_duration,
    "nb": lambda hours, rest: _short_duration(hours, rest, "t"),
    "nl": _dutch_duration,
    "en": lambda hours, rest: _short_duration(hours, rest, "h"),
}

# how a subscriber's digits are read aloud in the Netherlands, by their number
DUTCH_GROUPS = {6: (0, 2, 4, 6), 7: (0, 3, 5, 7), 8: (0, 2, 4, 6, 8)}


def _dutch_groups(written: str) -> str:
    """Regroup "06 12345678" as "06 12 34 56 78" and "020 123 4567" as "020 123 45 67"; service numbers stay."""
    country, rest = (written[:4], written[4:]) if written.startswith("+31 ") else ("", written)
    area, *groups = rest.split(" ")
    subscriber = "".join(groups)
    bounds = DUTCH_GROUPS.get(len(subscriber))
    if bounds is None or not subscriber.isdigit():
        return written
    return f"{country}{area} " + " ".join(subscriber[low:high] for low, high in pairwise(bounds))

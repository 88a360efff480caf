"""German, French, Spanish, Italian, Portuguese and Dutch: only what engines misread.

Their engines say numbers well, with the case and gender that are right there, so numbers stay
figures. What goes wrong is print's own: points and thin blanks between thousands, which are taken
for decimals or for two numbers; currency signs, said before the sum; months that are printed as
figures; shortened millions.
"""

import re
from dataclasses import dataclass
from functools import cache

from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Rule, Said, Span, rule


@dataclass(frozen=True, slots=True)
class _Tongue:
    """What a language calls things.

    Attributes:
        months: January first, blanks between.
        currencies: what the signs €, $ and £ are called, of many.
        of: what stands between a million and its unit.
        million: as it is shortened in print, and one of it and many in full.
        billion: the same.
        minus: said before a number.
        day: how a day is told before the name of its month, ``{}`` for the figure.
        shortened: patterns of what print shortens, and what it stands for.
    """

    months: str
    currencies: tuple[str, str, str]
    of: str
    million: tuple[str, str, str]
    billion: tuple[str, str, str]
    minus: str
    day: str
    shortened: tuple[tuple[str, str], ...] = ()


_TONGUES = {
    "de": _Tongue(
        ("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        ("Euro", "Dollar", "Pfund"),
        " ",
        (r"Mio\.?", "Million", "Millionen"),
        (r"Mrd\.?", "Milliarde", "Milliarden"),
        "minus",
        "{}. ",
        (
            (r"\bz\.\s?B\.", "zum Beispiel"),
            (r"\bd\.\s?h\.", "das heißt"),
            (r"\bu\.\s?a\.", "unter anderem"),
            (r"\bbzw\.", "beziehungsweise"),
            (r"\busw\.", "und so weiter"),
            (r"\bca\.(?=\s)", "circa"),
            (r"\bNr\.(?=\s?\d)", "Nummer "),
            (r"\bSt\.(?=\s[A-ZÄÖÜ])", "Sankt"),
            (r"\bDr\.(?=\s[A-ZÄÖÜ])", "Doktor"),
            (r"\bProf\.(?=\s[A-ZÄÖÜ])", "Professor"),
        ),
    ),
    "fr": _Tongue(
        ("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        ("euros", "dollars", "livres"),
        " d’",  # deux millions d’euros, de dollars
        (r"M(?=\s?[€$£])|mio\.?", "million", "millions"),
        (r"Mds?|mds?\.?", "milliard", "milliards"),
        "moins",
        "{} ",
        (
            (r"\bM\.(?=\s[A-ZÉ])", "Monsieur"),
            (r"\bMme\b\.?(?=\s[A-ZÉ])", "Madame"),
            (r"\bMlle\b\.?(?=\s[A-ZÉ])", "Mademoiselle"),
            (r"\bMM\.(?=\s[A-ZÉ])", "Messieurs"),
            (r"\bDr\b\.?(?=\s[A-ZÉ])", "Docteur"),
            (r"\betc\.", "et cetera"),
            (r"\bp\.\s?ex\.", "par exemple"),
            (r"\b[nN]°\s?(?=\d)", "numéro "),
            (r"\b1er\b", "premier"),
            (r"\b1re\b", "première"),
            (r"\b(\d+)(?:e|ème)\b", r"\1ème"),
        ),
    ),
    "es": _Tongue(
        (
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
            "diciembre"
        ),
        ("euros", "dólares", "libras"),
        " de ",
        (r"M(?=\s?[€$£])|mill\.", "millón", "millones"),
        (r"mm\.", "mil millones", "mil millones"),
        "menos",
        "{} de ",
        (
            (r"\bSr\.(?=\s[A-ZÁÉÍÓÚ])", "señor"),
            (r"\bSra\.(?=\s[A-ZÁÉÍÓÚ])", "señora"),
            (r"\bDr\.(?=\s[A-ZÁÉÍÓÚ])", "doctor"),
            (r"\bDra\.(?=\s[A-ZÁÉÍÓÚ])", "doctora"),
            (r"\bEE\.\s?UU\.", "Estados Unidos"),
            (r"\bp\.\s?ej\.", "por ejemplo"),
            (r"\betc\.", "etcétera"),
            (r"\b[nN]\.?º\s?(?=\d)", "número "),
        ),
    ),
    "it": _Tongue(
        (
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
            "novembre dicembre"
        ),
        ("euro", "dollari", "sterline"),
        " di ",
        (r"mln\.?", "milione", "milioni"),
        (r"mld\.?", "miliardo", "miliardi"),
        "meno",
        "{} ",
        (
            (r"\bSig\.(?=\s[A-Z])", "signor"),
            (r"\bSig\.ra(?=\s[A-Z])", "signora"),
            (r"\bDott\.(?=\s[A-Z])", "dottor"),
            (r"\becc\.", "eccetera"),
            (r"\bad\s?es\.", "ad esempio"),
            (r"\b1º(?=\s[a-z])", "primo"),
        ),
    ),
    "pt": _Tongue(
        (
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
            "dezembro"
        ),
        ("euros", "dólares", "libras"),
        " de ",
        (r"mi(?=\s?[€$£])", "milhão", "milhões"),
        (r"bi(?=\s?[€$£])", "bilião", "biliões"),
        "menos",
        "{} de ",
        ((r"\bSr\.(?=\s[A-Z])", "senhor"), (r"\bSra\.(?=\s[A-Z])", "senhora")),
    ),
    "nl": _Tongue(
        ("januari februari maart april mei juni juli augustus september oktober november december"),
        ("euro", "dollar", "pond"),
        " ",
        (r"mln\.?", "miljoen", "miljoen"),
        (r"mld\.?", "miljard", "miljard"),
        "min",
        "{} ",
        (
            (r"\bbijv\.", "bijvoorbeeld"),
            (r"\benz\.", "enzovoort"),
            (r"\bdr\.(?=\s[A-Z])", "dokter"),
        ),
    ),
}
_SIGNS = "€$£"
_GROUPED = r"\d{1,3}(?:[.\u00a0\u202f’' ]\d{3})+(?:,\d+)?"
_NUMBER = rf"(?:{_GROUPED}|\d+(?:,\d+)?)"
_BEFORE, _BEHIND = r"(?<![\w.,/])", r"(?![\w]|[.,]\d)"


@cache
def rules_of(language: str) -> tuple[Rule, ...]:
    """The rules of a language, by its primary subtag; none for most."""
    tongue = _TONGUES.get(language)
    return tuple(_made(tongue)) if tongue else ()


def _made(tongue: _Tongue) -> list[Rule]:
    def date(found: re.Match[str], _: Register) -> Said:
        day, place = int(found["day"]), int(found["month"])
        if not (1 <= day <= 31 and 1 <= place <= 12):
            return None
        joint = " de " if tongue.day.endswith("de ") else " "
        return f"{tongue.day.format(day)}{tongue.months.split()[place - 1]}{joint}{found['year']}"

    def money(found: re.Match[str], _register: Register) -> Said:
        sign = found["sign"] or found["behind"]
        name = tongue.currencies[_SIGNS.index(sign)]
        figures = _plain(found["number"])
        if not found["times"]:
            return f"{figures} {name}"
        short = tongue.million[0].replace("(?=\\s?[€$£])", "")
        _, one, many = tongue.million if re.fullmatch(short, found["times"]) else tongue.billion
        return f"{figures} {one if figures == '1' else many}{_joint(tongue.of, name)}{name}"

    def count(found: re.Match[str], _: Register) -> Said:
        return _plain(found[0])

    times = rf"(?:\s?(?P<times>{tongue.million[0]}|{tongue.billion[0]}))?"
    made = [rule(pattern, words) for pattern, words in tongue.shortened]
    made += [
        rule(
            rf"{_BEFORE}(?P<day>\d\d?)(?P<mark>[./-])(?P<month>\d\d?)(?P=mark)"
            rf"(?P<year>\d{{4}}){_BEHIND}",
            date,
        ),
        rule(
            rf"(?<!\w)(?P<sign>[{_SIGNS}])\s?(?P<number>{_NUMBER}){times}(?P<behind>){_BEHIND}",
            money,
        ),
        rule(
            rf"{_BEFORE}(?P<sign>)(?P<number>{_NUMBER}){times}\s?(?P<behind>[{_SIGNS}])(?!\w)",
            money,
        ),
        rule(rf"{_BEFORE}{_GROUPED}{_BEHIND}", count),
        rule(
            r"(?<![\w)\]])[-−–](?=\d)",
            lambda found, _: [Span(*found.span(), f"{tongue.minus} ")],
        ),
    ]
    for short, _, many in (tongue.million, tongue.billion):
        made.append(rule(rf"(?<=\d )(?:{short})(?=\s)", many))
    return made


def _plain(figures: str) -> str:
    """A number without what stands between its thousands.

    >>> _plain("1.234.567,5")
    '1234567,5'
    """
    return re.sub(r"[^\d,]", "", figures)


def _joint(of: str, name: str) -> str:
    return " de " if of == " d’" and name[0] not in "aeiou" else of

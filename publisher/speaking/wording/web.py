"""Addresses of the web, hashtags and handles, said as short as one would to a friend.

Nobody says “h t t p s colon slash slash w w w”. Of a long path only the site is said: it is there
to be clicked.
"""

import re

from publisher.labels import has_labels, label
from publisher.speaking.wording.numbers import cardinal, digits, named
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import rule

LONGEST_PATH, MOST_PARTS = 40, 3  # characters, and parts, that one still says aloud
_LOOK_BACK = 120  # characters in which hashtags stand in a row

_KNOWN = (
    "com|org|net|edu|gov|mil|int|info|biz|news|blog|london|scot|wales|app|dev|online|site|shop|tech"
    "|co|uk|us|eu|de|fr|es|nl|ch|ie|ca|au|nz|jp|cn|ru|br|za|io|ai|tv|fm|ly|abc|sm|se|dk|pl|pt|gr|tr"
)
_SAID_AS_WORDS = {
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "news", "blog", "london",
    "scot", "wales", "app", "dev", "online", "site", "shop", "tech", "co", "abc",
}  # fmt: skip
_SIGNS = {"-": "dash", "_": "underscore", "&": "ampersand", "/": "slash", ".": "dot", "+": "plus",
          "~": "tilde", "?": "question mark", "=": "equals", "#": "hash",
          "%": "percent"}  # fmt: skip
_PART = re.compile(r"[^\W\d_]+|\d+|.")
_VOWELS = re.compile(r"[aeiouyAEIOUY]")
# Where a word within a name written together begins: MeToo, BBCNews, COP21.
_INNER = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)")

_HOST = rf"(?:[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?\.)+(?:{_KNOWN})"
_PATH = r"(?P<path>(?:[/?#](?:[\w%~.,+&=#?/-]*[\w/])?)?)"


def _site(found: re.Match[str], register: Register) -> str:
    """A web address: its site, and its path if that is short.

    One that stands alone, where there is nothing else to hear, is said as it is printed, unless it
    is long; then it is told of.
    """
    path = re.split(r"[?#]", found["path"])[0].strip("/")
    is_alone, is_long = found[0] == found.string.strip(), _is_long(found["path"])
    if register.in_full or (is_alone and not is_long):
        return _in_full(found)
    labels = _host(found["host"]).split(".")
    site = " dot ".join(_label(each, place == len(labels)) for place, each in enumerate(labels, 1))
    if is_alone:
        return label("link", "en", site=site)
    return " ".join((site, "slash", _spoken(path))) if path and not _is_long(path) else site


def _is_long(path: str) -> bool:
    """Whether nobody would say the whole of a path."""
    parts = path.strip("/")
    return len(parts) > LONGEST_PATH or parts.count("/") >= MOST_PARTS


def _host(host: str) -> str:
    return re.sub(r"^www\d?\.", "", host, flags=re.IGNORECASE)


def _linked(found: re.Match[str], register: Register) -> str | None:
    """A web address in another language than English: its site, told of as what it is.

    The engine has its own words for the dots in it.
    """
    if register.in_full:
        return None
    site = _host(found["host"])
    return label("link", register.language, site=site) if has_labels(register.language) else site


def _in_full(found: re.Match[str]) -> str:
    scheme = found[0][: found.start("host") - found.start()]
    labels = found["host"].split(".")
    said = [
        label.upper()
        if place == 0 and label.lower() == "www"
        else _label(label, place == len(labels) - 1)
        for place, label in enumerate(labels)
    ]
    front = f"{scheme.partition(':')[0].upper()} colon slash slash " if scheme else ""
    return f"{front}{' dot '.join(said)} {_spoken(found['path'])}".rstrip()


def _label(label: str, last: bool) -> str:
    if last:
        return label if label.lower() in _SAID_AS_WORDS else _spoken(label.upper())
    if label.isalpha() and len(label) < 5 and not _VOWELS.search(label):
        return " ".join(label.upper())
    return _spoken(label)


def _spoken(text: str) -> str:
    """Part of an address, its signs by name and its figures one by one."""
    return " ".join(
        _figures(part) if part.isdecimal() else _SIGNS.get(part, part)
        for part in _PART.findall(text)
        if part.strip()
    )


def _figures(figures: str) -> str:
    return named(figures) if len(figures) == 4 and figures.endswith("000") else digits(figures)


def _mail(found: re.Match[str], _: Register) -> str:
    host = found["host"].split(".")
    labels = [_spoken(label) for label in host[:-1]]
    said = f"{_spoken(found['who'])} at {' dot '.join((*labels, _label(host[-1], last=True)))}"
    return f"{said} {_spoken(found['path'])}".rstrip()


_TOLD = re.compile(
    r"(?i)\bhashtags?:?\s[“\"‘'(]*$"
    r"|\bhashtags:?\s(?:[“\"‘']*#\w+[”\"’']*(?:,\s|,?\s(?:and|or)\s))+[“\"‘']*$"
)
_TOLD_BEHIND = re.compile(r"(?i)[”\"’']?\shashtags?\b")


def _tag(found: re.Match[str], _: Register) -> str:
    """#MeToo; where print has called it a hashtag, the name alone."""
    before = found.string[max(found.start() - _LOOK_BACK, 0) : found.start()]
    told = _TOLD.search(before) or _TOLD_BEHIND.match(found.string, found.end())
    return f"{'' if told else 'hashtag '}{_apart(found[1])}"


def _handle(found: re.Match[str], _: Register) -> str:
    return f"at {_apart(found[1])}"


def _apart(name: str) -> str:
    """A name written together, in its words.

    >>> _apart("BlackLivesMatter"), _apart("COP21")
    ('Black Lives Matter', 'COP twenty one')
    """
    parts = _INNER.sub(" ", name.replace("_", " ")).split()
    return " ".join(re.sub(r"\d+", lambda found: f" {_number(found[0])} ", part) for part in parts)


def _number(figures: str) -> str:
    return cardinal(int(figures)) if len(figures) < 3 else named(figures)


_LINK = rf"\b(?:https?|ftp)://(?P<host>[\w-]+(?:\.[\w-]+)+)(?::\d+)?{_PATH}"
_WWW = rf"\b(?P<host>www\d?(?:\.[\w-]+)+){_PATH}"

RULES = (
    rule(
        r"(?:mailto:)?(?<!\w)(?P<who>[\w](?:[\w.+&-]*[\w])?)@(?P<host>"
        rf"(?:[\w-]+\.)+[a-z]{{2,}})\b{_PATH}",
        _mail,
    ),
    rule(_LINK, _site),
    rule(_WWW, _site),
    rule(rf"(?<![\w@.])(?P<host>{_HOST})(?![\w@]|\.\w){_PATH}", _site),
    rule(r"(?<![\w&])#(\w*[^\W\d_]\w*)", _tag),
    rule(r"(?<![\w@])@(\w*[^\W\d]\w*)", _handle),
)
ABROAD = (rule(_LINK, _linked), rule(_WWW, _linked))

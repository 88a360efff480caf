"""Bylines: the line that says who wrote an article, and the names in it."""

import re

from publisher.structuring.dates import parted, without_date
from publisher.structuring.lengths import ended, stopped

LONGEST = 160
LONGEST_DATED = 300  # characters, with when it was written and changed
NAME_WORDS = 6  # of one author; Spanish and Arabic names have as many

_CALLING = (
    r"(?:取材・?文|文・?取材|文・構成|文・?写真|取材・?執筆|聞き手|取材|執筆|著者|ライター|作者|撰文|采写|本报记者|本刊记者"
    r"|本報記者|特约记者|记者|記者|文|글)"
)
_BYLINE = re.compile(
    r"(?:(?:words|text|texte|texto|story|report|reported|reporting|written|interview"
    r"|propos recueillis|analysis|review|opinion|posted|published"
    r"|authors?|autor|autorin|auteur|autore|autora|entrevista|entretien|intervista|gespräch)"
    r"(?:\s+(?:and|et|und|y)\s+\w+)?"
    r"(?:\s+(?:by|par|von|por)\s*:?\s+|\s*:\s*)|(?:by|von|par|por|di|av|af|door)\s*:?\s+"
    r"|as\s+told\s+to\s+"
    r"|(?:بقلم|كتب[هت]?|إعداد|تحرير|الكاتبة?|حاور(?:ه|ها|هم|ته|تها)|أجر(?:ى|ت)\sالحوار)\s*:?\s*"
    r"|(?:حوار|تحقيق|تقرير|ريبورتاج|متابعة)\s*:\s*"
    rf"|[【\[]?{_CALLING}(?:\s*[=＝:：・/／|｜]\s*|[ \u3000]+))"
    r"(?P<names>[\W_]*[^\W\d_].*)",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"(?:[^\W\d_][\w’'-]*,?\s+){1,5}(?:by|par|von|por|di|av)\s*:?\s+(?P<names>[^\W\d_].*)",
    re.IGNORECASE,
)
_POST = (
    r"(?:editor|correspondent|reporter|writer|critic|columnist|staff|chief|journalist|author|contributor|photographer"
    r"|lecturer|professor|researcher|scientist|candidate|historian|economist|university|producer|fellow|intern|director|analyst|bureau|freelance|desk|newsroom|team|agencies|agency|redakteur(?:in)?"
    r"|korrespondent(?:in)?|journaliste|rédact(?:eur|rice)|correspondant(?:e)?|envoyée?\sspéciale?|periodista|corresponsal"
    r"|redactora?|giornalista|inviat[oa]|corrispondente|repórter|jornalista|enviad[oa]\sespecial)"
)
_DESK = r"[^\s。、]{1,10}(?:部|支局|総局|編集委員|論説委員|特派員|専門記者)[ \u3000・＝=]+"
_REPORTER = r"(?:記者|特派員|기자|특파원|논설위원)"
_AT_DESK = re.compile(
    rf"(?:{_DESK}[^\s。、]{{2,6}}(?:[ \u3000][^\s。、]{{1,4}})?"
    rf"|[^\s。、，]{{1,4}}[ \u3000]?[^\s。、，]{{2,4}}\s?{_REPORTER})"
)
_AROUND_NAMES = re.compile(
    rf"^{_DESK}|\s?{_REPORTER}$|^(?i:the\s+late|from)\s+|[】\]]|\s*\([^()]*\)"
)
_ROLE = re.compile(r"(?<=\w)\s\([a-zß-öø-ÿ ]{2,20}\)")  # Ann Lee (words) and Bo Reed (pictures)
_UNNAMED = re.compile(
    rf"(?:by|from|von|par|por)\s+(?:our|an?|the|unser\w*|notre|nuestr[oa])\s+(?:[\w’'-]+\s+){{0,3}}"
    rf"{_POST}s?(?:\s+(?:in|at|à|en|aus)\s+.{{2,40}})?\.?",
    re.IGNORECASE,
)
_FROM = re.compile(r"From\s+(?P<names>[^\W\d_][\w.'’-]*\s.*?\s(?:in|at)\s[^\W\d_]\w+.*)")
_AGENCY = (
    r"(?:AFP|AP|dpa|DPA|EFE|ANSA|Reuters|APA|KNA|epd|Lusa|Belga|ATS|PA|AAP|Europa\sPress|agencias|agences"
    r"|Agenturen|agências|agenzie|agencies)"
)
_WITH_AGENCY = re.compile(
    rf"\s+(?:avec|with|mit|con|com|et|and|und|y|e)\s+(?:l[’']|la\s|der\s|las\s)?{_AGENCY}\b.*$"
)
_PLACED = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[\w.'’-]+)+,\s[^\W\d_a-z][\w'’-]*\.?")
_FROM_PLACE = re.compile(r"[\u0600-\u06ff]+(?:\s[\u0600-\u06ff]+)?\s?[-–—]\s?")  # القاهرة - سلمى
_POSTED = re.compile(
    rf"(?:[\w'’&.,/-]+\s+){{0,6}}{_POST}s?(?:\s+(?:in|for|at|of|on|to|@|für|de|di|da|à|en)\s+.{{2,50}})?(?:[,|].{{0,50}})?",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"(?P<dash>[—–―-]\s?)?(?P<name>[^\W\d_][^,(:]*)(?P<post>[,(]\s?[a-z\d].{0,80})?"
)
_MEDIUM = r"(?:News|Radio|TV|Television|Sport|Times|Post|Press|Media|Courier|Herald|Tribune)"
_PLACE = r",\s[A-Z].{1,40}"
_OUTLET = re.compile(
    rf"[A-Z]{{2,5}}\s(?:News|Radio|TV|Television|Sport|Media)(?:\s[A-Z][\w’'-]*){{0,2}}(?:{_PLACE})?"
    rf"|(?:[A-Z][\w’'&-]*\s){{1,3}}{_MEDIUM}{_PLACE}|{_AGENCY}{_PLACE}"
    r"|Reporting\s(?:from|in)\s[A-Z].{1,40}"
)
_NAMED_POST = re.compile(
    rf"(?:[^\W\d_][\w.'’-]*\s){{2,5}}[(,–—-]\s?[^()]{{0,40}}{_POST}[^()]{{0,40}}\)?", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"(?i:\.\s+(?:photographs|photos|pictures|fotos|photographies|bilder)\b.*)|"
    r"\s+(?:in|for|at|of|from|à|aus|en|für|em|on)\s+.*|\s*[|·•(/@【].*|,\s+[a-z].*|\s+[–—-]\s+.*"
    r"|\s+(?:and|with)\s+(?:agencies|staff|others|wires).*"
    r"|,\s+(?:MD|PhD|Ph\.D\.?|MS|RD|MPH|JD|RN|MA|BSc|Esq)\b.*"
    rf"|,\s+(?i:[^,]*\b{_POST}s?\b.*)"
    r"|,\s+\S+\.(?:com|org|net|co\.uk)\b.*"
)
_BETWEEN_NAMES = re.compile(
    r"\s*[,،、;]\s*(?:and\s+)?|\s+(?:and|und|et|y|e|with|mit|avec|con|och|og)\s+"
    r"|\s+و(?=\w)|\s*[&・]\s*"
)
_RUNS_ON = re.compile(r",\s+[a-z]")  # “By Friday, nobody knew.”
_PARTICLES = frozenset(
    ("de", "da", "do", "dos", "das", "del", "della", "der", "den", "di", "du", "van", "von", "zu",
     "zur", "la", "le", "el", "al", "bin", "bint", "ibn", "ben", "ter", "ten", "af", "av", "y", "e")
)  # fmt: skip
_NEVER_NAMED = frozenset(
    ("of", "the", "a", "an", "in", "on", "for", "to", "at", "is", "are", "was", "who", "why",
     "what", "how", "with", "from", "i", "ii", "iii", "iv")
)  # fmt: skip
_NAMES_ONLY = re.compile(
    r"(?:[^\W\d_][\w.'’-]*,?\s){1,9}[^\W\d_][\w.'’-]*(?:\s*[|,·•/]\s*.{2,40})?(?:\s+@\w+)?"
)


def is_byline(text: str) -> bool:
    """Whether a line says who wrote the article."""
    line = without_date(text) if len(text) <= LONGEST else ""
    alone = _WITH_AGENCY.sub("", line)
    if _UNNAMED.fullmatch(line) or _AT_DESK.fullmatch(line):
        return True
    if alone != line and is_bare_name(alone):
        return True
    byline = _BYLINE.fullmatch(line)
    if byline is None or (stopped(text) and (not text.endswith(".") or _RUNS_ON.search(text))):
        return False
    names = byline["names"].lstrip("*_“\"'@ ")
    return _are_names(names) and not (stopped(text) and len(names.split()) == 1)  # “By Monday.”


def is_loose_byline(text: str) -> bool:
    """Whether a line under the headline says who made what: “Obituary by Ann Lee”."""
    line = without_date(text) if len(text) <= LONGEST else ""
    byline = _LOOSE.fullmatch(line) or _FROM.fullmatch(line)
    if byline is not None:
        return not stopped(line) and is_bare_name(byline["names"])
    return len(_ROLE.findall(line)) == len(names_in(line)) > 1 and is_bare_name(line)


def is_bare_name(text: str) -> bool:
    """Whether a line could be a name and nothing else: asked only where a byline stands.

    What somebody is, or where, may follow: “Ann Lee, science editor”, “Ann Lee in Lisbon”.
    """
    line = without_date(text) if len(text) <= LONGEST_DATED else ""
    line = _AROUND_NAMES.sub("", _FROM_PLACE.sub("", line, count=1)).strip()
    if not line or len(line) > LONGEST or stopped(line) or not _NAMES_ONLY.fullmatch(line):
        return False
    parts = [part for name in _names(line) for part in name.split()]
    if any(part.casefold() in _NEVER_NAMED for part in parts):
        return False
    capitals = sum(part[:1].isupper() for part in parts)
    return _are_names(line) and (capitals > 1 or line[:1] == line[:1].swapcase())


def is_post(text: str) -> bool:
    """Whether a line says what somebody is at a newspaper: “Science correspondent”."""
    return (
        len(text) <= LONGEST
        and not stopped(text)
        and bool(_POSTED.fullmatch(text) or _NAMED_POST.fullmatch(text))
    )


def is_attribution(text: str, story: str = "") -> bool:
    """Whether a line under a quotation says who said it: “— Ann Lee”, “Ann Lee, lock keeper”.

    Args:
        text: the line.
        story: where a bare name is somebody's; “Hard Times” is a heading.
    """
    found = _ATTRIBUTION.fullmatch(text)
    if found is None or ended(text) or not is_bare_name(found["name"]):
        return False
    name = found["name"].strip()
    if found["dash"] or (found["post"] and " " in name):
        return True
    return " " in name and (name.title() if name.isupper() else name) in story


def is_outlet(text: str) -> bool:
    """Whether a line by a byline says whom somebody writes for, or from where.

    >>> is_outlet("BBC News, Leeds"), is_outlet("Reporting from Leeds"), is_outlet("The lamps")
    (True, True, False)
    """
    return not stopped(text) and _OUTLET.fullmatch(text) is not None


def names_in(byline: str) -> tuple[str, ...]:
    """The names that a byline gives.

    >>> names_in("By Ann Lee and Raúl Ortiz in Lisbon")
    ('Ann Lee', 'Raúl Ortiz')
    """
    undated = parted(byline)[0] or byline
    for line in (undated, without_date(byline)):
        if _UNNAMED.fullmatch(line):
            return ()
        found = _BYLINE.fullmatch(line) or _LOOSE.fullmatch(line) or _FROM.fullmatch(line)
        if found:
            return _names(found["names"])
    return _names(_FROM_PLACE.sub("", undated, count=1))


def _names(text: str) -> tuple[str, ...]:
    names = _NOT_A_NAME.sub("", _AROUND_NAMES.sub("", _WITH_AGENCY.sub("", text)))
    bare = (" ".join(each.strip(' .*_“”"').split()) for each in _BETWEEN_NAMES.split(names))
    told = tuple(each for each in bare if each)
    placed = _PLACED.fullmatch(names)  # “Ann Lee, Lisbon”
    return told[:-1] if placed and len(told) > 1 else told


def _are_names(text: str) -> bool:
    """Whether words look like names: capitals, but for a “van” or “de la”.

    Scripts without capitals cannot tell; there the word before the names has to be enough.
    """
    names = _names(text)
    return bool(names) and all(_is_name(each) for each in names)


def _is_name(text: str) -> bool:
    parts = text.split()
    return len(parts) <= NAME_WORDS and not parts[0][:1].islower() and all(map(_is_part, parts))


def is_capital(word: str) -> bool:
    """Whether a word begins as a name does, or is one of a name's small words."""
    return word[:1].isupper() or word in _PARTICLES


def _is_part(word: str) -> bool:
    return not word.lstrip("“\"'‘(@")[:1].islower() or word in _PARTICLES or word[1:2] in "’'"

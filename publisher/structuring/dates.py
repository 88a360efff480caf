"""Dates as newsrooms print them, to ISO 8601 and no more precise than they are.

A line is a date only if nothing else is in it but what goes with one: “Published”, a place, a
weekday, a time. A year that comes first is followed by the month, always (ISO 8601); in
``05/09/2026`` nobody can tell which is which, so the line is a date whose date is not known.
"""

import datetime
import re
from collections.abc import Iterator
from functools import reduce

LONGEST = 80  # characters of a line that is a date and nothing else
PLACE_WORDS = 4
LONGEST_PARTED = 300  # of a byline with a date in it
LONGEST_DATED = 160  # with times, time zones, and when it was changed

_MONTHS = (
    "january jan januar jänner janvier janv enero gennaio gen janeiro januari января يناير",
    "february feb februar février févr febrero febbraio fevereiro februari февраля فبراير",
    "march mar märz mars marzo março maart марта مارس",
    "april apr avril avr abril aprile апреля أبريل ابريل",
    "may mai mayo maggio maio mei мая مايو",
    "june jun juni juin junio giugno junho июня يونيو",
    "july jul juli juillet juil julio luglio julho июля يوليو",
    "august aug août agosto augustus августа أغسطس اغسطس",
    "september sept sep septembre septiembre settembre setembro сентября سبتمبر",
    "october oct oktober okt octobre octubre ottobre outubro октября أكتوبر اكتوبر",
    "november nov novembre noviembre novembro ноября نوفمبر",
    "december dec dezember dez décembre déc diciembre dicembre dezembro декабря ديسمبر",
)
_NUMBERS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_OF = r"(?:\s+(?:of|de|del|do)\b)?"
_TIME = r"(?:[T\s,–—-]*(?:at|um|à|a las|alle|om)?\s*\d{1,2}[:.h]\d{2}(?:[^|·]{0,20}))"
_FORMS = (
    rf"{_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?:(?P=sep)(?P<day>\d{{1,2}}))?",
    rf"{_DAY}{_OF}\s*[-\s]\s*{_MONTH}{_OF},?\s*[-\s]?\s*{_YEAR}",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"{_MONTH}{_OF},?\s+{_YEAR}",
    rf"{_YEAR}\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월](?:\s*(?P<day>\d{{1,2}})\s*[日일])?",
    rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
    rf"(?P<one>\d{{1,2}})[/-](?P<other>\d{{1,2}})[/-]{_YEAR}",
    rf"(?:spring|summer|autumn|fall|winter)\s+{_YEAR}",
)
_BEFORE = (
    r"(?:(?:first\s+|last\s+)?(?:published|updated|posted|modified|date)(?:\s+on|\s+at)?\s*:?\s*)?"
    r"(?:[^\W\d]+day\s+)?"
    r"(?:[^\W\d][^\W\d.’' -]*(?:[ ’'-][^\W\d.’' -]+){0,3}(?:,\s*|\s+(?=\d)))?"  # weekday or place
    r"(?:(?:le|el|il|den|am|vom|du)\s+)?"
)
_AFTER = rf"{_TIME}?\s*(?:[|·•(].*)?\.?"
_LINES = tuple(re.compile(f"{_BEFORE}{form}{_AFTER}", re.IGNORECASE) for form in _FORMS)


_WITHIN = tuple(
    re.compile(rf"(?<![\d/.-])(?<!\d\s)(?<!\d\.\s){form}", re.IGNORECASE) for form in _FORMS
)
_NO_YEAR = re.compile(
    rf"(?<!\d){_DAY}{_OF}\s*[-\s]\s*{_MONTH}"
    rf"|{_MONTH.replace('month', 'm')}\s+{_DAY.replace('day', 'd')}(?!\d)"
    r"|(?<!\d)\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일]",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"""(?<!\w)(?:
      (?: an? | one | \d+ ) \s* (?: s | m | h | d | w | seconds? | secs? | minutes? | mins?
      | hours? | hrs? | days? | weeks? | months? | years? ) \s ago
    | just \s now | yesterday | today | moments \s ago
    | il \s y \s a \s (?: \d+ | une? ) \s \w+ | vor \s (?: \d+ | einer | einem ) \s \w+
    | hace \s (?: \d+ | una? ) \s \w+ | \d+ \s \w+ \s fa | há \s (?: \d+ | uma? ) \s \w+
    | \d+ \s \w+ \s atrás
    | hier | aujourd['’]hui | gestern | heute | ayer | hoy | ieri | oggi | ontem | hoje
    | منذ \s (?: \d+ \s )? \w+ | \d+ \s? (?: 秒 | 分 | 時間 | 日 | 分钟 | 小时 | 天 ) 前 | 昨日
    | 今日
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""(?<![\w.])(?:
      \d{1,2} (?: [:.h] \d{2} ){1,2} (?: \.\d+ )? \s* (?: [ap]\.?m\.? | uhr | hs? | hrs )?
      | \d{1,2} \s* (?: [ap]\.?m\.? | uhr | h )
    | (?: [上下]午 | 午[前後] )? \s* \d{1,2} [時时点] (?: \d{1,2} 分 )? | \d{1,2} \s? h \s? \d{2}
    )(?![\w])
    | (?<!\w) (?: GMT | UTC | BST | [ECMPAN][SD]?T | CEST | CET | IST | JST | AEST | AEDT | SGT
    | HKT | MSK | Z | WIB | KST ) (?: \s? [+-] \d{1,2} (?: :? \d{2} )? )? (?!\w)
    | [+-]\d{2}:?\d{2}(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABELS = re.compile(
    r"""(?<!\w)(?:
      (?: first | last | originally | article | story | page | this | was | date | time
      | publication | release | most \s recently )
    | publish (?: ed | ing ) | updat (?: ed | es? ) | posted | modified | created | issued
    | released | revised | reviewed | edited | amended | print \s edition | on | at | of | in | as
    | from | and | the | day
    | (?: mon | tues? | wed (?: nes )? | thu (?: rs )? | thur | fri | sat (?: ur )?
    | sun ) (?: day )? | publié (?:e|s)? | mis (?:e)? \s à \s jour | modifié (?:e)? | créé | le | à
    | dernière \s mise \s à \s jour | temps | la | du | article
    | lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche | montag | dienstag
    | mittwoch | donnerstag | freitag | samstag | sonnabend | sonntag | (?: mo | di | mi | do | fr
    | sa | so ) (?= [.,] )
    | veröffentlicht | aktualisiert | stand | erschienen | zuletzt | geändert | am | um | vom
    | von (?= \s* $ ) | den | der | uhr | datum | erstellt | publiziert
    | publicado | publicada | actualizado | actualizada | actualización | última | modificación
    | creado | el | a \s las | las | hora | horas | h | hs | a | en | fecha | act | lunes | martes
    | miércoles | jueves | viernes | sábado | domingo
    | pubblicato | pubblicata | aggiornato | aggiornata | aggiornamento | ultimo | modificato | il
    | alle | ore | lunedì | martedì | mercoledì | giovedì | venerdì | sabato | domenica
    | atualizado | atualizada | atualização | última | modificado | em | às | há | segunda | terça
    | quarta | quinta | sexta | -feira | feira | do | del
    | gepubliceerd | bijgewerkt | op | om | opublikowano | aktualizacja | publicerad | uppdaterad
    | publisert | oppdatert
    | نُ?شرت? | نشر (?: \s في )? | آخر \s تحديث | تحديث | تاريخ \s النشر | حُ?دثت? | في | تم \s النشر
    | الساعة | الأحد | الاثنين | الإثنين | الثلاثاء | الأربعاء | الخميس | الجمعة | السبت
    | بتوقيت \s غرينتش
    | 公開日?時? | 更新日?時? | 最終更新日?時? | 掲載日?時? | 配信日?時? | 投稿日?時? | 発表日?時?
    | 作成日 | [(（] [月火水木金土日] (?:曜日?)? [)）] | 発布 | 发布 | 发表
    | 更新 (?:时间|于|時間)? | 发布时间 | 时间 | 發布 | 於 | 于 | 星期[一二三四五六日天]
    | 周[一二三四五六日] | 付 | 付け
    )(?:\.?(?!\w))""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNED = re.compile(
    r"""\W* (?: (?: first | last | originally | article | story
      | this \s (?:article|story|page) \s was ) \s (?: \w+ \s )?? )? (?:
      published | updated | posted | modified | publié | publiée | mis \s à \s jour
      | mise \s à \s jour | modifié | veröffentlicht | aktualisiert | stand \s* : | zuletzt
      | publicado | actualizado | atualizado | última \s actualización | pubblicato | aggiornato
    | gepubliceerd | bijgewerkt | آخر \s تحديث | تاريخ \s النشر | نُ?شرت? | 公開 | 更新 | 最終更新
    | 掲載 | 配信 | 投稿日 | 发布 | 发表 | 發布 ) """,
    re.VERBOSE | re.IGNORECASE,
)


_RUNS_ON = re.compile(r"[A-Za-z0-9]")
_PARTS = ",;|·•/／–—-"  # a byline from a date
_OPENS, _CLOSES = f" :([（【{_PARTS}", f" :.)]）】{_PARTS}"


def is_date(text: str) -> bool:
    """Whether a line says when, and nothing else."""
    return _found(text) is not None or _is_dated(text)


def is_dateline(text: str) -> bool:
    """Whether a line of the head says when, and perhaps where: “Averil - 3 May 2026, 10:42”."""
    if is_date(text):
        return True
    if len(text) > LONGEST:
        return False
    rest = without_date(text)
    timed = bool(_within(text)) or bool(_NO_YEAR.search(text) and _CLOCK.search(text))
    placed = all(each[:1].isupper() for each in rest.split()) and len(rest.split()) <= PLACE_WORDS
    return timed and placed and rest != text


def is_signed_date(text: str) -> bool:
    """Whether a line says when an article appeared or was changed, in so many words.

    >>> is_signed_date("Updated 3 hours ago"), is_signed_date("3 hours ago")
    (True, False)
    """
    return _SIGNED.match(text) is not None and (is_date(text) or not without_date(text))


def date_in(text: str) -> str:
    """The date that a line gives, ISO 8601, or "" when it is no date, or cannot be told.

    >>> date_in("Published: 14 October 2026, 06.30"), date_in("October 2026")
    ('2026-10-14', '2026-10')
    """
    found = _found(text) or (_within(text) if _is_dated(text) else None)
    return "" if found is None else "-".join(_parts(found))


def date_within(text: str) -> str:
    """The first date in a line that says more than when: a byline with a date behind it."""
    found = _within(text)
    return "" if found is None else "-".join(_parts(found))


def without_date(text: str) -> str:
    """What a line says beside when: nothing, if it is a date.

    >>> without_date("Ann Lee, 3 May 2026, 10:42 GMT | Updated 2 hours ago")
    'Ann Lee'
    """
    rest = text
    for pattern in (*_WITHIN, _NO_YEAR, _AGO, _CLOCK):
        rest = pattern.sub(" ", rest)
    if rest == text:
        return text
    rest = _LABELS.sub(" ", rest)
    return " ".join(rest.split()).strip(" ,.;:|·•()[]/–—-+／＞　（）【】،")


def parted(text: str) -> tuple[str, str]:
    """What a line says beside when, and when; a label by a date goes with it, and no other word.

    >>> parted("By Ana de la Cruz and Bo Reed | Updated 3 May 2026, 10:42 GMT | Lisbon")
    ('By Ana de la Cruz and Bo Reed | Lisbon', 'Updated 3 May 2026, 10:42 GMT')
    """
    stretches = _stretches(text)
    starts = [0, *(last for _, last in stretches)]
    ends = [*(first for first, _ in stretches), len(text)]
    parts = [text[first:last] for first, last in zip(starts, ends, strict=True)]
    when = ", ".join(text[first:last] for first, last in stretches)
    return (reduce(_joined, parts) if stretches else text), when


def _joined(before: str, after: str) -> str:
    """The two parts of a line that a date stood between, with a sign that parted them from it."""
    left, right = before.rstrip(_OPENS), after.lstrip(_CLOSES)
    signs = before[len(left) :] + after[: len(after) - len(right)]
    sign = next((each for each in signs if each in _PARTS), "")
    between = f"{sign} " if sign in ("", ",", ";") else f" {sign} "
    return between.join(filter(None, (left, right)))


def _stretches(text: str) -> list[tuple[int, int]]:
    """Where a line says when: its dates and times, and the labels that nothing parts from them."""
    if len(text) > LONGEST_PARTED:
        return []
    bare, found = text, []
    for pattern in (*_WITHIN, _NO_YEAR, _AGO, _CLOCK):
        matches = [match for match in pattern.finditer(bare) if _has_figure(match[0])]
        found += [(*match.span(), True) for match in matches]
        for first, last in map(re.Match.span, matches):
            bare = f"{bare[:first]}{' ' * (last - first)}{bare[last:]}"
    labels = (*_LABELS.finditer(bare), *_CLOCK.finditer(bare))
    found += [(*match.span(), False) for match in labels]
    near: list[tuple[int, int, bool]] = []
    for first, last, dated in sorted(found):
        start, end, told = near[-1] if near else (first, first, dated)
        between = text[end:first]
        apart = any(map(str.isalnum, between)) or (between.strip(" ,.:") and not (told and dated))
        if near and not apart:
            near[-1] = (start, max(end, last), told or dated)
        else:
            near.append((first, last, dated))
    stretches = [(first, last) for first, last, dated in near if dated]
    whole = all(not _RUNS_ON.match(text, last) for _, last in stretches)
    return stretches if whole else []  # “2026-05-03T10:42Z”


def _has_figure(text: str) -> bool:
    """Whether there is a figure in words: “ET” may be the French for and, “Today” a newspaper."""
    return any(map(str.isdigit, text))


def _is_dated(text: str) -> bool:
    """Whether nothing is left of a line but what goes with a date."""
    one_word = len(text.split()) == 1 and not any(map(str.isdigit, text))  # “Yesterday”
    if len(text) > LONGEST_DATED or one_word:
        return False
    if not all(map(_is_real, _dates(text))):
        return False
    when = _within(text) or _NO_YEAR.search(text) or _AGO.search(text)
    when = when or (_SIGNED.match(text) and _CLOCK.search(text))
    return bool(when) and not any(map(str.isalnum, without_date(text)))


def _within(text: str) -> re.Match[str] | None:
    return min(filter(_is_real, _dates(text)), key=re.Match.start, default=None)


def _dates(text: str) -> list[re.Match[str]]:
    return [match for pattern in _WITHIN for match in pattern.finditer(text)]


def _found(text: str) -> re.Match[str] | None:
    if len(text) > LONGEST:
        return None
    matches = (pattern.fullmatch(text.strip()) for pattern in _LINES)
    return next((match for match in matches if match and _is_real(match)), None)


def _is_real(found: re.Match[str]) -> bool:
    """Whether there is such a day in the calendar."""
    year, month, day = (*map(int, _parts(found)), 1, 1, 1)[:3]
    named = found.groupdict()
    if named.get("one") and min(int(named["one"]), int(named["other"])) > 12:
        return False
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _parts(found: re.Match[str]) -> Iterator[str]:
    """Year, month and day, as far as they are told."""
    named = found.groupdict()
    month, day = named.get("month"), named.get("day")
    if named.get("one"):
        month, day = _told_apart(int(named["one"]), int(named["other"]))
    if named.get("one") and not month:
        return
    yield f"{int(named['year']):04}"
    if month:
        yield f"{_NUMBERS.get(month.lower()) or int(month):02}"
    if day:
        yield f"{int(day):02}"


def _told_apart(one: int, other: int) -> tuple[str, str]:
    """Month and day of ``14/10`` or ``10/14``; none of ``05/09``."""
    if one > 12 >= other or one == other:
        return str(other), str(one)
    return (str(one), str(other)) if other > 12 >= one else ("", "")

"""The shape of a line: what its words alone tell of whether it may name what follows.

A shape is a possibility, never a verdict: “Part two” has the shape of a heading in a list of
parts as well as over one. What stands around a line decides, and that is for `headings`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from publisher.structuring.dates import is_date
from publisher.structuring.lengths import CLOSERS, length, stopped, words

LONGEST, MOST_WORDS = 120, 20  # of a line without a stop; longer ones are paragraphs cut short
LONGEST_LINE = 1_000  # characters; what is longer is no line, and dear to look through
LONGEST_ASKED = 160  # of a question; an interviewer's may be longer, see `interviews`
LONGEST_ONE = 100  # of a question that is not an interviewer's
LONGEST_STOPPED, MOST_STOPPED_WORDS = 64, 10  # of a line that ends as a sentence does
LONGEST_LEADING, MOST_LEADING_WORDS = 60, 8  # of a line that ends in a colon


class Shape(StrEnum):
    """How a line begins and ends."""

    BARE = "bare"  # as a title does: A bell in the reeds
    ASKED = "asked"  # Who rings it?
    EXCLAIMED = "exclaimed"  # All aboard!
    STOPPED = "stopped"  # The long way home.
    LEADING = "leading"  # What to bring:
    NUMBERED = "numbered"  # 2.3 Title; IV. Title; Step 3
    PART = "part"  # Chapter 4; Part two; 第一章
    TIMED = "timed"  # 10.42am; Monday; 3 May 2024
    ORNATE = "ornate"  # ■見出し; 【見出し】
    LISTED = "listed"  # • an oar
    SAID = "said"  # “Wait, she said
    CREDIT = "credit"  # Photo: Ann Lee; (Ann Lee); A. L.
    RUNNING = "running"  # and then it rained; The following,
    NONE = "none"  # a paragraph, or nothing that can be told


@dataclass(frozen=True, slots=True)
class Form:
    """What a line's words tell.

    Attributes:
        shape: how it begins and ends.
        numbers: of a numbered line: (2, 3) for ``2.3``.
        series: what it is counted as: ``chapter``, ``step``, ``1.``; lines of one series
            look alike but for their numbers.
        rank: of a part: 0 for a volume or book, 1 for a part, 2 for a chapter, 3 below; else 9.
    """

    shape: Shape
    numbers: tuple[int, ...] = ()
    series: str = ""
    rank: int = 9


NONE = Form(Shape.NONE)

_RANKS = (
    (0, "book|volume|buch|band|livre|tome|libro|livro|tomo|boek|книга|том|الكتاب|المجلد"),
    (1, "part|act|teil|akt|aufzug|partie|acte|parte|acto|atto|ato|deel|часть|действие"
        "|الجزء|الباب|القسم"),
    (2, "chapter|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|глава|rozdział|bab|fejezet"
        "|الفصل|stave|canto|adventure|tale|story|fit|fytte|letter|scene|szene|scène|escena|scena|cena|brief|lettre|carta"
        "|المبحث|المشهد"),
    (3, "section|abschnitt|sección|sezione|seção|article|artikel|lesson|lektion|lecture|appendix"),
)  # fmt: skip
_COUNTED = (
    "step|day|week|month|year|phase|stage|round|tip|rule|reason|lesson|exercise|example|finding"
    "|case|myth|fact|question|principle|strategy|idea|sign|way|mistake|number|no|nr|number|verse"
    "|schritt|tag|woche|regel|tipp|étape|jour|semaine|règle|paso|día|semana|regla|passo|giorno"
    "|regola|dia|regra|шаг|день|правило|الخطوة|اليوم|stap|dag|entry|level|item|method|option"
)
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last",
    "erste[rs]?|zweite[rs]?|dritte[rs]?|vierte[rs]?|fünfte[rs]?|sechste[rs]?|siebte[rs]?"
    "|siebente[rs]?|achte[rs]?|neunte[rs]?|zehnte[rs]?",
    "premi(?:er|ère)|deuxième|second[e]?|troisième|quatrième|cinquième|sixième|septième|huitième"
    "|neuvième|dixième",
    "primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|sext[ao]|séptim[ao]|octav[ao]"
    "|noven[ao]|décim[ao]",
    "prim[ao]|second[ao]|terz[ao]|quart[ao]|quint[ao]|sest[ao]|settim[ao]|ottav[ao]|primeir[ao]"
    "|terceir[ao]",
    "перв(?:ая|ый|ое)|втор(?:ая|ой|ое)|трет(?:ья|ий|ье)|четв[её]рт(?:ая|ый)|пят(?:ая|ый)"
    "|шест(?:ая|ой)",
    "ال(?:أول|أولى|ثاني|ثانية|ثالث|ثالثة|رابع|رابعة|خامس|خامسة|سادس|سابع|ثامن|تاسع|عاشر)",
)
_CARDINALS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty(?:-(?:one|two|three|four|five|six|seven|eight"
    "|nine))?|thirty|eins|zwei|drei|vier|fünf|sechs|sieben|acht|un|deux|trois|quatre|cinq|uno|dos"
    "|tres|cuatro|cinco|due|tre|quattro|cinque|um|dois|três|quatro"
)
_ORDINAL = "|".join(_ORDINALS)
_ROMAN = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,4})"
_NUMBER = rf"(?:the\s+)?(?P<number>\d{{1,3}}|{_ROMAN}|{_CARDINALS}|{_ORDINAL})\b"
_TAIL = r"(?:\s*[.:)\]—–|-]+\s*(?P<tail>\S.*)?|\s+(?P<title>\S.*))?"
_SERIES = "|".join(f"(?P<rank_{rank}>{names})" for rank, names in _RANKS)
_RANKED = (  # one pattern for all ranks: what makes them long are the numbers
    re.compile(rf"(?:the\s+)?(?P<series>{_SERIES})\s+{_NUMBER}{_TAIL}", re.IGNORECASE),
    re.compile(rf"(?:the\s+)?(?P<number>{_ORDINAL})\s+(?P<series>{_SERIES}){_TAIL}", re.IGNORECASE),
)
_STEP = re.compile(
    rf"(?P<series>{_COUNTED})\.?\s*[#№]?\s*(?P<number>\d{{1,3}}|{_CARDINALS})\b{_TAIL}",
    re.IGNORECASE,
)
_HAN_DIGITS = "〇一二三四五六七八九十百千零0-9０-９"
_HAN_PART = re.compile(
    rf"第\s?(?P<number>[{_HAN_DIGITS}]{{1,5}})\s?(?P<series>[章部編篇巻卷册集回話话節节幕課课條条])(?P<tail>.*)"
    r"|제\s?(?P<other>\d{1,3})\s?(?P<kind>[장부편화절막권])(?P<rest>.*)"
)
_HAN_RANKS = {
    **dict.fromkeys("巻卷册集권", 0),
    **dict.fromkeys("部編篇부편幕막", 1),
    **dict.fromkeys("節节絛条條절", 3),
}
_HAN_NUMBERED = re.compile(
    rf"[（(](?P<inner>[{_HAN_DIGITS}]{{1,3}})[)）]\s?(?P<first>\S.*)|"
    rf"(?P<number>[一二三四五六七八九十]{{1,3}}|[0-9０-９]{{1,2}})[、．]\s?(?P<tail>\S.*)"
    r"|(?P<circle>[①-⑳❶-❿])\s?(?P<rest>\S.*)"
)
_ARABIC_ORDINAL = re.compile(
    r"(?P<number>أولا|أولاً|ثانيا|ثانياً|ثالثا|ثالثاً|رابعا|رابعاً|خامسا|خامساً|سادسا|سادساً|سابعا|سابعاً|ثامنا|ثامناً"
    r"|تاسعا|تاسعاً|عاشرا|عاشراً)\s*[:：،.–-]\s*(?P<tail>\S.*)?"
)
_DECIMAL = re.compile(
    r"(?P<open>[(\[]?)(?P<mark>[#№]\s?)?(?P<number>[\d٠-٩۰-۹]{1,3}(?:\.\d{1,2}){0,3})"
    r"(?P<after>\s?[.):\]–—-]|\.\))?(?:\s+(?P<tail>\S.*))?"
)
_ROMAN_LINE = re.compile(
    r"(?P<number>[IVXLC]{1,7})(?P<after>[.):]|\s?[–—-])?(?:\s+(?P<tail>\S.*))?"
)
_LETTERED = re.compile(r"(?P<number>[A-H])(?P<after>[.)])\s+(?P<tail>\S.*)")
_CLOCK = re.compile(
    r"[\[(]?(?:[01]?\d|2[0-4])(?:[:.h]\d{2}(?::\d{2})?|(?=\s?[ap]\.?m))\s?"
    r"(?:[ap]\.?m\.?|uhr|hrs?|h|น\.)?\s?(?:\(?(?:GMT|BST|UTC|CES?T|ES?T|ED?T|P[SD]T|IST|AEDT|AEST|MSK|SGT|JST)"
    r"(?:[+-]\d{1,2})?\)?)?[\])]?(?P<tail>(?:\s*[:–—|,-]\s*|\s+)\S.*)?",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)"
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r"|(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:\s?[–-]\s?(?:(?:1[5-9]|20)?\d\d))?s?|\d{3,4}年")
_DATED = re.compile(r"\d|月|일|日")

_BULLET = re.compile(r"(?:[-*+•·▪◦‣∙⁃・※✓✔☑→►➤✅❌]|[–—])\s|[•·▪◦‣∙・※]|\(?[a-z][.)]\s|[oO]\s\s")
_ORNATE = re.compile(
    r"[■◆◇▼▽★☆□▶▷◎●○♦§]\s?[^\W_].*|(?:【[^】]+】|〔[^〕]+〕|[＜〈《≪][^＞〉》≫]+[＞〉》≫])\S{0,20}"
)
_SPEECH = re.compile(r"^[“\"‘„«「『](?!.*[”\"’“»」』]$)(?!.+[”\"’“»」』]\s?[:：])|^[—–―]")
_QUOTED = re.compile(r"^[“\"‘'„«「『].*[”\"’'“»」』]$")
_VOICE = re.compile(r"^[“\"‘'„«「『].+[”\"’'“»」』]\s?[:：—–]\s")
_STARTS = re.compile(r"[^\w\s]{0,3}\s?[“‘\"'«„「『(¿¡]?\s?[^\W_]")
_LOWER = re.compile(r"[“‘\"'«„(¿¡]?\s?[a-zß-öø-ÿа-яα-ω](?![A-Z])")
_SENTENCES = re.compile(
    r"[^\W\d_]{3,}[.!?…][”\"’'»)]?\s+[“\"‘'«(]?[A-ZÀ-ÞА-Я]|[。！？](?!$|[」』”）])"
)
_ADDRESS = re.compile(r"https?://|www\.\S|\S+@\S+\.\S|^@\w+|^#\w+(?:\s+#\w+)*$", re.IGNORECASE)
_CREDIT = re.compile(
    r"^\W*(?:photo|image|picture|illustration|graphic|chart|video|source|credit|foto|photograph"
    r"|fotografía|bild|quelle|fuente|fonte|caption|figure|fig|abb|table|tabelle|tableau|tabla)s?"
    r"(?:\s+(?:credit|by|courtesy|via|source|from)s?\b|\s?[:：=|/©]|\.?\s\d+(?:[.:]|$)|$)"
    r"|\b(?:courtesy of|photo by|photograph by|getty images|all photos|image credit)\b"
    r"|/(?:getty|afp|ap|reuters|epa|pa|shutterstock|alamy)\b|^\W*©"
    r"|^(?:図注|图注|図|图|写真|撮影|画像|出典|来源|图片|圖|資料)\s?[\d０-９]*[：:＝=／/]|^(?:الصورة|المصدر)\s*:",
    re.IGNORECASE,
)  # fmt: skip
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.\s){1,3}[A-ZÀ-Þ]\.?")  # of one who signed
_ENCLOSED = re.compile(r"[(（\[［].*[)）\]］]")
_CONTINUES = re.compile(
    r"(?:and|but|so|or|then|und|aber|oder|doch|et|mais|ou|y|pero|o|e|ma|mas|но|и|でも|しかし)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(r"(?:what|how|why|where|when|who|was|wie|warum|wo|ce que|comment)\b", re.I)
_IN_LIST = re.compile(r"(?P<open>\(?)(?P<number>\d{1,3}|[IVXLC]+)(?P<after>[.):])\s")
_INTRODUCES = re.compile(
    r"\b(?:following|include[sd]?|including|below|are|is|was|were|said|says|to|here|by|of|and|that)"
    r"\s*[:：]$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^(?:he|she|it|they|i|we|you|that|this|there|these|those|and|but|so|or|no one|nobody|nothing"
    r"|everyone|er|sie|es|ich|wir|das|dies|il|elle|ils|elles|je|on|nous|c’est|ce|c'est|él|ella"
    r"|ellos|yo|esto|eso|lui|lei|io|noi|ele|ela|eu|nós|он|она|они|я|мы|это)\b"
    r"|\b(?:was|were|had|did|didn’t|didn't|wasn’t|wasn't|would|could|has|have|said|says|went|came"
    r"|war|waren|hatte|était|avait|fue|era|había|ebbe|foi|был|была|было|были)\b",
    re.IGNORECASE,
)

_MARKS_AROUND = "*_=~ "
_SET_BETWEEN = re.compile(r"^[-–—]+\s?([^-–—\s](?:.*[^-–—\s])?)\s?[-–—]+$")


@lru_cache(maxsize=4_096)
def form(text: str) -> Form:
    """What the words of one line tell."""
    bare = _SET_BETWEEN.sub(r"\1", text.strip(_MARKS_AROUND))
    if not bare or "\n" in text or length(text) > LONGEST_ASKED:
        return NONE
    counted = None if _BULLET.match(text.strip()) else _counted(bare)
    if counted is not None:
        return counted
    if _ORNATE.fullmatch(bare) and _is_name(bare):
        return Form(Shape.ORNATE, series=bare[0])
    return Form(_opening(text.strip()) or _ending(bare))


def is_timed(text: str) -> bool:
    """Whether a line is a time or a date, alone or before a few words without a stop."""
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        return not clock["tail"] or _is_name(clock["tail"])
    if len(text) > 60 or stopped(text):
        return False
    if _DAYS.fullmatch(text):
        return True
    dated = _DATED.search(text) is not None
    return dated and not _YEAR.fullmatch(text) and (is_date(text) or is_date(f"{text} 2000"))


def is_clock(text: str) -> bool:
    """Whether a line is a time of day and nothing else."""
    clock = _CLOCK.fullmatch(text.strip())
    return clock is not None and not clock["tail"]


def introduces(text: str) -> bool:
    """Whether a line with a colon leads on to a list, or to what is said."""
    return _INTRODUCES.search(text) is not None


def tells(text: str) -> bool:
    """Whether a line has words that only sentences have, as far as a few languages tell.

    “What was in the books” has them too, and tells nothing.
    """
    return _TELLS.search(text) is not None and _ASKING.match(text) is None


def numbering(text: str) -> str:
    """How a line that begins with its number in a list is numbered, such as “.”; else ""."""
    found = _IN_LIST.match(text)
    return found["open"] + found["after"] if found else ""


def begins_a_list(text: str) -> bool:
    """Whether a line is numbered as the first of its list."""
    found = _IN_LIST.match(text)
    return found is not None and found["number"] in ("1", "I")


def is_one_question(text: str) -> bool:
    """Whether a line is one short question, and nobody is said to ask it."""
    ends = text.rstrip(" ")[-1:]
    told = ends in '”»"' and text[:1] not in '“«"' and text.count('"') != 2
    return length(text) <= LONGEST_ONE and not (told or is_quoted(text) or sentences_inside(text))


def is_titled(text: str) -> bool:
    """Whether most words of a line begin with capitals."""
    long = [word.lstrip("“\"'‘«(") for word in text.split() if len(word) > 3]
    return 2 * sum(word[:1].isupper() for word in long) > len(long)


def is_part_alone(text: str) -> bool:
    """Whether a line is called a chapter or a part, and has no title of its own."""
    for found in (pattern.fullmatch(text) for pattern in _RANKED):
        if found is not None:
            return not (found["tail"] or found["title"])
    han = _HAN_PART.fullmatch(text)
    return han is not None and not (han["tail"] or han["rest"])


def goes_on(text: str) -> bool:
    """Whether a line begins as what goes on from the last sentence: “But why?”."""
    return _CONTINUES.match(text) is not None


def is_quoted(text: str) -> bool:
    """Whether all words of a line stand between marks of quotation."""
    return _QUOTED.match(text) is not None


def is_voice(text: str) -> bool:
    """Whether a line is what somebody said, and who: “‘I forgot my face’: Iris, 29”."""
    return _VOICE.match(text) is not None and _is_name(text)


def is_long_sentence(text: str) -> bool:
    """Whether a line is one sentence, longer than most headings are and not too long for one."""
    long = length(text) > LONGEST_STOPPED or words(text) > MOST_STOPPED_WORDS
    ends = text.rstrip(CLOSERS).endswith((".", "。", "।", "۔"))
    fits = ends and _opening(text) is None and not is_quoted(text)
    return long and fits and "," not in text and _is_name(text)


def sentences_inside(text: str) -> bool:
    """Whether a sentence ends before the line does."""
    return _SENTENCES.search(text) is not None


def _counted(text: str) -> Form | None:
    """The form of a line that begins with its number or its time, or None."""
    for read in (_part, _step, _han, _arabic, _decimal, _roman, _lettered):
        found = read(text)
        if found is not None:
            return found
    return Form(Shape.TIMED, series="time") if is_timed(text) else None


def _part(text: str) -> Form | None:
    for found in (pattern.fullmatch(text) for pattern in _RANKED):
        if found is not None and _may_follow(found["tail"], found["title"], text):
            rank = next(rank for rank, _ in _RANKS if found[f"rank_{rank}"])
            return Form(Shape.PART, _value(found["number"]), found["series"].casefold(), rank)
    return None


def _may_follow(tail: str | None, title: str | None, text: str) -> bool:
    """Whether what follows “Part two” may be its title.

    With no mark between, it must not read on as a sentence does: “Part one was dull.”
    """
    if title:
        return text.isupper() or (not stopped(text) and not title[:1].islower())
    return not tail or _is_name(tail) or length(tail) <= LONGEST_STOPPED


def _step(text: str) -> Form | None:
    found = _STEP.fullmatch(text)
    if found is None or (found["title"] and found["title"][:1].islower()):
        return None
    if not _is_name(found["tail"] or found["title"] or "A"):
        return None
    return Form(Shape.NUMBERED, _value(found["number"]), found["series"].casefold())


def _han(text: str) -> Form | None:
    part = _HAN_PART.fullmatch(text)
    if part is not None:
        kind = part["series"] or part["kind"]
        if stopped(text) or length(text) > LONGEST:
            return None
        told = _value(part["number"] or part["other"])
        return Form(Shape.PART, told, kind, _HAN_RANKS.get(kind, 2))
    listed = _HAN_NUMBERED.fullmatch(text)
    if listed is None or stopped(text):
        return None
    number = listed["number"] or listed["inner"] or listed["circle"]
    series = "一、" if number[0] in "一二三四五六七八九十" else "①" if listed["circle"] else "1、"
    return Form(Shape.NUMBERED, _value(number), series + ("()" if listed["inner"] else ""))


def _arabic(text: str) -> Form | None:
    found = _ARABIC_ORDINAL.fullmatch(text)
    if found is None or not _is_name(found["tail"] or "A"):
        return None
    return Form(Shape.NUMBERED, _value(found["number"]), "أولا")


def _decimal(text: str) -> Form | None:
    found = _DECIMAL.fullmatch(text)
    if found is None or _YEAR.fullmatch(text):
        return None
    tail, number = found["tail"], found["number"]
    marked = bool(found["after"] or found["mark"] or "." in number)
    if tail and (not marked or not _is_name(tail) or is_timed(text)):
        return None
    if not tail and (found["open"] or "." in number):
        return None
    if not tail and marked and not found["mark"] and len(number) > 2:
        return None
    series = f"{found['open']}{found['mark'] or ''}1{(found['after'] or '').strip()}"
    return Form(Shape.NUMBERED, tuple(int(part) for part in number.split(".")), series)


def _roman(text: str) -> Form | None:
    found = _ROMAN_LINE.fullmatch(text)
    value = _roman_value(found["number"]) if found else 0
    if found is None or not value:
        return None
    if found["tail"] and not (found["after"] and (_is_name(found["tail"]))):
        return None
    return Form(Shape.NUMBERED, (value,), "I" + (found["after"] or "").strip())


def _lettered(text: str) -> Form | None:
    found = _LETTERED.fullmatch(text)
    if found is None or not _is_name(found["tail"]):
        return None
    return Form(Shape.NUMBERED, (ord(found["number"]) - 64,), "A" + found["after"])


def _value(number: str) -> tuple[int, ...]:
    """The number that is written, as far as digits and Roman numerals tell; else (0,)."""
    if number.isdecimal():
        return (int(number),)
    if len(number) == 1 and number in "一二三四五六七八九十":
        return ("一二三四五六七八九十".index(number) + 1,)
    return (_roman_value(number.upper()),)


def _roman_value(number: str) -> int:
    """What a Roman numeral is worth; 0 when it is none."""
    if not re.fullmatch(_ROMAN, number, re.IGNORECASE):
        return 0
    worth = [
        {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[one] for one in number
    ]
    return sum(
        -one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True)
    )


def _is_name(text: str) -> bool:
    """Whether words after a number or an ornament are few enough, and no sentences."""
    if length(text) > LONGEST or words(text) > MOST_WORDS or sentences_inside(text):
        return False
    return not text.rstrip(CLOSERS).endswith((",", ";", "、", "，", "،"))


def _opening(text: str) -> Shape | None:
    """The shape that a line's beginning gives it, or None if it begins as a title does."""
    if len(text) > LONGEST_LINE:
        return Shape.NONE
    if _BULLET.match(text):
        return Shape.LISTED
    if _CREDIT.search(text) or _ENCLOSED.fullmatch(text) or _INITIALS.fullmatch(text):
        return Shape.CREDIT
    if _SPEECH.match(text):
        return Shape.SAID
    if _ADDRESS.search(text) or _STARTS.match(text) is None:
        return Shape.NONE
    return Shape.RUNNING if _LOWER.match(text) else None


def _ending(text: str) -> Shape:
    """The shape that a line's end gives it, if it is short enough for that shape."""
    end = text.rstrip(CLOSERS)
    quoted = is_quoted(text) and stopped(text)
    if quoted:
        return Shape.SAID
    if sentences_inside(text) and not end.endswith(("?", "？", "؟")):
        return Shape.NONE
    if end.endswith(("?", "？", "؟")):
        return Shape.ASKED
    if end.endswith(("…", ",", ";", "、", "，", "،", "؛", "...")):
        return Shape.RUNNING
    if end.endswith((":", "：")):
        short = length(text) <= LONGEST_LEADING and words(text) <= MOST_LEADING_WORDS
        return Shape.LEADING if short else Shape.NONE
    if stopped(text):
        short = length(text) <= LONGEST_STOPPED and words(text) <= MOST_STOPPED_WORDS
        if not short:
            return Shape.NONE
        return Shape.EXCLAIMED if end.endswith(("!", "！")) else Shape.STOPPED
    fits = length(text) <= LONGEST and words(text) <= MOST_WORDS
    return Shape.BARE if fits else Shape.NONE

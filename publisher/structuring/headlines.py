"""Which of the lines over a story is its headline.

Pages set a section, a label or their own name above it. What speaks for a line: it is as long
as headlines are, it shares words with the story, it stands right over the byline; and it comes
first, for an article that was copied with care begins with its headline.
"""

from itertools import takewhile

from publisher.article import Passage, Role
from publisher.structuring.bylines import is_byline, is_post
from publisher.structuring.dates import is_dateline
from publisher.structuring.lengths import CLOSERS, length, words
from publisher.structuring.likeness import same, shared, stems
from publisher.structuring.signs import is_story

LONGEST = 250  # letters' widths; a longer first passage is a paragraph
STOPPED = 4  # words; “Enough is enough.” is a headline, a longer sentence is not
REACH = 100  # passages
CROWDED = 6  # more lines over the story are a page's menu
FEW, MOST, MANY = 4, 12, 20  # words: most headlines have from the first to the second
FEW_UNCASED = 2  # in Arabic, Hebrew, Japanese
SOME, MUCH = 0.3, 0.6  # of a line's words are in the story


def is_headline(passage: Passage) -> bool:
    """Whether a first passage is a headline: short, and no sentence that runs on."""
    text = passage.text
    if passage.role is not Role.BODY or passage.within or length(text) > LONGEST:
        return False
    bare = text.rstrip(CLOSERS)
    if bare.endswith((",", ";", ":", "、", "，", "،")):
        return False
    return not bare.endswith((".", "。", "।", "۔")) or words(text) <= STOPPED


def headline_place(
    passages: tuple[Passage, ...], declared: str = "", *, cluttered: bool = False
) -> int:
    """Where the headline stands; 0 when nothing stands above it, or none can be told.

    Args:
        passages: the article's, furniture set aside.
        declared: the headline as the author gives it, or "".
        cluttered: whether furniture was set aside from the article.
    """
    zone = list(takewhile(_may_stand_above, passages[:REACH]))
    if len(zone) == len(passages) or not zone:
        return 0
    if declared:
        return next((at for at, each in enumerate(zone) if same(each.text, declared)), 0)
    marked = [at for at, each in enumerate(zone) if each.role is Role.HEADING]
    if marked:
        return _marked(passages, marked[0])
    lines = _over_the_byline(zone, [at for at, each in enumerate(zone) if _may_be_headline(each)])
    if not lines:
        return 0
    story = stems(" ".join(each.text for each in passages[len(zone) :]))
    crowded = len(lines) > CROWDED
    if not crowded:
        lines = _up_to_first_long(zone, lines, story if cluttered else None)
    bonus = 0 if crowded else 1 if cluttered else 2
    return max(lines, key=lambda at: (_weight(zone, at, story) + _early(zone, at, bonus), -at))


def _over_the_byline(zone: list[Passage], lines: list[int]) -> list[int]:
    """The lines above the first that says who or when, if there are any."""
    said = (at for at, each in enumerate(zone) if is_byline(each.text) or is_dateline(each.text))
    end = next((at for at in said if lines and lines[0] < at), len(zone))
    return [at for at in lines if at < end]


def _up_to_first_long(
    zone: list[Passage], lines: list[int], story: frozenset[str] | None
) -> list[int]:
    """The lines down to the first that is as long as headlines are, and of the story's matter."""
    for count, at in enumerate(lines, start=1):
        text, below = zone[at].text, lines[count : count + 1]
        rivalled = story is not None and any(words(zone[each].text) <= MOST for each in below)
        if words(text) >= _few(text) and (not rivalled or shared(text, story or frozenset()) > 0):
            return lines[:count]
    return lines


def _marked(passages: tuple[Passage, ...], at: int) -> int:
    """The place of a marked headline: the only heading of the highest level."""
    levels = [each.level for each in passages if each.role is Role.HEADING and not each.within]
    level = passages[at].level
    return at if level == min(levels) and levels.count(level) == 1 else 0


def _may_stand_above(passage: Passage) -> bool:
    """Whether a passage can stand over a headline, or be one: a line, no sentence."""
    plain = passage.role in (Role.BODY, Role.HEADING) and not passage.within
    return plain and not is_story(passage.text)


def _may_be_headline(passage: Passage) -> bool:
    text = passage.text
    said = is_byline(text) or is_dateline(text) or is_post(text)
    return is_headline(passage) and not said and any(map(str.isalpha, text))


def _early(zone: list[Passage], at: int, bonus: int) -> float:
    """What coming first speaks for a line; under a menu, what coming last does."""
    first = all(is_dateline(each.text) or is_byline(each.text) for each in zone[:at])
    return bonus * first if bonus else 2 * at / len(zone)


def _weight(zone: list[Passage], at: int, story: frozenset[str]) -> float:
    """How much speaks for a line to be the headline."""
    text = zone[at].text
    long = words(text)
    few = _few(text)
    weight = 2.0 if few <= long <= MOST else 1.5 if MOST < long <= MANY else float(long == few - 1)
    part = shared(text, story)
    weight += 2 if part >= MUCH else 1 if part >= SOME else 0 if part else -1
    if any(same(text, each.text) for each in zone[at + 1 :]):
        weight += 1
    return weight - text[:1].islower()


def _few(text: str) -> int:
    """How many words a headline has at least; without articles and small words, fewer."""
    return FEW if text.upper() != text.lower() else FEW_UNCASED

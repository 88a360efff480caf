"""Names in the news, and how a newsreader says them: what publisher itself knows of sounds.

A voice has rules for a language's own words, and says Idlib as “eyed-lib”. `names.txt` has some
thousand names in IPA, made for English and neutral between its accents (`r` is written wherever
some people say it); families of names that are written as they sound need no table
(`name_families`). Both lie under whatever an author, a house or a user says, they are for English
texts only, and they go into no edition: they are publisher's, not the article's.

No name that is an ordinary word is in the table, and none that espeak says well enough.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from publisher.lexicon import Lexeme, Lexicon, finder
from publisher.name_families import sound_of

TABLE = Path(__file__).with_name("names.txt")
LANGUAGE = "en"

_WORD = re.compile(r"[^\W\d_]+")
_ARTICLES = {
    "al": "æl", "el": "ɛl", "ad": "æd", "an": "æn", "ar": "ær", "as": "æs", "ash": "æʃ",
    "at": "æt", "az": "æz", "ed": "ɛd", "ud": "ʊd", "ul": "ʊl",
}  # fmt: skip
_ONLY_BEHIND_ARTICLES = {"Din": "ˈdiːn", "Sham": "ˈʃɑːm"}  # alone they are English words
_WITH_ARTICLE = re.compile(
    rf"(?<!\w)({'|'.join(sorted(_ARTICLES, key=len, reverse=True))})[-‑]([^\W\d_]+)", re.I
)
_SURNAMES = frozenset(
    """
    Bai Cai Cao Chen Cheng Cui Deng Ding Dong Du Gao Gong Gu Guo Hao Hou Hu Huang Jia Jiang
    Jin Kong Lei Li Liang Liao Lin Liu Lu Luo Lü Ma Mao Meng Pan Peng Qi Qian Qiao Qin Qiu
    Ren Shao Shen Shi Su Tang Tian Wang Wei Wen Wu Xi Xia Xiao Xie Xu Xue Yan Yang Yao Ye
    Yin Yu Yuan Zeng Zhai Zhang Zhao Zheng Zhong Zhou Zhu Zhuang
    """.split()  # noqa: SIM905
)
_PAIR = re.compile(rf"(?<![\w-])({'|'.join(sorted(_SURNAMES))}) ([A-Z][a-z]+)(?![\w’'-]*[A-Z])\b")
_CAPITALS = 4  # letters of a name that is known when it is all capitals: KYIV, but no acronym


@cache
def table() -> Mapping[str, str]:
    """Every name that publisher knows, with its IPA, in the table's order."""
    lines = TABLE.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def names_in(texts: Iterable[str], language: str, known: Lexicon = ()) -> Lexicon:
    """How names in some texts are said, where nobody has said it.

    Args:
        texts: all that is to be said.
        language: BCP 47 tag of them; there are names for English only.
        known: what an author, a house and a user say; a name with a word of theirs in it is
            theirs.

    >>> [each.ipa for each in names_in(["Xi flew to Kyiv."], "en-GB")]
    ['ˈʃiː', 'ˈkiːv']
    >>> names_in(["Xi flew to Kyiv."], "fr")
    ()
    """
    if language[:2].lower() != LANGUAGE:
        return ()
    whole = "\n".join(texts)
    words = frozenset(_WORD.findall(whole))
    if all(map(str.islower, words)):
        return ()
    theirs = finder(known, language)
    found = dict([*_listed(words), *_behind_articles(whole), *_chinese(whole), *_families(words)])
    return tuple(
        Lexeme((name,), ipa=ipa, language=LANGUAGE, cased=True)
        for name, ipa in found.items()
        if theirs is None or not theirs.pattern.search(name)
    )


def _listed(words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The names of the table that have all their words among some."""
    for name, ipa in table().items():
        if name in words or (not name.isalpha() and words.issuperset(_WORD.findall(name))):
            yield name, ipa
        if len(name) >= _CAPITALS and name.upper() in words:
            yield name.upper(), ipa


def _behind_articles(whole: str) -> Iterator[tuple[str, str]]:
    """Arabic names of the table behind their article: al-Assad, el-Sisi, ash-Sharaa."""
    for written in _WITH_ARTICLE.finditer(whole):
        ipa = table().get(written[2]) or _ONLY_BEHIND_ARTICLES.get(written[2])
        if ipa and written[0] not in table():
            yield written[0], f"{_ARTICLES[written[1].lower()]}{ipa}"


def _chinese(whole: str) -> Iterator[tuple[str, str]]:
    """Chinese people: a surname that tells, and a given name in pinyin behind it."""
    for written in _PAIR.finditer(whole):
        surname, given = (sound_of(each, "pinyin") for each in written.groups())
        if surname and given:
            yield written[0], f"{surname} {given}"
            if written[1] not in table() and len(written[1]) > 2:  # Li, Wu: sooner else's
                yield written[1], surname


def _families(words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Names whose ending tells how they are said, letter by letter: Petrović, Ionescu."""
    for word in words:
        if word[0].isupper() and word not in table():
            ipa = sound_of(word)
            if ipa:
                yield word, ipa

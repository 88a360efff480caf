"""Notes on the author, such as “Ann Lee is a reporter in Lisbon”.

A story may speak of a writer as well, so a note is looked for at either end of it only, it
begins with a name, and it names a calling of those who write for newspapers.
"""

import re

LONGEST = 420  # characters

_PART = r"[^\W\d_a-z][\w.'’-]*"
_NAME = (
    rf"(?:(?:Dr|Prof|Mr|Ms|Mrs|Sir|Dame)\.?\s)?{_PART}"
    rf"(?:\s(?:(?:de|da|do|van|von|der|den|del|di|la|le|al|bin|el)\s)*{_PART}){{1,4}}"
)
_IS = (
    r"(?:,?\s(?:and|&)\s.{2,40})?,?\s(?:is|was|are|ist|est|es|è|é|writes|covers|reports|teaches|edits"
    r"|has\s(?:written|covered|reported|worked)|schreibt|berichtet|arbeitet|écrit|escribe|scrive|escreve"
    r"|Jahrgang)\b"
)
_CALLING = re.compile(
    r"@|\b(?:writer|reporter|journalist|correspondent|columnist|editor|contributor|blogger|freelancer?"
    r"|novelist|essayist|critic)s?\b|\b(?:author|professor|fellow|researcher|lecturer)s?\s(?:of|at|in|and|for|emerit\w+)\b"
    r"|\b(?:latest|new|first|most\srecent|her|his|their)\s(?:book|novel)\b|\bPh\.?D\b"
    r"|\b(?:covers|reports?\son|writes\s(?:about|for|on)|lives\sin|based\sin)\b"
    r"|Redakteur|Redaktion|Autor|Korrespondent|schreibt|journaliste|rédact(?:eur|rice)|auteure?\b|écrivain"
    r"|periodista|redactora?\b|autora?\b|corresponsal|escritora?\b|giornalista|autrice|autore|scrittore"
    r"|scrittrice|jornalista|repórter|colunista|correspondente|correspondante?\b"
)
_ELSEWHERE = re.compile(
    r".{2,30}\s(?:كاتب|كاتبة|صحفي|صحفية|صحافي|صحافية|مراسل|مراسلة|محرر|محررة)\s.*"
    r"|.{2,20}(?:（.{1,20}）)?\s*(?:\d{4}年.{0,40}生まれ|.{0,30}(?:記者|ライター|ジャーナリスト)。).*"
    r"|.{2,20}(?:，|是)(?:本报|本刊|《.{1,20}》|自由)?(?:记者|撰稿人|作家|专栏作家|编辑).{0,60}"
)


def is_bio(text: str) -> bool:
    """Whether a passage near either end tells who the author is."""
    line = " ".join(text.split())
    if len(line) > LONGEST:
        return False
    named = re.match(rf"(?:About the authors?\W+)?{_NAME}{_IS}", line)
    told = named is not None and _CALLING.search(line, named.start())
    return bool(told) or _ELSEWHERE.fullmatch(line) is not None

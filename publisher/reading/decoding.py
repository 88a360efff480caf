"""Bytes to text: which encoding a source is in, and what of it a book can hold.

A wrong guess prints `itâ€™s` and speaks it too, so certain things are tried before likely
ones: a byte order mark, then UTF-8 (which text in another encoding all but never is), then
UTF-16 without its mark, then Windows-1252 if words in it look like words, then what
charset-normalizer makes of it, held to the same test. What cannot be decoded is an error,
never a replacement character. Soft hyphens and non-breaking spaces are the author's and stay.
"""

import codecs
import re
import string
from itertools import islice

from charset_normalizer import CharsetMatch, from_bytes

from publisher.errors import ReadingError
from publisher.reading.source import Source

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_JAPANESE_MAIL = (b"\x1b$B", b"\x1b$@")

# In the order of how common they are: charset-normalizer can tell that a text is none of
# these, but not which, for to it a Czech page may well be Spanish.
_LATIN = (
    *("cp1254", "cp1250", "iso8859_2", "mac_roman", "cp850", "cp437", "cp1257", "iso8859_15"),
    *("cp852", "mac_latin2", "iso8859_4", "cp1258"),
)
_OTHERS = (
    *("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp1253", "iso8859_7"),
    *("cp1255", "cp1256", "cp874", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
)

_SAVE = "Open it in the program that made it, and save it as plain text in UTF-8."
_CALL = "Have its name end in .{0}, or say --from {0}."
_NAME = "Name the article's text instead."
_LOOKS = (  # what the first bytes tell: a pattern, its name, a remedy
    (rb"%PDF-", "a PDF", _SAVE),
    (rb"\{\\rtf", "a Rich Text document (RTF)", _SAVE),
    (rb"\xd0\xcf\x11\xe0", "an old Word document (DOC)", _SAVE),
    (rb"PK\x03\x04.*?word/document\.xml", "a Word document (DOCX)", _CALL.format("docx")),
    (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", "an OpenDocument text (ODT)", _SAVE),
    (rb"PK\x03\x04.{26}mimetypeapplication/epub", "an EPUB", _CALL.format("epub")),
    (rb"PK(\x03\x04|\x05\x06)", "a ZIP archive", "Unpack it, and name the article in it."),
    (rb"\x1f\x8b|BZh\d1AY|\xfd7zXZ|7z\xbc\xaf", "an archive", "Unpack it, and name the article."),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a.{0,7}\0|BM.{4}\0\0\0\0|II\*\0|MM\0\*", "an image", _NAME),
    (rb"RIFF.{4}WEBP|.{4}ftyp(heic|mif1|avif)", "an image", _NAME),
    (rb"ID3[\2-\4]\0|\xff[\xf2\xf3\xfa\xfb]|OggS\0|fLaC\0|RIFF.{4}WAVE", "sound", _NAME),
    (rb"\0\0\0.ftyp|\x1a\x45\xdf\xa3", "sound or film", _NAME),
    (rb"\x7fELF|MZ.{0,62}\0|[\xcf\xce]\xfa\xed\xfe|\xca\xfe\xba\xbe|\0asm", "a program", _NAME),
)

_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1a\x1b"))
_HIGH = bytes(range(0x80, 0x100))
_LETTERS = string.ascii_letters.encode() + string.digits.encode()
_UTF_8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)

_ALPHABET = [chr(code) for code in range(0xC0, 0x250)]  # Latin letters with marks
_UPPER, _LOWER = "".join(filter(str.isupper, _ALPHABET)), "".join(filter(str.islower, _ALPHABET))
_LETTER = f"A-Za-z{_UPPER}{_LOWER}\u0370-\u052f"  # and Greek, and Cyrillic
_BETWEEN_LETTERS = r"'’‘“”‐–—…·•\u00a0\u00ad\u0300-\u036f\u2000-\u200f"
_ODD = re.compile(  # sights that betray a wrong encoding: cafŽ, caf‚, sob³ota, pi±tek
    rf"[a-zа-я{_LOWER}][{_UPPER}]|[{_LETTER}][‚„]"
    rf"|[{_LETTER}](?:[²³¹¼½¾ªºµ]|[^\x00-\x7f\w{_BETWEEN_LETTERS}])[{_LETTER}]"
)
# Letters that no language uses side by side, but which appear so when text from Prague, Zagreb,
# Budapest, Bucharest or Istanbul is read as Windows-1252, or as its neighbours are.
_STRANGERS = ("èš", "èž", "øì", "øè", "èæ", "õû", "ãî", "ýç", "þç", "ðç", "ľě", "ąě")

_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_LINE_ENDS = re.compile(r"\n?\f|[\v\x1c-\x1e\x85\u2028\u2029]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff]")


def decode(source: Source) -> str:
    r"""The text of a source, fit for a book.

    Lines end in ``\n``. Characters that XML 1.0 forbids, and other control characters, are
    dropped; so are byte order marks, wherever files were put together.

    Raises:
        ReadingError: it is no text, or in an encoding that cannot be told.

    Source:
        XML 1.0, production 2 (Char); Unicode 15, section 5.8 (newlines).
    """
    _refuse_known(source)
    for way in (_as_marked, _as_utf_8, _as_utf_16, _as_western, _as_detected):
        text = way(source)
        if text is not None:
            return _tidied(text)
    raise ReadingError(
        f"{source.name} is not text, or in an encoding that cannot be told",
        remedy="Save it as UTF-8.",
    )


def _refuse_known(source: Source) -> None:
    """Stop at what is made of bytes but not of words.

    Raises:
        ReadingError: the first bytes are those of a document, an image, sound, a program ...
    """
    for pattern, name, remedy in _LOOKS:
        if re.match(pattern, source.data, re.DOTALL):
            raise ReadingError(f"{source.name} is not text: it looks like {name}", remedy)


def _as_marked(source: Source) -> str | None:
    """Text that names its encoding, by a byte order mark or by escapes (ISO-2022-JP).

    Raises:
        ReadingError: it is not in that encoding.
    """
    for mark, encoding in _MARKS:
        if source.data.startswith(mark):
            return _strictly(source, source.data[len(mark) :], encoding)
    if source.data.isascii() and any(escape in source.data for escape in _JAPANESE_MAIL):
        return _strictly(source, source.data, "iso2022_jp")
    return None


def _strictly(source: Source, data: bytes, encoding: str) -> str:
    """Bytes in an encoding that is known.

    Raises:
        ReadingError: they are not in it.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, errors="ignore").count("\n") + 1
        name = encoding.removesuffix("-le").removesuffix("-be").upper()
        raise ReadingError(
            f"{source.name} is {name}, but broken on line {line}: "
            f"byte 0x{data[error.start]:02X} is out of place",
            remedy="Look at that line, and save it as UTF-8.",
        ) from error


def _attempt(data: bytes, encoding: str) -> str | None:
    """Bytes in an encoding that is guessed, or None if they are not in it."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _as_utf_8(source: Source) -> str | None:
    """UTF-8, of which plain ASCII is the simplest case.

    Raises:
        ReadingError: it is UTF-8, but for a few bytes; or it is, but no text.
    """
    text = _attempt(source.data, "utf-8")
    if text is None:
        return _strictly(source, source.data, "utf-8") if _is_nearly_utf_8(source.data) else None
    # Stray controls are dropped later; but a tar of articles is UTF-8 too, and no article.
    return text if _count(source.data, _CONTROLS) <= 2 + len(source.data) // 50 else None


def _is_nearly_utf_8(data: bytes) -> bool:
    """Whether more of what is above ASCII makes UTF-8 sequences than does not."""
    sequences = _UTF_8_SEQUENCE.findall(data)
    strays = _count(data, _HIGH) - sum(map(len, sequences))
    return len(sequences) > strays


def _count(data: bytes, kind: bytes) -> int:
    """How many bytes are of one kind."""
    return len(data) - len(data.translate(None, kind))


def _as_utf_16(source: Source) -> str | None:
    """UTF-16 that has lost its mark, in the order of bytes that gives it spaces and line ends.

    In the other order these are characters that do not exist, or at best another script's.
    """
    if len(source.data) % 2 or 0 not in source.data:
        return None
    ways = (_attempt(source.data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
    texts = [text for text in ways if text is not None and _is_printable(text)]
    likelier = max(texts, key=_plain, default="")
    return likelier if _plain(likelier) >= max(3, len(likelier) // 100) else None


def _plain(text: str) -> int:
    """How many characters are ASCII; in Chinese, the line ends and digits."""
    return len(text.encode("ascii", "ignore"))


def _is_printable(text: str) -> bool:
    """Whether every character is one that is printed, or white space."""
    return _UNSEEN.sub("", text).isprintable()


def _as_western(source: Source) -> str | None:
    """Windows-1252, if its words look like words of a western language.

    Before any detector, which on a page of English with five curly quotes has little to go
    by: charset-normalizer 3.5 reads "It’s late." as Chinese, and French as Windows-1250.
    """
    if _is_binary(source.data) or not _is_latin(source.data):
        return None
    text = _attempt(source.data, "cp1252")
    return text if text is not None and _reads_well(text) else None


def _is_binary(data: bytes) -> bool:
    """Whether there are more control characters than an old text file picks up in its life."""
    return _count(data.rstrip(b"\0"), _CONTROLS) > len(data) // 500


def _is_latin(data: bytes) -> bool:
    """Whether most letters are ASCII: no Latin alphabet has one in three with a mark."""
    above = _count(data, _HIGH)
    letters = _count(data, _LETTERS)
    return above <= 4 or above * 2 <= letters


def _reads_well(text: str) -> bool:
    """Whether words hold together, and their letters belong to one language, or all but do."""
    marked = len(text) - _plain(text)
    if len(_ODD.findall(text)) * 50 > marked:
        return False
    if marked * 30 < len(text):  # English, with a Škoda and a crème in it
        return True
    return not any(min(map(text.count, pair)) * 100 > marked for pair in _STRANGERS)


def _as_detected(source: Source) -> str | None:
    """Any other encoding that charset-normalizer takes it for, if its words look like words."""
    if _is_binary(source.data):
        return None
    likely = _LATIN if _is_latin(source.data) else _OTHERS
    matches = list(from_bytes(_telling(source.data), cp_isolation=list(likely)))
    if likely is _LATIN:
        matches.sort(key=_rank)
    for match in matches:
        text = _attempt(source.data, match.encoding)
        if text is not None and _reads_well(text) and _is_printable(text):
            return text
    return None


def _telling(data: bytes) -> bytes:
    """The lines with something above ASCII in them, as many as are needed to judge by."""
    lines = (line for line in data.splitlines(keepends=True) if not line.isascii())
    return b"".join(islice(lines, 1000))


def _rank(match: CharsetMatch) -> int:
    """How common the commonest of the encodings is that make the same text; 0 is most."""
    return min(_LATIN.index(each) for each in match.could_be_from_charset if each in _LATIN)


def _tidied(text: str) -> str:
    r"""Text whose lines end in ``\n``, without what a book cannot hold.

    A form feed at the head of a line adds no blank line, which would part a paragraph that
    runs over a page. Windows-1252 controls (U+0080 to U+009F) become the characters meant.

    Source:
        HTML Living Standard, section 13.2.5.80, for the table of those controls.
    """
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    text = _LINE_ENDS.sub("\n", text)
    return _ILLEGAL.sub(_meant, text)


def _meant(control: re.Match[str]) -> str:
    """The printed character that a control stands for: the curly quote of U+0092, or none."""
    code = ord(control[0])
    return bytes([code]).decode("cp1252", "ignore") if 0x80 <= code <= 0x9F else ""

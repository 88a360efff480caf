"""Which encoding a source is in, and what of it a book can hold."""

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import ReadingError
from publisher.reading.decoding import decode
from publisher.reading.source import Source

ENGLISH = (
    "The ferry’s last run\n\n“It is only £2,” said Mrs Àlvarez – who had paid it for 40 years…\n"
    "The café on the slip had shut. Nobody’s dog was asleep in the doorway.\n"
)
FRENCH = (
    "Le bac n’est plus là. « Ça suffit », dit l’élève, désespéré, à côté du poêle où l’œuvre "
    "brûlait. Où es-tu passé, frère ? Il avait mangé un gâteau très sucré.\n"
)
GERMAN = "„So ein Spaß“, sagte die Müllerin und öffnete die Tür. Übermorgen kommt die Fähre.\n"
ICELANDIC = "Stúlkan gekk yfir brúna þegar það byrjaði að snjóa. Hinum megin var auður bær.\n"
CZECH = "Dívka přešla přes most, když začalo sněžit. Na břehu stál dům, kde už nikdo nežil.\n"
POLISH = "Dziewczyna przeszła przez most, gdy zaczął padać śnieg. W kuchni paliło się światło.\n"
HUNGARIAN = "A lány átment a hídon. Az őr a fűtött szobában ült, és bőrt varrt reggelig.\n"
TURKISH = "Kız, kar yağmaya başladığında köprüden geçti. Mutfakta bir ışık yanıyordu.\n"
RUSSIAN = "Девушка перешла мост, когда пошёл снег. «Странно», — сказала она тихо.\n"
GREEK = "Το κορίτσι πέρασε τη γέφυρα όταν άρχισε να χιονίζει. Στην κουζίνα έκαιγε ένα φως.\n"
JAPANESE = "少女が橋を渡ったとき、雪が降り始めた。「変だな」と彼女は言った。台所は明るかった。\n"
JAPANESE_TALE = JAPANESE + "向こう側には何年も誰も住んでいない家があったが、明かりがついていた。\n"
CHINESE = "女孩过桥的时候，开始下雪了。桥的另一边有一座没有人住的房子，可是厨房里亮着灯。\n"

PRINTED = st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs")), min_size=1)


def decoded(data: bytes) -> str:
    return decode(Source("ferry.txt", data))


@given(PRINTED)
def test_utf_8_comes_through_whole(text: str) -> None:
    """Every printed character, non-breaking spaces among them, is the author's and stays."""
    assert decoded(text.encode()) == text


@pytest.mark.parametrize("mark", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@given(text=PRINTED)
def test_a_byte_order_mark_settles_the_encoding_and_goes(mark: str, text: str) -> None:
    """U+FEFF at the head of a file is a mark, not a character."""
    assert decoded(("\ufeff" + text).encode(mark)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, GERMAN, RUSSIAN * 3, JAPANESE * 3, "Hi.\n"])
def test_utf_16_is_known_without_its_mark(encoding: str, text: str) -> None:
    """In the right order of bytes there are spaces and line ends in it; 言 has a zero too."""
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text", ["It’s late.", "£5", "Café.", "We slept…", ENGLISH, FRENCH, GERMAN, ICELANDIC]
)
def test_western_text_is_windows_1252(text: str) -> None:
    """However little there is to go by: one curly quote is enough."""
    assert decoded(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("It’s the café’s dog.\n", "mac_roman"),
        (FRENCH.replace("’", "'").replace("œ", "oe"), "cp850"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859_2"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (HUNGARIAN, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN.replace("«", "").replace("»", "").replace("—", "-"), "koi8_r"),
        (GREEK, "cp1253"),
        (JAPANESE_TALE, "shift_jis"),
        (JAPANESE_TALE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
    ],
)
def test_other_encodings_are_known_by_their_words(text: str, encoding: str) -> None:
    """A guess whose words have capitals and symbols inside them is not taken."""
    assert decoded(text.encode(encoding)) == text


def test_broken_utf_8_is_an_error_that_names_the_line() -> None:
    """Read as Windows-1252 it would print `itâ€™s`; with a replacement mark, lose a word."""
    data = ENGLISH.encode().replace("é".encode(), b"\xe9")
    with pytest.raises(ReadingError, match=r"ferry.txt is UTF-8, but broken on line 4: byte 0xE9"):
        decoded(data)


def test_utf_16_cut_short_is_an_error() -> None:
    """A mark promises an encoding; what breaks the promise is not guessed at."""
    with pytest.raises(ReadingError, match="UTF-16, but broken on line 5"):
        decoded(codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le") + b"!")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"{\\rtf1\\ansi Hello.}", "Rich Text"),
        (b"PK\x03\x04\x14\0\6\0[Content_Types].xml...word/document.xml", "DOCX"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", "an EPUB"),
        (b"PK\x03\x04\x14\0\0\0\0\0a.txt", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "an image"),
        (b"GIF89a\x01\0\x01\0\x80", "an image"),
        (b"ID3\x04\0\0\0\0\0\x22TSSE", "sound"),
        (b"\xff\xfb\x50\xc4\0\0\0\0\0\0", "sound"),
        (b"RIFF\x24\x08\0\0WAVEfmt ", "sound"),
        (b"\x7fELF\2\1\1\0\0\0\0\0", "a program"),
        (b"MZ\x90\0\3\0\0\0\4\0", "a program"),
    ],
)
def test_a_known_file_that_is_no_text_is_called_by_its_name(data: bytes, name: str) -> None:
    """Its first bytes tell; and there is something to do about it."""
    with pytest.raises(ReadingError, match=r"ferry\.txt is not text: it looks") as caught:
        decoded(data)
    assert name in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("opening", ["MZ", "ID3 tags", "BM", "GIF89a", "PK", "RIFF and WAVE"])
def test_words_may_begin_like_a_file_of_another_kind(opening: str) -> None:
    """Letters alone are no mark of a program or a song."""
    assert decoded(f"{opening} were once the talk of the slip.".encode()).startswith(opening)


@pytest.mark.parametrize("seed", range(20))
def test_bytes_without_meaning_are_no_text(seed: int) -> None:
    """Half of all encodings would make characters of them."""
    with pytest.raises(ReadingError, match="is not text, or in an encoding") as caught:
        decoded(b"\x01" + random.Random(seed).randbytes(400))
    assert caught.value.remedy == "Save it as UTF-8."


def test_a_tar_of_articles_is_no_article() -> None:
    """It is UTF-8 from end to end, but for a third of it being padding."""
    with pytest.raises(ReadingError, match="is not text"):
        decoded(b"ferry.txt".ljust(512, b"\0") + ENGLISH.encode().ljust(1024, b"\0"))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\n\f", "\x85", "\u2028", "\u2029"])
def test_all_that_ends_a_line_becomes_a_line_feed(end: str) -> None:
    """A form feed at the head of a line adds no blank line between two halves of a sentence."""
    assert decoded(f"One{end}two{end}three.".encode()) == "One\ntwo\nthree."


def test_characters_that_xml_forbids_are_dropped() -> None:
    """XML 1.0, production 2; tabs and line feeds stay."""
    assert decoded("A \x07be\x1bl\x7fl\tr\ufffei\uffffngs.\n".encode()) == "A bell\trings.\n"


def test_controls_of_windows_1252_become_what_they_stand_for() -> None:
    """Pages say U+0092 and mean an apostrophe; browsers show one."""
    assert decoded("It\x92s \x93slow\x94.".encode()) == "It’s “slow”."


def test_soft_hyphens_and_spaces_of_every_width_stay() -> None:
    """They say where words may be parted, and where not: the author's business."""
    kept = "co\u00adoperate at 5\u00a0km\u2009/\u202fh"
    assert decoded(kept.encode()) == kept


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    """Nothing else is raised, and no character that XML forbids gets by."""
    try:
        text = decoded(data)
    except ReadingError:
        return
    forbidden = {*map(chr, range(0x20)), "\x7f", "\ufffe", "\uffff"} - {"\t", "\n"}
    assert not forbidden & set(text)


@given(PRINTED, st.sampled_from(["cp1252", "mac_roman", "cp1251", "shift_jis"]))
def test_nothing_is_ever_replaced(text: str, encoding: str) -> None:
    """What cannot be decoded is an error: U+FFFD says that a word was lost."""
    try:
        found = decoded(text.encode(encoding, "ignore"))
    except ReadingError:
        return
    assert "\ufffd" not in found

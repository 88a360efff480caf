"""Files that are zip archives inside (DOCX, EPUB), opened warily.

Nothing is unpacked to disk, so no name in an archive can lead anywhere. What an archive says
of its sizes is not believed: all that is read is counted, and there is an end to it.
"""

import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from publisher.errors import ReadingError
from publisher.reading.source import Source

MOST_MEMBERS = 20_000
LARGEST_PART = 64_000_000  # bytes of one part; the text of a whole Bible has five million
ALL_BYTES = 256_000_000  # bytes read of one archive
MOST_TIMES = 250  # its own size is what a part may unpack to; dull XML comes to 100 times
MOST_TAGS = 2_000_000  # in all parts that are parsed; a novel of 200,000 words has 300,000
_SMALL = 4_000_000  # bytes; below this a part may be as dull as it likes

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    LookupError,
    RuntimeError,
    ValueError,
)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(slots=True)
class Archive:
    """A source's archive.

    Attributes:
        source: the whole.
        names: what can be read of it.
        outside: names that would lead out of it, and are passed over.
    """

    source: Source
    file: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    outside: tuple[str, ...]
    spent: int = field(default=0)
    tags: int = field(default=0)

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def read(self, name: str) -> bytes:
        """The bytes of one part.

        Raises:
            ReadingError: it is not there, is damaged, protected by a password, or larger than
                anything an article can have.
        """
        entry = self.entries.get(name)
        if entry is None:
            raise ReadingError(f"{self.source.name} is damaged: {name} is missing", _AGAIN)
        if entry.flag_bits & 0x1:
            raise ReadingError(
                f"{self.source.name} is protected by a password", "Save it without one."
            )
        try:
            data = self._counted(entry)
        except _DAMAGE as error:
            raise ReadingError(
                f"{self.source.name} is damaged: {name} cannot be unpacked", _AGAIN
            ) from error
        self.spent += len(data)
        return data

    def _counted(self, entry: zipfile.ZipInfo) -> bytes:
        """A part's bytes, as long as they are not too many.

        Source:
            D. Fifield, "A better zip bomb", WOOT 2019: sizes in headers may lie, and parts
            may overlap; only counting what comes out helps.
        """
        room = min(LARGEST_PART, ALL_BYTES - self.spent)
        room = min(room, max(_SMALL, MOST_TIMES * entry.compress_size))
        with self.file.open(entry) as part:
            data = part.read(room + 1)
        if len(data) > room:
            raise ReadingError(
                f"{self.source.name} unpacks to more than an article can have, and may be meant "
                "to choke its readers",
                remedy="If you trust it, save it anew, with smaller images.",
            )
        return data

    def markup(self, name: str) -> bytes:
        """The bytes of a part that is to be parsed.

        Raises:
            ReadingError: as for `read`; or there are more tags in it, and in what was parsed
                before, than a program could hold as a tree.
        """
        data = self.read(name)
        self.tags += data.count(b"<")
        if self.tags > MOST_TAGS:
            raise ReadingError(
                f"{self.source.name} has more than {MOST_TAGS:,} tags, and may be meant to choke "
                "its readers",
                remedy="If you trust it, divide it into parts.",
            )
        return data

    def tree(self, name: str) -> etree._Element:
        """The root of a part that is XML.

        Raises:
            ReadingError: as for `read`; or it is not well formed, or declares entities.
        """
        return tree_of(self.markup(name), f"{name} in {self.source.name}")


_AGAIN = "Get it again, or open it in the program that it comes from and save it anew."


_OR_AGAIN = f"If it is none, leave --from out. {_AGAIN}"


def opened(source: Source, kind: str) -> Archive:
    """The archive that a source is.

    Args:
        source: the file.
        kind: what it should be, for messages: ``a DOCX file``.

    Raises:
        ReadingError: it is no archive, or one with too many parts.
    """
    if source.data.startswith(_OLE):
        raise ReadingError(
            f"{source.name} is an old Word file (.doc), or protected by a password",
            remedy="Open it in Word or LibreOffice, and save it as .docx without a password.",
        )
    try:
        file = zipfile.ZipFile(io.BytesIO(source.data))
        infos = file.infolist()
    except _DAMAGE as error:
        raise ReadingError(
            f"{source.name} is not {kind}, or only part of one", _OR_AGAIN
        ) from error
    if len(infos) > MOST_MEMBERS:
        raise ReadingError(
            f"{source.name} has {len(infos):,} parts, more than any article", "Divide it."
        )
    named = {info.filename.replace("\\", "/"): info for info in infos if not info.is_dir()}
    outside = tuple(name for name in named if _leads_out(name))
    kept = {name: info for name, info in named.items() if not _leads_out(name)}
    return Archive(source, file, kept, outside)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ":" in name.partition("/")[0] or ".." in name.split("/")


def joined(base: str, target: str) -> str:
    """The name of a part that another part names.

    Args:
        base: the folder of the part that names it, "" at the top.
        target: what it says, an address relative to its own.

    Returns:
        The name, without anything that leads out of the archive; "" for an address elsewhere.
    """
    path = unquote(target.partition("#")[0].partition("?")[0]).replace("\\", "/")
    if ":" in path.partition("/")[0] or path.startswith("//"):
        return ""
    parts: list[str] = []
    for part in (path if path.startswith("/") else f"{base}/{path}").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def folder(name: str) -> str:
    """The folder that a part is in, "" at the top."""
    parent = str(PurePosixPath(name).parent)
    return "" if parent == "." else parent


def tree_of(data: bytes, name: str) -> etree._Element:
    """The root of an XML file from a stranger: nothing is expanded, nothing fetched.

    Raises:
        ReadingError: it is not well formed, declares entities, or is nested beyond measure.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(f"{name} is damaged: {error}", _AGAIN) from error
    if root is None:
        raise ReadingError(f"{name} is empty", _AGAIN)
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ReadingError(
            f"{name} declares entities, which can choke a reader or fetch what is not its own",
            remedy="No program writes that; do not trust the file.",
        )
    return root

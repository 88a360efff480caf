"""Check: finished files, opened as a stranger would open them.

Shares no code with the bindery: what is wrong there must not be wrong here in the same way.
Every build ends with the light checks; `inspect` adds the heavy ones, of which some need other
tools. To add a check: write a generator of findings, name it in `CHECKS`, `OF_BOOKS` or `HEAVY`,
and its codes in `catalogue`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from publisher.checking import (
    agreement,
    audiobooks,
    bundles,
    captions,
    chaptered,
    claims,
    completeness,
    conformance,
    conformity,
    daisy,
    daisybooks,
    harm,
    hearing,
    languages,
    lexicons,
    loading,
    onix,
    overlays,
    package,
    pages,
    parts,
    readers,
    recogniser,
    sound,
    styling,
    ways,
    webpages,
)
from publisher.checking.book import Book, opened
from publisher.checking.catalogue import BEYOND_READING, known_code
from publisher.checking.conformity import conforming, told_of
from publisher.checking.folder import KINDS, RECORD, kind_of, recorded_files
from publisher.document import Document
from publisher.edition import Edition, File
from publisher.errors import CheckingError
from publisher.progress import Progress, Step, silent
from publisher.report import Finding, Report, Weight

__all__ = ["CHECKS", "HEAVY", "OF_BOOKS", "check", "conforming", "inspect", "told_of"]

Check = Callable[[Path], Iterator[Finding]]
Checks = dict[str, tuple[Check, ...]]

CHECKS: Final[Checks] = {
    "epub": (package.is_sound,),
    "mp3": (sound.is_tagged, chaptered.is_marked),
    "m4b": (chaptered.is_chaptered,),
    "web": (webpages.is_whole,),
    "daisy": (daisybooks.is_sound,),
    "lpf": (audiobooks.is_sound,),
    "captions": (captions.follow_one_another,),
    "onix": (onix.is_told,),
    "bundle": (bundles.is_whole,),
}
LENGTHS: Final[dict[str, Callable[..., Iterator[Finding]]]] = {
    "mp3": sound.lasts_as_told,
    "m4b": chaptered.plays_as_told,
}
OF_BOOKS: Final[tuple[Callable[[Book], Iterator[Finding]], ...]] = (
    pages.are_told,
    languages.are_told,
    lexicons.are_read,
    ways.lead_through,
    loading.keep_to_themselves,
    harm.acts,
    styling.are_within,
    claims.are_true,
    overlays.are_in_step,
    hearing.are_in_the_sound,
    hearing.says_its_words,
    styling.lights,
    styling.is_legible,
)
HEAVY: Final[Checks] = {
    "epub": (conformance.fails, daisy.passes),
    "daisy": (daisybooks.is_in_its_sound,),
    "lpf": (audiobooks.is_in_its_sound,),
}


def check(editions: Iterable[Edition], document: Document, folder: Path) -> Report:
    """Look over what a build has made.

    Args:
        editions: what was made.
        document: what it ought to say.
        folder: where it was made; findings name files from here.
    """
    further: Checks = {
        "epub": (
            harm.is_still,
            overlays.fit,
            partial(completeness.says_all, document=document),
            partial(parts.has_all, document=document),
        )
    }
    files = (file for edition in editions for file in edition.files)
    return Report(tuple(each for file in files for each in _checked(file, folder, further)))


def inspect(path: Path, reading_systems: Iterable[str] = (), progress: Progress = silent) -> Report:
    """Look over finished files with every check there is.

    Args:
        path: an EPUB, an MP3, another edition of one file, or a publication's folder.
        reading_systems: keys of `readers.READERS`; what each of them cannot do is told too.
        progress: told of each file.

    Raises:
        CheckingError: there is nothing there that can be checked, or it cannot be read.
    """
    of_books = partial(_looked_over, wanted=tuple(reading_systems))
    sheets: list[conformity.Sheet] = []
    profile = conformity.profile_of(path)
    of_songs = partial(_measured, profile=profile, sheets=sheets, folder=path)
    further: Checks = {**HEAVY, "epub": (of_books, *HEAVY["epub"]), "mp3": (of_songs,)}
    found: list[Finding] = []
    try:
        folder, files, known = _to_inspect(path)
        for done, file in enumerate(files):
            progress(Step("check", file.path.name, done, len(files)))
            found += _checked(file, folder, further)
        if path.is_dir():
            found += _agreeing(folder)
            found += _heard_in(folder, files, progress)
    except OSError as error:
        raise CheckingError(
            f"{path} cannot be read: {error.strerror or error}", "See that you may read it."
        ) from error
    has_books = any(kind_of(file.path) == "epub" for file in files)
    has_sound = has_books or any(kind_of(file.path) == "mp3" for file in files)
    absent = (
        *((conformance.absent(), daisy.absent()) if has_books else ()),
        recogniser.absent() if has_sound else "",
    )
    together = conformity.together(sheets)
    apart = (known_code(each, path.name) for each in conformity.uneven(together))
    told = tuple(map(told_of, together))
    return Report((*known, *found, *apart), tuple(filter(None, absent)), told)


def _measured(
    path: Path, profile: str, sheets: list[conformity.Sheet], folder: Path
) -> Iterator[Finding]:
    """What an MP3 is not, though its profile asks it; its sheet is put with the others."""
    try:
        name = path.relative_to(folder).as_posix() if path != folder else path.name
        sheet = conformity.sheet_of(path, profile, name)
    except CheckingError as error:
        yield Finding("sound-broken", Weight.ERROR, f"it cannot be decoded: {error.message}")
        return
    sheets.append(sheet)
    yield from conformity.failures(sheet)


def _agreeing(folder: Path) -> Iterator[Finding]:
    """What the editions of a publication tell otherwise than its record."""
    for found in agreement.agree(folder):
        yield known_code(replace(found, place=""), found.place)


def _heard_in(folder: Path, files: tuple[File, ...], progress: Progress) -> Iterator[Finding]:
    """What is heard in the MP3s of a publication, of which its record tells when each begins."""
    progress(Step("check", "what is heard", len(files), len(files)))
    for found in hearing.of_folder(folder, (file.path for file in files)):
        yield known_code(replace(found, place=""), found.place or RECORD)


def _looked_over(path: Path, wanted: tuple[str, ...]) -> Iterator[Finding]:
    """What checks of ours, and of what reading systems can do, find in a book."""
    with opened(path) as book:
        if book is not None:
            for each in (*OF_BOOKS, *(readers.READERS[name] for name in wanted)):
                yield from each(book)


def _to_inspect(path: Path) -> tuple[Path, tuple[File, ...], tuple[Finding, ...]]:
    """The folder that findings are told from, the files to look at, and what is known of them.

    Raises:
        CheckingError: there is nothing there that can be checked.
        OSError: it cannot be read.
    """
    if path.is_dir():
        return path, *recorded_files(path)
    if not path.is_file():
        raise CheckingError(f"{path} is not there, or is no file", "Check the name.")
    if not kind_of(path):
        raise CheckingError(
            f"{path} is no edition that can be checked",
            remedy=f"Name a file that ends in {', '.join(KINDS)}; the page of a web edition, the "
            "ncc.html of a talking book, or a publication's folder.",
        )
    return path.parent, (File(path, ""),), ()


def _checked(file: File, folder: Path, further: Checks) -> Iterator[Finding]:
    """What checks find in a file, each finding with the file's name and a known code.

    Once one of them finds it beyond reading, the file is spared the others.

    Args:
        file: what is looked at; of a kind without checks, nothing is found.
        folder: findings name the file from here.
        further: what is checked after `CHECKS`.
    """
    kind, name = kind_of(file.path), file.path.relative_to(folder).as_posix()
    lasts = (partial(LENGTHS[kind], told_ms=file.duration_ms),) if kind in LENGTHS else ()
    for each in (*CHECKS.get(kind, ()), *lasts, *further.get(kind, ())):
        found = tuple(each(file.path))
        yield from (known_code(finding, name) for finding in found)
        if any(finding.code in BEYOND_READING for finding in found):
            return

"""Addresses that links lead to: those that show a page or open a letter, and no others."""

import re
from urllib.parse import urlsplit

SAFE = ("http", "https", "mailto")

_NOT_IN_LINKS = re.compile(r"[\s\"<>\\^`{|}\x00-\x1f\x7f]")
# As `binding` writes it; what has another form would lose its link there without a word.
_HOST = re.compile(r"(?:[\w.~%!$&'()*+,;=:-]*@)?(?:[\w.~-]+|\[[\da-fA-F:.]+\])(?::\d*)?")


def safe_link(address: str) -> str:
    """An address as a link can have it, or "" when following it would not be safe.

    Source:
        RFC 3986, section 2; URL Living Standard, section 4.4 (tabs and line ends are dropped).
    """
    bare = _NOT_IN_LINKS.sub(_escaped, address.strip())
    return bare if _is_safe(bare) else ""


def _escaped(character: re.Match[str]) -> str:
    """A character that no address may have, as an address has it; a line end is none at all."""
    if character[0] in "\t\n\r":
        return ""
    return "".join(f"%{byte:02X}" for byte in character[0].encode())


def _is_safe(address: str) -> bool:
    """Whether a link leads to a page or a letter, and so runs nothing."""
    try:
        parts = urlsplit(address)
        named = parts.path if parts.scheme == "mailto" else parts.hostname
    except ValueError:
        return False
    if parts.scheme not in SAFE or not named:
        return False
    return parts.scheme == "mailto" or _HOST.fullmatch(parts.netloc) is not None

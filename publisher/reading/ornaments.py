"""Lines that are nothing but ornament: where an author breaks a text without a word."""

import re

from lxml.html import HtmlElement

_BREAK = re.compile(r"(?:[*⁂❦❧☙#~•·◆◇★☆=_–—-]\s*){3,}|[*⁂❦❧☙#⁎※]")


def set_breaks(page: HtmlElement) -> None:
    """Make a break of each paragraph of a page that is nothing but ornament."""
    for line in list(page.iter("p")):
        if _BREAK.fullmatch(line.text_content().strip()) and line.find(".//img") is None:
            line.tag = "hr"
            line.text = None
            for child in list(line):
                line.remove(child)

"""Books of all kinds, bound once, and what EPUBCheck and Ace say of them, asked once."""

import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from lxml import etree

from publisher.document import Document
from publisher.pipeline import publish
from publisher.planning import planned
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.binding.kinds import EVERYTHING
from tests.binding.kinds import bound as bound_by_hand
from tests.conftest import article

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

RICH = """\
---
title: "Kettles & <Boilers>: \\"Steam\\" for\\u0007 Beginners"
standfirst: Why 3 < 4, R&D boils over, and "lids" matter.
authors: [Ada Quill, Bo Ström & Daughters]
date: 2026-03-04
language: en-GB
publisher: Pot & Pan
rights: © 2026 Ada Quill
source: https://example.org/kettles?part=1&lid=on
subjects: [Kettles, "Steam & iron"]
---

An un*believ*able kettle. It **sings *and* hums**; its lid is `a < b && c`. Read
[all *about* **it**](https://example.org/a%20b?c=d&e=f#g), or ask <a
href="http://exa mple.org/x y">nobody</a>, or <a href="http://example.org/a b|c%zz">somebody</a>.

First line of a rhyme,\\
second line of a rhyme.\\
Third, and the kettle\\
boils in time.

> Quoted once. Quoted again.
>
> > And within: the *lid*.
>
> - a list in a quotation
>   1. with numbers
>      > and a quotation in them
>   2. to count
> - its end
>
> #### A heading in a quotation

7. seven of the kind
8. eight

   with a second paragraph

   ---

- a list after a list

+ and another after that

***

```
if lid < 4 and steam > 3:
    print("&")   # <off>

    halt_at_the_very_first_sign_of_any_trouble_with_the_lid_or_with_the_handle_or_with_the_spout()
```

<ul>words that are no item<li>one that is</li><ul><li>and a list in a list</li></ul></ul>

<li>an item that is alone</li>

She said <span lang="fr">« c’est la vapeur »</span>, he said <span lang="ar">بخار</span>, and the
manual said <span lang="no language">nothing</span>. It is 20&nbsp;°C, a\u00ad\u00adbout.
Its label says KETTLEKETTLEKETTLEKETTLEKETTLEKETTLEKETTLEKETTLEKETTLEKETTLEKETTLEKETTLEKETTLE.

# One & \\<two> "three" *four*

To begin with.

## Deeper

Something that stands deeper.

### Deepest

Something that stands deepest.

#### Too deep for most

Something that stands deeper still.

# A [linked](https://example.org/h) heading that ends with `code`

To end with. 🫖 And an emoji, 👩‍🚀, of three.
"""

ARABIC = """\
---
title: الغلاية التي تغني 🫖🎉
language: ar
---

الغلاية قديمة. صوتها جميل. قال الرجل <span lang="en">"kettle"</span> وسكت.

## الغطاء والبخار

- بند أول
- بند ثان
"""

JAPANESE = f"""\
---
title: {"湯気の立つやかんと港の朝" * 33}湯気の話
date: in the spring of the year after
language: ja
---

湯が沸いた。鳥が鳴いた。「お茶だ」と彼は言った。
"""

TEXTS = {"rich": RICH, "arabic": ARABIC, "japanese": JAPANESE}


@dataclass(frozen=True)
class Book:
    """A finished EPUB, opened.

    Attributes:
        path: where it lies.
        work: the document it was made of.
    """

    path: Path
    work: Document

    @cached_property
    def entries(self) -> dict[str, bytes]:
        """What is in its archive, in its order."""
        with zipfile.ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def tree(self, name: str) -> etree._Element:
        """A file of it, parsed; named without its folder."""
        return etree.fromstring(self.entries[f"EPUB/{name}"])

    @property
    def package(self) -> etree._Element:
        """Its package document."""
        return self.tree("content.opf")

    @property
    def pages(self) -> dict[str, etree._Element]:
        """Its pages by name, in the order of its spine."""
        names = {item.get("id"): item.get("href") for item in self.package.iter(f"{OPF}item")}
        spine = [each.get("idref") for each in self.package.iter(f"{OPF}itemref")]
        return {names[each]: self.tree(names[each]) for each in spine}


def bound(text: str, folder: Path, editions: str = "epub") -> Book:
    """An EPUB of some Markdown, made as any is."""
    settings = Settings(voice="silence", editions=tuple(editions.split()))
    shop = Workshop(folder / "build", folder / "cache", settings)
    source = article(text, "kettle.md")
    return Book(publish(source, shop).files[0], planned(source, shop).document)


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """One book of each kind; the last one has no sound beside it."""
    folder = tmp_path_factory.mktemp("books")
    editions = dict.fromkeys(TEXTS, "epub mp3") | {"japanese": "epub-text"}
    return {name: bound(text, folder, editions[name]) for name, text in TEXTS.items()}


@pytest.fixture(scope="session")
def rich(books: dict[str, Book]) -> Book:
    """A book with something of everything."""
    return books["rich"]


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book with every kind of content, made by hand."""
    return Book(bound_by_hand(EVERYTHING, tmp_path_factory.mktemp("kinds")), EVERYTHING)

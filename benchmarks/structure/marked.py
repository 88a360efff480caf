"""Gold articles as Markdown and as HTML: clean, as a whole web page, and as soup."""

import html
import json
import re
from collections.abc import Iterator
from itertools import groupby

from articles import Block, Gold
from clutter import Drawer
from plain import MIDDLE_EVERY, Page, cells, chance

_INLINE = re.compile(
    r"\[\^(?P<note>\w+)\]|\[(?P<words>[^\]]+)\]\((?P<link>\S+?)\)"
    r"|(?<![\w*])\*(?P<stress>[^*\n]+)\*(?![\w*])"
)


def markdown(gold: Gold) -> Page:
    """CommonMark with front matter, tables, definition lists and notes."""
    fields = {
        "title": gold.title, "subtitle": gold.standfirst, "author": list(gold.authors),
        "byline": gold.byline, "date": gold.date, "lang": gold.language, "rights": gold.rights,
    }  # fmt: skip
    front = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()
             if value]  # fmt: skip
    body = "\n\n".join(_markdown(block) for block in gold.blocks)
    text = "\n".join(["---", *front, "---", "", f"# {gold.title}", "", body, ""])
    return Page("front matter", "markdown", text.encode())


def bare_markdown(gold: Gold) -> Page:
    """The same without front matter: all that is known stands in the text."""
    head = [gold.head[name] for name in gold.order if gold.head.get(name) and name != "title"]
    parts = [f"# {gold.title}", *head, *map(_markdown, gold.blocks)]
    if gold.rights:
        parts.append(gold.rights)
    return Page("no front matter", "markdown", ("\n\n".join(parts) + "\n").encode())


def _markdown(block: Block) -> str:
    lines = block.lines
    match block.kind:
        case "heading":
            return "#" * (block.level + 1) + " " + lines[0]
        case "quote" | "pull":
            return "\n".join(f"> {line}" for line in lines)
        case "bullets":
            return "\n".join(f"- {line}" for line in lines)
        case "numbers":
            return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
        case "terms":
            pairs = [line.split(" :: ") for line in lines]
            return "\n\n".join(f"{term}\n:   {meaning}" for term, meaning in pairs)
        case "table":
            return _markdown_table(block)
        case "verse" | "lines":
            return "\\\n".join(lines)
        case "code":
            return "\n".join(("```", *lines, "```"))
        case "figure":
            return f"![{block.alt}](picture.png)\n\n*{' '.join((*lines, block.credit)).strip()}*"
        case "note":
            return f"[^{block.mark}]: {lines[0]}"
        case "break":
            return "* * *"
    return lines[0]


def _markdown_table(block: Block) -> str:
    rows = [cells(line) for line in block.lines]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(filter(None, (block.caption and block.caption + "\n", *lines)))


def inline(text: str, stress: str = "em") -> str:
    """Words with their marks as HTML."""
    out, after = "", 0
    for match in _INLINE.finditer(text):
        out += html.escape(text[after : match.start()], quote=False)
        after = match.end()
        if note := match["note"]:
            out += f'<sup><a href="#fn{note}" id="ref{note}" role="doc-noteref">{note}</a></sup>'
        elif match["link"]:
            out += f'<a href="{match["link"]}">{html.escape(match["words"], quote=False)}</a>'
        else:
            out += f"<{stress}>{html.escape(match['stress'], quote=False)}</{stress}>"
    return out + html.escape(text[after:], quote=False)


def blocks(gold: Gold) -> Iterator[str]:
    """Each block as good HTML; neighbouring notes share a section."""
    for kind, group in groupby(gold.blocks, key=lambda block: block.kind):
        if kind == "note":
            yield '<section role="doc-endnotes"><ol>'
            yield from (_note(block) for block in group)
            yield "</ol></section>"
        else:
            yield from (_html(block) for block in group)


def _note(block: Block) -> str:
    back = f'<a href="#ref{block.mark}" role="doc-backlink">↩</a>'
    return f'<li id="fn{block.mark}"><p>{inline(block.lines[0])} {back}</p></li>'


def _html(block: Block) -> str:
    lines = [inline(line) for line in block.lines]
    match block.kind:
        case "heading":
            return f"<h{block.level + 1}>{lines[0]}</h{block.level + 1}>"
        case "quote":
            return "<blockquote>" + "".join(f"<p>{line}</p>" for line in lines) + "</blockquote>"
        case "pull":
            return f'<blockquote class="pullquote"><p>{lines[0]}</p></blockquote>'
        case "bullets":
            return "<ul>\n" + "".join(f"<li>{line}</li>\n" for line in lines) + "</ul>"
        case "numbers":
            return "<ol>\n" + "".join(f"<li>{line}</li>\n" for line in lines) + "</ol>"
        case "terms":
            pairs = [line.split(" :: ") for line in lines]
            return "<dl>" + "".join(f"<dt>{one}</dt><dd>{two}</dd>" for one, two in pairs) + "</dl>"
        case "table":
            return _html_table(block)
        case "verse" | "lines":
            return '<p class="verse">' + "<br>\n".join(lines) + "</p>"
        case "code":
            words = html.escape("\n".join(block.lines), quote=False)
            return f"<pre><code>{words}</code></pre>"
        case "figure":
            credit = f' <span class="credit">{block.credit}</span>' if block.credit else ""
            image = f'<img src="picture.png" alt="{html.escape(block.alt)}">'
            return f"<figure>{image}<figcaption>{lines[0]}{credit}</figcaption></figure>"
        case "break":
            return "<hr>"
        case "credit":
            return f'<p class="agency">{lines[0]}</p>'
    return f"<p>{lines[0]}</p>"


def _html_table(block: Block) -> str:
    first, *rows = [[inline(cell) for cell in cells(line)] for line in block.lines]
    caption = f"<caption>{inline(block.caption)}</caption>" if block.caption else ""
    head = "<thead><tr>" + "".join(f'<th scope="col">{cell}</th>' for cell in first)
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>\n" for row in rows)
    return f"<table>{caption}{head}</tr></thead><tbody>{body}</tbody></table>"


_TAG = {"title": "h1", "standfirst": "p", "byline": "p", "dateline": "p"}


def head_lines(gold: Gold) -> Iterator[str]:
    """The head as HTML, as the article orders it."""
    for name in gold.order:
        words = html.escape(gold.head.get(name, ""), quote=False)
        if not words:
            continue
        if name == "dateline" and gold.date:
            words = f'<time datetime="{gold.date}">{words}</time>'
        yield f'<{_TAG[name]} class="{name}">{words}</{_TAG[name]}>'


def _rights(gold: Gold) -> str:
    return (
        f'<p class="copyright">{html.escape(gold.rights, quote=False)}</p>' if gold.rights else ""
    )


def _way(gold: Gold) -> str:
    return "rtl" if gold.tongue in ("ar", "he", "fa") else "ltr"


def clean_html(gold: Gold) -> Page:
    """An article by itself, well marked."""
    body = "\n".join((*head_lines(gold), *blocks(gold), _rights(gold)))
    text = (
        f'<!DOCTYPE html>\n<html lang="{gold.language}" dir="{_way(gold)}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{html.escape(gold.title)}</title>\n</head>\n<body>\n'
        f"<article>\n{body}\n</article>\n</body>\n</html>\n"
    )
    return Page("clean", "html", text.encode(), marked=True)


def _facts(gold: Gold) -> str:
    """JSON-LD and Open Graph, as a newsroom's page carries them."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": gold.title,
        "description": gold.standfirst,
        "author": [{"@type": "Person", "name": name} for name in gold.authors],
        "datePublished": gold.date,
        "publisher": {"@type": "Organization", "name": gold.publisher or "The Paper"},
        "inLanguage": gold.language,
    }
    ld = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    title, about = html.escape(gold.title), html.escape(gold.standfirst)
    return (
        f'<meta property="og:title" content="{title}">\n'
        f'<meta property="og:description" content="{about}">\n'
        '<meta property="og:type" content="article">\n'
        f'<script type="application/ld+json">{ld}</script>'
    )


def whole_page(gold: Gold) -> Page:
    """A page as a newsroom serves it, with all that stands around the article."""
    dice = chance(gold.name, "page")
    drawer = Drawer(gold.tongue, dice)
    classes = dice.choice((_NAMED, _HASHED))
    nav = _group("nav", classes["nav"], drawer.draw("top", 3))
    share = _group("div", classes["share"], drawer.draw("under", 3))
    story = _with_middles(gold, drawer, classes)
    foot = drawer.draw("foot", 5)
    related = _group("aside", classes["related"], foot[:2])
    comments = _group("section", classes["comments"], foot[2:3])
    footer = _group("footer", classes["footer"], foot[3:], _rights(gold))
    site = gold.publisher or "The Paper"
    body = "\n".join(head_lines(gold))
    text = (
        f'<!DOCTYPE html>\n<html lang="{gold.language}" dir="{_way(gold)}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{html.escape(gold.title)} | {html.escape(site)}</title>\n'
        f"{_facts(gold)}\n<style>.ad{{display:block}}</style>\n<script>var a=1;</script>\n</head>\n"
        f'<body>\n<header class="{classes["header"]}"><a href="/">{html.escape(site)}</a>'
        "</header>\n"
        f'{nav}\n<main>\n<article class="{classes["article"]}">\n'
        f'<div class="{classes["head"]}">{body}</div>\n{share}\n'
        f'<div class="{classes["body"]}">\n{story}\n</div>\n</article>\n{related}\n{comments}\n'
        f"</main>\n{footer}\n<script>var b=2;</script>\n</body>\n</html>\n"
    )
    return Page("whole page", "html", text.encode(), tuple(drawer.drawn), marked=True)


_NAMED = {
    "nav": "site-nav", "share": "share-bar", "related": "related-links", "comments": "comments",
    "footer": "site-footer", "header": "site-header", "article": "article", "head": "article-head",
    "body": "article-body", "middle": "promo",
}  # fmt: skip
_HASHED = {
    "nav": "css-1x2k", "share": "css-9d0f", "related": "css-77ab", "comments": "css-k31m",
    "footer": "css-0b7e", "header": "css-4q1z", "article": "css-vp5l", "head": "css-2h8s",
    "body": "css-53u6", "middle": "css-1qwe",
}  # fmt: skip


def _group(tag: str, name: str, groups: list[tuple[str, ...]], more: str = "") -> str:
    lists = []
    for group in groups:
        if len(group) == 1:
            lists.append(f"<p>{html.escape(group[0], quote=False)}</p>")
        else:
            items = "".join(f'<li><a href="#">{html.escape(line)}</a></li>' for line in group)
            lists.append(f"<ul>{items}</ul>")
    return f'<{tag} class="{name}">{"".join(lists)}{more}</{tag}>'


def _with_middles(gold: Gold, drawer: Drawer, classes: dict[str, str]) -> str:
    out, since = [], 0
    for part in blocks(gold):
        if since >= MIDDLE_EVERY and part.startswith(("<p", "<h")):
            out.append(_group("div", classes["middle"], drawer.draw("middle", 1)))
            since = 0
        out.append(part)
        since += part.startswith("<p>")
    return "\n".join(out)


def messy_page(gold: Gold) -> Page:
    """A page of the harder kind: no JSON-LD, clutter with headings of its own, all in divs."""
    dice = chance(gold.name, "messy page")
    drawer = Drawer(gold.tongue, dice)
    site = html.escape(gold.publisher or "The Paper", quote=False)
    shared = html.escape(gold.title) + dice.choice(("", "", f" – {site}"))
    top = "".join(map(_messy, drawer.draw("top", 3)))
    under = "".join(map(_messy, drawer.draw("under", 3)))
    story = _messy_story(gold, drawer)
    foot = list(map(_messy, drawer.draw("foot", 6)))
    author = html.escape(", ".join(gold.authors))
    text = (
        f'<!DOCTYPE html>\n<html lang="{gold.language}" dir="{_way(gold)}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{html.escape(gold.title)} – {site}</title>\n'
        f'<meta property="og:title" content="{shared}">\n'
        f'<meta property="og:site_name" content="{site}">\n'
        f'<meta name="author" content="{author}">\n'
        f'<meta name="description" content="{html.escape(gold.standfirst)}">\n</head>\n<body>\n'
        f'<div id="top"><div><a href="/">{site}</a></div>{top}</div>\n'
        f'<div id="wrap"><div class="col-8">\n{_messy_head(gold)}\n<div>{under}</div>\n'
        f'<div class="entry">\n{story}\n{_rights(gold)}</div>\n{"".join(foot[:2])}</div>\n'
        f'<div class="col-4">{"".join(foot[2:4])}</div></div>\n'
        f'<div id="bottom">{"".join(foot[4:])}</div>\n</body>\n</html>\n'
    )
    return Page("whole page, messy", "html", text.encode(), tuple(drawer.drawn), marked=True)


def _messy_head(gold: Gold) -> str:
    out: list[str] = []
    for name in gold.order:
        words = html.escape(gold.head.get(name, ""), quote=False)
        if not words:
            continue
        look = {"title": "<h1>{}</h1>", "standfirst": '<h2 class="sub">{}</h2>',
                "byline": '<div class="meta"><a href="/author" rel="author">{}</a></div>',
                "dateline": '<div class="meta"><time>{}</time></div>'}[name]  # fmt: skip
        out.append(look.format(words))
    return "\n".join(out)


def _messy(group: tuple[str, ...]) -> str:
    """A group of clutter: a label and its links, or a line."""
    first, *rest = (html.escape(line, quote=False) for line in group)
    if not rest:
        return f'<div class="w"><span>{first}</span></div>\n'
    links = "".join(f'<div><a href="/x">{line}</a></div>' for line in rest)
    return f'<div class="w"><h3>{first}</h3>{links}</div>\n'


def _messy_story(gold: Gold, drawer: Drawer) -> str:
    """The story, its headings a level lower, with clutter between its paragraphs."""
    out: list[str] = []
    since = 0
    for part in blocks(gold):
        if since >= MIDDLE_EVERY and part.startswith(("<p", "<h")):
            out += map(_messy, drawer.draw("middle", 1))
            since = 0
        out.append(re.sub(r"(</?h)(\d)", lambda tag: f"{tag[1]}{int(tag[2]) + 1}", part))
        since += part.startswith("<p>")
    return "\n".join(out)


def soup(gold: Gold) -> Page:
    """HTML of the old kind: nothing says what anything is, it only looks so."""
    dice = chance(gold.name, "soup")
    drawer = Drawer(gold.tongue, dice)
    top, foot = drawer.draw("top", 1), drawer.draw("foot", 1)
    heading = dice.choice((
        "<b>{}</b><br><br>",
        '<font size="4"><b>{}</b></font><br><br>',
        '<span style="font-weight:bold;font-size:18px">{}</span><br><br>',
    ))  # fmt: skip
    apart = dice.random() < 0.5
    out = [_soup_lines(top), '<font size="6"><b>' + html.escape(gold.title) + "</b></font><br><br>"]
    for name in gold.order:
        if name != "title" and gold.head.get(name):
            words = html.escape(gold.head[name], quote=False)
            out.append(f"<i>{words}</i><br><br>" if name == "standfirst" else f"{words}<br><br>")
    out += [_soup(block, heading, apart) for block in gold.blocks]
    if gold.rights:
        out.append(f'<font size="1">{html.escape(gold.rights, quote=False)}</font><br>')
    out.append(_soup_lines(foot))
    body = "\n".join(out)
    text = (
        f"<html><head><meta charset=utf-8><title>{html.escape(gold.title)}</title></head>\n"
        '<body bgcolor="#ffffff"><center><table width="600"><tr><td>\n'
        f'<font face="Verdana" size="2">\n{body}\n</font></td></tr></table></center>\n'
        "</body></html>\n"
    )
    return Page("soup", "html", text.encode(), tuple(drawer.drawn))


def _soup_lines(groups: list[tuple[str, ...]]) -> str:
    links = (f'<a href="#">{html.escape(line)}</a>' for group in groups for line in group)
    return '<font size="1">' + " | ".join(links) + "</font><br><br>"


def _soup(block: Block, heading: str, apart: bool) -> str:
    lines = [inline(line, "i") for line in block.lines]
    match block.kind:
        case "heading":
            return heading.format(lines[0])
        case "bullets":
            return "".join(f"&bull; {line}<br>\n" for line in lines) + "<br>"
        case "numbers":
            return "".join(f"{n}. {line}<br>\n" for n, line in enumerate(lines, 1)) + "<br>"
        case "table":
            rows = ("<tr><td>" + "</td><td>".join(cells(line)) + "</td></tr>" for line in lines)
            caption = f"{inline(block.caption)}<br>" if block.caption else ""
            return f'{caption}<table border="1">{"".join(rows)}</table><br>'
        case "terms":
            pairs = (line.split(" :: ") for line in lines)
            return "".join(f"{one}<br>&nbsp;&nbsp;{two}<br>" for one, two in pairs) + "<br>"
        case "verse" | "lines":
            return "<br>\n".join(lines) + "<br><br>"
        case "code":
            return _html(block)
        case "figure":
            image = f'<img src="picture.png" alt="{html.escape(block.alt)}">'
            return f"{image}<br><font size=1>{lines[0]} {block.credit}</font><br><br>"
        case "note":
            return f"[{block.mark}] {lines[0]}<br><br>"
        case "break":
            return "<center>* * *</center><br>"
    text = "<br><br>".join(lines)
    return f"<div>{text}</div><br>" if apart else f"<span>{text}</span><br><br>"

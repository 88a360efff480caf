"""What on a web page is not the article, told by what it is called and by what it says.

Newsrooms name the parts of their pages for themselves, and the names say what they are:
``class="c-share-bar"``, ``id="related-stories"``. They are judged as whole words, since
``shared-content`` and ``shareholder-letter`` hold articles. Names lie now and then (a whole
article in ``class="has-sidebar"``), so whoever asks also looks at how much of the article
would go.
"""

import re
from itertools import pairwise

from lxml.html import HtmlElement

LEAD_LONGEST = 300  # characters of a line that leads to another article
HEADING_LONGEST = 100
LEAD_WORDS = 4  # of a headline, at least; “Figure 3” leads to a figure

CONTROLS = frozenset(
    {"button", "select", "textarea", "input", "label", "option", "datalist", "menu", "dialog"}
)
_ELEMENTS = frozenset({"nav", "form", "footer", "search", *CONTROLS})
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog"}
    | {"menu", "menubar", "toolbar", "tablist", "form", "button", "alert", "status", "log"}
)
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

# One of these words in a name is enough.
_NAMES = frozenset(
    {
        "advert", "advertisement", "advertising", "advertorial", "adslot", "adsense", "dfp",
        "outbrain", "taboola", "sponsored", "sponsor", "sponsors", "promo", "promos", "promotion",
        "promobox", "share", "sharing", "sharebar", "shares", "sharethis", "addthis", "addtoany",
        "sharedaddy", "social", "socials", "facebook", "twitter", "whatsapp", "pinterest",
        "linkedin", "comment", "comments", "disqus", "livefyre", "respond", "commentlist",
        "discussion", "newsletter", "newsletters", "subscribe", "subscription", "signup", "optin",
        "mailchimp", "mailinglist", "cookie", "cookies", "gdpr", "consent", "related", "recirc",
        "recirculation", "recommended", "recommendation", "recommendations", "trending",
        "popular", "mostread", "mostpopular", "morestories", "seealso", "breadcrumb",
        "breadcrumbs", "pagination", "pager", "navigation", "navbar", "nav", "navi", "menu",
        "submenu", "dropdown", "sidebar", "masthead", "toolbar", "tooltip", "lightbox", "login",
        "signin", "skip", "skiplink", "jetpack", "printonly", "taglist", "tagcloud", "hashtags",
        "bio", "authorbio", "authorbox", "aboutauthor", "biography", "footer", "editsection"
    }
)  # fmt: skip
# One of these is enough where nothing is read: page builders call everything a widget.
_WEAK = frozenset(
    {
        "ad", "ads", "adbox", "gpt", "widget", "widgets", "print", "noprint", "slider",
        "slideshow", "carousel", "teaser", "teasers", "readmore", "vote", "votes", "modal",
        "popup", "overlay", "tags", "keywords"
    }
)  # fmt: skip
# The small words over a headline: the section, the series. They are no part of the story either,
# but stand in its own element, and say nothing of what is around them.
_LABELS = frozenset(
    {"kicker", "eyebrow", "overline", "surtitle", "surtitre", "pretitle", "supertitle"}
    | {"overtitle", "dachzeile", "antetitulo", "volanta", "cintillo", "occhiello", "antetitolo"}
)
_LABEL_PAIRS = frozenset(
    {"section label", "category label", "topic label", "pre title", "pre headline"}
    | {"super title", "over title"}
)
_BUILDERS = ("elementor", "wp-block", "et_pb", "vc_", "wpb_")  # of pages: what they name is layout
_SOCIAL = frozenset({"facebook", "twitter", "whatsapp", "pinterest", "linkedin", "social"})
# Neighbours in a name, where either alone may be the article's own.
_PAIRS = frozenset(
    {"most read", "most popular", "read more", "read next", "read also", "see also", "more stories"}
    | {"about author", "author bio", "author box", "author info", "author profile", "author card"}
    | {"site header", "site footer", "page header", "page footer", "global header"}
    | {"top stories", "more from", "further reading", "up next", "next article", "prev next"}
    | {"post nav", "post meta", "entry meta", "post tags", "topic list", "article topics"}
    | {"article tags", "entry footer", "post footer", "cta box", "call action", "mw editsection"}
    | {"click track", "donate box", "donation form", "story links", "link list", "inline link"}
)  # fmt: skip
# Names that say what is read, though another word in them says otherwise.
_BELONGS = re.compile(
    r"(?:^|[\s_-])(?:article|story|post|entry|content)[_-]{0,2}(?:body|content|text)(?:$|[\s_-])",
    re.IGNORECASE,
)

_HEADINGS = re.compile(
    r"""
      (?: related | recommended | similar | suggested | more ) \s
        (?: articles? | stories | story | posts? | news | content | topics? | reading | coverage
          | links? | videos? | headlines | for \s you | to \s (?: read | explore | discover )
          | (?: on | from | in | about | by ) \s .{1,60} ) .{0,30}
    | (?: você \s pode | também \s pode ) \s gostar .{0,20} | other \s .{0,30} columns
        | .{0,40} \b in \s pictures
    | \d{1,3} \s? / \s? \d{2,3} \s .*
    | tell \s us \s what \s you \s think
    | more | related \s posts? \s* : .* | related | recommended (?: \s for \s you )?
        | trending (?: \s .{1,20} )? | popular (?: \s .{1,20} )?
    | most \s (?: read | popular | viewed | shared | recent | commented ) .{0,30}
    | (?: latest | top | other | recent | featured | editor['’]?s? ) \s
        (?: news | stories | articles | posts | headlines | picks | comments | videos? ) .{0,20}
    | (?: you \s (?: may | might ) \s also | you['’]ll \s also | also ) \s (?: like | enjoy
        | be \s .* | read | of \s .*)
    | (?: read | see | up | what['’]?s | watch | explore ) \s (?: next | more | also ) .{0,40}
    | next \s (?: up | article | story ) | keep \s reading | further \s reading
    | share .{0,40} | follow \s (?: us | me ) .{0,40} | like \s (?: this | us ) .{0,20}
        | connect \s with \s us
    | (?: \d+ \s )? (?: comments? | responses? | replies | reactions | thoughts \s on .* )
        (?: \s (?: to | on ) \s .* )? (?: \s? \( \d* \)? )?
    | (?: leave | post | add | write | submit ) \s (?: a | your ) \s (?: comment | reply
        | response | review ) .{0,30}
    | join \s the \s (?: conversation | discussion ) .{0,20} | cancel \s reply
    | about \s the \s authors? | about \s (?: the \s )? writer | author \s? bio
        | meet \s the \s author
    | advertise (?: ment | ments )? | (?: our \s )? sponsors? | sponsored .{0,30}
        | promoted .{0,30} | paid \s content
    | .{0,40} \b newsletters? \b .{0,40} | sign \s up .{0,50} | subscribe .{0,50}
        | stay \s (?: in \s touch | informed | up \s to \s date ) .{0,30}
    | get \s (?: our | the ) \s (?: latest | best | daily | free ) .{0,60}
    | (?: article \s )? (?: tags | topics | filed \s under | categories | navigation | menu
        | search | archives? | breadcrumbs? ) :?
    | post \s navigation | site \s (?: navigation | index | search ) | quick \s links
        | contact \s us | cookies? .{0,40}
    | support \s us | donate .{0,20} | log \s? in .{0,20} | share \s this .*
    | (?: mehr | weitere ) \s (?: zum \s thema | artikel | nachrichten | themen | meldungen
        | beiträge | infos? ) .{0,40}
    | (?: ähnliche | verwandte | neueste | aktuelle | beliebte ) \s (?: artikel | beiträge
        | themen | meldungen | nachrichten ) .{0,20}
    | das \s könnte \s (?: sie | dich ) \s auch .* | lesen \s sie \s auch .{0,30}
        | auch \s interessant | meistgelesen .{0,30}
    | (?: \d+ \s )? (?: kommentare? | antworten? ) .{0,30} | (?: schreibe?
        | hinterlasse ) .{0,20} (?: kommentar | antwort ) .{0,20} | anzeige
    | (?: à \s lire | lire ) \s (?: aussi | également | plus ) .{0,30}
        | sur \s le \s même \s (?: sujet | thème ) | articles? \s (?: liés? | similaires?
            | connexes? | associés? )
    | (?: \d+ \s )? commentaires? .{0,20} | laisser \s un \s commentaire | les \s plus \s lus
        | publicité | partager .{0,30} | dans \s la \s même \s .{0,20}
    | (?: noticias | artículos | contenidos? | notas | temas ) \s (?: relacionad[oa]s
        | más \s .* | similares ) | te \s puede \s interesar | lo \s más \s (?: leído
            | visto ) .{0,20}
    | (?: \d+ \s )? comentarios? .{0,20} | deja \s .{0,10} comentario .{0,10} | publicidad
        | compartir .{0,30} | lea \s también | (?: leia | veja ) \s (?: também
            | mais ) .{0,20} | mais \s lidas .{0,20}
    | leggi \s anche .{0,20} | articoli \s correlati
        | potrebbe(?:ro)? \s interessarti .{0,20} | commenti .{0,10}
    | lees \s ook .{0,20} | gerelateerd .{0,20} | reacties .{0,10} | meer \s over .{0,30}
    | 関連記事 .{0,10} | あわせて読みたい | おすすめ .{0,10}
        | 人気記事 .{0,10} | コメント .{0,10} | シェア .{0,10}
        | ランキング .{0,10}
    | 相关 (?: 文章 | 阅读 | 新闻 ) .{0,10} | 推荐阅读 | 热门 .{0,8} | 评论 .{0,8}
    | (?: مقالات | مواضيع | أخبار | مواد ) \s
        (?: ذات \s صلة | مشابهة | متعلقة ) .{0,10}
        | اقرأ \s (?: أيضا | أيضًا | المزيد ) .{0,10} | (?: التعليقات | تعليقات ) .{0,10}
            | الأكثر \s (?: قراءة | مشاهدة ) .{0,10}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AROUND = " \t\r\n.:!…→›»>|[]()*-–—▶►"


def is_furniture(element: HtmlElement, *, is_read: bool = False) -> bool:
    """Whether an element is called something that no part of an article is called.

    Args:
        element: of a page.
        is_read: whether there is a paragraph in it that is likely the article's.
    """
    if element.tag in _ELEMENTS or element.get("role", "").lower() in _ROLES:
        return True
    names = f"{element.get('class', '')} {_given_id(element)}"
    return bool(names.strip()) and is_furniture_name(names, is_read=is_read)


def _given_id(element: HtmlElement) -> str:
    """An element's id, unless a program made it of the heading in it: “sharing-the-catch”."""
    name: str = element.get("id", "")
    words = {word.lower() for word in _PARTS.findall(name)}
    for heading in element.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        said = {word.lower() for word in _PARTS.findall("".join(heading.itertext()))}
        if words <= said and not is_furniture_heading("".join(heading.itertext())):
            return ""
        break
    return name


def is_social(element: HtmlElement) -> bool:
    """Whether an element is called after a social network."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return not _SOCIAL.isdisjoint(word.lower() for word in _PARTS.findall(names))


def is_label(element: HtmlElement) -> bool:
    """Whether an element is called after the small words that stand over a headline."""
    for name in f"{element.get('class', '')} {element.get('id', '')}".split():
        words = [word.lower() for word in _PARTS.findall(name)]
        paired = any(f"{one} {other}" in _LABEL_PAIRS for one, other in pairwise(words))
        if paired or not _LABELS.isdisjoint(words):
            return True
    return False


def is_furniture_name(names: str, *, is_read: bool = False) -> bool:
    """Whether a class or an id says that something is not the article.

    >>> is_furniture_name("c-share-bar"), is_furniture_name("shareholder-letter")
    (True, False)
    """
    if _BELONGS.search(names):
        return False
    for name in names.split():
        if name.startswith(_BUILDERS):
            continue
        words = [word.lower() for word in _PARTS.findall(name)]
        if any(word in _NAMES or word in _SOCIAL for word in words):
            return True
        if not is_read and not _WEAK.isdisjoint(words):
            return True
        if any(f"{one} {other}" in _PAIRS for one, other in pairwise(words)):
            return True
    return False


def is_furniture_heading(words: str) -> bool:
    """Whether a heading stands over what is not the article: “Related stories”, “Comments (3)”."""
    bare = " ".join(words.split()).strip(_AROUND)
    return len(bare) <= HEADING_LONGEST and _HEADINGS.fullmatch(bare) is not None


_LEADS = re.compile(
    r"(?:related|read\s+(?:more|next|also|the\s+full\s+\w+)|more|see\s+also|also\s+(?:read|on\s+.{1,30})"
    r"|don['’]?t\s+miss|must\s+read|watch|listen|lire\s+(?:aussi|également)|à\s+lire|lesen\s+sie\s+auch"
    r"|mehr\s+zum\s+thema|lea\s+también|leer\s+más|leia\s+(?:também|mais)|lees\s+ook|leggi\s+anche"
    r"|recommended|suggested|click\s+here)\b(?:\s*[:|»>–—-]|\s+(?=\S))",
    re.IGNORECASE,
)
_OWN_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\S+\.\w{2,4}/\S*")


def leads_on(words: str, linked: int) -> bool:
    """Whether a line of its own leads to another article: it is a link, or begins “Read more:”.

    Args:
        words: of a paragraph.
        linked: how many of its letters are in links.
    """
    if len(words) > LEAD_LONGEST or _OWN_ADDRESS.fullmatch(words):
        return False
    if linked >= 0.95 * len(words):
        return len(words.split()) >= LEAD_WORDS
    return linked >= 0.4 * len(words) and _LEADS.match(words) is not None


_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_FOR_EARS = frozenset(
    {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader-text"}
    | {"screen-reader-only", "screen-reader", "u-visually-hidden", "is-visually-hidden"}
    | {"assistive-text", "sr-text", "element-invisible", "visually-hidden-focusable", "u-hidden"}
    | {"visuallyHidden", "off-screen", "offscreen", "a11y-hidden", "u-h", "sronly"}
)


def is_hidden(element: HtmlElement) -> bool:
    """Whether nobody sees an element: it is switched off, or there for a screen reader only."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden", "").lower() == "true":
        return True
    if _HIDDEN.search(element.get("style", "")):
        return True
    return not _FOR_EARS.isdisjoint(element.get("class", "").split())

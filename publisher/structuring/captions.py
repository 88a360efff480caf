"""Captions and credits: words that belong to a picture, or to those who made the article.

A caption without its picture is set aside: heard between two paragraphs it breaks the story.
What tells one is its label (“Photograph: …”), the agency behind a stroke (“Lee/Reuters”), or
the bracket at its end (“(AP Photo/Ann Lee)”); a paragraph that ends with “(AP)” is a story’s.
"""

import re

from publisher.structuring.lengths import ended
from publisher.structuring.shapes import tells

CAPTION_LONGEST = 600  # characters
LABELLED_LONGEST = 200  # of what only begins like a label: “Source: …”
CREDIT_LONGEST = 260
TOLD = 2  # words in small letters, beside small words, that a credit in a full stop has not

_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|Getty(?:\s?Images)?|EPA(?:-EFE)?|EFE|dpa|DPA|ANSA|PA(?:\s(?:Media|Wire|Images))?"
    r"|Shutterstock|iStock(?:photo)?|Alamy(?:\sStock\sPhoto)?|Unsplash|Pexels|Pixabay|Bloomberg|Xinhua"
    r"|Anadolu(?:\sAgency)?|AAP|Sipa|SIPA|Zuma|ZUMA|Imago|imago(?:\simages)?|IMAGO|Keystone|TASS|Kyodo|Lusa|LUSA"
    r"|PTI|ANI|Corbis|Bridgeman|Rex|NurPhoto|LightRocket|Picture\sAlliance|picture[\s-]alliance|picturedesk"
    r"|Wikimedia(?:\sCommons)?|Flickr|NASA|Europa\sPress|Contacto|MAXPPP|AdobeStock|Adobe\sStock|Instagram"
    r"|Associated\sPress|Agence\sFrance-Presse|Press\sAssociation|The\sGuardian|共同|時事|新华社|新華社|中新社|视觉中国)"
)
_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "her", "his", "in", "of", "on", "our", "the",
     "their", "to", "via", "with", "de", "des", "du", "la", "le", "les", "et", "pour", "da",
     "del", "di", "e", "el", "las", "los", "y", "con", "para", "der", "die", "das", "den", "dem",
     "von", "und", "für", "im", "am")
)  # fmt: skip
_LABEL = re.compile(
    r"""[\[(（【<]?\s*(?:
      (?: image | photo (?:graph(?:s|y|ie)?)? | photos | picture s? | video | media | graphic s?
      | illustration s?
        | composite | cartoon | credit s? | file | handout | map | chart | art (?:work)?
        | screenshot
        | photo \s illustration | ap \s photo | file \s (?:photo|picture|image|pic)
        | main \s (?:image|picture|photo)
        | cover \s (?:image|photo) | header \s (?:image|photo) | feature d? \s (?:image|photo)
        | image s? | pic s?
        | photo \s credit s? | image \s credit s? | picture \s credit s? | caption
        | photo \s caption
        | image \s caption | image \s source | media \s caption | video \s caption
        | foto s? | fotografía | fotografia | imagen | imagem | immagine | bild (?:er)?
        | bildquelle | bildnachweis
        | bildunterschrift | symbolbild | symbolfoto | archivbild | archivfoto | grafik
        | infografik | quelle
        | crédits? (?: \s photo s?)? | crédito s? | photo d['’]archives | légende | dessin
        | infographie
        | ilustración | ilustração | vídeo | gráfico | fuente | fonte | reprodução | divulgação
        | didascalia | crediti
        | صورة | الصورة | تصوير | مصدر\sالصورة | المصدر | التعليق\sعلى\sالصورة | تعليق\sعلى\sالصورة
        | كاريكاتير
        | 写真(?:提供|撮影)? | 画像(?:提供)? | 撮影 | 写真・?図版 | 提供 | イラスト | 出典
        | キャプション | 資料写真
        | 图片?(?:来源|说明)? | 圖片?(?:來源|說明)? | 图源 | 摄影 | 攝影?? | 资料图片? | 資料圖片?
        | 来源 | 來源 | 사진
      )\s* [:：=＝/／©] \s* \S
      | (?: photo | image | picture | photograph | illustration ) \s* , \s+ (?-i:[A-Z][^.]{2,60})$
      | (?-i:FILE) \s* (?: PHOTO | IMAGE | PIC(?:TURE)? )? \s* (?: : | [-–—] (?=\s) )
      | (?: left | right | above | below | top | bottom | pictured | inset
      | from \s left ) \s* : \s+ \S
      | ARCHIV (?:BILD|FOTO) | SYMBOLBILD
      | \( \s* (?:foto|photo|image|bild|imagen|imagem|写真|画像|图|صورة)
    ).*""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_WORDED = re.compile(
    r"""[\[(（【<]?\s*(?:
      (?: image | media | video | photo ) \s (?: source | caption ) \s* ,? \s*
      | (?: photo (?:graph(?:s|y)?|s)? | picture s? | image s? | illustration s? | video
      | graphic s? | art(?:work)? ) \s+ (?:by|courtesy|via|from) \s+ (?= \W* [A-Z@] )
      | (?: photo s? | foto s? | fotografie n? | bilder ) \s+ (?:de|von|di|par|por) \s+
        (?= [A-ZÀ-Ý] )
      | courtesy \s (?:of \s)? (?= [A-Z] )
    )(?P<who>\S.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LOUD_MADE = (
    r"(?:Photo(?:graph(?:s|y|e)?|s)?|Picture|Image|Images|Credits?|Illustration|Graphic|Video|Fotos?|Bild|Crédits?(?:\s[Pp]hotos?)?"
    r"|Fotografía|Imagen|Imagem|Immagine|Immagini|Crédito|Ilustración|PHOTO|PHOTOGRAPH|CREDIT|FOTO|写真|撮影|画像|图|图片|صورة|تصوير)"
)
_MADE = (
    r"(?:photo(?:graph(?:s|y|e)?|s)?|picture|image|images|credit|credits|illustration|graphic|video|foto|fotos|bild"
    r"|crédit(?:s)?(?:\sphotos?)?|fotografía|imagen|imagem|immagine|immagini|crédito|ilustración|写真|撮影|画像|图|图片|صورة|تصوير)"
)
_IN_BRACKETS = r"[^()\[\]（）]"
_ENDINGS = (
    # (Photo: Ann Lee), [Credit by Ann Lee]
    rf"[\[(（]\s*(?:AP|File|Handout|Supplied|Courtesy)?\s*{_MADE}\s*(?:[:：/=＝©]|\s(?:by|courtesy|via|von|par|de|por)\s)"
    rf"{_IN_BRACKETS}{{1,90}}[\])）]?\.?",
    # (AP Photo/Ann Lee)
    rf"[\[(（]\s*(?:AP|AFP|Reuters)\s(?i:photo|video|images?){_IN_BRACKETS}{{0,60}}[\])）]\.?",
    # (AFP/Getty Images), (Reuters via Ann Lee)
    rf"[\[(（](?:{_IN_BRACKETS}{{0,60}}[/|]\s*)?{_AGENCY}(?:\s*/\s*{_IN_BRACKETS}{{1,60}}|\svia\s{_IN_BRACKETS}{{2,40}})[\])）]\.?",
    # (Ann Lee/AP)
    rf"[\[(（]{_IN_BRACKETS}{{2,60}}(?:/|\s\|\s|\svia\s)\s*{_AGENCY}(?:\s(?:via|for|file){_IN_BRACKETS}{{0,40}})?[\])）]\.?",
    # … in May. Photograph: Ann Lee
    rf"(?:^|[.!?”\"»。]\s*|\s[–—|-]\s|\s)(?-i:{_LOUD_MADE})\s*[:：©]\s*[^.:]{{2,80}}\.?",
    # … in May. Ann Lee/Reuters
    rf"\s[^\s/]+(?:\s[^\s/]+){{0,2}}\s?/\s?{_AGENCY}(?:\s(?:via|for)\s.{{2,40}})?\.?",
    rf"\s(?:\||–|—)\s{_AGENCY}\.?",
    r"[（(](?:写真|画像|撮影|提供|図|图|图片)[^（）()]{0,60}[）)]。?",
    r"[＝=][^＝=。]{2,40}(?:撮影|提供|写す)",
    r"（[^（）。]{2,14}(?:社|新聞|通信|提供|撮影|氏|市|県)）",
    # … in May. © Ann Lee; … in May. PHOTO Ann Lee
    r"(?:[.!?…»”\"]|\s)\s?©\s?[^.©]{2,60}\.?",
    r"[.!?…»”\"]\s(?-i:PHOTOS?|FOTOS?|PHOTOGRAPH|CREDIT)\s[^\W\d_][^.]{2,60}",
    r"[/／]\s?(?:摄|攝|图|圖)|摄|攝",
)
_AT_END = re.compile(
    r"(?:^|(?=[\s\[(（.!?…”\"»。＝=/／摄攝–—|-]))"  # no other begins one: most are passed by
    rf"(?:{'|'.join(_ENDINGS)})\s*$",
    re.IGNORECASE,
)
# … in May. Photo by Ann Lee, CC BY 4.0
_WORDED_LAST = re.compile(
    r"(?:^|[.!?…»”\"])\s*(?:Photo|Photos|Photograph|Photographs|Picture|Pictures|Image|Images|Illustration|Video)"
    r"\s(?i:by|courtesy|via|from)\s(?P<who>[^.]{2,60}(?:\d\.\d)?\.?)\s*$"
)
# One of these is in all that ends so, and in few paragraphs of a story: it is sooner found.
_IN_ENDINGS = re.compile(
    r"[\[(（©/／|–—＝=摄攝图]|Photo|Picture|Ima|Illustration|Video|PHOTO|FOTO|CREDIT|Cr[eé]dit"
    r"|Graphic|Foto|Bild|Immagin|Ilustra|写真|撮影|画像|صورة|تصوير"
)
_NAMED_AGENCY = re.compile(
    r"(?:©|\(c\))?\s*(?:[^\W\d][\w.'’-]*\.?\s+){0,4}(?:[^\W\d][\w.'’-]*\s*)?"
    rf"(?:[/|,•·–—-]|\s(?:via|for|VIA)\s)\s*{_AGENCY}"
    r"(?:\s*(?:[/|,]|via|VIA|for|FOR)\s*[\w .'’&-]{2,40})?\.?"
    rf"|©\s*{_AGENCY}(?:\s*[/|,].{{0,40}})?|{_AGENCY}\s*/\s*[\w .'’-]{{2,50}}"
)

_CREDIT = re.compile(
    r"""[\[(（—–-]*\s*(?:
      (?: additional | further | contributing )? \s* (?: reporting | research | writing | words
      | text ) \s (?:and \s \w+ \s)? by \s* [:：]? \s .+
    | (?: additional | extra ) \s (?: reporting | research | material | contributions? ) .+
    | with \s (?: additional \s )? (?: reporting | contributions? | files | reports? | inputs?
    | agenc(?:y|ies) ) \b .*
    | (?: edit(?:ed|ing) | written | compiled | produced | translated | transcribed
    | fact[- ]check(?:ed|ing) | (?:sub|copy)[- ]?edited | reviewed | medically \s reviewed
    | updated | adapted ) \s by \s* [:：]? \s* (?-i:[A-Z]) .+
    | (?: editing | translation | production | fact[- ]checker | editor | translator | reporter s?
    | producer s? | writer ) \s* [:：] \s* (?-i:[A-Z]) .+
    | source s? \s* [:：] \s* .{2,80}
    | (?: words | text | texte | texto | story ) \s* [:：] .+ (?: pictures | photos | photography
    | images | bilder | fotos | photographs ) .+
    | (?: this \s )? (?:article|story|piece|post|report|essay|interview) \s (?: was \s | is \s
    | has \s been \s )? (?: first | originally | also | co- | re ) -? \s? (?: published | appeared
    | posted | produced | publish ) .+
    | (?: a \s version \s of \s ) this \s (?:article|story) .+ | (?: originally
    | first ) \s (?:published|appeared|posted) \s (?:in|on|by|at) \s .+
    | republished \s (?:with|under|from|by) .+ | reprinted \s (?:with|by|from) .+
    | published \s (?:with|by) \s permission .+ | courtesy \s of \s .+
    | read \s the \s original \s article .*
    | (?: the \s )? associated \s press \s
      (?: writers? | reporters? | journalists? | correspondents? ) .+ contributed .*
    | .{3,120} \s contributed \s (?: to \s this \s (?:report|story|article) | reporting
    | from \s .{2,40} ) [\s\S]{0,80}
    | (?: mit \s (?: material | informationen | inhalten ) \s (?: von | der | des )
    | quellen? \s* : | redaktion \s* : | übersetzung \s* : | aus \s dem \s .{4,30} \s von ) .+
    | (?: avec | d['’]après | propos \s recueillis \s par | traduit \s (?: de | par )
    | texte \s* :? | source s? \s* : | adapté \s par ) \s* (?-i:[A-ZÀ-Ý(]|l['’]).{1,80}
    | (?: con \s (?: información | informaciones | datos ) \s de | traducción \s (?:de|:)
    | fuente s? \s* : | redacción \s* : ) .+
    | (?: com \s (?: informações | agências? ) | tradução | fonte s? \s* : | edição \s* : ) .*
    | (?: con \s informazioni \s | traduzione \s | fonte \s* : | a \s cura \s di \s ) .+
    | (?: المصدر | مصدر | تحرير | إعداد | ترجمة ) \s* [:：] .+ | المصدر\s*[:：]?\s*\S.{1,60}
    | (?: 取材 | 聞き手 | 構成 | 編集 | 訳 | 翻訳 | 監修 | 出典 ) (?:・\S{1,4})? \s* [:：=＝/] .+
    | 【[^】]{0,10}(?:共同|時事|通信|AFP|AP|ロイター|記者|[^】]新聞|写真|撮影|提供)
      (?:[＝=・/／:：][^】]{1,12})?】
    | 【[^】]{1,10}[＝=][^】]{1,12}】
    | （.{1,12}(?:記者|記者＝.{1,8})）
    | (?: 来源 | 來源 | 编辑 | 編輯 | 责任编辑 | 责编 | 记者 | 記者 | 作者 | 校对 | 翻译
    | 原标题 ) \s* [:：] .+ | （.{0,10}(?:完|编辑.{2,12})）
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_PRINTED = re.compile(r"\W*(?:this|an?|article|story|piece|post|report|essay|interview)\b", re.I)
_TAG = re.compile(
    rf"[\s(\[（—–-]*(?:{_AGENCY}|UPI|ETX(?:\sDaily\sUp)?|IANS|Bernama|WAM|SPA|MENA|QNA|SANA|Kyodo\sNews|TT|NTB|Ritzau|ANP|Belga|ats|SDA|APA|sid|SID|KNA|epd|kna|Notimex|Télam|Agencia\sBrasil|Agência\sBrasil"
    r"|(?:AP|AFP|Reuters|dpa|EFE|PTI)(?:\s*[/,;&]\s*\w+){1,3}|CNN|BBC\sNews|The\sConversation"
    r"|رويترز|أ\sف\sب|د\sب\sأ|وكالات|الأناضول|سبوتنيك|ロイター|時事通信|共同通信|新华网|中新网|央视新闻)[\s)\]）—–.-]*"
)


_NAME = r"[^\W\d_a-z][\w.’'-]*"
_NAMED_PAPER = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,3}}\s?[/|]\s?{_NAME}(?:\s{_NAME}){{0,3}}")
# “The square at noon. Ann Lee”: a paragraph of a story has its stop at the end.
_NAME_LAST = re.compile(
    rf".{{12,300}}[^\W\d_]{{3,}}\.\s{_NAME}(?:\s(?:(?:de|da|del|van|von|la)\s)*{_NAME}){{1,3}}"
    r"(?:\s[(/].{2,40})?",
    re.DOTALL,
)
_BEHIND_NAME = 43  # characters that may stand there at most: a space, a mark, and 2 to 40 more
_AGENCY_LAST = re.compile(
    rf"[^.!?。]*[^.!?。\s]\s[(（](?:{_AGENCY}|ゲッティ|ゲッティイメージズ|AP通信|AFP通信|ロイター"
    r"|時事|رويترز|غيتي|فرانس برس|أ ف ب|الأناضول)[)）]"
)


def _may_end_with_a_name(line: str) -> bool:
    """Whether the last word has a capital, or something in brackets or behind a stroke ends it."""
    first = line[line.rfind(" ") + 1]
    if first.isalnum() and not "a" <= first <= "z":
        return True
    end = line[-_BEHIND_NAME:]
    return "(" in end or "/" in end


def is_caption(text: str) -> bool:
    """Whether a line is a picture's caption, or says who took it."""
    line = " ".join(text.split())
    if not 3 < len(line) <= CAPTION_LONGEST:
        return False
    if len(line) <= LABELLED_LONGEST and (
        _NAMED_AGENCY.fullmatch(line)
        or _NAMED_PAPER.fullmatch(line)
        or (("(" in line or "（" in line) and _AGENCY_LAST.fullmatch(line))
    ):
        return True
    ends_so = _IN_ENDINGS.search(line) and (_AT_END.search(line) or _is_worded(line, at_end=True))
    named = _may_end_with_a_name(line) and _NAME_LAST.fullmatch(line)
    return bool(ends_so or named or _LABEL.fullmatch(line) or _is_worded(line))


def _is_worded(line: str, *, at_end: bool = False) -> bool:
    """Whether words alone say whose a picture is: “Photographs by Ann Lee”.

    “Photographs by Ann Lee hung in the hall.” goes on and ends as a sentence does.
    """
    found = _WORDED_LAST.search(line) if at_end else _WORDED.fullmatch(line)
    return found is not None and not (ended(line) and _says_more(found["who"]))


def _says_more(text: str) -> bool:
    """Whether words are more than names, and the small words between them."""
    plain = [word for word in _WORDS.findall(text) if word.islower() and word not in _SMALL]
    return len(plain) >= TOLD


def is_credit(text: str) -> bool:
    """Whether a line names those who made the article, or the agency it came from."""
    line = " ".join(text.split())
    if not 1 < len(line) <= CREDIT_LONGEST:
        return False
    if _TAG.fullmatch(line):
        return True
    if _CREDIT.fullmatch(line) is None:
        return False
    return not (ended(line) and tells(line)) or _PRINTED.match(line) is not None

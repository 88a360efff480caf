"""The words of web pages that are no part of a story, by what they tell.

Phrases are parted by `` / `` and looked for as whole lines, whatever their case, quotation
marks set aside; ``#`` stands for a number, ``*`` for a few words more. To teach publisher
another language, add a line to each table.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from publisher.structuring.likeness import stems

_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0640]")  # of Arabic, which some write and some do not
_AROUND = " \t\n.:!…→←›»‹«>|[]()*-–—▶►▼▲▾·•+⌄↓↑✕×☰✉⏱🔊📷🎧✅👉➡️️#_，。：！"
_IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef*:]")
_CHOICE = re.compile("[#*]")
_PARTED = re.compile(r" / |\n")
_BEGIN = 2  # characters by which a phrase is found
_TABLES: list[str] = []  # all that were made into patterns
_COUNT = re.compile(r"\s*[(\[（]?\s*(?:\d[\d.,]*\s?[km]?)\s*[)\]）]?$")


def bare(text: str) -> str:
    """A line as phrases are compared: small letters, no ornament around it.

    >>> bare("» READ  MORE:")
    'read more'
    """
    if not text.isascii():  # most lines are, and have none of these
        text = text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")
        text = _VOWEL_SIGNS.sub("", text)
    return " ".join(text.casefold().split()).strip(_AROUND)


def uncounted(line: str) -> str:
    """A bare line without the number that a button shows behind it: ``comments (23)``."""
    return _COUNT.sub("", line) or line


@cache
def page_stems() -> frozenset[str]:
    """The words of all tables, as `likeness` compares them."""
    return stems(" ".join(_TABLES))


class Table:
    """Phrases of a table, found by how they begin: most lines begin as none of them does.

    Only those with a number or words of anybody's choice in them are patterns, and these are made
    when a line has all the rest of one: to make all of them takes longer than to read an article.

    Args:
        phrases: with ``#`` and ``*``; of two that fit, the first is found.
        within: whether they are looked for within a line, so that each has to end where a word
            does; else they are whole lines.
    """

    def __init__(self, phrases: Iterable[str], *, within: bool) -> None:
        self._by_begin: dict[str, list[_Phrase]] = {}
        self._any_begin: list[tuple[str, _Phrase]] = []
        for phrase in phrases:
            each = _Phrase(_plain(phrase), within=within)
            if each.begin:
                self._by_begin.setdefault(each.begin, []).append(each)
            else:
                self._any_begin.append((each.longest, each))

    def fullmatch(self, line: str) -> bool:
        """Whether a bare line is one of them."""
        for begin in (line[:_BEGIN], line[:1]):
            for each in self._by_begin.get(begin, ()):
                if each.is_all_of(line):
                    return True
        return any(known in line and each.is_all_of(line) for known, each in self._any_begin)

    def match(self, line: str, at: int = 0) -> bool:
        """Whether one of them begins there."""
        for begin in (line[at : at + _BEGIN], line[at : at + 1]):
            for each in self._by_begin.get(begin, ()):
                if each.is_in(line, at):
                    return True
        return any(known in line and each.is_in(line, at) for known, each in self._any_begin)


class _Phrase:
    """One phrase of a table.

    Attributes:
        begin: its first characters, by which it is found; "" where it may begin with any.
        longest: what is in every line that has one that is open; "" for one that is not.
    """

    def __init__(self, phrase: str, *, within: bool) -> None:
        told = _CHOICE.split(phrase)
        self.begin = told[0][:_BEGIN]
        self._phrase = phrase
        self.longest = max(told, key=len).strip() if len(told) > 1 else ""
        self._ends_a_word = within and not _IDEOGRAPH.match(phrase[-1])

    def is_all_of(self, line: str) -> bool:
        """Whether a bare line is this phrase."""
        if not self.longest:
            return line == self._phrase
        return self.longest in line and self._pattern.fullmatch(line) is not None

    def is_in(self, line: str, at: int) -> bool:
        """Whether it begins there, and ends where it may."""
        if self.longest:
            return self.longest in line and self._pattern.match(line, at) is not None
        end = at + len(self._phrase)
        ends = not self._ends_a_word or not _is_of_word(line[end : end + 1])
        return line.startswith(self._phrase, at) and ends

    def is_within(self, line: str) -> bool:
        """Whether it, which is open, is anywhere in a line, whatever is around it."""
        return self._pattern.search(line) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        escaped = re.escape(self._phrase).replace(r"\#", r"\d[\d.,]*\s?[km]?")
        open_ = escaped.replace(r"\ \*", r"[\s:：]+\S.{0,110}").replace(r"\*", r"\S.{0,110}")
        return re.compile(open_ + (r"(?!\w)" if self._ends_a_word else ""))


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a table, as whole lines.

    Attributes:
        whole: those that are as they stand there.
        counted: those with a number in them.
        open: those that take words of anybody's choice.
    """

    whole: frozenset[str]
    counted: Table
    open: Table

    def has(self, line: str) -> bool:
        """Whether a bare line is one of them."""
        return line in self.whole or self.counted.fullmatch(line) or self.open.fullmatch(line)


def phrases(table: str) -> Phrases:
    """The phrases of a table."""
    every = _phrases_of(table)
    open_ = [each for each in every if "*" in each]
    counted = [each for each in every if "#" in each and "*" not in each]
    whole = {_plain(each) for each in every if "#" not in each and "*" not in each}
    return Phrases(frozenset(whole), Table(counted, within=False), Table(open_, within=False))


def at_start(table: str) -> Table:
    """The phrases that a line may begin with, as whole words."""
    return Table(_phrases_of(table), within=True)


class Anywhere:
    """Phrases within a line, as whole words; ideographs and open ones are parted by nothing."""

    def __init__(self, phrases: Iterable[str]) -> None:
        every = tuple(phrases)
        wide = [each for each in every if _IDEOGRAPH.search(each)]
        narrow = [each for each in every if not _IDEOGRAPH.search(each)]
        self._words = Table(narrow, within=True)
        begins = sorted({re.escape(_plain(each)[:_BEGIN]) for each in narrow})
        self._begins = re.compile(rf"(?<!\w)(?:{'|'.join(begins)})")
        self._parts = tuple(_plain(each) for each in wide if not _CHOICE.search(each))
        open_ = (_Phrase(_plain(each), within=False) for each in wide if _CHOICE.search(each))
        self._open = tuple((each.longest, each) for each in open_)

    def search(self, line: str) -> bool:
        """Whether one of them is in a bare line."""
        for each in self._parts:
            if each in line:
                return True
        if any(known in line and each.is_within(line) for known, each in self._open):
            return True
        begins = self._begins.finditer(line)
        return any(self._words.match(line, found.start()) for found in begins)


def anywhere(table: str) -> Anywhere:
    """The phrases that may be anywhere in a line."""
    return Anywhere(_phrases_of(table))


def _phrases_of(table: str) -> list[str]:
    """The phrases of a table, each once."""
    _TABLES.append(table)
    phrases = (each.strip() for each in _PARTED.split(table))
    return list(dict.fromkeys(filter(None, phrases)))


def _plain(phrase: str) -> str:
    return _VOWEL_SIGNS.sub("", phrase.casefold())


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


NETWORKS = phrases("""
facebook / twitter / x / x (twitter) / whatsapp / linkedin / messenger / reddit / pinterest
instagram / telegram / bluesky / mastodon / threads / tumblr / flipboard / pocket / tiktok
youtube / snapchat / viber / line / weibo / wechat / vk / xing / hacker news / digg / stumbleupon
google+ / mix / google plus / email / e-mail / mail / print / copy / copy link / sms / rss / pin
tweet / share / save / more / fb / buffer / messages / reblog / like / comment / comments
courriel / imprimer / partager / drucken / teilen / merken / mailen / imprimir / compartir
correo / enviar / copiar enlace / stampa / condividi / compartilhar / salvar / guardar / feedly
hatena / はてなブックマーク / はてブ / 微信 / 微博 / メール / シェア / ツイート / ブックマーク
印刷 / فيسبوك / تويتر / واتساب / واتس اب / تلغرام / إكس / لينكدإن / البريد الإلكتروني / نسخ الرابط
طباعة / 分享 / 复制链接 / 朋友圈 / qq / qq空间 / note / copia link / lien
""")

SURE = phrases("""
copy html / embed / embed this * / disclosure statement / get our newsletters / steal our stories
republish our articles * / get the code / copy text / コメント #件 / コメント#件 / コメント(#件)
コメント（#件） / #件 / add us as * / report a correction * / يتبع بعد الإعلان / يتبع بعد *
أضف تعليقا / المقال يتبع / # تعليقا / recevez * l'actualité / report a problem *
correct an error / advert / view this image / buy now / shop now / by taboola / outbrain
recommended by outbrain / caption / hide caption / click to tweet / submitted photo
courtesy photo / file photo / photo / photos / image / credit / thanks for watching
visit website / # shares / #shares / no item available / view pdf / print mode
view pdf/print mode / version zum drucken / like this story / like this article / follow rt on
previous post next post / previous post / next post / add your comment / your comment
leave this field blank / filed to * / uncategorized / posted in * / copy this link / copy the link
share full article / read in english / leer en español / download newspaper copy
story highlights hide / highlights / keep me logged in / supported by / presented by *
in partnership with * / brought to you by * / sponsored by * / a message from * / paid for by *
from our partner / from our sponsor / this story is part of * / listen now / watch on youtube
subscribe on * / like us / reading list / related video / related videos / video below
click to expand / click to view / click here / click here to * / tap here to *
here's what to know / jump to recipe / pin recipe / print recipe / rate this recipe / text * to *
scan me / top comment / share your opinion / vote now / take our poll / take our quiz / play now
try it now / start quiz / view results / poll / see results / thanks for reading / give this post
claps / # claps / write for us / pitch us / our team / masthead / editorial policy
corrections policy / fact-checking policy / advertise here / advertisement / advertisements
advertising / advertisement feature / advertiser content / advertorial
advertisement - * continues below / article continues below * / story continues below * / ads by *
article continues after * / story continues after * / story continues below
article continues below / content continues below / text continues below / scroll to continue *
scroll to continue / sponsored / continue reading below / sponsored content / sponsored links
paid content / paid post / promoted / promoted content / promoted links / ad choices / adchoices
powered by * / close ad / advertising. article continues below
advertisement. scroll to continue reading / report this ad / this article continues below
report an ad / remove ads / why this ad / ad feedback / skip ad / ad
this advertisement has not loaded yet / * our standards: the thomson reuters trust principles
our standards: the thomson reuters trust principles / opens new tab / opens in new window
read more / read next / read also / read on / read full story / read the full story
read full article / read the full article / read the rest / read in app / read this article
read this next / read it here / read more here / keep reading / continue reading
continue reading * / see more / show more / show less / load more / view more / learn more
find out more / more details / view all / see all / more info / more information / show all
read more stories / see full article / view full article / view original / view gallery
view slideshow / open gallery / open image in gallery / view fullscreen / view in fullscreen
full screen / enlarge image / enlarge this image / click to enlarge / tap to enlarge / tap to zoom
toggle caption / view image in fullscreen / see photos / see the photos / launch gallery
view * photos / # photos / # images / image # of # / # of # / photo # of # / slide # of #
next image / previous image / next slide / share / share this / share this * / share article
share story / share on * / share via * / share to * / share by * / share with * / share link
share options / more sharing options / sharing is caring / share your voice / share your thoughts
share it / shares / # share / gift article / gift this article / gift link / give this article
give article / send / send to a friend / email this * / email article / email story
email to a friend / send by email / save / save article / save for later / save this * / saved
save story / add to favourites / add to favorites / add to bookmarks / bookmark / bookmark this *
add to reading list / read later / copy / copy link / copied / link copied / copy url
copy article link / get link / copy link to clipboard / copied to clipboard / print / print this *
print article / print story / print this page / pdf / download pdf / download as pdf / tweet
tweet this * / e-mail / email / reblog / pin it / like this * / like us on * / like loading
follow / follow us / follow us on * / follow us @* / follow me on * / follow topic / follow author
follow on * / follow @* / follow the author / follow bbc * / find us on * / connect with us
get alerts / join us on * / join our * channel / add us on * / add as preferred *
make us preferred on google / make us your preferred source * / follow on google
follow us on google news / add on google / preferred source on google
add as a preferred source on google / google news / apple news / reprints / reuse this content
republish / republish this article / republish this story / reprints & * / order reprints
request permissions / license this * / purchase licensing rights / purchase licensing rights, *
buy this photo / order a reprint / cite this * / how to cite / report this * / report an error
report a typo / report a mistake / suggest a correction / suggest an edit / submit a correction
request a correction / flag as inappropriate / give us feedback / give feedback / send feedback
send us feedback / rate this * / was this article helpful / was this helpful
was this page helpful / did you find this * helpful / sign up / sign up now / sign up here
sign up today / sign up for free / sign me up / sign-up / subscribe / subscribe now
subscribe here / subscribe today / subscribe for free / subscribe to our * / subscribe to the *
subscribe to this * / subscribe to read * / subscribe to continue * / subscribe to get *
subscribe with * / subscribed / already a subscriber * / already subscribed *
already have an account * / already a member * / start your free trial / start free trial
try for free / try it free / free trial / register now / register for free / register here
create account / create an account / create a free account / create free account / log in / login
log out / logout / sign in / sign out / sign in to * / log in to * / sign in or * / log in or *
my account / manage my account / manage account / manage subscription / become a member
become a subscriber / become a supporter / join now / join today / join us / join free
unlock this article / enter your email / enter your email address / enter your email *
email address / email address * / your email / your email address / your e-mail address
type your email / type your email * / enter email / invalid email / please enter a valid email *
thank you for subscribing / you're signed up / thanks for signing up / thank you for signing up
thanks for subscribing / thank you for registering / you are now subscribed / get newsletter
get the newsletter / newsletter / newsletters / newsletter * / sign up for * newsletter
* newsletter sign-up / * newsletter signup / * newsletter sign up / newsletter promotion
after newsletter promotion / skip past newsletter promotion / skip newsletter * / sign up to our *
sign up for our * / sign up to the * newsletter / privacy notice: * / get our app / get the app
download the app / download our app / download our * app / open in app / get it on google play
download on the app store / app store / google play / available on * / listen on * / open app
use app / view in app / scan the qr code * / scan to download * / back to top / go to top
return to top / return to homepage / back to home / to top / scroll to top / go back / skip to *
skip past * / jump to * / jump to content / main menu / open menu / close menu / toggle menu
toggle navigation / main navigation / site navigation / site search / open search / close this
no thanks / not now / maybe later / hamburger menu / navigation menu / show navigation
hide navigation / breadcrumb / breadcrumbs / switch edition / change edition / select your edition
uk edition / us edition / accessibility links / accessibility help / skip to accessibility *
breadcrumb trail / listen / listen to article / listen to this * / listen to story
listen to the * / listen # min / listen # minutes / # min listen / # minute listen
# minutes listen / play audio / play video / watch video / watch the video / watch now
watch live / play all / unmute / # seconds of # * / loading / buffering / video player
this video can not be played / this video can't be played
media playback is unsupported on your device / media playback is not supported on this device
to play this video you need to enable javascript in your browser / javascript is disabled *
please enable javascript * / your browser does not support * / up next / next up / coming up
this is a modal window / live tv / on air / video duration / now playing / ad # of #
0 of # seconds / text size / font size / a a a / increase text size / decrease text size / a- / a+
aa / resize text / dark mode / light mode / english (us) / translate / select language
# min read / # mins read / # minute read / # minutes read / # minutes to read / reading time *
read time * / estimated reading time * / # min / # mins / # views / # view / # likes / # like
# reads / # followers / # reactions / # retweets / less than a minute read / # min. read
# minutes of reading / follow # / # responses / # replies / # reply / upvote / downvote
view comments / view # comments / view all comments / see all comments / show comments
hide comments / leave a comment / leave a reply / post a comment / post comment / add a comment
add comment / comments / comment / # comments / # comment / no comments / no comments yet
be the first to comment / write a comment / join the conversation / join the discussion
join the debate / start the conversation / comments are closed / comments are turned off *
comments are disabled / commenting is disabled * / comments are moderated * / show # comments
read comments / read # comments / loading comments / cancel reply / submit comment / your name
have your say / what do you think / let us know in the comments * / tell us in the comments *
notify me of * / save my name, email, and website in this browser for the next time i comment
your email address will not be published / required fields are marked / all comments
this site uses akismet to reduce spam * / this site uses akismet to reduce spam
learn how your comment data is processed / sort by * / sort by / most voted / accept / accept all
accept cookies / accept all cookies / reject all / reject / manage cookies / cookie settings
cookie policy / cookie preferences / cookie notice / manage preferences / privacy settings
manage consent / i agree / i accept / got it / allow all / allow cookies / your privacy
privacy policy / privacy notice / terms of use / terms of service / terms and conditions
terms & conditions / do not sell my personal information
do not sell or share my personal information * / your privacy choices / do not sell my info
california privacy rights / your california privacy rights / your ad choices / about our ads
interest based ads / legal notice / legal notices / site map / sitemap / site index
advertise with us / contact us / about us / work with us / rss feed / rss feeds / help center
help centre / customer service / community guidelines / editorial guidelines / ethics policy
modern slavery statement / complaints & corrections / securedrop / digital newspaper archive
submit a tip / send us a tip / send a tip / got a tip / have a tip / got a story / have a story
get in touch / email us / contact the author / contact the reporter / contact the newsroom
send us a message / trending now / most viewed / next article / previous article / next story
previous story / older posts / newer posts / older post / newer post / next page / previous page
page # of # / page # / next > / post navigation / continue to next page / filed under
in this article / in this story / on this page / related tags / article tags
explore more on these topics / explore more / explore more topics / editors' picks / breaking news
live updates / this article is for subscribers only / this article is for members only
subscribers only / subscriber exclusive / members only / support us / donate / donate now
make a donation / make a contribution / contribute / support our work / support our journalism
support independent journalism / support * journalism / support * today / contribute now
give now / remind me in * / other ways to give / ai generated summary / ai summary
generated by ai / ask ai / show key points / key points ai
this audio is auto-generated. please let us know if you have feedback
this audio is auto-generated / publicité / la suite après cette publicité
la suite après la publicité / annonce / contenu sponsorisé / lire la suite / lire aussi
lire plus tard / lire plus / lire l'article / lire également / à lire / à lire aussi
à lire également / voir aussi / voir plus / en savoir plus / afficher plus / voir les commentaires
partager / partager l'article / partager cet article / partager sur * / partager via *
partager par * / envoyer par e-mail / envoyer par mail / imprimer / imprimer l'article
copier le lien / lien copié / enregistrer / ajouter à vos favoris / ajouter aux favoris
ajouter à mes favoris / offrir l'article / offrir cet article / article réservé aux abonnés
réservé aux abonnés / réservé à nos abonnés / abonnez-vous / s'abonner / s'abonner à *
abonnez-vous à * / abonnez-vous pour * / je m'abonne / m'abonner / déjà abonné * / déjà abonné
se connecter / s'identifier / s'inscrire / inscrivez-vous / je m'inscris / inscrivez-vous à *
créer un compte / suivez-nous / suivez-nous sur * / nous suivre sur * / réagir / commenter
commentaires / # commentaires / # commentaire / laisser un commentaire / ajouter un commentaire
voir les # commentaires / lire les commentaires / écouter l'article / écouter cet article
temps de lecture * / lecture # min / lecture * min / # min de lecture / # minutes de lecture
retour en haut / haut de page / aller au contenu / aller au contenu principal / aller au menu
aller à la recherche / rechercher / mentions légales / politique de confidentialité
gestion des cookies / conditions générales * / cgu / cgv / conditions générales
données personnelles / qui sommes-nous / nous contacter / plan du site / charte du groupe
faire un don / soutenez-nous / accepter / tout accepter / refuser / tout refuser / paramétrer
continuer sans accepter / voir la vidéo / regarder la vidéo / signaler une erreur
une erreur dans cet article * / contenus sponsorisés / votre adresse e-mail / anzeige / werbung
anzeigen / weiterlesen / mehr anzeigen / mehr lesen / mehr erfahren / mehr dazu / lesen sie auch
lesen sie mehr / lesen sie hier * / lesen sie weiter / jetzt lesen / zum artikel / zur startseite
artikel teilen / teilen / diesen artikel teilen / beitrag teilen / auf * teilen
per e-mail teilen / per mail teilen / per whatsapp teilen / link kopieren / link kopiert / drucken
artikel drucken / merken / artikel merken / artikel verschenken / artikel anhören / artikel hören
vorlesen / artikel versenden / auf die merkliste / zur merkliste / merkliste / auf facebook teilen
jetzt abonnieren / abonnieren / newsletter abonnieren / newsletter bestellen / jetzt anmelden
anmelden / einloggen / registrieren / jetzt registrieren / abmelden / jetzt testen / zum abo
folgen sie uns / folgen sie uns auf * / kommentare / # kommentare / # kommentar
kommentar schreiben / kommentieren / alle kommentare / kommentare anzeigen / kommentare lesen
diskutieren sie mit / jetzt kommentieren / zum seitenanfang / nach oben / zum inhalt springen
zum inhalt / zum hauptinhalt springen / zur navigation * / zur suche * / menü / datenschutz
datenschutzerklärung / impressum / agb / nutzungsbedingungen / cookie-einstellungen
alle akzeptieren / zustimmen / akzeptieren / ablehnen / barrierefreiheit / lesezeit *
# min lesezeit / # min. lesezeit / # minuten lesezeit / # minuten / lesedauer * / fehler gefunden
fehler melden / feedback geben / feedback senden / stand: * uhr / mehr * zum thema
video abspielen / video ansehen / bild vergrößern / bilderstrecke / fotostrecke / zur fotostrecke
# bilder / externer inhalt / empfohlener redaktioneller inhalt / inhalt laden / inhalte laden
dieser artikel gehört zum angebot von * / icon: der spiegel / spiegel plus / mehr artikel
ihre e-mail-adresse / e-mail-adresse / publicidad / continúa leyendo / sigue leyendo
seguir leyendo / leer más / lee más / lea también / lee también / lea más / ver más
más información / leer también / te puede interesar / le puede interesar / mostrar más / compartir
compartir en * / compartir por * / compartir esta noticia / comparte / comparte en *
copiar enlace / enlace copiado / guardar artículo / imprimir / enviar por correo
enviar por email / escuchar artículo / escuchar noticia / escucha este artículo / suscríbete
suscríbase / suscribirse / suscríbete para * / suscríbete ahora / suscríbete gratis / regístrate
regístrate gratis / iniciar sesión / inicia sesión / ya soy suscriptor / crear cuenta / síguenos
síguenos en * / síganos en * / sigue a * en * / puedes seguir a * en * / comentar / comentarios
# comentarios / # comentario / ver comentarios / ir a los comentarios / deja un comentario
añadir comentario / normas › / ir al contenido / saltar al contenido / volver arriba / menú
aviso legal / política de privacidad / política de cookies / condiciones de uso
términos y condiciones / publicite / configuración de cookies / aceptar todo / tiempo de lectura *
# min de lectura / # minutos de lectura / archivado en / contenido patrocinado / hazte socio
hazte suscriptor / regala este artículo / ver vídeo / ver video / boletín / boletines
su correo electrónico / correo electrónico / pubblicità / continua a leggere / leggi anche
leggi tutto / leggi di più / leggi l'articolo / leggi ancora / guarda anche / guarda il video
condividi / condividi su * / condividi questo articolo / condividi l'articolo / copia link
copia il link / stampa / ascolta / ascolta l'articolo / ascolta questo articolo / abbonati
abbonati a * / abbonati ora / iscriviti / iscriviti a * / iscriviti alla newsletter / registrati
seguici / seguici su * / commenti / # commenti / # commento / lascia un commento / mostra commenti
torna su / vai al contenuto / informativa sulla privacy / note legali / chi siamo / accetta
rifiuta / tempo di lettura * / # minuti di lettura / # min di lettura
articolo riservato agli abbonati / invia per email / mostra altro / riproduzione riservata
publicidade / continua após a publicidade / continua depois da publicidade / continue lendo
leia mais / leia também / leia a seguir / saiba mais / ler mais / veja também / ver mais
veja mais / compartilhe / compartilhar / compartilhe em * / compartilhar no * / partilhar
partilhar artigo / copiar link / link copiado / salvar artigo / ouça / ouça este artigo
ouvir artigo / assine / assine já / assine agora / assine a * / inscreva-se / cadastre-se
fazer login / siga-nos / siga-nos no * / siga a * / comentários / # comentários / # comentário
deixe um comentário / ver comentários / deixe seu comentário / ir para o conteúdo / voltar ao topo
pular para o conteúdo / política de privacidade / termos de uso / fale conosco / quem somos
tempo de leitura * / # min de leitura / # minutos de leitura / aceitar / boletim / reportar erro
comunicar erro / conteúdo patrocinado / exclusivo para assinantes / advertentie / lees meer
lees ook / lees verder / delen / deel dit artikel / delen op * / bewaar / reacties / # reacties
reageer / abonneer / word abonnee / inloggen / aanmelden / bekijk ook / leestijd * / annons
läs mer / läs också / dela / dela artikeln / prenumerera / logga in / kommentarer / reklam
annonse / les også / les mer / abonner / læs også / læs mere / реклама / читать далее
читайте также / поделиться / подписаться / комментарии / czytaj też / czytaj więcej / czytaj także
reklama / udostępnij / komentarze / إعلان / اعلان / اقرأ المزيد / اقرأ أيضا / اقرأ أيضاً
إقرأ أيضا / إقرأ أيضاً / اقرأ ايضا / للمزيد / المزيد / عرض المزيد / شارك / شارك هذا المقال
شارك المقال / شارك الخبر / مشاركة / مشاركة على * / شارك على * / نسخ الرابط / تم نسخ الرابط / طباعة
استمع / استمع إلى المقال / استمع للمقال / اشترك / اشترك الآن / اشترك في * / اشتراك / سجل الآن
تسجيل الدخول / إنشاء حساب / تابعنا / تابعونا / تابعنا على * / تابعونا على * / التعليقات / تعليقات
# تعليق / # تعليقات / اترك تعليقا / اترك تعليقاً / أضف تعليق / العودة إلى الأعلى
انتقل إلى المحتوى / تخطى إلى المحتوى / تخطي إلى المحتوى / اتصل بنا / من نحن / سياسة الخصوصية
شروط الاستخدام / أعلن معنا / النشرة البريدية / النشرة الإخبارية / موافق / قبول / مدة القراءة *
وقت القراءة * / # دقائق قراءة / # دقيقة قراءة / # دقائق / المحتوى المدعوم / شاهد الفيديو
تشغيل الفيديو / محتوى مدعوم / البريد الإلكتروني / أدخل بريدك الإلكتروني / 続きを読む / 続きをよむ
もっと見る / もっと読む / さらに表示 / 広告 / 広告を非表示 / pr / スポンサーリンク / 記事を読む
次のページ / 前のページ / シェア / シェアする / この記事をシェア / この記事をシェアする / ツイート
ツイートする / ポストする / この記事を印刷 / 印刷 / 印刷する / 保存する / リンクをコピー
urlをコピー / コピーしました / ブックマーク / 記事を保存 / 記事をプレゼント
この記事は有料記事です / 有料記事 / 有料会員限定 / 会員限定 / 会員限定記事 / 残り#文字
残り：#文字 / この記事は会員限定です / ログイン / ログインして続きを読む / 会員登録 / 無料会員登録
新規登録 / 登録する / 購読する / 購読 / 申し込む / フォローする / フォローしてください / コメント
コメントを書く / コメントを見る / コメント# / コメントする / #件のコメント / トップへ戻る
ページトップへ / ページの先頭へ / 本文へ / 本文へスキップ / トップページ / お問い合わせ
プライバシーポリシー / 利用規約 / サイトマップ / 運営会社 / 会社概要 / 特定商取引法に基づく表記
同意する / メールマガジン / メルマガ登録 / ニュースレター / 読み上げ / 音声で聴く / 記事を聴く
文字サイズ / 写真を拡大 / 画像を拡大 / 拡大する / 写真一覧 / 動画を見る / アプリで読む
アプリで開く / アプリをダウンロード / 無断転載禁止 / 阅读更多 / 阅读全文 / 展开全文 / 继续阅读
广告 / 廣告 / 赞助内容 / 分享 / 分享到 / 分享到： / 分享到* / 分享至 / 分享至* / 点赞 / 打印
复制链接 / 評論 / 评论 / 评论# / 评论（#） / 发表评论 / 查看评论 / 我要评论 / 登录 / 注册
登录/注册 / 登入 / 註冊 / 关注我们 / 訂閱 / 订阅 / 返回顶部 / 回到顶部 / 跳至内容 / 跳到主要内容
首頁 / 联系我们 / 关于我们 / 隐私政策 / 服务条款 / 网站地图 / 扫一扫 / 扫码关注 / 下载app
打开app / 查看更多 / 上一篇* / 下一篇* / 责任编辑* / 版权声明 / 收听本文 / 더 보기 / 기사 더 보기
공유 / 공유하기 / 광고 / 댓글 / 댓글 # / 로그인 / 회원가입 / 구독 / 구독하기 / 인쇄 / 스크랩
""")

LISTS = phrases("""
related / related * articles / related articles / related article / related stories
related story / related content / related coverage / related links / related reading
related topics / related posts / related news / related videos / related items / related * stories
related to this story / related post / recommended / recommended for you / recommended stories
recommended reading / recommended articles / recommended videos / recommended from *
we recommend / you may like / you might like / you may also like / you might also like
you may also enjoy / you may also be interested in / you might be interested in
you might also be interested in / people also read / others also read / readers also read
also read / readers are also reading / what others are reading / what to read next
what to watch next / most read / most read * / most popular / most popular * / most viewed
most shared / most watched / most commented / most emailed / most recent / most recent newsletter
popular / popular now / popular posts / popular stories / popular articles / popular on *
popular in * / top stories / top story / top picks / top articles / top videos / top news
top read / top # stories / trending / trending now / trending stories / trending on *
trending topics / trending in * / trending articles / trending news / in case you missed it
latest / latest news / latest stories / latest articles / latest videos / latest posts
latest from * / the latest / latest headlines / latest updates / recent posts / recent articles
recent stories / recent comments / more stories / more articles / more news / more like this
more reading / more posts / more from * / more on this / more on this story / more on this topic
more on: * / more stories like this * / more stories from * / more coverage
more from around the * / from around the web / around the web / around the bbc
elsewhere on the bbc / from our partners / from our network / from the web / paid partner content
partner content / paid for by * / our picks / our pick / editor's picks / editor's pick
editors' picks / editors' pick / editor's choice / editor's recommendations
editors' recommendations / hand-picked for you / picked for you / for you / staff picks
must read / must reads / must-read / must-reads / don't miss / do not miss / read next / up next
next up / next read / up next in * / keep reading / read more on * / read more about *
read more from * / read more stories / read more of our * / further reading on * / see also
featured / featured stories / featured articles / featured videos / featured content
other stories / other news / other articles / also in the news / in other news / also of interest
you may have missed / what's new / what's hot / stories you may like / stories you might like
stories for you / suggested reading / suggested articles / suggested for you / similar articles
similar stories / similar posts / watch next / watch more / more videos / explore more
explore more on these topics / explore / discover more / discover more from * / dig deeper
go deeper / explore related topics / explore topics / conversations / today's headlines
today's top stories / top headlines / top stories this week / this week's top stories / headlines
quick links / useful links / in pictures / special reports / special report / special coverage
live now / on this topic / topics / topics in this article / topics in this story
topics mentioned in this article / topics: * / related tags / tags / tag / tags: * / tagged: *
tagged with * / tagged as * / filed under: * / filed under * / filed in * / posted in *
categories / category / categories: * / category: * / topic / topic: * / article topics / keywords
keywords: * / archives / follow our * coverage / à lire aussi / lire aussi / à lire également
à lire ensuite / à ne pas manquer / sur le même sujet / sur le même thème / dans la même rubrique
dans la même catégorie / articles liés / articles similaires / articles associés / les plus lus
les plus lues / les plus partagés / les plus commentés / les articles les plus lus / le plus lu
l'actualité en continu / nos derniers articles / derniers articles / dernières actualités
à la une / aussi à la une / en ce moment / voir aussi / vous aimerez aussi
vous pourriez aussi aimer / cela peut vous intéresser / ça peut vous intéresser / plus d'articles
plus d'infos / pour aller plus loin sur * / sur ce sujet / thématiques / mots-clés / mots clés
thèmes / nos sélections / à voir aussi / à lire sur * / la sélection de la rédaction
recommandé pour vous / services / mehr zum thema / mehr zu diesem thema / zum thema
lesen sie auch / lesen sie mehr zum thema / auch interessant / das könnte sie auch interessieren
das könnte sie interessieren / das könnte dir auch gefallen / ähnliche artikel / verwandte artikel
verwandte themen / weitere artikel / weitere themen / weitere meldungen / weitere nachrichten
meistgelesen / meistgelesene artikel / meist gelesen / meistgelesene / beliebte artikel
beliebteste artikel / am meisten gelesen / neueste artikel / neueste beiträge / letzte beiträge
empfehlungen / empfehlungen der redaktion / unsere empfehlungen / top-themen / topmeldungen
schlagworte / schlagwörter / stichworte / themen / themen: * / schlagworte: * / mehr aus *
mehr von * / mehr über * / passend zum thema / aktuelle meldungen / nicht verpassen
themen in diesem artikel / lea también / lee también / te puede interesar
también te puede interesar / te podría interesar / le puede interesar / noticias relacionadas
artículos relacionados / contenido relacionado / relacionado / relacionados / relacionadas
lo más leído / lo más visto / lo más compartido / lo más leido / más leídas / las más leídas
los más leídos / más noticias / últimas noticias / lo último / más información / más sobre *
más en * / sobre este tema / recomendado / recomendados / recomendado para ti / recomendamos
además / no te pierdas / temas / temas: * / etiquetas / etiquetas: * / archivado en
archivado en: * / otras noticias / tendencias / leggi anche / potrebbe interessarti
potrebbe interessarti anche / potrebbero interessarti / ti potrebbe interessare
articoli correlati / notizie correlate / correlati / i più letti / più letti / le più lette
più lette / ultime notizie / ultimi articoli / ultim'ora / altri articoli / articoli simili
da non perdere / consigliati / consigliati per te / argomenti / argomenti: * / tag: *
per approfondire / approfondimenti / vedi anche / guarda anche / leia também / leia mais
veja também / mais lidas / as mais lidas / mais lidos / notícias relacionadas
artigos relacionados / matérias relacionadas / conteúdo relacionado / últimas notícias / últimas
você pode gostar / você também pode gostar / recomendado para você / mais sobre * / assuntos
tópicos / tópicos: * / destaques / mais notícias / em alta / não perca / meest gelezen
gerelateerde artikelen / lees ook / meer over dit onderwerp / mest lest / mest läst
relaterade artiklar / relaterte artikler / mest læste / по теме / самое читаемое
похожие материалы / najczęściej czytane / polecane / مواضيع ذات صلة / موضوعات ذات صلة
مقالات ذات صلة / أخبار ذات صلة / ذات صلة / مقالات متعلقة / أخبار متعلقة / اقرأ أيضا / اقرأ أيضاً
إقرأ أيضا / الأكثر قراءة / الأكثر قراءةً / الأكثر مشاهدة / الأكثر تداولا / الأكثر شعبية
آخر الأخبار / أحدث الأخبار / أهم الأخبار / أبرز الأخبار / قد يعجبك / قد يعجبك أيضا / قد يعجبك أيضاً
قد يهمك / قد يهمك أيضا / قد تهمك / مختارات / مواضيع / المواضيع / الكلمات المفتاحية / كلمات مفتاحية
وسوم / الوسوم / كلمات دلالية / شاهد أيضا / المزيد من * / المزيد حول * / 関連記事 / 関連ニュース
関連リンク / 関連キーワード / 関連トピックス / 関連動画 / 関連する記事 / あわせて読みたい
合わせて読みたい / おすすめ記事 / おすすめ / こちらもおすすめ / 人気記事 / 人気の記事
人気ランキング / アクセスランキング / ランキング / 記事ランキング / よく読まれている記事
よく読まれています / 最新記事 / 最新ニュース / 新着記事 / 新着ニュース / 注目の記事 / 注目記事
注目ニュース / ピックアップ / 次に読みたい / この記事を読んだ人はこんな記事も読んでいます
主要ニュース / 速報 / タグ / タグ：* / カテゴリー / カテゴリ / トピックス / キーワード / 特集
この記事に関するニュース / この記事に関連するニュース / こんな記事も / 他の記事 / その他の記事
同じカテゴリの記事 / 相关文章 / 相关新闻 / 相关阅读 / 相关报道 / 相关推荐 / 相关链接 / 延伸阅读
推荐阅读 / 热门文章 / 热门新闻 / 热门推荐 / 热点新闻 / 热门 / 最新文章 / 最新新闻 / 阅读排行
排行榜 / 热门排行 / 猜你喜欢 / 编辑推荐 / 精彩推荐 / 为您推荐 / 相關新聞 / 相關文章 / 延伸閱讀
推薦閱讀 / 熱門新聞 / 标签 / 标签：* / 關鍵字 / 关键词 / 关键词：* / 更多新闻 / 大家都在看
今日热点 / 관련 기사 / 관련기사 / 인기 기사 / 많이 본 뉴스 / 추천 기사
""")

ENDS = phrases("""
comments / # comments / view comments / leave a comment / leave a reply / join the conversation
responses / # responses / comments on this story / post a comment / show comments / have your say
what do you think / about the author / about the authors / about the writer / author / footer
topics / tags / share this article / share this story / follow us / kommentare / commentaires
comentarios / commenti / comentários / التعليقات / تعليقات / コメント / 评论 / 댓글 / most read
most popular / more from * / more on this story / more on this / related topics
you may also like / recommended / recommended for you / contact us / privacy policy / terms of use
get in touch / reuse this content / les plus lus / meistgelesen / lo más leído / i più letti
mais lidas / الأكثر قراءة / 人気記事 / 热门文章 / ランキング / sur l'auteur / à propos de l'auteur
über den autor / zum autor / über die autorin / sobre el autor / sull'autore / sobre o autor
عن الكاتب / 著者について / 作者简介 / この記事を書いた人 / impressum / mentions légales
aviso legal / editor's picks / editors' picks / top stories / explore more on these topics
in other news / back to top
""")

MENU = phrases("""
abo / accede / accedi / accessibility / accueil / aceptar / además / advertise / allow / anhören
anuncie / audio / auto / autoplay / back / best / buscar / cancel / captions / captions off
cerca / cite / close / collapse / comente / connexion / contacto / contatti / contribuer / cookies
deel / del / delete / discuss / dismiss / duration / edit / edition / einstellungen / enlarge
entrar / escuchar / exclusive for subscribers / expand / expediente / feedback / flag / folgen
following / for subscribers / fullscreen / gift / guardar / hören / imprint / inicio / inscription
kontakt / language / licensing / like / luister / menu / more / mute / my profile / name
navigation / newest / next / normas / ok / oldest / options / ouvir / pause / permalink
permissions / pin / play / portada / premium / prev / previous / privacy / promotion / quality
rechazar / register / replay / replies / reply / report / respond / responses / restore / rss
salva / salvar / search / see also / segui / seguir / services / settings / small / speichern
startseite / submit / subscriber only / subtitles / suche / suchen / suivre / tagged / terms
text / tip us / top / trackback / trending / undo / unlocked / volume / website / zoom / écouter
احفظ / الرئيسية / القائمة / بحث / تابع / حفظ / رئيسية / سجل / شاهد / クリップ / トップ / フォロー
ホーム / ポスト / メニュー / 中 / 保存 / 关注 / 前へ / 大 / 字号 / 小 / 搜索 / 收藏 / 更多 / 检索
検索 / 標準 / 次へ / 菜单 / 閉じる / 首页 / home / homepage / front page / news / world
world news / uk / uk news / us / u.s. / usa / us news / us & canada / america / americas / europe
asia / africa / middle east / australia / china / india / russia / latin america / asia pacific
international / global / national / nation / local / local news / politics / us politics
uk politics / business / economy / economics / finance / markets / money / companies / tech
technology / science / science & environment / environment / climate / climate change
climate crisis / energy / health / education / society / law / crime / justice / courts / religion
culture / arts / art / art & design / arts & culture / arts and culture / entertainment
entertainment & arts / books / film / films / movies / music / tv / tv & radio / television
theatre / theater / stage / games / gaming / dance / style / fashion / beauty / food
food & drink / recipes / travel / lifestyle / life / life & style / life and style / living
family / parenting / relationships / home & garden / gardening / real estate / property / cars
motoring / autos / sport / sports / football / soccer / cricket / rugby / tennis / golf / cycling
formula 1 / f1 / nfl / nba / mlb / nhl / boxing / olympics / opinion / opinions / comment
commentary / the guardian view / editorial / editorials / letters / columnists / columns / op-ed
analysis / explainer / feature / features / long read / the long read / longread / long reads
longform / in depth / in-depth / interview / interviews / profile / profiles / review / reviews
essay / essays / blog / blogs / live / breaking / breaking news / exclusive / just in / developing
special report / investigation / investigations / fact check / reality check / newsbeat / podcast
podcasts / video / videos / radio / pictures / photos / in pictures / gallery / galleries
weather / traffic / obituaries / obituary / magazine / weekend / events / what's on / things to do
jobs / careers / classifieds / shop / store / subscribe / newsletters / crosswords / crossword
puzzles / horoscopes / cartoons / comics / archive / archives / about / about us / contact
contact us / help / faq / sections / latest / latest news / top stories / for you / my news
my feed / history / nature / wildlife / space / animals / people / cities / design / architecture
photography / wellness / fitness / innovation / ideas / data / media / community / communities
military / transport / transportation / farming / agriculture / housing / immigration / elections
election # / corrections / press releases / español / english / français / deutsch / العربية
日本語 / 中文 / editions / sign in / subscribe now / e-paper / epaper / newsroom / reportage
dispatch / field notes / notebook / first person / perspective / viewpoint / guest essay
first look / breaking | * / a-z / programmes / shows / schedule / on air / bbc news / bbc sport
bbc weather / iplayer / sounds / bitesize / cbbc / actualités / actualité / actu / à la une
monde / france / politique / société / économie / sciences / planète / environnement / santé
éducation / idées / débats / tribune / éditorial / technologies / pixels / médias / régions
faits divers / entretien / enquête / analyse / portrait / chronique / décryptage / récit / vidéos
m le mag / cinéma / livres / musiques / musique / voyage / cuisine / vie pratique / en direct
direct / abonnés / article / le monde / critique / grand format / le monde diplomatique / argent
afrique / politik / ausland / inland / deutschland / europa / welt / panorama / wirtschaft
finanzen / geld / börse / fußball / kultur / gesellschaft / wissen / wissenschaft / gesundheit
technik / netzwelt / digital / digitales / karriere / bildung / reise / mobilität / stil / leben
familie / meinung / kommentar / kolumne / leitartikel / hintergrund / regional / lokales / region
nachrichten / ratgeber / unterhaltung / medien / feuilleton / debatte / geschichte / umwelt
klima / eilmeldung / exklusiv / leute / stellenmarkt / immobilien / service / thema / themen
actualidad / internacional / españa / mundo / política / economía / sociedad / cultura / ciencia
tecnología / salud / educación / deportes / deporte / fútbol / opinión / tribuna / columna
análisis / entrevista / reportaje / crónica / gente / estilo / estilo de vida / viajes
gastronomía / televisión / cine / música / libros / medio ambiente / clima / madrid / américa
última hora / últimas noticias / en directo / vídeos / sucesos / motor / méxico / argentina
colombia / negocios / nacional / cronaca / politica / economia / esteri / mondo / spettacoli
calcio / scienza / scienze / tecnologia / salute / ambiente / società / opinioni / editoriale
editoriali / intervista / l'intervista / analisi / il caso / foto / viaggi / cucina / motori
moda / ultima ora / italia / notícias / brasil / cotidiano / esporte / esportes / futebol
ilustrada / ciência / saúde / educação / tec / meio ambiente / opinião / colunas / análise
reportagem / portugal / sociedade / desporto / ao vivo / editorias / أخبار / الأخبار / عربي / عالم
العالم / سياسة / اقتصاد / رياضة / ثقافة / صحة / علوم / تكنولوجيا / فن / منوعات / رأي / مقالات
تقارير / تحقيقات / حوار / تحليل / فيديو / صور / بودكاست / عاجل / مباشر / أخبار عربية / أخبار دولية
الشرق الأوسط / مجتمع / محليات / دولي / بيئة / حوارات / ثقافة وفن / كتاب / حصري / أخبار العالم
ニュース / 社会 / 政治 / 経済 / 国際 / スポーツ / 文化 / 科学 / 科学・環境 / 科学・文化 / 環境
教育 / 医療 / 健康 / 生活 / 暮らし / くらし / 地域 / 地方 / 気象 / 災害 / エンタメ / 芸能
テクノロジー / it / 特集 / 連載 / 社説 / 天声人語 / オピニオン / コラム / 動画 / 写真 / 速報
解説 / インタビュー / 書評 / 読書 / 旅行 / グルメ / ライフ / ビジネス / 国内 / 海外 / マネー
独自 / 独占 / 論説 / 新闻 / 国际 / 财经 / 经济 / 科技 / 体育 / 娱乐 / 军事 / 评论 / 观点 / 专题
视频 / 图片 / 专栏 / 时政 / 要闻 / 深度 / 独家 / 快讯 / 新聞 / 國際 / 財經 / 社會 / 人物 / 历史
正文
""")

LABELS = phrases("""
read more / read next / read also / also read / read on / read the full * / read our * / read
read more on * / read more about * / see also / see more / more on * / related / related stories
related story / related article / related articles / related content / related coverage
related reading / related link / related links / related video / related videos / related news
related post / related posts / watch / watch more / watch now / watch live / watch also
watch next / watch the video / listen / listen more / listen now / listen also / listen to
recommended / recommended reading / you may also like / you might also like / you may also enjoy
most read / most popular / don't miss / must read / up next / next up / coming up / in pictures
in case you missed it / further reading / go deeper / dig deeper / share / follow us / follow
topics / topic / tags / tag / tagged / categories / category / filed under / keywords / posted in
next article / next story / next post / previous article / previous story / previous post / video
podcast / from the archive / from the archives / interactive / gallery / photos / subscribe
sign up / download / email / published in / editor's pick / editor's picks / sponsored
advertisement / promoted / icymi / lire aussi / à lire aussi / à lire / à lire également
lire également / lire la suite / lire plus / lire / voir aussi / à voir aussi / écouter / regarder
à écouter / sur le même sujet / sur le même thème / lire notre * / lire l'* / lire le *
lire les * / notre dossier / notre vidéo / vidéo / notre décryptage / pour aller plus loin
lesen sie auch / lesen sie mehr / lesen sie hier * / lesen sie dazu auch / lesen sie dazu
lesen sie * / mehr zum thema / mehr dazu / mehr lesen / mehr bei * / auch interessant / siehe auch
zum thema / hören sie * / sehen sie * / passend dazu / weiterlesen / lea también / lee también
lea más / lee más / lea además / lee además / leer más / leer también / más información
más noticias / te puede interesar / le puede interesar / ver más / ver también / mira también
relacionado / relacionada / relacionados / noticia relacionada / noticias relacionadas
vea también / vídeo / síguenos / sigue leyendo / etiquetas / temas / consulta también
leggi anche / leggi tutto / leggi di più / leggi qui / guarda anche / guarda il video
approfondisci / ascolta / vedi anche / l'approfondimento / il video / potrebbe interessarti
potrebbe interessarti anche / argomenti / leia também / leia mais / leia ainda / leia a íntegra
ler mais / veja também / veja mais / veja vídeo / saiba mais / assista / assista também / ouça
confira / tópicos / lees ook / lees meer / lees verder / bekijk ook / läs också / läs mer
les også / læs også / читайте также / czytaj też / czytaj także / czytaj więcej / اقرأ أيضا
إقرأ أيضا / اقرأ ايضا / اقرأ المزيد / شاهد / شاهد أيضا / استمع / للمزيد / ذات صلة / المزيد
المزيد * / مواضيع ذات صلة / طالع أيضا / الوسوم / الكلمات المفتاحية / 関連記事 / 関連ニュース
関連リンク / 関連動画 / 関連 / あわせて読みたい / 合わせて読みたい / こちらも / 動画 / 詳しくは
タグ / 次の記事 / 前の記事 / 続きを読む / 相关阅读 / 相关文章 / 相关新闻 / 相关报道 / 相关链接
相关 / 延伸阅读 / 延伸閱讀 / 推荐阅读 / 阅读更多 / 更多阅读 / 更多内容 / 相關新聞 / 相關文章
上一篇 / 下一篇 / 标签 / 关键词 / 视频
""")

HEADING_LABELS = phrases("""
explainer / opinion / analysis / background / timeline / breaking / previous / next / more
contact / phone / interview / live / quiz / factbox / special report / trending / read
hintergrund / mehr / analyse / kommentar / voir / décryptage / además / análisis / entenda
relembre / argomento / analisi / 更多 / 点击 / 分析 / 解説
""")

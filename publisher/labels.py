"""The few words of our own that an edition needs, in the reader's language.

A book in French does not call its table of contents “Contents”. Languages without a
column here get English, marked as such by `language_of`.
"""

from typing import Final

_WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "article": "The article",
        "opening": "Opening",
        "contents": "Contents",
        "title page": "Title page",
        "cover": "Cover",
        "landmarks": "Landmarks",
        "colophon": "About this edition",
        "by": "By {names}",
        "and": "and",
        "published": "Published {date}",
        "source": "Source: {source}",
        "narrated": "Narrated by a synthetic voice: {voice}. Licence: {licence}.",
        "text only": "This edition has text only.",
        "made": "Made with publisher, version {version}.",
        "summary": (
            "The text can be read with a screen reader or a braille display, enlarged and "
            "recoloured. It is divided into sections that a table of contents lists."
        ),
        "undescribed": "Some pictures have no description.",
        "table": "Table {number}",
        "back": "{mark}: back to the text",
        "untitled": "Untitled",
        "cover picture": "Cover of “{title}”.",
        "cover ornament": "Cover: an ornament on a {ground} ground.",
        "cover title": "Cover: the title “{title}”, on a {ground} ground.",
        "cover title by": "Cover: the title “{title}”, by {names}, on a {ground} ground.",
        "dark green": "dark green",
        "midnight blue": "midnight blue",
        "wine red": "wine red",
        "dark purple": "dark purple",
        "petrol blue": "petrol blue",
        "charcoal": "charcoal",
        "chestnut brown": "chestnut brown",
        "dark olive": "dark olive",
    },
    "de": {
        "article": "Der Artikel",
        "opening": "Beginn",
        "contents": "Inhalt",
        "title page": "Titelseite",
        "cover": "Umschlag",
        "landmarks": "Orientierungspunkte",
        "colophon": "Über diese Ausgabe",
        "by": "Von {names}",
        "and": "und",
        "published": "Erschienen: {date}",
        "source": "Quelle: {source}",
        "narrated": "Gelesen von einer synthetischen Stimme: {voice}. Lizenz: {licence}.",
        "text only": "Diese Ausgabe enthält nur Text.",
        "made": "Hergestellt mit publisher, Version {version}.",
        "summary": (
            "Der Text ist mit Bildschirmleser und Braillezeile lesbar, lässt sich "
            "vergrößern und umfärben und ist in Abschnitte gegliedert, die ein "
            "Inhaltsverzeichnis aufführt."
        ),
        "undescribed": "Manche Bilder sind nicht beschrieben.",
        "table": "Tabelle {number}",
        "back": "{mark}: zurück zum Text",
        "untitled": "Ohne Titel",
        "cover picture": "Umschlag von „{title}“.",
        "cover ornament": "Umschlag: ein Ornament auf {ground} Grund.",
        "cover title": "Umschlag: der Titel „{title}“ auf {ground} Grund.",
        "cover title by": "Umschlag: der Titel „{title}“ von {names} auf {ground} Grund.",
        "dark green": "dunkelgrünem",
        "midnight blue": "nachtblauem",
        "wine red": "weinrotem",
        "dark purple": "dunkelviolettem",
        "petrol blue": "petrolblauem",
        "charcoal": "anthrazitgrauem",
        "chestnut brown": "kastanienbraunem",
        "dark olive": "dunkelolivgrünem",
    },
    "fr": {
        "article": "L’article",
        "opening": "Début",
        "contents": "Table des matières",
        "title page": "Page de titre",
        "cover": "Couverture",
        "landmarks": "Points de repère",
        "colophon": "À propos de cette édition",
        "by": "Par {names}",
        "and": "et",
        "published": "Date de parution : {date}",
        "source": "Source : {source}",
        "narrated": "Lu par une voix de synthèse : {voice}. Licence : {licence}.",
        "text only": "Cette édition ne contient que du texte.",
        "made": "Réalisé avec publisher, version {version}.",
        "summary": (
            "Le texte se lit avec un lecteur d’écran ou une plage braille ; sa taille et "
            "ses couleurs se règlent. Une table des matières mène à chacune de ses parties."
        ),
        "undescribed": "Certaines images ne sont pas décrites.",
        "table": "Tableau {number}",
        "back": "{mark} : retour au texte",
        "untitled": "Sans titre",
        "cover picture": "Couverture de « {title} ».",
        "cover ornament": "Couverture : un ornement sur fond {ground}.",
        "cover title": "Couverture : le titre « {title} », sur fond {ground}.",
        "cover title by": "Couverture : le titre « {title} », par {names}, sur fond {ground}.",
        "dark green": "vert foncé",
        "midnight blue": "bleu nuit",
        "wine red": "rouge bordeaux",
        "dark purple": "violet foncé",
        "petrol blue": "bleu pétrole",
        "charcoal": "gris anthracite",
        "chestnut brown": "brun châtaigne",
        "dark olive": "vert olive foncé",
    },
    "es": {
        "article": "El artículo",
        "opening": "Comienzo",
        "contents": "Índice",
        "title page": "Portada interior",
        "cover": "Cubierta",
        "landmarks": "Puntos de referencia",
        "colophon": "Sobre esta edición",
        "by": "Por {names}",
        "and": "y",
        "published": "Fecha de publicación: {date}",
        "source": "Fuente: {source}",
        "narrated": "Narrado por una voz sintética: {voice}. Licencia: {licence}.",
        "text only": "Esta edición solo contiene texto.",
        "made": "Hecho con publisher, versión {version}.",
        "summary": (
            "El texto puede leerse con lector de pantalla o línea braille, y cambiarse de "
            "tamaño y de color. Un índice lleva a cada una de sus partes."
        ),
        "undescribed": "Algunas imágenes no tienen descripción.",
        "table": "Tabla {number}",
        "back": "{mark}: volver al texto",
        "untitled": "Sin título",
        "cover picture": "Cubierta de «{title}».",
        "cover ornament": "Cubierta: un adorno sobre fondo {ground}.",
        "cover title": "Cubierta: el título «{title}», sobre fondo {ground}.",
        "cover title by": "Cubierta: el título «{title}», por {names}, sobre fondo {ground}.",
        "dark green": "verde oscuro",
        "midnight blue": "azul medianoche",
        "wine red": "rojo vino",
        "dark purple": "morado oscuro",
        "petrol blue": "azul petróleo",
        "charcoal": "gris carbón",
        "chestnut brown": "marrón castaño",
        "dark olive": "verde oliva oscuro",
    },
}


def language_of(language: str) -> str:
    """The language our own words are in, for an edition in ``language`` (BCP 47)."""
    primary = language.partition("-")[0].lower()
    return primary if primary in _WORDS else "en"


def label(word: str, language: str, **values: str) -> str:
    """One of our own words or lines in the reader's language, its gaps filled.

    Args:
        word: which, such as ``contents``.
        language: BCP 47 tag of the edition.
        values: what goes into the gaps.
    """
    return _WORDS[language_of(language)][word].format(**values)

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
        "pages": "Pages",
        "note": "Note {mark}",
        "listen": "Listen to “{title}”",
        "no player": "Your reader cannot play sound.",
        "summary sync": "All of it is also narrated, and each sentence is lit as it is spoken.",
        "summary sync words": "All of it is also narrated, and each word is lit as it is spoken.",
        "summary audio": "Each section has a recording, which is not synchronised with the text.",
        "summary synthetic": "The narration is spoken by a synthetic voice.",
        "summary text": "There is no sound in this edition.",
        "summary described": "All pictures have descriptions.",
        "summary pages": "It has page numbers of its own, not those of a printed book.",
        "synthetic": "Narrated by a synthetic voice.",
        "table": "Table {number}",
        "back": "{mark}: back to the text",
        "untitled": "Untitled",
        "unknown": "Unknown",
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
        "quotation": "Quotation.",
        "quotation end": "End of quotation.",
        "list": "List of {count} items.",
        "list one": "List of one item.",
        "table of": "Table: {rows}, {columns}.",
        "rows": "{count} rows",
        "rows one": "one row",
        "columns": "{count} columns",
        "columns one": "one column",
        "picture": "Picture.",
        "section": "Section {number}.",
        "code": "Code, {lines}.",
        "code in": "Code, {lines} of {name}.",
        "lines": "{count} lines",
        "lines one": "one line",
        "link": "link to {site}",
        "narrated also": "Also heard: {voice}. Licence: {licence}.",
        "summary sync most": (
            "Most of it is also narrated, and each sentence is lit as it is spoken."
        ),
        "summary sync words most": (
            "Most of it is also narrated, and each word is lit as it is spoken."
        ),
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
        "pages": "Seiten",
        "note": "Anmerkung {mark}",
        "listen": "„{title}“ anhören",
        "no player": "Dieses Lesegerät kann keinen Ton abspielen.",
        "summary sync": "Alles ist auch vorgelesen; jeder Satz leuchtet, während er zu hören ist.",
        "summary sync words": (
            "Alles ist auch vorgelesen; jedes Wort leuchtet, während es zu hören ist."
        ),
        "summary audio": (
            "Zu jedem Abschnitt gibt es eine Aufnahme, die nicht mit dem Text verbunden ist."
        ),
        "summary synthetic": "Es liest eine synthetische Stimme.",
        "summary text": "Diese Ausgabe hat keinen Ton.",
        "summary described": "Alle Bilder sind beschrieben.",
        "summary pages": "Sie hat eigene Seitenzahlen, nicht die eines gedruckten Buchs.",
        "synthetic": "Gelesen von einer synthetischen Stimme.",
        "table": "Tabelle {number}",
        "back": "{mark}: zurück zum Text",
        "untitled": "Ohne Titel",
        "unknown": "Unbekannt",
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
        "quotation": "Zitat.",
        "quotation end": "Ende des Zitats.",
        "list": "Liste mit {count} Einträgen.",
        "list one": "Liste mit einem Eintrag.",
        "table of": "Tabelle: {rows}, {columns}.",
        "rows": "{count} Zeilen",
        "rows one": "eine Zeile",
        "columns": "{count} Spalten",
        "columns one": "eine Spalte",
        "picture": "Bild.",
        "section": "Abschnitt {number}.",
        "code": "Code, {lines}.",
        "code in": "Code, {lines} {name}.",
        "lines": "{count} Zeilen",
        "lines one": "eine Zeile",
        "link": "Link zu {site}",
        "narrated also": "Außerdem zu hören: {voice}. Lizenz: {licence}.",
        "summary sync most": (
            "Das meiste ist auch vorgelesen; jeder Satz leuchtet, während er zu hören ist."
        ),
        "summary sync words most": (
            "Das meiste ist auch vorgelesen; jedes Wort leuchtet, während es zu hören ist."
        ),
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
        "pages": "Pages",
        "note": "Note {mark}",
        "listen": "Écouter « {title} »",
        "no player": "Votre liseuse ne peut pas lire le son.",
        "summary sync": (
            "Tout est aussi lu à voix haute, et chaque phrase s’illumine quand on l’entend."
        ),
        "summary sync words": (
            "Tout est aussi lu à voix haute, et chaque mot s’illumine quand on l’entend."
        ),
        "summary audio": (
            "Chaque partie a un enregistrement, qui n’est pas synchronisé avec le texte."
        ),
        "summary synthetic": "La voix qui lit est une voix de synthèse.",
        "summary text": "Cette édition n’a pas de son.",
        "summary described": "Toutes les images sont décrites.",
        "summary pages": "Sa pagination lui est propre ; ce n’est pas celle d’un livre imprimé.",
        "synthetic": "Lu par une voix de synthèse.",
        "table": "Tableau {number}",
        "back": "{mark} : retour au texte",
        "untitled": "Sans titre",
        "unknown": "Inconnu",
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
        "quotation": "Citation.",
        "quotation end": "Fin de la citation.",
        "list": "Liste de {count} éléments.",
        "list one": "Liste d’un élément.",
        "table of": "Tableau : {rows}, {columns}.",
        "rows": "{count} lignes",
        "rows one": "une ligne",
        "columns": "{count} colonnes",
        "columns one": "une colonne",
        "picture": "Image.",
        "section": "Section {number}.",
        "code": "Code, {lines}.",
        "code in": "Code, {lines} de {name}.",
        "lines": "{count} lignes",
        "lines one": "une ligne",
        "link": "lien vers {site}",
        "narrated also": "On entend aussi : {voice}. Licence : {licence}.",
        "summary sync most": (
            "Presque tout est aussi lu à voix haute, et chaque phrase s’illumine quand on l’entend."
        ),
        "summary sync words most": (
            "Presque tout est aussi lu à voix haute, et chaque mot s’illumine quand on l’entend."
        ),
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
        "pages": "Páginas",
        "note": "Nota {mark}",
        "listen": "Escuchar «{title}»",
        "no player": "Su lector no puede reproducir sonido.",
        "summary sync": ("Todo está también narrado, y cada frase se ilumina mientras se escucha."),
        "summary sync words": (
            "Todo está también narrado, y cada palabra se ilumina mientras se escucha."
        ),
        "summary audio": (
            "Cada sección tiene una grabación, que no está sincronizada con el texto."
        ),
        "summary synthetic": "La voz que narra es sintética.",
        "summary text": "Esta edición no tiene sonido.",
        "summary described": "Todas las imágenes tienen descripción.",
        "summary pages": "Su paginación es propia, no la de un libro impreso.",
        "synthetic": "Narrado por una voz sintética.",
        "table": "Tabla {number}",
        "back": "{mark}: volver al texto",
        "untitled": "Sin título",
        "unknown": "Desconocido",
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
        "quotation": "Cita.",
        "quotation end": "Fin de la cita.",
        "list": "Lista de {count} elementos.",
        "list one": "Lista de un elemento.",
        "table of": "Tabla: {rows}, {columns}.",
        "rows": "{count} filas",
        "rows one": "una fila",
        "columns": "{count} columnas",
        "columns one": "una columna",
        "picture": "Imagen.",
        "section": "Sección {number}.",
        "code": "Código, {lines}.",
        "code in": "Código, {lines} de {name}.",
        "lines": "{count} líneas",
        "lines one": "una línea",
        "link": "enlace a {site}",
        "narrated also": "También se oye: {voice}. Licencia: {licence}.",
        "summary sync most": (
            "Casi todo está también narrado, y cada frase se ilumina mientras se escucha."
        ),
        "summary sync words most": (
            "Casi todo está también narrado, y cada palabra se ilumina mientras se escucha."
        ),
    },
}


def language_of(language: str) -> str:
    """The language our own words are in, for an edition in ``language`` (BCP 47)."""
    primary = language.partition("-")[0].lower()
    return primary if primary in _WORDS else "en"


def own_language(language: str) -> str:
    """The language of our own words in an edition, or "" where it is the edition's."""
    ours = language_of(language)
    return "" if ours == language.partition("-")[0].lower() else ours


def label(word: str, language: str, **values: str) -> str:
    """One of our own words or lines in the reader's language, its gaps filled.

    Args:
        word: which, such as ``contents``.
        language: BCP 47 tag of the edition.
        values: what goes into the gaps.
    """
    return _WORDS[language_of(language)][word].format(**values)


def has_labels(language: str) -> bool:
    """Whether our own words are there in an edition's language."""
    return not own_language(language)


def counted(word: str, count: int, language: str) -> str:
    """So many of something, or a line that tells of so many, in the reader's language.

    >>> counted("rows", 3, "en"), counted("rows", 1, "de")
    ('3 rows', 'eine Zeile')
    """
    return label(f"{word} one" if count == 1 else word, language, count=str(count))

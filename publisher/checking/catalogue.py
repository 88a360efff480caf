"""Every code that checking can find: what it means for a reader, and what to do about it."""

from dataclasses import replace
from typing import Final, NamedTuple

from publisher.report import Finding, Weight


class Known(NamedTuple):
    """What is known of a code.

    Attributes:
        meaning: what a reader lacks or meets, in a sentence.
        cure: what to do, in a sentence.
    """

    meaning: str
    cure: str


CATALOGUE: Final[dict[str, Known]] = {
    # The archive
    "archive-broken": Known(
        "No reading system can open it, or it loses pages on the way.",
        "The file is damaged; make or fetch it again.",
    ),
    "archive-bomb": Known(
        "It may fill the reader's device until that stops.",
        "Do not open it; it may have been made to do harm.",
    ),
    "archive-entity": Known(
        "It may choke a reading system, or tell somebody that it was opened.",
        "Write the characters themselves instead of entities, and declare none.",
    ),
    "archive-mimetype": Known(
        "Some reading systems will not know it for an EPUB.",
        "Zip the file `mimetype` first, and do not compress it.",
    ),
    "archive-name": Known(
        "Some systems will lose the file, or put it where it does harm.",
        "Give each entry a name of its own, without `..`, drives and backslashes.",
    ),
    # The package
    "package-missing": Known(
        "No reading system finds the book in the archive.",
        "Name the package document in META-INF/container.xml.",
    ),
    "package-metadata": Known(
        "Libraries and shelves cannot say what the book is.",
        "Write the missing element into the package's metadata.",
    ),
    "package-language": Known(
        "A screen reader may read the book's title in another language's voice.",
        "Give the package element `xml:lang`, as dc:language has it.",
    ),
    "package-spine": Known(
        "A page of the book is never reached by reading on.",
        "Let each itemref name a page of the manifest, once.",
    ),
    "package-refines": Known(
        "What is said there of a part of the book reaches nobody.",
        "Let `refines` name the id of an element of the package.",
    ),
    "resource-missing": Known(
        "Where it belongs, the reader meets nothing, or an error.",
        "Add the file that the manifest names, or take it out of the manifest.",
    ),
    "resource-unlisted": Known(
        "Some reading systems will not show it.",
        "List the file in the manifest, or take it out of the archive.",
    ),
    "resource-remote": Known(
        "Without a network it is not there, and with one, somebody learns who reads.",
        "Put the file into the book, and refer to it there.",
    ),
    "resource-undeclared": Known(
        "A reading system that trusts the package does not prepare for what is on the page.",
        "Write the property into the item's `properties` in the manifest.",
    ),
    "lexicon-malformed": Known(
        "What reads aloud by itself says names as if nobody had told it how.",
        "Write it as PLS 1.0 has it: a lexicon of lexemes, each with a word and a sound.",
    ),
    "lexicon-language": Known(
        "Words are said as another language has them, or as if nobody had told how.",
        "Let `hreflang` of the link and `xml:lang` of the lexicon say the same language.",
    ),
    "lexicon-type": Known(
        "Reading systems do not know it for a lexicon, and pass it over.",
        "Write application/pls+xml into the manifest, and into the link.",
    ),
    "lexicon-unused": Known(
        "It changes nothing of what is heard.",
        "Let every page lead to the lexicon, and tell how each word in it is said.",
    ),
    "picture-broken": Known(
        "Nothing is shown there, or half a picture.",
        "The file is damaged; put a whole one in its place.",
    ),
    "picture-type": Known(
        "Reading systems that trust the manifest show nothing there.",
        "List the picture in the manifest as what its bytes are.",
    ),
    # The pages
    "page-malformed": Known(
        "Reading systems show an error in its place.",
        "Make the page well-formed XML, of a size that readers can hold.",
    ),
    "page-language": Known(
        "A screen reader guesses how to say the words, and guesses wrong.",
        "Give the page's html element `lang` and `xml:lang`.",
    ),
    "language-unknown": Known(
        "No voice can be found for such a language.",
        "Write a BCP 47 tag, such as en-GB; the subtags are in IANA's registry.",
    ),
    "language-astray": Known(
        "A screen reader says all of it in another language's voice.",
        "Let dc:language and the pages name the language that the text is in.",
    ),
    "page-title": Known(
        "Who moves from page to page by ear is not told where they are.",
        "Give the page a title that says what is on it.",
    ),
    "page-id-twice": Known(
        "Links and overlays lead to the first of them only.",
        "Give each element an id of its own.",
    ),
    "page-active": Known(
        "What runs may differ from what is read, and not every reading system runs it.",
        "Take out what would run: scripts, handlers, forms, frames.",
    ),
    "direction-missing": Known(
        "Sentences run the wrong way, and pages turn the wrong way.",
        'Give html dir="rtl", and the spine page-progression-direction="rtl".',
    ),
    "text-withheld": Known(
        "Who listens misses words that others see.",
        "Take `aria-hidden` away from words.",
    ),
    "text-contrast": Known(
        "Who sees little cannot read the words.",
        "Set ink and ground with a contrast of 4.5:1 at least, or 3:1 for large letters.",
    ),
    "focus-order": Known(
        "Who moves by the keyboard is led to and fro.",
        "Take positive `tabindex` away; the order of the page is the order of focus.",
    ),
    "player-uncontrolled": Known(
        "Who does not want to hear it cannot stop it, or nobody can start it.",
        "Give it `controls`, and take `autoplay` away.",
    ),
    "role-missing": Known(
        "A screen reader does not know what it is.",
        "Give it the role that goes with its epub:type, such as doc-pagebreak.",
    ),
    "heading-order": Known(
        "Who moves by headings thinks that a level was missed.",
        "Let no heading stand more than one level below the one before it.",
    ),
    "heading-empty": Known(
        "Who moves by headings comes to one that says nothing.",
        "Give the heading words, or take it out.",
    ),
    "alt-missing": Known(
        "Who does not see the picture is not told what it shows.",
        "Give the picture `alt` with words, or an empty one if it only adorns.",
    ),
    "alt-empty": Known(
        "Who does not see the picture is not told that there is one.",
        'Describe it in `alt`, or add role="presentation" if it only adorns.',
    ),
    "alt-useless": Known(
        "Who does not see the picture hears a file's name, or a word that says nothing.",
        "Say in `alt` what the picture tells.",
    ),
    "table-headers": Known(
        "Who hears the table is told numbers, and not of what.",
        "Mark its header cells as th, with a scope.",
    ),
    "table-header-empty": Known(
        "Who hears the cells below or beside it is not told what they are.",
        "Give the header cell words, or make it a td.",
    ),
    "link-nameless": Known(
        "A screen reader says “link” and no more.",
        "Give the link words, or its picture an alternative text.",
    ),
    "link-broken": Known(
        "Who follows the link gets nowhere, or an error.",
        "Lead the link to a file and a place that exist.",
    ),
    "reference-broken": Known(
        "A screen reader is sent to words that are not there, and says nothing.",
        "Let the attribute name the id of an element on the same page.",
    ),
    # The ways through the book
    "contents-missing": Known(
        "There is no table of contents to find a section by.",
        'Add a navigation document with a nav of epub:type="toc".',
    ),
    "contents-order": Known(
        "The table of contents leads to and fro, so that nobody can tell what comes next.",
        "List pages and headings in the order in which they are read.",
    ),
    "contents-short": Known(
        "The section cannot be found by the table of contents.",
        "List the page in the table of contents.",
    ),
    "contents-label": Known(
        "The table of contents says a file's name, which tells nobody what is there.",
        "Write the section's heading into the table of contents.",
    ),
    "pages-sourceless": Known(
        "A class cannot tell whether these are the pages of its own print.",
        "Name the print in pageBreakSource, or write that there is none.",
    ),
    "pages-unlisted": Known(
        "A class that turns to a page of print cannot find it.",
        'List every page break in a nav of epub:type="page-list".',
    ),
    "pages-astray": Known(
        "Who goes to a page of print arrives at another, or at none.",
        "Let the list of pages name every page break, in their order.",
    ),
    # What is claimed
    "claim-missing": Known(
        "A library cannot tell a reader whether the book suits them.",
        "Write the schema.org property into the metadata, as it is true of the book.",
    ),
    "claim-unknown": Known(
        "Catalogues do not know the word, and leave it out.",
        "Use a word of the schema.org accessibility vocabulary.",
    ),
    "claim-false": Known(
        "A reader chooses the book for what it has not.",
        "Take the claim out, or make it true.",
    ),
    "claim-left-out": Known(
        "A reader who needs what the book has does not find it.",
        "Claim what the book has.",
    ),
    "claim-uncertified": Known(
        "Nobody answers for the claim that the book is accessible.",
        "Name who evaluated the book in a11y:certifiedBy that refines the claim, or drop it.",
    ),
    "claim-malformed": Known(
        "Catalogues know the claim only as the standard words it.",
        "Write it as in: EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
    ),
    # The overlays
    "overlay-astray": Known(
        "Nothing is lit, or nothing heard, where the overlay leads nowhere.",
        "Make the overlay again from the page; let it name ids and files that exist.",
    ),
    "overlay-unlinked": Known(
        "The page is not read aloud, though there is an overlay for it.",
        "Give the page's item in the manifest `media-overlay`, and the overlay's id.",
    ),
    "overlay-order": Known(
        "Who reads along is led to and fro.",
        "Put the overlay into the order of the page.",
    ),
    "overlay-repeated": Known(
        "The same words are heard twice.",
        "Let each element be named by one text of the overlays.",
    ),
    "overlay-hidden": Known(
        "Something is read that nobody sees, and nothing is lit.",
        "Take hidden words out of the overlay, or show them.",
    ),
    "overlay-untyped": Known(
        "Who has turned notes and page numbers off hears them nonetheless.",
        "Give the par or seq the epub:type of what it reads, such as footnote or pagebreak.",
    ),
    "text-unheard": Known(
        "Who listens misses these words, and is not told so.",
        "Narrate the words, and add them to the page's overlay.",
    ),
    "note-unheard": Known(
        "Who listens is spared the notes of this page, and cannot choose to hear them.",
        "Narrate them, typed as footnote, so that each reader can choose.",
    ),
    "clip-absent": Known(
        "Reading systems stop there, or pass the words over.",
        "Give the par an audio element.",
    ),
    "clip-time": Known(
        "Reading systems play nothing there, or more than was meant.",
        "Write times as H:MM:SS.mmm, and let each clip end after it begins.",
    ),
    "clip-overlap": Known(
        "The end of one passage is heard again at the head of the next.",
        "Let each clip begin where the one before it ends.",
    ),
    "clip-gap": Known(
        "What is said between the clips is never heard.",
        "Let each clip begin where the one before it ends.",
    ),
    "clip-silent": Known(
        "Words are lit, and nothing is heard.",
        "Record the passage again, or align the overlay with the recording.",
    ),
    "clip-late": Known(
        "Some reading systems stop there, and do not go on to the next page.",
        "Let no clip end after its recording does.",
    ),
    "clip-drift": Known(
        "Words are lit too early or too late.",
        "Align the overlay with the recording again; clips begin and end in pauses.",
    ),
    "duration-missing": Known(
        "The reader is not told how long the book or the page lasts.",
        "Write media:duration for each overlay, and one for the book.",
    ),
    "duration-wrong": Known(
        "The reader is told a length that is not so.",
        "Write the sum of the clips.",
    ),
    "lit-undeclared": Known(
        "Many reading systems light nothing, for the book names no class for it.",
        "Name a class in media:active-class, and style it.",
    ),
    "lit-unstyled": Known(
        "Many reading systems light nothing, for no style sheet says how.",
        "Style the class that media:active-class names in the page's style sheet.",
    ),
    "lit-contrast": Known(
        "Who sees little cannot read the words while they are spoken.",
        "Set ink and ground of the active class with a contrast of 4.5:1 at least.",
    ),
    "lit-hidden": Known(
        "The words vanish, or fade, while they are spoken.",
        "Let the active class change colours, and leave opacity and visibility alone.",
    ),
    "lit-size": Known(
        "The text moves under the reader's eye while it is spoken.",
        "Let the active class change colours, and nothing that takes room.",
    ),
    # What other tools say
    "epubcheck": Known(
        "Reading systems may refuse the book, or show it otherwise than was meant.",
        "See what EPUBCheck says; w3.org/publishing/epubcheck lists its codes.",
    ),
    "ace": Known(
        "Readers who use a screen reader or other help meet a barrier.",
        "See what Ace says, and kb.daisy.org/publishing of the rule.",
    ),
    # What the article has
    "sentence-missing": Known(
        "The reader is not given all of the article.",
        "Make the book again; a sentence of the article is not in it.",
    ),
    "sentence-altered": Known(
        "The reader is given other words than the author's.",
        "Make the book again; a sentence of it differs from the article's.",
    ),
    "sentence-misplaced": Known(
        "The reader is given the author's words in another order.",
        "Make the book again; its sentences are out of their order.",
    ),
    "picture-missing": Known(
        "The reader is not shown all of the article.",
        "Make the book again; a picture of the article is not in it.",
    ),
    "note-astray": Known(
        "Who follows the mark comes to another note, or to none.",
        "Lead the mark to its own note, which is marked as one.",
    ),
    # Sound
    "sound-broken": Known(
        "Nothing is heard, or not all of it.",
        "The file is damaged; make or fetch it again.",
    ),
    "sound-unheard": Known(
        "The recording is in the book, and nobody hears it.",
        "Name it in an overlay or in a player, or take it out.",
    ),
    "sound-untagged": Known(
        "A player cannot say what is heard, or in what order.",
        "Write the missing tag.",
    ),
    "chapters-missing": Known(
        "A listener cannot choose a chapter, nor find back to one.",
        "Build the edition again.",
    ),
    "chapters-disordered": Known(
        "A player opens a chapter at another's words, or not at all.",
        "Build the edition again.",
    ),
    "chapters-untitled": Known(
        "A listener does not know what a chapter is about.",
        "Give the section a heading in the article.",
    ),
    "bundle-unsummed": Known(
        "Nobody can tell whether the files are as they were made.",
        "Make the bundle again.",
    ),
    "bundle-untold": Known(
        "Nobody can tell whether that file belongs there, or is as it was made.",
        "Take it out, or make the bundle again.",
    ),
    "bundle-indexless": Known(
        "Whoever opens it does not see what is in it.",
        "Make the bundle again.",
    ),
    "onix-broken": Known(
        "No shop or library can take the record in.",
        "Build the edition again.",
    ),
    "onix-incomplete": Known(
        "A shop or library refuses the record, or lists the book without what is missing.",
        "Give the article what is missing in its front matter, and build it again.",
    ),
    "onix-differs": Known(
        "A shop's page promises readers what the book does not hold, or keeps it from them.",
        "Build record and book together.",
    ),
    "edition-disagrees": Known(
        "Who goes on in another edition is at another place, or hears other words.",
        "Build or bind all editions together.",
    ),
    "captions-broken": Known(
        "No player shows anything while the sound plays.",
        "Build the edition again.",
    ),
    "captions-disordered": Known(
        "Words are shown at another time than they are heard, or not at all.",
        "Let each cue begin after the one before it has ended.",
    ),
    "captions-wordless": Known(
        "For a while nothing is shown of what is heard.",
        "Write what is heard there.",
    ),
    "sound-length": Known(
        "The listener misses the end, or is told a length that is not so.",
        "Make the file again; it is not as long as it was told to be.",
    ),
    "sound-loudness": Known(
        "The listener reaches for the volume.",
        "Master it to -19 LUFS.",
    ),
    "sound-peak": Known(
        "Some players distort it.",
        "Master it to a true peak of at most -3 dBTP.",
    ),
    "sound-floor": Known(
        "The listener hears the room behind the voice.",
        "Master it so that its pauses lie below -60 dB.",
    ),
    "sound-edges": Known(
        "The first or the last word is cut off by some players, or is waited for.",
        "Leave half a second of the room before the first word, and one behind the last.",
    ),
    "sound-uneven": Known(
        "The listener reaches for the volume from one section to the next.",
        "Master all sections with one gain, to within 0.3 LU of one another.",
    ),
    "sound-container": Known(
        "The shop or the player that the profile is for refuses it, or seeks wrongly.",
        "Encode it as the profile asks; `publisher build --profile` does.",
    ),
    "sound-long": Known(
        "The shop that the profile is for takes no file as long.",
        "Divide the section into two.",
    ),
    # A talking book
    "daisy-broken": Known(
        "No player opens the talking book.",
        "Write ncc.html as well-formed XHTML, of less than 16 MB.",
    ),
    "daisy-metadata": Known(
        "Players and lending libraries may refuse the talking book, or show no title.",
        "Write into the head of ncc.html what DAISY 2.02, appendix 2, asks for.",
    ),
    "daisy-count": Known(
        "A player shows a figure that is not so; a lending library refuses the book.",
        "Count again, and write what there is.",
    ),
    "daisy-heading": Known(
        "Who goes from heading to heading does not get on, in some players.",
        "Begin ncc.html with an h1 of class title; go down by one level at a time.",
    ),
    "daisy-astray": Known(
        "The player stops there, or goes on elsewhere.",
        "Lead it to a file of the book, and to an id that is there.",
    ),
    "daisy-clip": Known(
        "Nothing is heard there, or something else than is shown.",
        "Let each clip end after it begins, behind the one before, within its recording.",
    ),
    "daisy-gap": Known(
        "A part of the recording is never heard.",
        "Let each clip begin where the one before it ends.",
    ),
    "daisy-time": Known(
        "The player shows a time that is not so, and goes to wrong places by it.",
        "Write the sums of the clips.",
    ),
    "daisy-order": Known(
        "What is heard next is not what stands next.",
        "Bring headings, files of times and text into one order.",
    ),
    "daisy-unheard": Known(
        "Who listens misses these words, though the book says that all of it is heard.",
        "Have them read, or write textPartAudio as ncc:multimediaType.",
    ),
    "daisy-repeated": Known(
        "The same words are heard twice.",
        "Let each element of the text be shown by one par.",
    ),
    "daisy-unlisted": Known(
        "Who goes from heading to heading passes it over.",
        "Give the heading a line in ncc.html.",
    ),
    "daisy-bitrate": Known(
        "Some players find their place by counting bytes, and come to another.",
        "Encode the recording at a constant bitrate.",
    ),
    # An audiobook
    "audiobook-broken": Known(
        "No player opens the audiobook.",
        "Put the manifest, publication.json, at the root of the archive, as a JSON object.",
    ),
    "audiobook-property": Known(
        "Shops and players refuse the audiobook, or cannot say what it is.",
        "Write the property into the manifest.",
    ),
    "audiobook-value": Known(
        "Players pass over what they do not understand.",
        "Write it as W3C's Publication Manifest has it.",
    ),
    "audiobook-resource": Known(
        "The listener meets nothing, or an error.",
        "Add the file that the manifest lists, or take it out of the manifest.",
    ),
    "audiobook-unlisted": Known(
        "Players do not find it.",
        "List it among the resources, or take it out of the archive.",
    ),
    "audiobook-remote": Known(
        "Without a network it is not there, and with one, somebody learns who listens.",
        "Put the file into the archive.",
    ),
    "audiobook-type": Known(
        "A player may take the file for something that it is not.",
        "Write the file's own media type as its encodingFormat.",
    ),
    "audiobook-order": Known(
        "The player has nothing to play there, or plays it twice.",
        "Put recordings into readingOrder, each once, and all else into resources.",
    ),
    "audiobook-duration": Known(
        "The listener is told a length that is not so, or none.",
        "Write for each recording how long it lasts, and their sum for the whole.",
    ),
    "audiobook-contents": Known(
        "Nobody can choose what to hear.",
        "Give the entry page a list of links in an element of the role doc-toc.",
    ),
    "audiobook-astray": Known(
        "Who follows the link comes to nothing.",
        "Lead it to what is in the archive, and to a time before the recording ends.",
    ),
    "audiobook-cover": Known(
        "Shops refuse the audiobook, or shelves show nothing of it.",
        "Give it a cover of the rel `cover`: a square of 1,024 pixels or more.",
    ),
    "audiobook-packed": Known(
        "The player has to unpack all of the recording before it finds a place in it.",
        "Store recordings in the archive, and do not compress them.",
    ),
    # A publication's folder
    "record-missing": Known(
        "Nobody can tell whether the files are as they were made.",
        "Name the file to check, or build the publication again.",
    ),
    "file-missing": Known(
        "The reader is not given all of the publication.",
        "Build the publication again.",
    ),
    "file-altered": Known(
        "The reader is given something else than was made.",
        "Build the publication again, or keep the change if it was meant.",
    ),
    "file-outside": Known(
        "The record speaks of files that are none of its business.",
        "Do not trust the record; build the publication again.",
    ),
    # What one reading system or another cannot do
    "reader-overlays": Known(
        "Its readers hear nothing, or see nothing lit, in this reading system.",
        "Give them the form that it takes: epub-audio with players, or epub-text.",
    ),
    "reader-audio": Known(
        "The recording is not played by this reading system.",
        "Use MP3, which every reading system plays that plays anything.",
    ),
    # What is heard
    "clip-short": Known(
        "A listener misses words of the sentence.",
        "Have it spoken again: `publisher build --respeak NAME`, or record it anew.",
    ),
    "clip-long": Known(
        "A listener hears more than is printed, or a voice that dwells.",
        "Listen to it, and have it spoken again: `publisher build --respeak NAME`.",
    ),
    "clip-noise": Known(
        "A listener hears noise in place of the sentence.",
        "Have it spoken again: `publisher build --respeak NAME`, or record it anew.",
    ),
    "clip-loudness": Known(
        "The sentence startles a listener, or is lost in a room's noise.",
        "Bring it to the loudness of the others, or have it spoken again.",
    ),
    "clip-repeated": Known(
        "A listener hears the same words twice.",
        "Have it spoken again: `publisher build --respeak NAME`, or cut the second.",
    ),
    "sound-clipped": Known(
        "The voice rattles where it is loud.",
        "Record or master it with less gain, so that no sample is at full scale.",
    ),
    "sound-silent": Known(
        "Nothing is heard of it at all.",
        "Make the recording again.",
    ),
    "sound-pace": Known(
        "It is spoken faster or slower than most can follow, or than the rest.",
        "Encode it at the sample rate that it was recorded with, or choose another --rate.",
    ),
    "words-missing": Known(
        "It seems that a listener misses these words.",
        "Listen to it, and have it spoken again: `publisher build --respeak NAME`.",
    ),
    "words-stray": Known(
        "It seems that a listener hears words that are not printed, or some twice.",
        "Listen to it, and have it spoken again: `publisher build --respeak NAME`.",
    ),
    "words-other": Known(
        "It seems that something else is said than what is lit.",
        "Listen to it; put the right recording in its place, or have it spoken again.",
    ),
    "words-unfollowed": Known(
        "Nobody knows whether its words are all there, but for what measuring tells.",
        "Listen to some of it; the recogniser knows English as people speak it.",
    ),
    "reader-picture": Known(
        "The picture is not shown by this reading system.",
        "Use JPEG or PNG.",
    ),
    "reader-unheard": Known(
        "The page flashes by while the book is read aloud.",
        'Narrate the page too, or take it out of the order with linear="no".',
    ),
    "reader-words": Known(
        "Words are lit late by this reading system.",
        "Give its readers an edition that is lit by the sentence.",
    ),
    "reader-recordings": Known(
        "This reading system plays the first of the recordings only.",
        "Use one recording for each page.",
    ),
    "reader-size": Known(
        "This reading system or its service does not take a file so large.",
        "Divide it, or give its readers epub-text.",
    ),
    "reader-depth": Known(
        "The deeper entries of the contents are not shown as such.",
        "Keep the contents less deep.",
    ),
    "reader-name": Known(
        "This reading system may not find the file.",
        "Name files with letters and digits of ASCII only.",
    ),
    "reader-metadata": Known(
        "This reading system or its service shows a wrong title, or refuses the book.",
        "Give one title, a language and a creator, without white space around them.",
    ),
    "reader-note": Known(
        "The number is shown twice, for the reading system adds its own.",
        "Let the note begin with its words if the book is for this reading system alone.",
    ),
    "reader-pages": Known(
        "Pages of print are not shown by this reading system without a list of them.",
        'Add a nav of epub:type="page-list".',
    ),
    "reader-times": Known(
        "This reading system misreads clip times of that form.",
        "Write clip times as H:MM:SS.mmm.",
    ),
    "reader-contents": Known(
        "This reading system shows no picture in the table of contents.",
        "Use words for entries of the table of contents.",
    ),
    "reader-version": Known(
        "This reading system's service prefers EPUB 3.",
        "Make the book as EPUB 3.",
    ),
    # The web edition
    "web-broken": Known(
        "A browser shows nothing sensible, or its player stays away.",
        "The page is damaged; make it again.",
    ),
    "web-structure": Known(
        "A screen reader says it in the wrong voice, or finds no way about it.",
        "Give the page a language, a title, one main element and one h1.",
    ),
    "web-missing": Known(
        "Where it belongs, the reader sees or hears nothing.",
        "Put the file back into the page's folder, or take it out of the page.",
    ),
    "web-remote": Known(
        "Without a network it is not there, and with one, somebody learns who reads.",
        "Put the file into the page's folder, and name it from there.",
    ),
    "web-active": Known(
        "Something may run that the article's author, or a stranger, put there.",
        "Take it out; the script beside the page is the only one that it needs.",
    ),
    "web-clip": Known(
        "Nothing is lit, or the wrong words are, while they are heard.",
        "Let each clip name one element of the page by its id.",
    ),
    "web-times": Known(
        "The wrong sentence is lit, or a click on it plays another.",
        "Let clips follow one another, and end before their recording does.",
    ),
    "web-unheard": Known(
        "A section can be heard by some readers only, or by nobody.",
        "Tell the player of the recording, and give it an audio element on the page.",
    ),
}

BEYOND_READING: Final = frozenset(
    {"archive-broken", "archive-bomb", "archive-entity", "sound-broken"}
)
"""What keeps all further checks from opening a file: they could not, or ought not to."""


def error(code: str, message: str, place: str = "", line: int | None = None) -> Finding:
    """A finding that keeps an edition from going out."""
    return Finding(code, Weight.ERROR, message, place, line=line or 0)


def warning(code: str, message: str, place: str = "", line: int | None = None) -> Finding:
    """A finding of what some readers lack."""
    return Finding(code, Weight.WARNING, message, place, line=line or 0)


def note(code: str, message: str, place: str = "", line: int | None = None) -> Finding:
    """A finding that is good to know."""
    return Finding(code, Weight.NOTE, message, place, line=line or 0)


def known_code(finding: Finding, place: str) -> Finding:
    """The finding itself, in its place, once its code is known to have a cure.

    What a stranger's file is called, or calls its parts, goes to a terminal in the end: what
    would move the cursor there is shown as �.

    Raises:
        KeyError: the catalogue lacks it, which is a fault of ours.
    """
    CATALOGUE[finding.code]  # a finding without a cure helps nobody
    message, entry = _printable(finding.message), _printable(finding.place)
    return replace(finding, message=message, place=_printable(place), entry=entry)


def told(finding: Finding) -> dict[str, str | int]:
    """A finding as other programs read it, with what is known of its code."""
    known = CATALOGUE[finding.code]
    return {
        "code": finding.code,
        "weight": str(finding.weight),
        "file": finding.place,
        "entry": finding.entry,
        "line": finding.line,
        "message": finding.message,
        "meaning": known.meaning,
        "cure": known.cure,
    }


def _printable(words: str) -> str:
    return "".join(each if each.isprintable() else "\ufffd" for each in words)

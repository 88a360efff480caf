"""X-SAMPA, the International Phonetic Alphabet in the letters of a keyboard, as IPA.

Source:
    J. C. Wells, "Computer-coding the IPA: a proposed extension of SAMPA", 1995.
"""

import re

_SIGNS = {
    "b_<": "ɓ", "d`": "ɖ", "d_<": "ɗ", "g": "ɡ", "g_<": "ɠ", "h\\": "ɦ", "j\\": "ʝ", "l`": "ɭ",
    "l\\": "ɺ", "n`": "ɳ", "p\\": "ɸ", "r`": "ɽ", "r\\`": "ɻ", "r\\": "ɹ", "s`": "ʂ", "s\\": "ɕ",
    "t`": "ʈ", "v\\": "ʋ", "P": "ʋ", "x\\": "ɧ", "z`": "ʐ", "z\\": "ʑ", "A": "ɑ", "B": "β",
    "B\\": "ʙ", "C": "ç", "D": "ð", "E": "ɛ", "F": "ɱ", "G": "ɣ", "G\\": "ɢ", "G\\_<": "ʛ",
    "H": "ɥ", "H\\": "ʜ", "I": "ɪ", "I\\": "ᵻ", "J": "ɲ", "J\\": "ɟ", "J\\_<": "ʄ", "K": "ɬ",
    "K\\": "ɮ", "L": "ʎ", "L\\": "ʟ", "M": "ɯ", "M\\": "ɰ", "N": "ŋ", "N\\": "ɴ", "O": "ɔ",
    "O\\": "ʘ", "Q": "ɒ", "R": "ʁ", "R\\": "ʀ", "S": "ʃ", "T": "θ", "U": "ʊ", "U\\": "ᵿ",
    "V": "ʌ", "W": "ʍ", "X": "χ", "X\\": "ħ", "Y": "ʏ", "Z": "ʒ", "@": "ə", "@\\": "ɘ",
    "@`": "ɚ", "{": "æ", "}": "ʉ", "1": "ɨ", "2": "ø", "3": "ɜ", "3\\": "ɞ", "3`": "ɝ",
    "4": "ɾ", "5": "ɫ", "6": "ɐ", "7": "ɤ", "8": "ɵ", "9": "œ", "&": "ɶ", "?": "ʔ",
    "?\\": "ʕ", "<\\": "ʢ", ">\\": "ʡ", "!\\": "ǃ", "|\\": "ǀ", "|\\|\\": "ǁ", "=\\": "ǂ",
    '"': "ˈ", "%": "ˌ", ":": "ː", ":\\": "ˑ", "-": "", ".": ".", "-\\": "‿", "`": "˞",
    "'": "ʲ", "~": "\u0303", "=": "\u0329", "_=": "\u0329", "_~": "\u0303", "_h": "ʰ", "_w": "ʷ",
    "_j": "ʲ", "_G": "ˠ", "_?\\": "ˤ", "_l": "ˡ", "_n": "ⁿ", "_>": "ʼ", "_0": "\u0325",
    "_v": "\u032c", "_d": "\u032a", "_a": "\u033a", "_m": "\u033b", "_^": "\u032f", "_t": "\u0324",
    "_k": "\u0330", "_r": "\u031d", "_o": "\u031e", "_-": "\u0320", "_+": "\u031f", "_x": "\u033d",
    "_O": "\u0339", "_c": "\u031c", "_e": "\u0334", "_}": "\u031a", "_A": "\u0318", "_q": "\u0319",
    "_N": "\u033c", "_T": "˥", "_H": "˦", "_M": "˧", "_L": "˨", "_B": "˩",
}  # fmt: skip
_SIGN = re.compile(
    "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True)) + r"|[a-z ]"
)


def ipa_of(xsampa: str) -> str:
    r"""X-SAMPA as IPA.

    Raises:
        ValueError: a sign of it is none of X-SAMPA's.

    >>> ipa_of("\"Si:"), ipa_of("r\\Ed")
    ('ˈʃiː', 'ɹɛd')
    """
    at, said = 0, []
    while at < len(xsampa):
        found = _SIGN.match(xsampa, at)
        if found is None:
            raise ValueError(f"{xsampa[at]!r} in {xsampa!r} is no sign of X-SAMPA")
        said.append(_SIGNS.get(found[0], found[0]))
        at = found.end()
    return "".join(said)

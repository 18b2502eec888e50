r"""The commands of LaTeX that bibliographies hold, and what they print.

They are those of LaTeX's text encodings (https://ctan.org/pkg/encguide), of plain TeX, and of
biblatex's ``\mkbib…`` family. :mod:`refkit.normalize.latex` reads and writes with these tables;
symbols that are not here it finds in pylatexenc's.
"""

from __future__ import annotations

import unicodedata
from typing import Final

ACCENTS: Final = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "G": "\u030f",
    "f": "\u0311",
    "d": "\u0323",
    "textcommabelow": "\u0326",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}
"""LaTeX accent commands to the combining characters that they put over or under a letter."""

SPACING: Final = {"~": "~", "^": "^", "'": "´", "`": "`", '"': "¨", "=": "¯", "c": "¸"}
"""What an accent over nothing prints: ``\\~{}``."""

LIGATURES: Final = {"--": "–", "---": "—", "``": "“", "''": "”", "~": "\u00a0"}

SYMBOLS: Final = {
    **{character: character for character in "&%$#_{}"},
    # Spaces, thin and thick; a discretionary hyphen and an italic correction print nothing.
    **dict.fromkeys((" ", "\n", "\t", "\\", ";", ":", ">"), " "),
    ",": "\u202f",
    **dict.fromkeys(("-", "/", "@", "!"), ""),
}

WORDS: Final = {
    "i": "ı",
    "j": "ȷ",
    "SS": "ẞ",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
    "copyright": "©",
    "textcopyright": "©",
    "pounds": "£",
    "euro": "€",
    "degree": "°",
    "textdegree": "°",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textunderscore": "_",
    "textdollar": "$",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textcelsius": "℃",
    "S": "§",
    "P": "¶",
    "yen": "¥",
    "EUR": "€",
    "textminus": "−",
    "cprime": "ʹ",
    "LaTeXe": "LaTeX2ε",
    # babel's German and French quotes.
    "glqq": "„",
    "grqq": "“",
    "glq": "‚",
    "grq": "‘",
    "flqq": "«",
    "frqq": "»",
    "flq": "‹",
    "frq": "›",
    "lq": "‘",
    "rq": "’",
    "slash": "/",
    "nobreakspace": "\u00a0",
    "thinspace": "\u2009",
    "enspace": "\u2002",
    "textperiodcentered": "·",
    "textemdash": "—",
    "prime": "′",
    "space": " ",
    "quad": " ",
    "qquad": " ",
    "newline": " ",
    "linebreak": " ",
    "par": " ",
    # Instructions that print nothing.
    **dict.fromkeys(("relax", "protect", "noindent", "ignorespaces", "allowbreak"), ""),
    **dict.fromkeys(("unskip", "null", "break", "newblock", "boldmath", "cal"), ""),
    # "\\cyrchar\\CYRA": the letter follows.
    **dict.fromkeys(("cyr", "cyrchar"), ""),
    **dict.fromkeys(("normalfont", "rm", "up", "sf", "tt", "upshape"), ""),
    **dict.fromkeys(("rmfamily", "sffamily", "ttfamily", "small", "footnotesize"), ""),
}

TAGS: Final = {
    **dict.fromkeys(("textit", "emph", "textsl", "mkbibemph", "mkbibitalic"), "i"),
    **dict.fromkeys(("textbf", "mkbibbold"), "b"),
    **dict.fromkeys(("textsc", "mkbibacro"), "sc"),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript", "textsu"), "sup"),
    **dict.fromkeys(("textsubscript", "mkbibsubscript"), "sub"),
}
DECLARATIONS: Final = {
    **dict.fromkeys(("it", "em", "sl", "itshape", "slshape"), "i"),
    **dict.fromkeys(("bf", "bfseries"), "b"),
    **dict.fromkeys(("sc", "scshape"), "sc"),
}
AROUND: Final = {
    **dict.fromkeys(
        ("text", "textrm", "textup", "textnormal", "textsf", "texttt", "textmd", "mbox", "hbox"),
        ("", ""),
    ),
    **dict.fromkeys(("uppercase", "MakeUppercase", "lowercase", "nocase", "uline"), ("", "")),
    **dict.fromkeys(("underline", "textcyrillic", "ul"), ("", "")),
    **dict.fromkeys(("enquote", "mkbibquote"), ("“", "”")),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
}
SILENT: Final = frozenset(
    {"noopsort", "SortNoop", "switchargs", "hspace", "vspace", "label"}
    | {"phantom", "hphantom", "vphantom"}
)
"""Commands whose argument is not printed; \\noopsort{1973b} is in BibTeX's own documentation."""

SECOND: Final = frozenset({"foreignlanguage", "textcolor", "texorpdfstring", "raisebox"})
"""Commands that print their second argument; the plain one of \\texorpdfstring."""

VERBATIM: Final = frozenset({"url", "path", "nolinkurl", "texttturl"})

ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    # \{ would do for LaTeX, but BibTeX counts braces whatever stands before them.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u2009": r"\thinspace{}",
    "\u2002": r"\enspace{}",
    **{character: "\\" + character for character in "%&#_$"},
}
LATEX_ONLY: Final = {
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    "−": r"\ensuremath{-}",
    "′": r"\ensuremath{\prime}",
}

LOOK_ALIKE: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True))
PRINTED_AS: Final = {
    **LOOK_ALIKE,
    **{character: unicodedata.normalize("NFKC", character) for character in "ﬀﬁﬂﬃﬄﬅﬆ"},
    **{
        character: r"\textsuperscript{" + digit + "}"
        for character, digit in zip("⁰⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0456789+-n", strict=True)
    },
    **{
        character: r"\textsubscript{" + digit + "}"
        for character, digit in zip("₀₁₂₃₄₅₆₇₈₉₊₋ₙₓ", "0123456789+-nx", strict=True)
    },
    "⅓": "1/3",
    "⅔": "2/3",
    "⅛": "1/8",
    "‐": "-",
    "‑": r"\mbox{-}",
    "‒": "--",
    "―": "---",
    "″": r"\ensuremath{\prime\prime}",
    "ʹ": r"\ensuremath{\prime}",
    "ʺ": r"\ensuremath{\prime\prime}",
    "ʼ": "'",
    "ʻ": "`",
    "ʾ": "'",
    "ʿ": "`",
    "ˈ": "'",
    "√": r"{\ensuremath{\surd}}",
    "∗": r"{\ensuremath{\ast}}",
    "⋅": r"{\ensuremath{\cdot}}",
    "∙": r"{\textbullet}",
    "●": r"{\textbullet}",
    "∶": ":",
    "Ω": r"{\ensuremath{\Omega}}",
    "ϰ": r"{\ensuremath{\kappa}}",
    "\u00ad": r"\-",
    **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", ""),
}
"""How LaTeX prints characters that it has no command of their own for."""

CSL_TAGS: Final = {
    "i": "textit",
    "b": "textbf",
    "sc": "textsc",
    "sup": "textsuperscript",
    "sub": "textsubscript",
    "span": "",
}
"""CSL's tags to commands; that of ``<span class="nocase">`` is a pair of braces alone."""

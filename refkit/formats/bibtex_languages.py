"""Languages as biblatex names them, after babel, and as CSL does, by BCP 47.

The names are those that biblatex has localisations for (biblatex manual, 3.1.1).
"""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "bg": "bulgarian",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "de-AT": "naustrian",
    "de-CH": "nswissgerman",
    "de-DE": "ngerman",
    "el": "greek",
    "en": "english",
    "en-AU": "australian",
    "en-CA": "canadian",
    "en-GB": "british",
    "en-NZ": "newzealand",
    "en-US": "american",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "gl": "galician",
    "hr": "croatian",
    "hu": "hungarian",
    "is": "icelandic",
    "it": "italian",
    "la": "latin",
    "lt": "lithuanian",
    "lv": "latvian",
    "mr": "marathi",
    "nb": "norsk",
    "nl": "dutch",
    "nn": "nynorsk",
    "pl": "polish",
    "pt": "portuguese",
    "pt-BR": "brazilian",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sl": "slovene",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
}
_CODES: Final = {name: code for code, name in _NAMES.items()}


def babel_name(code: str) -> str:
    """The name of a language: "ngerman" for "de-DE"; "" if it has none."""
    return _NAMES.get(code, "")


def language_code(name: str) -> str:
    """The code of a language: "de-DE" for "ngerman" and biblatex's key "langngerman".

    A name that is none of these stays as it is.
    """
    return _CODES.get(name.strip().lower().removeprefix("lang"), name)

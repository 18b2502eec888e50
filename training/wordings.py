"""Words that references use between their fields, by language."""

# ruff: noqa: E501 (lists)

from __future__ import annotations

from typing import Final


def _choices(text: str) -> list[str]:
    return text.split("|")


MONTHS: Final = {
    "en": _choices(
        "January|February|March|April|May|June|July|August|September|October|November|December"
    ),
    "de": _choices(
        "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    ),
    "fr": _choices(
        "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    ),
    "es": _choices(
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    ),
    "it": _choices(
        "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
    ),
    "pt": _choices(
        "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"
    ),
    "nl": _choices(
        "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    ),
}
"""Months, as written out."""
EDITED: Final = {
    "en": _choices(
        "(Ed.)|(ed.)|(eds.)|(Eds.)|(eds)|(Eds)|, ed.|, eds.|, editors|, editor|[eds.]|(editor)|(editors)"
    ),
    "de": _choices(
        "(Hrsg.)|(Hg.)|(Hrsg.)|(Hg.)|(Hgg.)|(Hrsgg.)|, Hrsg.| Hrsg.|(Hsg.)|[Hrsg.]|(eds.)| (Hg)|(Hrsg)"
    ),
    "fr": _choices("(dir.)|(éd.)|(éds)|(éds.)|(sous la dir. de)|(Ed.)|(dirs.)|éd.|(coord.)"),
    "es": _choices("(ed.)|(eds.)|(comp.)|(comps.)|(coord.)|(coords.)|(dir.)"),
    "it": _choices("(a cura di)|(ed.)|(eds.)|(cur.)|(a c. di)"),
    "pt": _choices("(org.)|(orgs.)|(Org.)|(Orgs.)|(ed.)|(eds.)|(coord.)"),
    "nl": _choices("(red.)|(Red.)|(eds.)|(ed.)"),
}
"""What stands behind the names of editors."""
EDITED_BY: Final = {
    "en": _choices("edited by|ed.|eds.|Ed.|ed. by|Edited by"),
    "de": _choices("hrsg. von|hrsg. v.|herausgegeben von|Hrsg. von|hg. von|hg. v.|Hg. v."),
    "fr": _choices("sous la direction de|sous la dir. de|édité par|éd. par|dir."),
    "es": _choices("editado por|coordinado por|ed. de|compilado por"),
    "it": _choices("a cura di|a c. di|cur."),
    "pt": _choices("organizado por|org. por|coord."),
    "nl": _choices("onder redactie van|red.|o.r.v."),
}
"""What stands before the names of editors."""
PAGES: Final = {
    "en": _choices("pp. |pp.|p. |pages |pp |Pp. |p "),
    "de": _choices("S. |S. |S.|S. |pp. |Seiten "),
    "fr": _choices("p. |pp. |p.|pp."),
    "es": _choices("pp. |p. |págs. |pp."),
    "it": _choices("pp. |p. |pp."),
    "pt": _choices("p. |pp. |p."),
    "nl": _choices("p. |pp. |blz. "),
}
"""What stands before pages."""
VOLUME: Final = {
    "en": _choices("vol. |Vol. |volume |Vol.|vol |v. |Volume |Vol "),
    "de": _choices("Bd. |Jg. |Band |Bd.|Jg.|Vol. "),
    "fr": _choices("vol. |t. |tome |Vol. "),
    "es": _choices("vol. |t. |Vol. |tomo "),
    "it": _choices("vol. |v. |t. "),
    "pt": _choices("v. |vol. |v."),
    "nl": _choices("vol. |jrg. |deel "),
}
"""What stands before a volume."""
ISSUE: Final = {
    "en": _choices("no. |No. |no.|nr. |issue |Issue |n. |No |iss. |# "),
    "de": _choices("H. |Heft |Nr. |H.|Nr.|Ausgabe "),
    "fr": _choices("n° |n°|no |nº |num. |n. "),
    "es": _choices("núm. |nº |n. |no. |n.º "),
    "it": _choices("n. |fasc. |n° "),
    "pt": _choices("n. |n.º |nº |n."),
    "nl": _choices("nr. |no. "),
}
"""What stands before an issue."""
AND: Final = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en"}
IN: Final = {"en": "In", "de": "In", "fr": "Dans", "es": "En", "it": "In", "pt": "In", "nl": "In"}
DASHES: Final = ("-", "-", "-", "–", "–", "–", " - ", "--", " – ", "—", "−", "‐")
"""What stands between the first and the last page."""

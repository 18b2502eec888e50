"""The words by which the parser recognises what a stretch of text is.

Lists are short on purpose: each word decides a question that form alone leaves open, such as
whether "Zenodo" after a title is a journal or a publisher. All lists are folded to lower case.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern


def _words(text: str) -> frozenset[str]:
    """The words of a text; names of several words stand between bars."""
    parts = text.split("|") if "|" in text else text.split()
    return frozenset(" ".join(part.split()) for part in parts)


ABBREVIATIONS: Final = _words(
    """
    vs v st ste mt ft dr mr mrs ms prof rev gen col lt sgt hon no nos nr vol vols pp p pt pts ed
    eds edn trans transl ser sect sec suppl supp ch chap fig figs eq cf etc al ca c approx resp
    incl inc ltd co corp bros dept univ assn assoc intl natl acad proc trans conf symp jr sr phd
    eg ie viz aka spp sp var subsp cv hrsg bd bde aufl jg hft verl nd rd th jan feb mar apr jun
    jul aug sept oct nov dec
    """
)
"""Words that end in a full stop without ending a sentence."""

JOURNAL_ABBREVIATIONS: Final = _words(
    """
    abstr acad acta adv agric am amer anal angew anim ann annu anthropol appl arch astron
    astrophys atmos aust austral behav ber biochem bioeng biol biomed biophys biosci biotechnol
    bot br brit bull can cancer cardiol cell chem circ clin cogn coll comm commun comp comput
    contemp crit curr dermatol dev diagn diss ecol econ educ electron endocrinol eng engl
    environ epidemiol ergon ethnol eur evol exp fed geochem geogr geol geophys geriatr gerontol
    gynecol hematol hist hum immunol ind infect inorg inst int integr intern invest isr ital j
    jpn jpn lab lang lett libr ling lit mach magn manag mar mat mater math meas mech med mem
    metab meteorol methods microbiol mod mol monatsh monogr nat natl neurol neurosci nucl nutr
    obstet oncol ophthalmol opt org orthop pathol pediatr personal perspect petrol pharm
    pharmacol philos phys physiol plast pol polit polym prehist proc prog psychiatr psychiatry
    psychoanal psychol psychopharmacol psychosom publ quart radiat radiol rec recl reg rehabil
    rep reprod res rev rheumatol rom roy russ scand sci semin ser soc sociol sov spectrosc stat
    struct stud surg surv symp syst technol theor ther thromb top toxicol trans transplant
    trends trop univ urol vasc vet virol wkly yearb z zool
    """
)
"""Words of journal titles abbreviated after ISO 4, without their full stop."""

CONTAINER_HEADS: Final = lazy_pattern(
    r"""(?: the\ | le\ | la\ | les\ | l'|die\ | das\ | der\ )?
    (?: (?:[\w&.'-]+\s){0,4}
        (?: journals?|review|annals|proceedings|archives?|bulletin|transactions|quarterly|letters
        |  magazine|reports|studies|frontiers|advances|revista|revue|zeitschrift|jahrbuch|rivista
        |  acta|annales|archiv|cahiers|tidsskrift|zhurnal|communications|perspectives|symposium
        |  conference|workshop|times|news|gazette|post|tribune|herald|guardian|jurnal|dergisi
        |  findings|lancet|progress|trends )\b )""",
    re.VERBOSE | re.IGNORECASE,
)
"""The beginning of something that holds articles."""

JOURNAL_HEADS: Final = lazy_pattern(
    r"(?:current|international|european|american|british|canadian|australian|applied|ieee|acm"
    r"|nature|plos)\s",
    re.IGNORECASE,
)
"""First words of journals, which are also those of organisations."""

PUBLISHER_WORDS: Final = lazy_pattern(
    r"""\b(?: press|presses|publish(?:er|ers|ing)|publications?\ office|books?|verlag|verl|editions
    |  éditions?|editora|editorial|editrice|edizioni|editore|ediciones|uitgeverij|forlag|förlag
    |  universit\w+|universidad\w*|université|college|school|institut\w*|instituto|istituto|academy
    |  department|ministry|bureau|agency|office|organi[sz]ation|commission|committee|council
    |  association|foundation|fund|center|centre|laborator(?:y|ies)|library|museum|archives?
    |  corporation|company|inc|ltd|llc|gmbh|plc|co|group|bank|bros|sons|board|authority|government
    |  parliament|census|administration|repository|dataverse|preprints?|archive|records|pictures
    |  films?|studios?|entertainment|productions?|broadcasting|video|distributors?|printing|service
    |  services|издательство|изд|editura|wydawnictwo|kiadó|nakladatelství
    |  yayıncılık|yayınları)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words in the names of those who publish."""

PUBLISHERS: Final = _words(
    """
    springer|elsevier|wiley|routledge|sage|palgrave|palgrave macmillan|macmillan|penguin|vintage|
    harpercollins|harper|erlbaum|lawrence erlbaum|blackwell|wiley-blackwell|brill|de gruyter|nomos|
    thieme|karger|hogrefe|pearson|mcgraw-hill|mcgraw hill|mcgraw-hill education|norton|knopf|faber|
    suhrkamp|gallimard|fayard|seuil|einaudi|laterza|beck|c. h. beck|mohr siebeck|vdm|peter lang|
    ashgate|gower|edward elgar|emerald|kluwer|plenum|academic|jossey-bass|guilford|basic|heinemann|
    houghton mifflin|random house|simon & schuster|doubleday|scribner|bloomsbury|verso|polity|zed|
    continuum|duckworth|ios|intech|intechopen|igi global|mdpi|zenodo|figshare|dryad|osf|arxiv|
    biorxiv|medrxiv|psyarxiv|socarxiv|chemrxiv|research square|ssrn|eric|proquest|jstor|lingbuzz|
    authorea|preprints.org|techrxiv|engrxiv|edarxiv|eartharxiv|github|cran|cran.r-project.org
        |kaggle|
    envidat|pangaea|icpsr|openneuro|databrary|apa|acm|ieee|asce|aip|asme|siam|oecd|unesco|unicef|
    who|world bank|imf|rand|netflix|hbo|bbc|pbs|spotify|nber|cepr|iza|usgs|nasa|crc|springer nature|
    s.n.|self-published|author|citeseer|mendeley data|cambridge|oxford|clarendon
    """
)
"""Publishers and repositories whose names hold no such word."""

DATABASES: Final = lazy_pattern(
    r"""(?: proquest.*|jstor.*|ebscohost.*|ancestry\.com|eric|wordpress.*|youtube.*
    | internet\ archive
    | archive\.org|hathitrust.*|project\ gutenberg|google\ ?(?:books|scholar).*|lexisnexis.*
    | westlaw.*|nexis.*|gallica.*
    | american\ archive\ of\ public\ broadcasting.*|ssrn|researchgate.*|osf|psyctests.* )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""Where a work is kept, standing after its publisher."""

GROUP_WORDS: Final = lazy_pattern(
    r"""\b(?: association|organi[sz]ation|department|ministry|institutes?|university|commission
    | committee|council|agency|bureau|office|society|foundation|centers?|centre|consortium|group
    | collaboration|team|network|federation|union|board|bank|fund|library|museum|college|school
    | academy|corporation|company|inc|ltd|llc|gmbh|initiative|project|alliance|authority|service
    | services|administration|government|parliament|nations|united|national|international|world
    | center|institut|institute|universität|ministerium|bundesamt|bundesministerium|verein|task
    | force|press|laboratory|hospital|division|branch|staff|editors|house|senate|congress|court
    | trust|forum|party|church|times|news|study|investigators|working|unit|program|programme
    | survey|observatory|gesellschaft|ministère|ministerio|statistics|statistik )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words in the names of groups."""

SMALL_WORDS: Final = _words(
    """
    a an and as at but by for from in into nor of off on onto or out over per so the to up via
    with de del della der des di do dos du den das die el en et for für im la las le les los och
    og of ou para por sur um und van vom von y zu zum zur e i & s l d
    """
)
"""Words that stay lower case in names and in title case."""

PARTICLE: Final = (
    r"(?:van|von|vom|der|den|de|del|della|di|da|dos|do|du|das|la|le|las|los|ter|ten|te|el|al|bin"
    r"|ibn|zu|zum|zur|af|av|y|e|het|'t|dal|delle|dello|degli|lo|san|st\.?)"
)
"""One particle of a name, as a regular expression over lower-case text."""

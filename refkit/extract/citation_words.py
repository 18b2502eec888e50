"""Words around citations: what begins a sentence, joins names, or is no author.

English, German, French, Spanish, Italian, Dutch and Portuguese; words are compared in
lower case unless a table says otherwise.
"""

from __future__ import annotations

from typing import Final

from refkit.normalize.text import word_set

AND: Final = word_set("& and und et y e ed en og och i и та ve")
"""What stands before the last of several authors."""

PARTICLES: Final = word_set(
    """
    van von vom der den de del della dello degli dei di da das dos do du des la le lo los las el al
    bin ibn ben ter ten te zu zur zum af av ver d' l' 't 's st op het
    """
)
"""Particles of family names, which are written small."""

SMALL: Final = word_set(
    "of for the on and & für der die das des und de del de' della di du la le les los las el y et e"
    " da do dos das pour sur para per van voor en het"
)
"""Small words that stand between the capitalised words of a group's name."""

ARTICLES: Final = word_set(
    "the la le les l' el los las lo il der die das den het de i gli os as o a"
)
"""Articles, which stand before the name of a group and are no part of it."""

SMALL_OF_GROUPS: Final = word_set("in to at by with from against im zur zum über beim")
"""Small words that do so only next to a word of :data:`GROUP_WORDS`."""

GROUP_WORDS: Final = word_set(
    """
    academy act administration affairs agency alliance archive archives assembly association
    authority bank board broadcasting bureau center centers centre centres church citizens clinic
    club coalition code collaboration college commission commissioner committee community company
    confederation congress consortium control convention cooperation corporation corp council court
    defense department development directorate division education federation forum foundation fund
    government group health hospital initiative institut institute institutes institution instituto
    laboratory league library ministerium ministry museum nations network observatory office
    organisation organization parliament party protection register registry research safety school
    secretariat security senate service services society statistics team trust union university
    work akademie amt behörde bund bundesamt bundesministerium gesellschaft hochschule institution
    kommission ministerium rat stiftung universität verband verein zentrum académie agence
    association centre conseil comité fondation ministère organisation société université
    asociación centro consejo fundación instituto ministerio organización sociedad universidad
    associação fundação ministério sociedade universidade associazione istituto ministero
    università stichting vereniging raad universiteit inc ltd llc gmbh
    """
)
"""Words of which one tells that a name is that of a group."""

STARTERS: Final = word_set(
    """
    a about according accordingly across adapting additionally adding after again against agreeing
    albeit all along already also alternatively although always amending among an analogously and
    another any applying are around arguably as aside assuming at based basically because before
    beginning besides between beyond both briefly building but by cf classically clearly
    collectively combining comparing concerning consequently consider considering consistent contra
    contradicting contrary conversely correspondingly critically crucially curiously currently dear
    despite did do does dr during e.g each earlier echoing either elsewhere especially even
    eventually every evidently exactly except extending extrapolating finally first firstly
    following for fortunately from full furthermore generally given had has have hence here
    historically how however i if importantly in inasmuch indeed influentially informed initially
    inspired instead interestingly into invoking is it its just later last lastly latterly leading
    like likewise many meanwhile modifying more moreover most mr mrs ms much my namely nearly
    neither nevertheless next nonetheless nor not notably notice now obviously occasionally of
    often on once one only opposing or originally other others otherwise our over overall
    paralleling paraphrasing particularly per perhaps previously prior probably prof professor
    quoting rather recall recent recently reconsidering referencing regarding relatedly replicating
    respectively reviewing second secondly see seminal several she he similar similarly simply
    since so some sometimes soon specifically starting still strikingly subsequently such
    summarizing summarising supporting surprisingly that the their then thereafter therefore these
    they third this those though through throughout thus to together today too toward towards
    traditionally typically ultimately under unfortunately unlike until upon using usually versus
    via was we were what when whenever where whereas wherein whether which while who whose why with
    within without yet you your citing reporting consulting contrasting expanding revisiting
    testing critiquing criticizing

    siehe vgl nach laut bei wie auch so die das dem und oder aber zudem ferner außerdem jedoch
    dennoch daher somit dabei hierzu dazu gemäß neben seit während weil wenn ob obwohl im in am an
    auf aus mit vom zu zum zur für durch gegen ohne um über unter zwischen auch beispielsweise etwa
    insbesondere bereits schon erst später früher zuletzt schließlich voir selon comme d'après pour
    dans par chez avec l' un une mais ainsi or donc cependant toutefois enfin aussi depuis
    contrairement suivant véase ver según como para en por con el los las un una pero así además
    también desde sin entre aunque mientras siguiendo vedi cfr secondo come per nel nella il gli i
    ma così inoltre anche tra fra zie volgens zoals ook het een maar daarnaast bovendien verder
    conforme segundo para no na nos nas um uma mas assim também
    """
)
"""Words that begin a sentence or a phrase and are no part of the name after them."""

NO_NAMES: Final = word_set(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter monday tuesday
    wednesday thursday friday saturday sunday januar februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero
    marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio
    aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei augustus
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro

    table tables figure figures fig figs section sections chapter chapters appendix appendices
    study studies experiment experiments part parts step phase wave cohort panel model models
    hypothesis hypotheses version versions volume issue equation eq example note notes page pages
    year years total mean median sample samples age ages item items scale subscale group condition
    trial session block time times row column box supplement supplementary materials sd se ci df
    abbildung tabelle kapitel abschnitt studie anhang tableau cuadro tabla figura capítulo tabella

    olympics games war wars treaty declaration battle revolution crisis pandemic epidemic election
    elections referendum tour cup festival season episode era century decade copyright updated
    revised accessed retrieved received accepted published submitted born died founded established
    approval grant no nr number protocol preregistration journal proceedings annals windows android
    ios macos linux ubuntu excel matlab spss stata sas python java word office photoshop iphone
    ipad software release build edition ed eds vol pp isbn issn doi url http https www internet
    author authors autor autoren redacted blinded hurricane press publishers publishing springer
    wiley elsevier routledge sage verlag penguin palgrave covid covid-19 sars brexit titanic
    agreement accord accords summit championship championships census day olympiad
    """
)
"""Words that are followed by a year and are no author: "Study 1 (2010)", "the Olympics (2012)"."""

PLACES: Final = word_set(
    """
    afghanistan albania algeria argentina armenia australia austria azerbaijan bangladesh belarus
    belgium bolivia bosnia brazil bulgaria cambodia cameroon canada chile china colombia croatia
    cuba cyprus denmark ecuador egypt estonia ethiopia europe finland france georgia germany ghana
    greece guatemala haiti honduras hungary iceland india indonesia iran iraq ireland israel italy
    jamaica japan jordan kazakhstan kenya korea kuwait latvia lebanon libya lithuania luxembourg
    malaysia malta mexico moldova mongolia morocco mozambique myanmar namibia nepal netherlands
    nicaragua nigeria norway pakistan palestine panama paraguay peru philippines poland portugal
    qatar romania russia rwanda senegal serbia singapore slovakia slovenia somalia spain sudan
    sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay
    uzbekistan venezuela vietnam yemen zambia zimbabwe england scotland wales britain uk usa u.s.
    us eu africa asia america deutschland österreich schweiz frankreich italien spanien niederlande
    españa francia alemania italia brasil méxico

    amsterdam athens atlanta auckland baltimore bangkok barcelona beijing berlin bern bogotá bonn
    boston brussels budapest cairo cambridge chicago cologne copenhagen dallas delhi denver detroit
    dublin edinburgh frankfurt geneva glasgow hamburg helsinki houston istanbul jakarta jerusalem
    johannesburg kyiv lisbon london lyon madrid manchester melbourne miami milan montreal moscow
    mumbai munich münchen nairobi oslo ottawa oxford paris philadelphia prague pittsburgh rome
    rotterdam santiago seattle seoul shanghai stockholm sydney taipei tokyo toronto vancouver
    vienna warsaw wien zurich zürich

    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho
    illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota
    mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas
    utah vermont virginia wisconsin wyoming ontario quebec alberta queensland bavaria catalonia
    """
)
"""Countries, states and cities, which stand before a year in parentheses more often than authors of
their name do."""

PLACE_WORDS: Final = PLACES | word_set(
    """
    new york los angeles san francisco diego mexico city hong kong zealand south north korea africa
    united states kingdom saudi arabia sri lanka costa rica puerto rico delhi rio de janeiro buenos
    aires são paulo hague tel aviv las vegas orleans east west the
    """
)
"""Words of the names of places that have several: "New York", "The Hague"."""

PREFIX_ENDS: Final = word_set(
    """
    see e.g e.g. i.e i.e. eg ie cf cf. also by in from following after compare and or but per with
    to as of on for against like including both that vs vs. example instance review reviews
    overview discussion viz notably especially particularly namely vgl vgl. siehe s. auch bei nach
    z.b. b. bspw bspw. etwa zitiert aus von laut u.a. a. insbesondere voir cf ex. notamment aussi
    par dans selon chez véase ver vea ej. por en según también vedi cfr cfr. es. si veda anche in
    zie bijv. ook door cf. ex. veja conforme
    """
)
"""Words that a citation may follow in its parentheses: "(developed by Smith, 2019)"."""


def is_group_word(word: str) -> bool:
    """Whether one word tells that a name is that of a group: "Office", "Inc."."""
    return word.strip(" .").lower() in GROUP_WORDS

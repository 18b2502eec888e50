"""Words that tell what stands beside them, in many languages: "in", "pp.", "Hrsg.", months."""

from __future__ import annotations

from typing import Final

CLASSES: Final[dict[str, str]] = {
    "month": """january february march april may june july august september october november
        december jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli
        oktober dezember okt dez mär janvier février mars avril juin juillet août septembre octobre
        novembre décembre janv févr avr juil déc enero febrero marzo abril mayo junio julio agosto
        septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio
        settembre ottobre dicembre janeiro fevereiro março maio junho julho setembro outubro
        dezembro januari februari maart mei augustus spring summer autumn fall winter""",
    "in": "in dans em nel nello nella w у",
    "ed": "ed eds editor editors éd éds dir dirs coord coords org orgs cura hg hgg hrsg hrsgg "
    "herausgegeben edited edit editado redakcja red",
    "trans": "trans transl translator translators translated übers übersetzt trad traduction",
    "by": "by von par por durch di",
    "vol": "vol vols volume volumes bd bde band bände tome tom jg jahrgang jahrg v т año",
    "no": "no nos nr num núm number numbers issue issues iss heft hefte h n № suppl supplement "
    "numéro nummer fasc pt part teil",
    "pp": "pp p pages page pgs pg seite seiten s págs pág str с стр ss pag sid",
    "edn": "edition edn aufl auflage édition edición edizione edição reprint repr nachdruck rev "
    "revised erw überarb überarbeitete erweiterte druck uitgave",
    "and": "and und et y e en og och i ve",
    "etal": "al",
    "others": "others colleagues",
    "thesis": "thesis dissertation diss phd doctoral master masters msc diplomarbeit tesis thèse "
    "habilitation habil masterarbeit doktorarbeit magisterarbeit bachelorarbeit",
    "report": "report reports technical working paper papers discussion memorandum memo bulletin "
    "document arbeitspapier bericht rapport informe manuscript unpublished preprint mimeo rep",
    "conf": "proceedings proc conference conf symposium symp workshop congress meeting annual "
    "international intl int'l acm ieee tagung kongress congreso advances lecture notes lncs",
    "journal": "journal j zeitschrift review revue rivista revista annals archives archiv acta "
    "quarterly magazine letters transactions trans. bulletin rev lett ann arch jahrbuch annales "
    "studies research science sci jahrbücher berichte blätter cahiers tijdschrift",
    "press": "press publishers publisher publishing publications verlag verl books éditions "
    "editions editorial edizioni editora uitgeverij presses forlag förlag springer elsevier wiley "
    "routledge sage blackwell macmillan palgrave suhrkamp campus nomos beck brill mcgraw-hill "
    "prentice academic erlbaum kluwer north-holland addison-wesley penguin norton vs",
    "univ": "university univ universität université universidad università universidade "
    "universiteit college school",
    "body": "institute institut department dept ministry center centre association society "
    "foundation commission agency organization organisation bureau office council committee "
    "laboratory lab inc ltd llc gmbh co corp corporation company group bank bundesamt "
    "bundesministerium amt",
    "acc": "retrieved accessed available access abgerufen zugriff consulté recuperado disponible "
    "consultado verfügbar visited viewed download letzter online aufgerufen",
    "url": "http https www url doi html pdf",
    "series": "series ser reihe schriftenreihe collection collana colección série beiträge",
    "cf": "vgl see cf siehe ebd ibid ebenda ders dies idem hier zit",
    "press2": "forthcoming submitted accepted prep erscheinen preparation",
    "ua": "u.a ua",
    "partic": "van von vom der den de del della da dos du la le ter ten zu zum zur af av al el "
    "bin ibn",
    "small": "the of for on to from with a an at as its into der die das des dem ein eine einer "
    "für im am auf aus bei mit nach über um zur zwischen les des un une sur pour aux au los las "
    "una para con gli il lo delle dei degli sulla och til het op voor met und",
    "jr": "jr sr iii ii iv",
    "deg": "md phd dr prof",
    "city": """london york cambridge oxford berlin münchen munich paris amsterdam leiden frankfurt
        chicago boston washington philadelphia wien vienna zürich zurich basel bern köln cologne
        stuttgart hamburg göttingen tübingen heidelberg leipzig dresden wiesbaden opladen weinheim
        bielefeld darmstadt münster bonn hannover freiburg düsseldorf reinbek mannheim konstanz
        marburg giessen gießen mainz würzburg bamberg erlangen nürnberg augsburg regensburg jena
        halle weimar potsdam bremen kiel dortmund bochum essen duisburg kassel trier
        baltimore princeton berkeley stanford ithaca durham evanston urbana bloomington minneapolis
        philadelphia pittsburgh detroit cleveland atlanta dallas houston austin seattle portland
        toronto montreal montréal ottawa vancouver sydney melbourne canberra brisbane auckland
        wellington edinburgh glasgow manchester liverpool birmingham leeds dublin belfast bristol
        brighton aldershot cheltenham chichester basingstoke harmondsworth hillsdale mahwah thousand
        oaks newbury hoboken totowa norwood englewood cliffs upper saddle roma rome milano milan
        torino turin bologna firenze florence napoli padova venezia palermo madrid barcelona
        sevilla valencia granada salamanca lisboa lisbon porto coimbra méxico buenos aires bogotá
        santiago lima caracas montevideo rio janeiro são paulo brasília bruxelles brussels louvain
        leuven gent antwerp rotterdam utrecht groningen nijmegen assen hague haag haarlem
        copenhagen københavn stockholm uppsala lund göteborg oslo bergen helsinki turku reykjavik
        warszawa warsaw kraków praha prague brno budapest bucharest bucurești sofia beograd zagreb
        ljubljana athens istanbul ankara moscow москва moskva ленинград kiev tokyo kyoto osaka
        beijing shanghai hongkong singapore delhi mumbai bombay calcutta madras bangalore jakarta
        cairo jerusalem tel aviv haifa tehran johannesburg cape nairobi dordrecht boca raton
        lyon marseille toulouse bordeaux grenoble rennes strasbourg lille genève geneva lausanne
        fribourg luzern graz innsbruck salzburg linz""",
    "isbn": "isbn issn pmid pmcid arxiv hal",
}
"""Classes of words. Where a word stands twice, the first class has it."""


def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in CLASSES.items():
        for word in words.split():
            found.setdefault(word, name)
    return found


WORD_CLASS: Final = _classes()
"""A lower-case word to its class."""

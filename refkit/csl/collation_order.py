"""The order of letters: that of the Unicode Collation Algorithm and what languages change in it.

The strings below hold what differs at the first level, in order; accents, capitals, and the
compatibility variants of a letter follow from the Unicode Character Database. Sources: UTS #10
(Unicode Collation Algorithm), UTS #35 Part 5 (the root order of CLDR), and the alphabets of the
languages as CLDR's collation charts show them.
"""

from __future__ import annotations

from typing import Final

SPACES: Final = "\t\n\v\f\r\x85\u2028\u2029 "

PUNCTUATION: Final = (
    "_‾-֊‐‒–—―⁓〜゠・,՝،、;؛⁏:։܃!¡՜?¿՞؟‽.۔。·।॥⁕⁖⁘⁙⁚⁛⁜⁝⁞"
    "'‹›\"«»()[]{}⁅⁆⌈⌉⌊⌋⟦⟧⟨⟩⟪⟫〈〉《》「」『』【】〔〕〖〗〘〙〚〛‖§¶⁋@*⁎⁑٭/\\&⁊#%٪‰‱†‡•‣‧⁃′‵〃※‿⁔⁀"
    "⁐⁁⁂՚՛՟־׀׃׆"
)
"""Punctuation in order, but for what Unicode takes apart, such as the ellipsis."""

MODIFIERS: Final = "`´˜^¯˘˙¨˚˝¸˛゛゜ʹ͵ʺ˂˃˄˅ˆˇˈˉˊˋˌˍˎˏ"
"""Accents that stand alone, and other modifiers."""

SYMBOLS: Final = (
    "°©®℗℘℞℟℣℥℧℩℮←→↑↓↔↕⇐⇒⇔∀∁∂∃∅∆∇∈∊∋∏∐∑+±÷×<=>¬|¦~−∓∔∕⁄∖∗∘∙√∛∜∝∞∟∠∣∥∧∨∩∪∫∮∴∵∶∷∼∽∾≀≃≅≈≊≡≤≥≪≫⊂⊃⊆⊇"
)
"""Signs of mathematics and others."""

CURRENCIES: Final = "¤¢$£¥֏฿₠₡₢₣₤₥₦₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿"

LATIN: Final = (
    "aᴀⱥᶏꞻᴁᴂꬱɐɑꬰᶐɒbʙƀᴯᴃᵬꞗᶀɓƃꞵcᴄȼꞓꞔƈɕↄꜿdȸʥʤᴅᴆꟈᵭᶁɖɗᶑƌȡꝱẟeᴇꬲꬳɇᶒꬴⱸǝⱻəᶕɛᶓɘɚɜᶔᴈɝɞʚɤfʩꜰꬵꞙᵮᶂƒⅎꟻ"
    "gꟑɡꬶɢǥᶃɠʛᵷꝿɣƣhʜƕꞕɦⱨⱶꟶꜧɧʻʽiıɪꟾꟷᴉɨᵻᶖꞽɩᵼjȷᴊɉʝɟʄkᴋᶄƙⱪꝁꝃꝅʞlỻʪʫʟꝇᴌꝉƚⱡɫꬸꬹɬꬷᶅɭꞎȴꝲɮꞁƛʎ"
    "mᴍᵯᶆɱꬺꟽꟿꝳnɴᴻᴎᵰɲƞꞑᶇɳȵꬻꝴŋꬼoᴏᴑꬽɶᴔꭁꭂꭀꭃꭄᴓꬾɔᴐᴒꬿᶗꝍᴖᴗⱺɵꝋɷꞷȣᴕpᴘᵽꝑᵱᶈƥꝓꝕꟼɸⱷqȹꞯꝗꝙʠɋĸ"
    "rꭅʀꭆᴙɍᵲɹᴚɺɻⱹᶉɼɽꭉɾᵳɿꭇꭈꭊꭋꭌʁꝵꝶꝝsꜱꟊᵴᶊʂȿꟗẜẝʃꭍᶋᶘƪʅʆtʨᵺƾʧꜩᴛŧⱦᵵƫƭʈȶꝷʇuᴜꭎᴝᴞᵫꭐꭑʉꭏꞹᵾᶙꭒꞿɥʮʯɯꟺᴟɰʊᵿ"
    "vꝡᴠꝟᶌʋⱱⱴỽʌwᴡⱳʍxᶍꭖꭗꭘꭙꭓꭔꭕyʏɏƴỿꭚȝzƍᴢƶᵶᶎȥʐʑɀⱬꝣʒᴣƹᶚƺʓþꟓꝥꝧƿꟕꝩꝫꝭꝯꝸƻꜫꜭꜯƨƽƅʔɂˀʼˮʾꜣꞌꞏʕʿˁᴤᴥꜥʡʢʖ"
    "ǀǁǂǃʗʘʬʭ"
)
"""The letters of the Latin script that differ at the first level."""

GREEK: Final = "αβγᴦδεϝͷϛζͱηθιϳκϗλᴧμνξοπᴨϻϟϙρᴩϼσͼͻͽτυφχψᴪωϡͳϸ"

CYRILLIC: Final = (
    "аәӕбвгғӻҕӷдԁꚁђꙣԃҙеєжԫꚅҗзꙁԅԑꙃѕꙅӡꚉԇꚃиҋіꙇйјꙉкқӄҡҟҝԟԛлᴫӆԯԓԡљꙥԉԕмӎꙧнԩӊңӈԣҥњԋоөпԥҧҁрҏԗсԍҫтꚍԏҭꚋћ"
    "уүұꙋѹфхӽӿҳһԧꚕѡѿꙍѽѻцꙡꚏҵꚑчԭꚓҷӌҹꚇҽҿџшꚗщꙏꙿъꙑыьҍѣꙓэюꙕꙗяԙѥѧꙙѫꙛѩꙝѭѯѱѳѵꙟҩԝӏ"
)

ARABIC: Final = (
    "ءآأٲٱؤإٳئاٮبٻپڀةتثٹٺټٽٿجڃڄچڿڇحخځڂڅدذڈډڊڋڌڍڎڏڐۮرزڑڒړڔڕږڗژڙۯسشښڛڜۺصضڝڞۻطظڟعغڠۼفڡڢڣڤڥڦٯقڧڨ"
    "كکڪګڬڭڮگڰڱڲڳڴلڵڶڷڸمنںڻڼڽڹهھہۃۿەوۄۅۆۇۈۉۊۋۏىيیۍێېۑؽؾؿؠے"
)

MARKS: Final = (
    "\u0332\u0313\u0314\u0301\u0300\u0306\u0302\u030c\u030a\u0342\u0308\u030b\u0303\u0307\u0338"
    "\u0327\u0328\u0304\u3099\u309a\u0335\u0305\u0309\u030f\u0310\u0311\u031b\u0321\u0322\u0323"
    "\u0324\u0325\u0326\u032d\u032e\u0330\u0331\u0334\u0339\u0345"
    "\u0e4e\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d"
)
"""Accents in the order of the second level; others follow by code point."""

STROKE: Final = "\u0335"
SLASH: Final = "\u0338"
JOINED: Final = "\U0010fffd"
"""A mark of no character: what tells "æ" from "ae", and "ß" from "ss", at the second level."""

EXPANSIONS: Final = {
    "æ": f"a{JOINED}e",
    "œ": f"o{JOINED}e",
    "ß": f"s{JOINED}s",
    "ꜳ": f"a{JOINED}a",
    "ꜵ": f"a{JOINED}o",
    "ꜷ": f"a{JOINED}u",
    "ꜹ": f"a{JOINED}v",
    "ꜽ": f"a{JOINED}y",
    "ꝏ": f"o{JOINED}o",
    "đ": f"d{STROKE}",
    "ð": f"d{JOINED}",
    "ħ": f"h{STROKE}",
    "ł": f"l{STROKE}",
    "ŀ": f"l{JOINED}",
    "װ": f"ו{JOINED}ו",
    "ױ": f"ו{JOINED}י",
    "ײ": f"י{JOINED}י",
    "l·": f"l{JOINED}",
    "ø": f"o{SLASH}",
    "ſ": f"s{JOINED}",
    "ґ": f"г{JOINED}",
}
"""Letters that Unicode does not decompose, as the letters that they are sorted with."""

FINALS: Final = {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "ς": "σ"}
"""Forms of letters at the end of a word, which Unicode does not call variants of the letters."""

QUOTES: Final = ("'‘’‚‛׳", '"“”„‟〝〞〟״')
"""Quotation marks that differ from the first of their row at the second level only."""

UNDIVIDED: Final = "ำຳ"
"""Characters that are sorted whole although Unicode decomposes them."""

SCRIPTS: Final = (
    ("Geor", "Ⴀ", "ჿ"),
    ("Armn", "Ա", "֏"),
    ("Hebr", "\u0590", "\u05ff"),
    ("Arab", "\u0600", "\u06ff"),
    ("Arab", "\u0750", "\u077f"),
    ("Syrc", "\u0700", "\u074f"),
    ("Thaa", "\u0780", "\u07bf"),
    ("Nkoo", "\u07c0", "\u07ff"),
    ("Tfng", "\u2d30", "\u2d7f"),
    ("Ethi", "\u1200", "\u139f"),
    ("Deva", "\u0900", "\u097f"),
    ("Beng", "\u0980", "\u09ff"),
    ("Guru", "\u0a00", "\u0a7f"),
    ("Gujr", "\u0a80", "\u0aff"),
    ("Orya", "\u0b00", "\u0b7f"),
    ("Taml", "\u0b80", "\u0bff"),
    ("Telu", "\u0c00", "\u0c7f"),
    ("Knda", "\u0c80", "\u0cff"),
    ("Mlym", "\u0d00", "\u0d7f"),
    ("Sinh", "\u0d80", "\u0dff"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Laoo", "\u0e80", "\u0eff"),
    ("Tibt", "\u0f00", "\u0fff"),
    ("Mymr", "\u1000", "\u109f"),
    ("Khmr", "\u1780", "\u17ff"),
    ("Mong", "\u1800", "\u18af"),
    ("Cher", "\u13a0", "\u13ff"),
    ("Cher", "\uab70", "\uabbf"),
    ("Cans", "\u1400", "\u167f"),
    ("Runr", "\u16a0", "\u16ff"),
    ("Hang", "\u1100", "\u11ff"),
    ("Kana", "\u3040", "\u30ff"),
    ("Bopo", "\u3100", "\u312f"),
    ("Yiii", "\ua000", "\ua4cf"),
)
"""Scripts after Latin, Greek and Cyrillic, in order: the ISO 15924 code, first and last character.

Within one, and among those that are not named (which stand before the Han ideographs), characters
stand by their code points.
"""

FIRST_SCRIPTS: Final = {
    "am": "Ethi",
    "ar": "Arab",
    "be": "Cyrl",
    "bg": "Cyrl",
    "bn": "Beng",
    "el": "Grek",
    "fa": "Arab",
    "gu": "Gujr",
    "he": "Hebr",
    "hi": "Deva",
    "hy": "Armn",
    "ja": "Latn Kana Hani",
    "ka": "Geor",
    "kk": "Cyrl",
    "km": "Khmr",
    "kn": "Knda",
    "ko": "Hang Hani",
    "ky": "Cyrl",
    "lo": "Laoo",
    "mk": "Cyrl",
    "ml": "Mlym",
    "mn": "Cyrl",
    "mr": "Deva",
    "my": "Mymr",
    "ne": "Deva",
    "pa": "Guru",
    "ru": "Cyrl",
    "si": "Sinh",
    "sr": "Cyrl",
    "ta": "Taml",
    "te": "Telu",
    "th": "Thai",
    "uk": "Cyrl",
    "ur": "Arab",
    "zh": "Hani",
    "zh-hant": "Hani",
}
"""The scripts that a language puts before all others."""

_NORDIC = "d<<đ<<ð y<<ü<<ű þ=th"
_SLAVIC = "c<č<ć d<dž<đ l<lj n<nj s<š z<ž"

TAILORINGS: Final = {
    "ar": "ة<<ت ى<<ي",
    "az": "c<ç e<ə g<ğ h<x<ı/I i<<<İ k<q o<ö s<ş u<ü z<w",
    "be": "е<<ё у<ў",
    "bs": _SLAVIC,
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": f"{_NORDIC} ʖ<æ<<ä<ø<<ö<<ő<å<<<aa",
    "dsb": "c<č<ć e<ě h<ch k<ł n<ń r<ŕ s<š<ś z<ž<ź",
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fi": "d<<đ n<<ŋ y<<ü z<<ʒ ʖ<å<ä<<æ<ö<<ø",
    "fil": "n<ñ<ng",
    "fo": f"{_NORDIC} ʖ<æ<<ä<<ę<ø<<ö<<ő<<œ<å<<<aa",
    "fa": "ء<آ<ا<<ٱ<ء<<أ<<ؤ<<ئ ق<ک<<ك ن<و<ه<<ة<ی<<ى<<ي",
    "gl": "n<ñ",
    "ha": "b<ɓ d<ɗ k<ƙ s<sh t<ts y<ƴ",
    "hr": _SLAVIC,
    "hsb": "c<č<ć e<ě h<ch k<ł r<ř s<š z<ž<ź",
    "hu": (
        "c<cs d<dz<dzs g<gy l<ly n<ny o<ö<<ő s<sz t<ty u<ü<<ű z<zs ccs=cscs ddz=dzdz ddzs=dzsdzs "
        "ggy=gygy lly=lyly nny=nyny ssz=szsz tty=tyty zzs=zszs"
    ),
    "ig": "b<ch g<gb<gh<gw i<ị k<kp<kw n<ṅ<nw<ny o<ọ s<sh u<ụ",
    "is": "a<á d<<đ<ð e<é i<í o<ó u<ú y<ý ʖ<æ<<ä<ö<<ø<å",
    "lt": "c<č ę<<ė į<<y s<š z<ž",
    "lv": "a<ā c<č e<ē g<ģ i<y<ī k<ķ l<ļ n<ņ o<ō r<ŗ s<š u<ū z<ž",
    "mk": "ԃ<ѓ ћ<ќ",
    "mt": "b<ċ f<ġ<g<għ h<ħ y<ż<z",
    "nb": f"{_NORDIC} ʖ<æ<<ä<<ę<ø<<ö<<ő<<œ<å<<aa",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș<<<ş t<ț<<<ţ",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sr-latn": _SLAVIC,
    "sv": f"{_NORDIC} ʖ<å<ä<<æ<<ę<ö<<ø<<ő<<œ<<ô",
    "tk": "c<ç e<ä j<ž n<ň o<ö s<ş u<ü y<ý",
    "tr": "c<ç g<ğ h<ı/I i<<<İ o<ö s<ş u<ü",
    "uk": "г<ґ і<ї",
    "uz": "z<oʻ<<<o'<<<o‘<gʻ<<<g'<<<g‘<sh<ch",
    "ur": (
        "ء<ا<<أ<<آ<ب<پ<ت<ٹ<ث<ج<چ<ح<خ<د<ڈ<ذ<ر<ڑ<ز<ژ<س<ش<ص<ض<ط<ظ<ع<غ<ف<ق<ک<گ<ل<م<ن<ں<و<<ؤ<ہ<<ۂ<ھ<ۃ<ء"
        "<ی<<ئ<ے<<ۓ"
    ),
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư \u0300<<\u0309<<\u0303<<\u0301<<\u0323",
    "wo": "a<à e<é<ë n<ñ<ŋ o<ó",
    "yo": "e<ẹ g<gb o<ọ s<ṣ",
}
"""What a language changes in the root order, after the anchors of its groups.

``c<č`` puts č after c as a letter of its own, ``y<<ü`` as an accented y, ``å<<<aa`` as a spelling
of å; ``þ=th`` sorts þ as th. Capitals follow by themselves, but for ``ı/I``, which names its own.
A group such as ``s<š<z`` moves letters. ʖ is the last letter before the clicks, so "after z".
"""

ALIASES: Final = {
    "no": "nb",
    "nn": "nb",
    "sh": "hr",
    "tl": "fil",
    "iw": "he",
    "zh-tw": "zh-hant",
    "zh-hk": "zh-hant",
    "zh-mo": "zh-hant",
}

UPPER_FIRST: Final = frozenset({"da", "mt"})
"""Languages whose capitals stand before small letters."""

BACKWARDS: Final = frozenset({"fr-ca"})
"""Languages that compare accents from the end of the word."""

SHIFTED: Final = frozenset({"th"})
"""Languages that pass over spaces and punctuation."""

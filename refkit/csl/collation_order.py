"""The data of the order of letters: the root order, and what languages change in it.

The strings hold, in order, what differs at the first level; capitals, accented letters and
variants of letters follow from the Unicode Character Database. Nothing here was copied from the
files of CLDR: the orders were read off the behaviour of ICU, which follows CLDR, by comparing
characters with JavaScript's ``Intl.Collator``. What they mean is described in UTS #10 (Unicode
Collation Algorithm) and UTS #35 Part 5 (Collation).
"""

from __future__ import annotations

from typing import Final

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

SAME_AS: Final = {
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "ꜳ": "aa",
    "ꜵ": "ao",
    "ꜷ": "au",
    "ꜹ": "av",
    "ꜽ": "ay",
    "ꝏ": "oo",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ł": "l",
    "ŀ": "l",
    "ø": "o",
    "ſ": "s",
    "ґ": "г",
    "ς": "σ",
    "װ": "וו",
    "ױ": "וי",
    "ײ": "יי",
    "ך": "כ",
    "ם": "מ",
    "ן": "נ",
    "ף": "פ",
    "ץ": "צ",
}
"""Letters that Unicode does not decompose, as the letters that they are sorted with."""

UNDIVIDED: Final = "ำຳ"
"""Characters that are sorted whole although Unicode decomposes them."""

COMPOSED: Final = "йآأؤإئ"
"""Letters of their own although Unicode decomposes them."""

THAI_MARKS: Final = "\u0e47\u0e4c\u0e4d\u0e4e"
"""Marks that are no letters although their combining class is that of vowel signs."""

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

_NORDIC = "y=ü=ű th=þ"
_SLAVIC = "c<č<ć d<dž<đ l<lj n<nj s<š z<ž"

TAILORINGS: Final = {
    "ar": "ء=أ=ؤ=إ=ئ=ا ا+ا=آ ة=ت ى=ي",
    "az": "c<ç e<ə g<ğ h<x<ı i=İ k<q o<ö s<ş u<ü z<w",
    "be": "у<ў",
    "bs": _SLAVIC,
    "cs": "c<č h<ch=cH r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": f"{_NORDIC} ʖ<æ=ä<ø=ö=ő<å=aa",
    "dsb": "c<č<ć e<ě h<ch=cH k<ł n<ń r<ŕ s<š<ś z<ž<ź",
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fi": "n=ŋ y=ü z=ʒ ʖ<å<ä=æ<ö=ø",
    "fil": "n<ñ<ng",
    "fo": f"{_NORDIC} ʖ<æ=ä=ę<ø=ö=ő=œ<å=aa",
    "fa": "ء<آ<ا=ٱ<ء=أ=ؤ=إ=ئ ق<ک=ك ن<و<ه=ة<ی=ى=ي=ے",
    "gl": "n<ñ",
    "ha": "b<ɓ d<ɗ k<ƙ s<sh t<ts y<ƴ",
    "hr": _SLAVIC,
    "hsb": "c<č<ć e<ě h<ch=cH k<ł r<ř s<š z<ž<ź",
    "hu": (
        "c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs cs+cs=ccs dz+dz=ddz dzs+dzs=ddzs "
        "gy+gy=ggy ly+ly=lly ny+ny=nny sz+sz=ssz ty+ty=tty zs+zs=zzs"
    ),
    "ig": "b<ch g<gb<gh<gw i<ị k<kp<kw n<ṅ<nw<ny o<ọ s<sh u<ụ",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý ʖ<æ=ä<ö=ø<å",
    "lt": "c<č i=y s<š z<ž",
    "lv": "a<ā c<č e<ē g<ģ i<y<ī k<ķ l<ļ n<ņ o<ō r<ŗ s<š u<ū z<ž",
    "mk": "ԃ<ѓ ћ<ќ",
    "mt": "b<ċ f<ġ<g<għ h<ħ y<ż<z",
    "nb": f"{_NORDIC} ʖ<æ=ä=ę<ø=ö=ő=œ<å=aa",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș=ş t<ț=ţ",
    "sk": "a<ä c<č h<ch=cH o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sr-latn": _SLAVIC,
    "sv": f"{_NORDIC} ʖ<å<ä=æ=ę<ö=ø=ő=œ=ô",
    "tk": "c<ç e<ä j<ž n<ň o<ö s<ş u<ü y<ý",
    "tr": "c<ç g<ğ h<ı i=İ o<ö s<ş u<ü",
    "uk": "г<ґ і<ї",
    "uz": "z<oʻ=o'=o‘<gʻ=g'=g‘<sh<ch",
    "ur": (
        "ئ<ا=أ<آ<ب<پ<ت<ٹ<ث<ج<چ<ح<خ<د<ڈ<ذ<ر<ڑ<ز<ژ<س<ش<ص<ض<ط<ظ<ع<غ<ف<ق<ک<گ<ل<م<ن<ں<و=ؤ<ہ=ۂ<ھ<ۃ<ء"
        "<ی=ئ<ے=ۓ"
    ),
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
    "wo": "a<à e<é<ë n<ñ<ŋ o<ó",
    "yo": "e<ẹ g<gb o<ọ s<ṣ",
}
"""What a language changes in the root order, after the anchors of its groups.

``c<č`` puts č after c as a letter of its own, ``y=ü`` sorts ü as y, and ``cs+cs=ccs`` the three
letters ccs as twice the letter cs. A group such as ``s<š<z`` moves letters. Capitals follow by
themselves. ʖ is the last letter before the clicks, so "after z".
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

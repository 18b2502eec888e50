"""The words of headings: of reference lists, of notes, and of what follows a list, by language.

Phrases are parted by commas and written as people write them; :mod:`refkit.extract.headings` folds
them as it folds the lines of an article.
"""

from __future__ import annotations

from typing import Final

LISTS: Final = (
    # English
    """
    references, reference, reference list, reference lists, references cited, references list,
    bibliography, bibliographies, works cited, work cited, literature cited, cited literature,
    literature, cited works, works consulted, works referenced, sources, sources cited,
    sources consulted, source list, citations, reading, readings, reading list, literature list,
    bibliographical references, references and sources, materials cited, cited references,
    texts cited, books cited, studies cited, reports, cases cited, webliography, filmography,
    discography, bibliographic note, table of references, suggestions for further reading
    """,
    # German
    """
    literatur, literaturverzeichnis, literaturangaben, literaturliste, literaturnachweis,
    literaturnachweise, literaturhinweise, literaturquellen, quellen, quellenverzeichnis,
    quellenangaben, quellennachweis, quellennachweise, bibliografie, bibliographie, referenzen,
    referenzliste, quellen und literatur, literatur und quellen, quellen und literaturverzeichnis,
    quellen- und literaturverzeichnis, literatur- und quellenverzeichnis, primärliteratur,
    sekundärliteratur, primärquellen, sekundärquellen, internetquellen, onlinequellen,
    online-quellen, schrifttum, schrifttumsverzeichnis, verzeichnis der zitierten literatur,
    verzeichnis der literatur, weiterführende links, gedruckte quellen, ungedruckte quellen,
    nachweise, schriftenverzeichnis, forschungsliteratur
    """,
    # French
    """
    références, référence, références bibliographiques, références citées, ouvrages cités,
    ouvrages consultés, ouvrages de référence, œuvres citées, travaux cités, documents cités,
    textes cités, liste de références, liste des références, liste de références bibliographiques,
    liste des références bibliographiques, liste bibliographique, bibliographie sélective,
    bibliographie indicative, bibliographie générale, sources primaires, sources secondaires,
    sources et bibliographie, littérature citée, webographie, sitographie, pour en savoir plus,
    lectures complémentaires, lectures suggérées, repères bibliographiques, médiagraphie,
    orientations bibliographiques
    """,
    # Spanish, Catalan, Galician, Basque
    """
    bibliografía, bibliografia, referencias, referencias bibliográficas, referencias citadas,
    obras citadas, obras consultadas, obras de referencia, fuentes, fuentes consultadas,
    fuentes citadas, fuentes bibliográficas, fuentes primarias, fuentes secundarias,
    fuentes documentales, literatura citada, lista de referencias, listado de referencias,
    lista de referencias bibliográficas, trabajos citados, textos citados, bibliografía citada,
    bibliografía consultada, bibliografía básica, bibliografía general, bibliografía complementaria,
    bibliografía recomendada, lecturas recomendadas, webgrafía, referencias electrónicas,
    referències, referències bibliogràfiques, fonts, obres citades, llista de referències,
    erreferentziak, erreferentzia bibliografikoak, referencias bibliograficas consultadas
    """,
    # Portuguese
    """
    referências, referências bibliográficas, referências citadas, referências consultadas,
    obras consultadas, fontes, fontes consultadas, fontes primárias, fontes secundárias,
    lista de referências, lista de referências bibliográficas, trabalhos citados,
    bibliografia citada, bibliografia consultada, bibliografia geral, bibliografia básica,
    bibliografia complementar, leituras recomendadas, leituras complementares,
    referências eletrônicas, referencial bibliográfico
    """,
    # Italian, Romanian, Latin
    """
    riferimenti, riferimenti bibliografici, referenze, referenze bibliografiche, opere citate,
    opere consultate, fonti, fonti bibliografiche, fonti primarie, fonti secondarie, sitografia,
    bibliografia citata, bibliografia essenziale, bibliografia generale, bibliografia e fonti,
    letteratura, letteratura citata, letteratura secondaria, testi citati, lavori citati,
    referințe, referințe bibliografice, bibliografie selectivă, surse, surse bibliografice,
    lucrări citate, lista bibliografică, indicații bibliografice, bibliographia, abbreviationes
    """,
    # Dutch, Afrikaans
    """
    literatuur, literatuurlijst, literatuuropgave, literatuurverwijzingen, literatuurverantwoording,
    referenties, referentielijst, bronnen, bronnenlijst, bronvermelding, bronvermeldingen,
    bronverwijzingen, verwijzingen, geraadpleegde literatuur, geraadpleegde bronnen,
    aangehaalde literatuur, gebruikte literatuur, geciteerde werken, literatuur en bronnen,
    bronnen en literatuur, verwysings, verwysingslys, bronnelys, literatuurlys, bibliografie
    """,
    # Swedish, Norwegian, Danish, Icelandic
    """
    referenser, referenslista, referensförteckning, litteratur, litteraturlista,
    litteraturförteckning, källor, källförteckning, käll- och litteraturförteckning,
    källor och litteratur, källhänvisningar, källitteratur, tryckta källor, otryckta källor,
    referanser, referanseliste, litteraturliste, litteraturreferanser, litteraturhenvisninger,
    kilder, kildeliste, kilder og litteratur, kildefortegnelse, kildehenvisninger,
    referencer, referenceliste, litteraturfortegnelse, bibliografi, anvendt litteratur,
    brugt litteratur, citeret litteratur, heimildir, heimildaskrá, ritaskrá, tilvísanir
    """,
    # Finnish, Estonian, Latvian, Lithuanian
    """
    lähteet, lähdeluettelo, viitteet, viiteluettelo, kirjallisuus, kirjallisuusluettelo,
    kirjallisuutta, kirjallisuusviitteet, lähde- ja kirjallisuusluettelo, lähteet ja kirjallisuus,
    kirjandus, kasutatud kirjandus, viidatud kirjandus, kirjanduse loetelu, viited, allikad,
    kasutatud allikad, literatūra, izmantotā literatūra, literatūras saraksts, atsauces, avoti,
    literatūros sąrašas, nuorodos, šaltiniai, naudota literatūra
    """,
    # Polish, Czech, Slovak
    """
    piśmiennictwo, literatura, literatura cytowana, literatura przedmiotu, literatura uzupełniająca,
    wykaz literatury, spis literatury, wykaz piśmiennictwa, źródła, odwołania, opracowania,
    netografia, bibliografia załącznikowa, lista referencji, źródła internetowe,
    použitá literatura, použité zdroje, citovaná literatura, citované zdroje, seznam literatury,
    seznam použité literatury, seznam použitých zdrojů, seznam citované literatury,
    seznam použité literatury a zdrojů, seznam zdrojů, seznam použitých pramenů, zdroje,
    prameny a literatura, literatura a prameny, literatura a zdroje, reference, bibliografie,
    bibliografické odkazy, odkazy, literatúra, použitá literatúra, citovaná literatúra,
    zoznam literatúry, zoznam použitej literatúry, zoznam bibliografických odkazov,
    zoznam použitých zdrojov, referencie, pramene a literatúra, literatúra a zdroje
    """,
    # Hungarian
    """
    irodalom, irodalomjegyzék, felhasznált irodalom, hivatkozások, hivatkozott irodalom,
    hivatkozásjegyzék, hivatkozások jegyzéke, bibliográfia, források, forrásjegyzék,
    felhasznált források, hivatkozott források, hivatkozott művek, szakirodalom,
    felhasznált szakirodalom, idézett irodalom, irodalmi hivatkozások, referenciák
    """,
    # Croatian, Bosnian, Serbian, Slovene, Macedonian, Albanian
    """
    popis literature, popis referenci, popis izvora, izvori, izvori i literatura,
    literatura i izvori, korištena literatura, korišćena literatura, citirana literatura,
    bibliografija, viri, viri in literatura, literatura in viri, seznam literature, seznam virov,
    uporabljena literatura, spisak literature, spisak referenci, литература и извори,
    извори, извори и литература, референце, цитирана литература, коришћена литература,
    списак литературе, библиографија, користена литература, референци, referencat, referimet,
    lista e referencave
    """,
    # Turkish, Azerbaijani
    """
    kaynakça, kaynaklar, kaynakçalar, referanslar, bibliyografya, yararlanılan kaynaklar,
    başvurulan kaynaklar, kaynak listesi, kaynaklar listesi, ədəbiyyat, ədəbiyyat siyahısı,
    istinadlar, istifadə edilmiş ədəbiyyat
    """,
    # Russian, Ukrainian, Belarusian, Bulgarian, Kazakh
    """
    литература, список литературы, список использованной литературы,
    список использованных источников, список цитируемой литературы, список источников,
    список источников и литературы, список использованных источников и литературы,
    список литературы и источников, использованная литература, использованные источники,
    цитируемая литература, источники, источники и литература, библиография,
    библиографический список, пристатейный библиографический список, библиографические ссылки,
    список цитированной литературы, ссылки, література, список літератури,
    список використаної літератури, список використаних джерел, використана література,
    використані джерела, джерела, джерела та література, бібліографія, бібліографічний список,
    перелік посилань, перелік джерел посилання, посилання, літаратура, спіс літаратуры,
    використані джерела та література, спіс выкарыстаных крыніц, използвана литература,
    цитирана литература, източници, библиографски списък, әдебиеттер, әдебиеттер тізімі,
    пайдаланылған әдебиеттер
    """,
    # Greek, Armenian, Georgian
    """
    βιβλιογραφία, αναφορές, βιβλιογραφικές αναφορές, βιβλιογραφικές παραπομπές, παραπομπές, πηγές,
    ελληνική βιβλιογραφία, ελληνόγλωσση βιβλιογραφία, ξενόγλωσση βιβλιογραφία,
    ξένη βιβλιογραφία, διεθνής βιβλιογραφία, πηγές και βιβλιογραφία, ενδεικτική βιβλιογραφία,
    գրականություն, օգտագործված գրականություն, ლიტერატურა, გამოყენებული ლიტერატურა, ბიბლიოგრაფია
    """,
    # Chinese, Japanese, Korean
    """
    参考文献, 參考文獻, 引用文献, 引用文獻, 参考资料, 參考資料, 参考书目, 參考書目, 主要参考文献,
    徵引文獻, 征引文献, 徵引書目, 引用書目, 文献, 文獻, 中文参考文献, 英文参考文献, 中文部分,
    参考・引用文献, 引用・参考文献, 引用参考文献, 参考引用文献, 文献一覧, 参照文献, 参考文献一覧,
    参考文献リスト, 文献目録, 注および参考文献, 参考文献及び注, 主要参考文献・資料,
    참고문헌, 참고 문헌, 인용문헌, 인용 문헌, 참고자료, 참고 자료, 문헌, 참고문헌 목록, 국내 문헌,
    국외 문헌, 국내문헌, 국외문헌
    """,
    # Arabic, Persian, Urdu, Hebrew
    """
    المراجع, مراجع, المصادر, مصادر, المصادر والمراجع, المراجع والمصادر, قائمة المراجع,
    قائمة المصادر, قائمة المصادر والمراجع, قائمة المراجع والمصادر, ثبت المراجع,
    ثبت المصادر والمراجع, المراجع العربية, المراجع الأجنبية, المراجع باللغة العربية,
    المراجع باللغة الإنجليزية, منابع, فهرست منابع, منابع و مآخذ, منابع و ماخذ, مآخذ, کتابنامه,
    کتاب‌نامه, فهرست منابع و مآخذ, مراجع و منابع, حوالہ جات, حوالہجات, کتابیات, מקורות,
    ביבליוגרפיה, רשימת מקורות, רשימה ביבליוגרפית, הפניות, מראי מקום, מקורות מידע,
    רשימת המקורות, ספרות
    """,
    # Indonesian, Malay, Vietnamese, Thai, Hindi, Filipino, Swahili, Welsh, Irish
    """
    daftar pustaka, daftar rujukan, daftar referensi, daftar bacaan, daftar kepustakaan, referensi,
    rujukan, kepustakaan, pustaka, pustaka acuan, senarai rujukan, tài liệu tham khảo,
    danh mục tài liệu tham khảo, danh sách tài liệu tham khảo, thư mục tham khảo, เอกสารอ้างอิง,
    บรรณานุกรม, รายการอ้างอิง, รายการเอกสารอ้างอิง, संदर्भ, सन्दर्भ, संदर्भ सूची, संदर्भ ग्रंथ सूची,
    सन्दर्भ ग्रन्थ सूची, ग्रंथ सूची, mga sanggunian, sanggunian, marejeo, marejeleo,
    llyfryddiaeth, cyfeiriadau, tagairtí
    """,
)
"""What is the heading of a reference list by itself, by language."""

BEFORE: Final = """
    list of, selected, select, cited, key, main, additional, supplementary, supplemental,
    supplement, further, full, general, annotated, primary, secondary, online, suggested,
    recommended, essential, complete, web, the, my, our, article, chapter, bibliographic,
    bibliographical, methods, method, all, other, appendix, printed, archival, unpublished,
    published, internet, electronic, legal, review, online-only, extended data, meta-analysis,
    weiterführende, ausgewählte, zitierte, verwendete, weitere, benutzte, vertiefende,
    основная, дополнительная, рекомендуемая, додаткова, основна, ek, temel
"""
"""What may stand before it: "Selected", "List of"."""

WITH: Final = """
    notes, further reading, recommended reading, recommended readings, suggested reading,
    suggested readings, links, anmerkungen, resources, footnotes, endnotes, online sources,
    web links, further resources, additional resources, notas, fußnoten, endnoten, note, notes
    bibliographiques, remarques, noten, noter, uwagi, przypisy, poznámky, jegyzetek, webgrafía,
    webgrafia, sitografía, sitografia, примечания, примітки, internetquellen, acknowledgements,
    acknowledgments, abbreviations, data sources, online resources, software
"""
"""What may be joined to it by "and": "References and notes"."""

NOTES: Final = """
    notes, note, endnotes, end notes, footnotes, notes and citations, anmerkungen, endnoten,
    fußnoten, fussnoten, notas, notas al pie, notas finales, notas finais, notas de rodapé,
    notes de fin, notes de bas de page, noter, fotnoter, slutnoter, noten, eindnoten, voetnoten,
    przypisy, poznámky, jegyzetek, lábjegyzetek, végjegyzetek, bilješke, opombe, loppuviitteet,
    alaviitteet, note de subsol, note finali, примечания, сноски, примітки, бележки, напомене,
    σημειώσεις, υποσημειώσεις, notlar, dipnotlar, sonnotlar, son notlar, 注, 注释, 註釋, 注釈, 註,
    脚注, 주, 미주, 각주, 주석, الهوامش, هوامش, הערות, הערות שוליים, پی‌نوشت‌ها, یادداشت‌ها,
    catatan kaki, chú thích, ghi chú
"""
"""The heading of notes, which may be all the references that an article has."""

# What follows a list of references, as the first words of a short line or of a heading.
AFTERWARDS: Final = (
    # Parts of the article
    """
    appendix, appendices, annex, annexe, annexes, anhang, anhänge, anexo, anexos, annex a,
    apéndice, apéndices, apêndice, apêndices, appendice, bijlage, bijlagen, bilaga, bilagor,
    bilag, vedlegg, liite, liitteet, příloha, přílohy, príloha, prílohy, załącznik, załączniki,
    aneks, prilog, prilozi, priloga, függelék, melléklet, mellékletek, anexă, anexa, anexe,
    приложение, приложения, додаток, додатки, παράρτημα, ekler, ek 1, lampiran, phụ lục, 附录,
    附錄, 付録, 부록, الملاحق, ملحق, נספח, נספחים, پیوست,
    supplement, supplements,
    supplementary material, supplementary materials, supplementary information,
    supplementary data, supplementary file, supplementary files, supplementary figure,
    supplementary figures, supplementary table, supplementary tables, supplemental material,
    supplemental materials, supplemental information, supplemental data, supporting information,
    online supplement, electronic supplementary material, online resources, table, tables, figure,
    figures, fig, figure captions, figure legends, figure caption, figure legend, table captions,
    legends, tabelle, tabellen, abbildung, abbildungen, abbildungsverzeichnis,
    tabellenverzeichnis, tableau, tableaux, tabla, tablas, figura, figuras, tabela, tabelas, tabell,
    tabulka, táblázat, ábra, rysunek, таблица, рисунок, рис, таблиця, chart, box, exhibit, scheme,
    glossary, index, vocabulary, keypoints, key points, discussion questions, exercises,
    abbreviations, nomenclature, translation, translations, abstract, résumé, zusammenfassung,
    resumen, resumo, riassunto, samenvatting, sammanfattning, streszczenie, abstrakt, summary,
    аннотация, анотація, резюме, özet, keywords, key words, schlüsselwörter, mots-clés,
    palabras clave, palavras-chave, parole chiave, ключевые слова, ключові слова, note, notes,
    footnote, footnotes, endnotes, fußnoten, fussnoten, anmerkungen, nota, notas, 摘要, 要旨, 注释
    """,
    # The people
    """
    acknowledgement, acknowledgements, acknowledgment, acknowledgments, danksagung, dank,
    remerciements, agradecimientos, agradecimentos, ringraziamenti, dankwoord, dankbetuiging, tack,
    takk, tak, kiitokset, podziękowania, poděkování, poďakovanie, köszönetnyilvánítás, mulțumiri,
    zahvala, teşekkür, благодарности, подяка, подяки, ευχαριστίες, 致谢, 致謝, 謝辞, 감사의 글,
    ucapan terima kasih, author note, author notes, authors note,
    author's note, author’s note, authors' note, authors’ note, author contribution,
    author contributions, authors' contributions, authors’ contributions, author information,
    author details, author biography, author biographies, author statement, author affiliations,
    author addresses, author's address, author’s address, authors' addresses, authors’ addresses,
    about the author, about the authors, biography, biographies, biographical note,
    biographical notes, biographical sketch, biographical sketches, notes on contributors,
    notes on contributor, über den autor, über die autorin, über die autoren, über die autor,
    zum autor, zur autorin, zu den autoren, angaben zum autor, angaben zu den autoren, autor,
    autoren, autorin, autorinnen, die autoren, die autorin, à propos de l, sur les auteurs,
    sur l'auteur, notice biographique, sobre el autor, sobre los autores, sobre o autor,
    sobre a autora, sobre os autores, acerca del autor, acerca de los autores, gli autori,
    over de auteur, over de auteurs, om författaren, om författarna, om forfatteren,
    o autorze, o autorach, об авторе, об авторах, сведения об авторах, информация об авторах,
    сведения об авторе, відомості про авторів, contributors, contributions, contributor,
    correspondence, correspondencia, correspondência, corresponding author, address correspondence,
    address for correspondence, addresses for correspondence, korrespondenz,
    korrespondenzadresse, korrespondenzanschrift, anschrift der, anschrift des, anschriften,
    contact, contact information, kontakt, kontaktadresse, correspondance, correo electrónico,
    adres do korespondencji, для корреспонденции, 作者简介, 通讯作者, 著者紹介
    """,
    # What a journal states
    """
    conflict of interest, conflict of interests, conflicts of interest, conflicts of interests,
    competing interest, competing interests, interessenkonflikt, interessenkonflikte,
    conflit d'intérêts, conflits d'intérêts, conflicto de intereses, conflictos de interés,
    conflito de interesses, конфликт интересов, declaration, declarations,
    declaration of competing interest, declaration of interest, declaration of interests,
    declaration of conflicting interests, disclosure, disclosures, funding, financial support,
    financiación, financiamento, förderung, finanzierung, financement, финансирование, ethics,
    ethical approval, ethics statement, ethical statement, ethical considerations, ethical,
    consent for publication, data availability, data accessibility, data and code availability,
    data and materials, availability of data, code availability, open practices, open data,
    open access, credit authorship, transparency, reporting summary, peer review,
    license, licence, copyright, rights and permissions, permissions, reuse, citation,
    how to cite, cite this, to cite this, cómo citar, como citar, zitiervorschlag,
    pour citer, citation suggérée, для цитирования, this work is, this article is, this page is,
    this chapter is, this document is, except where, adapted from, reprinted from, received,
    revised, submitted, accepted, first received, manuscript received, manuscript submitted,
    article history, eingegangen, eingereicht, angenommen, reçu, recibido, recebido, aceptado,
    aceito, submetido, ricevuto, ontvangen, otrzymano, přijato, došlo, поступила, надійшла,
    статья поступила, дата поступления, geliş tarihi, diterima, 收稿日期, 受付, 접수일,
    published online, published by, published in, first published, online ahead of print,
    downloaded from, author queries, curriculum vitae, vita, lebenslauf, eidesstattliche,
    erklärung, selbstständigkeitserklärung, publisher's note, publisher’s note,
    publication details, journal information, springer nature remains, reprints, for permission,
    your article is, submit your manuscript, submit your next manuscript, ready to submit,
    publish with, advantages of publishing
    """,
    # What a page of the Web adds
    """
    comment, comments, response, responses, leave a reply, leave a comment, related articles,
    related posts, related content, related documents, cited by, similar articles,
    recommended articles, share, see also, external links, navigation menu, category, categories,
    tags, edit this page, previous, next, back to top, return to top, nach oben, zurück nach oben,
    haut de page, volver arriba, export citation, download citation, article metrics, metrics,
    subscribe, join the discussion, more articles, popular articles, most read
    """,
)

RUNNING: Final = """
    appendix, annex, anhang, anexo, table, tables, figure, figures, fig, tabelle, abbildung,
    tableau, tabla, figura, tabela, tabell, tabulka, táblázat, таблица, рисунок, рис, таблиця,
    received, revised, submitted, accepted, eingegangen, eingereicht, angenommen, reçu, recibido,
    recebido, aceptado, aceito, submetido, ricevuto, ontvangen, otrzymano, přijato, поступила,
    надійшла, correspondence, korrespondenz, correspondance, correspondencia, correspondência,
    copyright, funding, disclosure, disclosures, declaration, note, notes, reprints,
    acknowledgements, acknowledgments, acknowledgement, acknowledgment, keywords, abstract,
    zusammenfassung, résumé
"""
"""Of those, the single words that may begin a line which goes on: "Table 1", "Received 2 May"."""

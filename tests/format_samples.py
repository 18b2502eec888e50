"""A small file of every format, as programs of the field write it, and files that are none.

Import with ``from format_samples import SAMPLES``.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Sample(NamedTuple):
    """A file of one work, "Why we cry" by Ann Poe, 2020.

    Attributes:
        text: Its content.
        comment: What the format allows to stand before it.
    """

    text: str
    comment: str = ""


_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XML_COMMENT: Final = "<!-- made by hand -->\n"

SAMPLES: Final[dict[str, Sample]] = {
    "ris": Sample(
        "TY  - JOUR\nAU  - Poe, Ann\nTI  - Why we cry\nPY  - 2020\nER  - \n",
        "Provider: A publisher\nDatabase: A database\nContent: text/plain\n\n",
    ),
    "nbib": Sample(
        "PMID- 31234567\nOWN - NLM\nDP  - 2020\nTI  - Why we cry.\nFAU - Poe, Ann\nAU  - Poe A\n"
        "JT  - Tears\n"
    ),
    "refer": Sample("%0 Journal Article\n%T Why we cry\n%A Poe, Ann\n%J Tears\n%D 2020\n"),
    "isi": Sample(
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Poe, A\nAF Poe, Ann\n"
        "TI Why we cry\nSO TEARS\nPY 2020\nER\n\nEF\n"
    ),
    "endnote-xml": Sample(
        '<xml><records><record><database name="a.enl">a.enl</database>'
        '<ref-type name="Journal Article">17</ref-type><contributors><authors><author>'
        '<style face="normal">Poe, Ann</style></author></authors></contributors><titles><title>'
        '<style face="normal">Why we cry</style></title></titles><dates><year>2020</year></dates>'
        "</record></records></xml>",
        _XML + _XML_COMMENT,
    ),
    "pubmed-xml": Sample(
        "<PubmedArticleSet>\n<PubmedArticle><MedlineCitation><PMID>31234567</PMID><Article>"
        "<Journal><JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue></Journal>"
        "<ArticleTitle>Why we cry</ArticleTitle><AuthorList><Author><LastName>Poe</LastName>"
        "<ForeName>Ann</ForeName></Author></AuthorList></Article></MedlineCitation>"
        "</PubmedArticle>\n</PubmedArticleSet>",
        _XML + '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "pubmed.dtd">\n',
    ),
    "mods": Sample(
        '<modsCollection xmlns="http://www.loc.gov/mods/v3">\n<mods><titleInfo>'
        '<title>Why we cry</title></titleInfo><name type="personal"><namePart type="family">Poe'
        '</namePart><namePart type="given">Ann</namePart><role><roleTerm>author</roleTerm></role>'
        "</name><originInfo><dateIssued>2020</dateIssued></originInfo></mods>\n</modsCollection>",
        _XML + _XML_COMMENT,
    ),
    "jats": Sample(
        '<ref-list><ref id="b1"><element-citation publication-type="journal"><person-group '
        'person-group-type="author"><name><surname>Poe</surname><given-names>Ann</given-names>'
        "</name></person-group><year>2020</year><article-title>Why we cry</article-title>"
        "<source>Tears</source></element-citation></ref></ref-list>",
        _XML + _XML_COMMENT,
    ),
    "word-xml": Sample(
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
        "<b:Source><b:Tag>Poe20</b:Tag><b:SourceType>JournalArticle</b:SourceType>"
        "<b:Author><b:Author><b:NameList><b:Person><b:Last>Poe</b:Last><b:First>Ann</b:First>"
        "</b:Person></b:NameList></b:Author></b:Author><b:Title>Why we cry</b:Title>"
        "<b:Year>2020</b:Year></b:Source></b:Sources>",
        _XML + _XML_COMMENT,
    ),
    "zotero-rdf": Sample(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\n'
        ' xmlns:z="http://www.zotero.org/namespaces/export#"\n'
        ' xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"\n'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<bib:Article rdf:about="#item_1">'
        "<z:itemType>journalArticle</z:itemType><bib:authors><rdf:Seq><rdf:li><foaf:Person>"
        "<foaf:surname>Poe</foaf:surname><foaf:givenName>Ann</foaf:givenName></foaf:Person>"
        "</rdf:li></rdf:Seq></bib:authors><dc:title>Why we cry</dc:title><dc:date>2020</dc:date>"
        "</bib:Article></rdf:RDF>",
        _XML_COMMENT,
    ),
    "cff": Sample(
        "cff-version: 1.2.0\nmessage: Cite it.\ntitle: Why we cry\nauthors:\n"
        "  - family-names: Poe\n    given-names: Ann\ndate-released: 2020-05-12\n",
        "# This is a CITATION.cff\n---\n",
    ),
    "bibjson": Sample(
        '{"metadata": {"collection": "tears"}, "records": [{"type": "article", '
        '"title": "Why we cry", "author": [{"name": "Poe, Ann"}], "year": "2020"}]}'
    ),
    "csl-yaml": Sample(
        "references:\n- id: poe2020\n  type: article-journal\n  title: Why we cry\n"
        "  author:\n  - family: Poe\n    given: Ann\n  issued: 2020\n",
        "# references\n---\n",
    ),
    "bibtex": Sample(
        "@article{poe2020,\n  author = {Poe, Ann},\n  title = {Why we cry},\n  year = 2020,\n}\n",
        "% Encoding: UTF-8\n\nWritten by hand.\n",
    ),
    "csl-json": Sample(
        '[\n  {"id": "poe2020", "type": "article-journal", "title": "Why we cry",\n'
        '   "author": [{"family": "Poe", "given": "Ann"}], "issued": {"date-parts": [[2020]]}}\n]\n'
    ),
    "csl-jsonl": Sample(
        '{"id": "poe2020", "type": "article-journal", "title": "Why we cry", '
        '"author": [{"family": "Poe", "given": "Ann"}], "issued": {"date-parts": [[2020]]}}\n'
    ),
}
"""Formats to samples; biblatex is left out, whose files are BibTeX's, with their ending."""

OTHERS: Final[dict[str, str]] = {
    "an HTML page": "<!DOCTYPE html>\n<html><head><title>A page</title></head><body><article>"
    "<p>Poe, A. (2020). Why we cry.</p></article></body></html>",
    "an HTML page without a head": "<article><h1>Tears</h1><p>Why we cry</p></article>",
    "XHTML": '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    "other XML": '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><title/></svg>',
    "an Atom feed": '<?xml version="1.0"?>\n<feed><entry><title>Tears</title></entry></feed>',
    "a Markdown article with BibTeX": "# How to cite\n\nSee below.\n\n```bibtex\n"
    "@article{poe2020, title={Why we cry}}\n```\n",
    "a Markdown article with RIS": "# RIS\n\nA record:\n\n```\nTY  - JOUR\nER  - \n```\n",
    "a Markdown article with front matter": "---\ntitle: Tears\nauthor: Ann Poe\n"
    "bibliography: refs.bib\n---\n\n# Tears\n\nWhy we cry.\n",
    "a list of references": "# References\n\n- Poe, A. (2020). Why we cry. *Tears*, *1*, 2–3.\n",
    "a docker-compose file": "services:\n  web:\n    image: nginx\n    ports:\n      - '80:80'\n",
    "a list in YAML": "- name: checkout\n  uses: actions/checkout\n- name: test\n  run: pytest\n",
    "a log": "2020-05-12 10:11:12 INFO start\n2020-05-12 10:11:13 ERROR %A failed\n",
    "a table": "title,author,year\nWhy we cry,Ann Poe,2020\n",
    "a TeX file": "%A comment\n\\documentclass{article}\n\\begin{document}\n\\end{document}\n",
    "an e-mail": "From: ann@example.org\nTo: bo@example.org\nSubject: Tears\n\nER - see you\n",
    "text": "PT and ER are short words. FN too.\nVR 1.0\n",
}
"""Files that hold no works: what they are to their content."""

OTHER_JSON: Final[dict[str, str]] = {
    "a package.json": '{"name": "tears", "version": "1.0.0", "dependencies": {"a": "^1"}}',
    "GeoJSON": '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": 1}]}',
    "a list of numbers": "[1, 2, 3]",
    "a list of texts": '["Why we cry"]',
    "a Jupyter notebook": '{"cells": [], "metadata": {"kernelspec": {}}, "nbformat": 4}',
    "a configuration": '{"compilerOptions": {"strict": true}, "include": ["src"]}',
}

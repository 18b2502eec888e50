"""Lists that made-up works draw from: cities, publishers, journals and names, by language.

Crossref has few cities of publication and little that is not in English, so what references in
other languages look like is made from these. Everything here is common knowledge, no data set.
"""

# ruff: noqa: E501 (lists)

from __future__ import annotations

from typing import Final


def _lines(text: str) -> list[str]:
    """The entries of a list, which stand between bars."""
    return [" ".join(part.split()) for part in text.split("|") if part.strip()]


PLACES: Final = {
    "de": _lines(
        """Berlin|München|Frankfurt am Main|Frankfurt a.M.|Frankfurt a. M.|Frankfurt/M.|Frankfurt/Main
        |Frankfurt|Stuttgart|Köln|Hamburg|Opladen|Wiesbaden|Göttingen|Tübingen|Leipzig|Wien|Zürich|Bern
        |Basel|Weinheim|Weinheim und Basel|Weinheim und München|Weinheim/Basel|Bielefeld|Münster|Bonn
        |Baden-Baden|Heidelberg|Mannheim|Nürnberg|Darmstadt|Dresden|Bochum|Essen|Dortmund|Düsseldorf
        |Bremen|Hannover|Kiel|Freiburg|Freiburg i. Br.|Freiburg im Breisgau|Konstanz|Marburg|Gießen
        |Kassel|Paderborn|Würzburg|Bamberg|Regensburg|Augsburg|Jena|Weimar|Halle|Halle/Saale|Rostock
        |Potsdam|Reinbek|Reinbek bei Hamburg|Neuwied|Neuwied und Berlin|Luchterhand|Ravensburg|Trier|Mainz
        |Salzburg|Graz|Innsbruck|Linz|St. Gallen|Luzern|Hildesheim|Osnabrück|Erlangen|Bad Heilbrunn
        |Bad Homburg|Hemsbach|Pfaffenweiler|München/Wien|Berlin/New York|Frankfurt am Main/New York
        |Frankfurt a.M./New York|Frankfurt a.M./Berlin|Opladen/Wiesbaden|Köln und Opladen|Köln/Wien
        |Stuttgart und Leipzig|Wien, Köln, Weimar|Wien/Köln/Weimar|Berlin u.a.|Bern u. a.|Hamburg; Berlin
        |Leverkusen|Schwalbach/Ts.|Berlin, Heidelberg|Berlin/Heidelberg|Bad Godesberg|Hagen|Gütersloh"""
    ),
    "en": _lines(
        """London|New York|Oxford|Cambridge|Cambridge, MA|Cambridge, Mass.|Chicago|Princeton|Princeton, NJ
        |Berkeley|Berkeley, CA|Los Angeles|Boston|Philadelphia|New Haven|Ithaca|Ithaca, NY|Stanford
        |Stanford, CA|Baltimore|Washington, DC|Washington, D.C.|San Francisco|San Francisco, CA|Thousand Oaks
        |Thousand Oaks, CA|Newbury Park|Beverly Hills|Englewood Cliffs, NJ|Englewood Cliffs|Hillsdale, NJ
        |Mahwah, NJ|Hoboken|Hoboken, NJ|Aldershot|Cheltenham|Edinburgh|Manchester|Harmondsworth|Basingstoke
        |Houndmills|Toronto|Montreal|Vancouver|Sydney|Melbourne|Canberra|Auckland|Dublin|Amsterdam|Dordrecht
        |The Hague|Leiden|Copenhagen|Stockholm|Oslo|Helsinki|Singapore|Hong Kong|Tokyo|New Delhi|Delhi
        |Calcutta|Nairobi|Cape Town|Johannesburg|Geneva|Brussels|Luxembourg|Austin|Austin, TX|Ann Arbor
        |Ann Arbor, MI|Madison, WI|Minneapolis|Durham, NC|Chapel Hill|Bloomington|Urbana|Urbana, IL
        |Lanham, MD|Boulder, CO|Reading, MA|Redwood City, CA|Santa Monica, CA|Malden, MA|Boca Raton, FL
        |St. Louis|New Brunswick, NJ|Albany, NY|Notre Dame|London and New York|New York and London|London/New York
        |London; New York|Oxford and New York|New York, NY|New York, USA|London, UK|Oxford, UK|Ottawa"""
    ),
    "fr": _lines("Paris|Lyon|Bruxelles|Genève|Lausanne|Grenoble|Rennes|Toulouse|Montréal|Québec|Arles|Aix-en-Provence|Strasbourg|Bordeaux|Lille|La Haye|Louvain-la-Neuve|Neuchâtel|Paris/La Haye"),
    "es": _lines("Madrid|Barcelona|México|México, D.F.|Buenos Aires|Santiago de Chile|Bogotá|Lima|Sevilla|Valencia|Salamanca|Granada|Caracas|Quito|Montevideo|La Habana"),
    "it": _lines("Roma|Milano|Torino|Bologna|Firenze|Napoli|Padova|Venezia|Pisa|Bari|Palermo|Roma-Bari|Genova|Brescia|Trento|Milano-Napoli"),
    "pt": _lines("São Paulo|Rio de Janeiro|Lisboa|Porto|Coimbra|Brasília|Belo Horizonte|Porto Alegre|Curitiba|Petrópolis|Campinas|Salvador|Recife"),
    "nl": _lines("Amsterdam|Utrecht|Leiden|Den Haag|Rotterdam|Groningen|Nijmegen|Antwerpen|Leuven|Gent|Assen|Houten|Brussel"),
}  # fmt: skip
"""Cities as title pages and references write them."""

PUBLISHERS: Final = {
    "de": _lines(
        """Suhrkamp|Campus|Campus Verlag|Leske + Budrich|Leske und Budrich|Leske+Budrich|VS Verlag für
        Sozialwissenschaften|VS Verlag|Westdeutscher Verlag|Juventa|Juventa Verlag|Beltz|Springer VS|Springer
        |Nomos|Nomos Verlagsgesellschaft|C.H. Beck|Beck|Oldenbourg|de Gruyter|Walter de Gruyter|Mohr Siebeck|Mohr
        |Vandenhoeck & Ruprecht|Transcript|transcript Verlag|UVK|UTB|Kohlhammer|Klett-Cotta|Rowohlt|Fischer
        |S. Fischer|Fischer Taschenbuch Verlag|Hanser|Carl Hanser|Fink|Wilhelm Fink|Schöningh|Steiner|Franz Steiner
        |Böhlau|Waxmann|Peter Lang|Lang|Duncker & Humblot|Enke|Huber|Hans Huber|Hogrefe|Lambertus|Luchterhand
        |edition sigma|Sigma|Metropolis|Barbara Budrich|Gabler|Poeschel|Schäffer-Poeschel|Vahlen|Herder|Kösel
        |Deutscher Universitäts-Verlag|DUV|Wissenschaftliche Buchgesellschaft|Harrassowitz|Niemeyer|Metzler|Piper
        |Reclam|Diesterweg|Klinkhardt|Auer|Cornelsen|Schneider Verlag Hohengehren|Centaurus|LIT|Lit Verlag
        |Hamburger Edition|Velbrück Wissenschaft|Haupt|Chronos|Rainer Hampp Verlag|Lucius & Lucius|Argument-Verlag
        |Westfälisches Dampfboot|Bertelsmann|Bundeszentrale für politische Bildung|Statistisches Bundesamt"""
    ),
    "en": _lines(
        """Oxford University Press|Cambridge University Press|Routledge|Sage|SAGE Publications|Sage Publications
        |Springer|Springer-Verlag|Wiley|John Wiley & Sons|Wiley-Blackwell|Blackwell|Blackwell Publishers|Elsevier
        |North-Holland|Academic Press|MIT Press|The MIT Press|Harvard University Press|Yale University Press
        |Princeton University Press|University of Chicago Press|The University of Chicago Press|University of
        California Press|Stanford University Press|Columbia University Press|Cornell University Press|Johns Hopkins
        University Press|Duke University Press|University of Minnesota Press|University of Toronto Press|Manchester
        University Press|Edinburgh University Press|Palgrave Macmillan|Palgrave|Macmillan|St. Martin's Press|Penguin
        |Penguin Books|Random House|Knopf|Norton|W. W. Norton|Basic Books|Free Press|The Free Press|McGraw-Hill
        |Prentice Hall|Prentice-Hall|Addison-Wesley|Pearson|Allyn & Bacon|Lawrence Erlbaum|Erlbaum|Lawrence Erlbaum
        Associates|Guilford Press|Guilford|American Psychological Association|Plenum Press|Plenum|Kluwer|Kluwer
        Academic Publishers|Brill|Edward Elgar|Ashgate|Polity Press|Polity|Verso|Pluto Press|Zed Books|Earthscan
        |Westview Press|Rowman & Littlefield|Transaction Publishers|JAI Press|Jossey-Bass|Lexington Books|Praeger
        |Greenwood Press|University Press of Kansas|Taylor & Francis|CRC Press|Chapman & Hall|Morgan Kaufmann|ACM
        |ACM Press|IEEE|IEEE Computer Society Press|AAAI Press|World Scientific|Dover|World Bank|The World Bank
        |OECD|OECD Publishing|United Nations|UNESCO|Allen & Unwin|Tavistock|Harper & Row|HarperCollins|Doubleday
        |Methuen|Open University Press|Policy Press|Berg|Continuum|Bloomsbury|Hart Publishing|Thieme|Karger
        |Lippincott|Saunders|Mosby|Churchill Livingstone|Pergamon|Pergamon Press|Gordon and Breach|Birkhäuser"""
    ),
    "fr": _lines("Gallimard|Seuil|Le Seuil|Éditions du Seuil|Presses universitaires de France|PUF|L'Harmattan|La Découverte|Fayard|Flammarion|Armand Colin|Minuit|Éditions de Minuit|Vrin|Hachette|Dunod|Albin Michel|Payot|Plon|Maspero|CNRS Éditions|Presses de Sciences Po|Presses universitaires de Rennes|Odile Jacob|Karthala|Mouton|Droz|De Boeck|Économica|Actes Sud|Érès"),
    "es": _lines("Alianza|Alianza Editorial|Siglo XXI|Siglo XXI Editores|Fondo de Cultura Económica|FCE|Paidós|Ariel|Cátedra|Gedisa|Akal|Tecnos|Crítica|Taurus|Anagrama|Planeta|Sudamericana|Eudeba|CLACSO|UNAM|Trotta|Anthropos|CIS|Herder"),
    "it": _lines("Einaudi|Il Mulino|Laterza|Feltrinelli|Mondadori|Bompiani|Garzanti|FrancoAngeli|Franco Angeli|Carocci|Bollati Boringhieri|Adelphi|Rizzoli|Giuffrè|Editori Riuniti|Olschki|Utet|La Nuova Italia|Donzelli|Vita e Pensiero|Guida"),
    "pt": _lines("Companhia das Letras|Vozes|Zahar|Jorge Zahar|Paz e Terra|Brasiliense|Cortez|Atlas|Hucitec|EDUSP|Editora da UNESP|Perspectiva|Autêntica|Contexto|Record|Almedina|Edições 70|Difel|Livros Horizonte|Artmed|Fundação Calouste Gulbenkian|Editora UFMG"),
    "nl": _lines("Van Gorcum|Boom|Bohn Stafleu van Loghum|Amsterdam University Press|Het Spinhuis|SCP|Sociaal en Cultureel Planbureau|Garant|Acco|Kluwer|Querido|De Bezige Bij|SWP|Lannoo"),
}  # fmt: skip

JOURNALS: Final = {
    "de": _lines(
        """Zeitschrift für Soziologie|Kölner Zeitschrift für Soziologie und Sozialpsychologie|KZfSS|Soziale Welt
        |Berliner Journal für Soziologie|Politische Vierteljahresschrift|PVS|Aus Politik und Zeitgeschichte|Leviathan
        |Zeitschrift für Pädagogik|Zeitschrift für Erziehungswissenschaft|Die Deutsche Schule|Unterrichtswissenschaft
        |Psychologische Rundschau|Zeitschrift für Sozialpsychologie|Zeitschrift für Pädagogische Psychologie
        |Zeitschrift für Entwicklungspsychologie und Pädagogische Psychologie|Geschichte und Gesellschaft
        |Historische Zeitschrift|Historical Social Research|WSI-Mitteilungen|Gewerkschaftliche Monatshefte
        |Sozialer Fortschritt|Zeitschrift für Sozialreform|Zeitschrift für Bevölkerungswissenschaft|ZUMA-Nachrichten
        |Media Perspektiven|Publizistik|Rundfunk und Fernsehen|Neue Praxis|Soziologische Revue|Merkur|Das Argument
        |Prokla|Blätter für deutsche und internationale Politik|Internationale Politik|Osteuropa|Mittelweg 36
        |Österreichische Zeitschrift für Soziologie|Schweizerische Zeitschrift für Soziologie|Vierteljahrshefte für
        Zeitgeschichte|Vierteljahreshefte zur Wirtschaftsforschung|DIW-Wochenbericht|Wirtschaftsdienst|Arbeit
        |Mitteilungen aus der Arbeitsmarkt- und Berufsforschung|Informationen zur Raumentwicklung|Die Zeit
        |Recht der Jugend und des Bildungswesens|Zeitschrift für Parlamentsfragen|Die Verwaltung|Der Staat
        |Neue Juristische Wochenschrift|NJW|Juristenzeitung|Die öffentliche Verwaltung|Archiv des öffentlichen Rechts
        |Frankfurter Allgemeine Zeitung|Süddeutsche Zeitung|Der Spiegel|Jahrbuch für Antisemitismusforschung
        |Zeitschrift für Volkskunde|Feministische Studien|Forschungsjournal Neue Soziale Bewegungen|Die Betriebswirtschaft"""
    ),
    "en": _lines(
        """American Sociological Review|American Journal of Sociology|Annual Review of Sociology|Social Forces
        |American Political Science Review|World Politics|Comparative Political Studies|Public Opinion Quarterly
        |Journal of Personality and Social Psychology|Psychological Bulletin|Psychological Review|Child Development
        |Journal of Marriage and the Family|Population and Development Review|Demography|Population Studies
        |Journal of European Public Policy|West European Politics|European Sociological Review|Sociology|Theory and Society
        |American Economic Review|Quarterly Journal of Economics|Econometrica|Journal of Political Economy
        |Journal of Economic Perspectives|Administrative Science Quarterly|Academy of Management Review|Organization Studies
        |Science|Nature|The Lancet|British Medical Journal|New England Journal of Medicine|Harvard Educational Review
        |Past & Present|Journal of Modern History|Slavic Review|International Organization|Foreign Affairs|Social Research
        |Communications of the ACM|Artificial Intelligence|Journal of the ACM|Theoretical Computer Science|New Left Review
        |Sociological Methods & Research|Journal of Applied Psychology|Personality and Individual Differences"""
    ),
    "fr": _lines("Revue française de sociologie|Revue française de science politique|Annales. Histoire, Sciences Sociales|Actes de la recherche en sciences sociales|Population|Sociologie du travail|L'Année sociologique|Esprit|Les Temps modernes|Cahiers d'études africaines|Le Mouvement social|Revue historique|Vingtième Siècle. Revue d'histoire|Critique|Politix|Hérodote|Revue de métaphysique et de morale|Le Débat"),
    "es": _lines("Revista Española de Investigaciones Sociológicas|REIS|Revista Mexicana de Sociología|Papers|Sistema|Revista de Occidente|Estudios Sociológicos|Nueva Sociedad|Desarrollo Económico|Revista Internacional de Sociología|Hispania|Historia y Política|Educación XX1"),
    "it": _lines("Rassegna Italiana di Sociologia|Studi storici|Stato e Mercato|Il Mulino|Rivista italiana di scienza politica|Quaderni storici|Passato e presente|Polis|Belfagor|Rivista di filologia|Lettere italiane|Quaderni urbinati di cultura classica"),
    "pt": _lines("Revista Brasileira de Ciências Sociais|Dados|Novos Estudos CEBRAP|Análise Social|Lua Nova|Tempo Social|Cadernos de Pesquisa|Educação & Sociedade|Revista Brasileira de História|Estudos Avançados|Cadernos de Saúde Pública"),
    "nl": _lines("Mens en Maatschappij|Sociologische Gids|Tijdschrift voor Sociologie|Pedagogische Studiën|Beleid en Maatschappij|Tijdschrift voor Geschiedenis|Nederlands Tijdschrift voor Geneeskunde|Sociologos"),
}  # fmt: skip

PHYSICS: Final = _lines(
    """Phys. Rev. Lett.|Phys. Rev. B|Phys. Rev. D|Phys. Rev. C|Phys. Rev. A|Phys. Rev. E|Phys. Rev.|Phys. Lett. B
    |Phys. Lett. A|Phys. Lett.|Nucl. Phys. B|Nucl. Phys. A|Nucl. Phys.|Rev. Mod. Phys.|J. High Energy Phys.|JHEP|JCAP
    |Astrophys. J.|ApJ|A&A|MNRAS|Mon. Not. R. Astron. Soc.|Astron. Astrophys.|AJ|ApJS|ApJL|PASP|PASJ|Class. Quantum Grav.
    |Class. Quant. Grav.|J. Phys. A|J. Phys. G|J. Phys.: Condens. Matter|New J. Phys.|Eur. Phys. J. C|Eur. Phys. J. A
    |Z. Phys. C|Ann. Phys. (N.Y.)|Phys. Rep.|Rep. Prog. Phys.|J. Math. Phys.|Commun. Math. Phys.|Int. J. Mod. Phys. A
    |Mod. Phys. Lett. A|Nuovo Cimento|Prog. Theor. Phys.|Nature|Nature Phys.|Science|Europhys. Lett.|EPL|J. Chem. Phys.
    |J. Appl. Phys.|Appl. Phys. Lett.|Physica A|Physica|Nucl. Instrum. Methods A|Nucl. Instr. Meth. B|Opt. Lett.
    |Opt. Express|JETP Lett.|Sov. Phys. JETP|Phys. Plasmas|Phys. Fluids|J. Fluid Mech.|J. Stat. Phys.|Surf. Sci.
    |J. Am. Chem. Soc.|J. Org. Chem.|Tetrahedron Lett.|Tetrahedron|Angew. Chem. Int. Ed.|Acc. Chem. Res.|Can. J. Chem.
    |Chem. Rev.|Chem. Commun.|Inorg. Chem.|Helv. Chim. Acta|Chem. Ber.|J. Chem. Soc.|J. Phys. Chem.|Synthesis|Macromolecules"""
)
"""Journals as physicists, astronomers and chemists cite them."""

UNIVERSITIES: Final = {
    "de": _lines("Universität Bielefeld|Freie Universität Berlin|Universität Hamburg|Universität zu Köln|Ludwig-Maximilians-Universität München|Universität Mannheim|Humboldt-Universität zu Berlin|Universität Bremen|Technische Universität Berlin|Universität Wien|Universität Zürich|Ruhr-Universität Bochum"),
    "en": _lines("Stanford University|University of California, Berkeley|Harvard University|MIT|Massachusetts Institute of Technology|University of Oxford|University of Cambridge|Carnegie Mellon University|University of Michigan|University of Wisconsin-Madison|Cornell University|Princeton University|University of Toronto|University College London|Department of Computer Science, University of Illinois"),
    "fr": _lines("Université Paris 1|Université de Lyon|EHESS|Université de Montréal|École normale supérieure|Université catholique de Louvain"),
    "es": _lines("Universidad Complutense de Madrid|Universidad de Barcelona|UNAM|Universidad de Buenos Aires"),
    "it": _lines("Università di Bologna|Università degli Studi di Milano|Università di Roma La Sapienza"),
    "pt": _lines("Universidade de São Paulo|Universidade de Lisboa|Universidade Federal do Rio de Janeiro|UNICAMP"),
    "nl": _lines("Universiteit van Amsterdam|Universiteit Utrecht|Katholieke Universiteit Leuven"),
}  # fmt: skip

GIVEN: Final = {
    "de": _lines("Hans|Peter|Klaus|Wolfgang|Jürgen|Hans-Peter|Karl-Heinz|Ulrich|Ulrike|Sabine|Heike|Monika|Renate|Christoph|Thomas|Stefan|Michael|Andreas|Gerhard|Helmut|Dieter|Manfred|Rolf|Rainer M.|Theodor W.|Niklas|Max|Eva-Maria|Anna|Birgit|Claudia|Elisabeth|Friedrich|Georg|Heiner|Ingrid|Johannes|Katharina|Ludwig|Martin|Norbert|Oskar|Petra|Reinhard|Susanne|Ute|Walter|Karl Otto|Franz Xaver|Jutta"),
    "en": _lines("John|Mary|David|Robert A.|James S.|Susan|William|Richard|Elizabeth|Charles|Peter M.|Paul|George|Anthony|Barbara|Jane|Michael|Daniel|Thomas|Edward|Sarah|Karen|Mark|Stephen J.|Linda|Alan|Nancy|Donald T.|Ronald|Patricia|Arthur|Jennifer|Martin|Claire|Andrew|Jean|Kenneth|Alice H."),
    "fr": _lines("Pierre|Jean|Jean-Pierre|Michel|Claude|Marie|Anne-Marie|François|Jacques|Luc|Bernard|Catherine|Philippe|Émile|Louis|Nathalie|Henri|Alain|Raymond|Sylvie|André|Jean-Claude|Marc|Hélène"),
    "es": _lines("José|Juan|Carlos|María|Manuel|Francisco|Luis|Ana|Miguel Ángel|José Luis|Antonio|Carmen|Jorge|Pablo|Rafael|Teresa|Fernando|Norberto"),
    "it": _lines("Giovanni|Marco|Paolo|Maria|Carlo|Antonio|Giuseppe|Franco|Laura|Alessandro|Luigi|Francesca|Gian Enrico|Norberto|Umberto|Bruno"),
    "pt": _lines("João|José|Maria|António|Carlos|Ana|Luiz|Fernando Henrique|Paulo|Antonio Carlos|Boaventura|Marilena|Pedro|Sérgio|Octavio"),
    "nl": _lines("Jan|Pieter|Willem|Anneke|Kees|Johan|Marijke|Jan Willem|Henk|Marieke|Paul|Wil"),
}  # fmt: skip

FAMILY: Final = {
    "de": _lines("Müller|Meier|Schmidt|Beck|Weber|Luhmann|Mayntz|Hradil|Kreckel|Geißler|Baumert|Krüger|Heitmeyer|Wagner|Schulz|Hoffmann|Bauer|Koch|Richter|Klein|Wolf|Schröder|Neumann|Schwarz|Zimmermann|Braun|Hofmann|Hartmann|Lange|Schäfer|Zapf|Esser|Diekmann|Lepsius|Brückner|Blossfeld|Allmendinger|Huinink|Kaufmann|Offe|Streeck|Scharpf|von Beyme|von Wright|Müller-Benedict|Böhm|Jäger|Groß|Preuß|Schütz|Bühler|Köhler|Rössel|Strohmeier|Nauck|Opp|Best|Tenbruck|Honneth|Baier|Pfeiffer|Klieme|Weinert|Kühnel|Schnell|Wehler|Kocka"),
    "en": _lines("Smith|Jones|Brown|Williams|Taylor|Johnson|Coleman|Granovetter|Merton|Parsons|Giddens|Tilly|Skocpol|Putnam|Olson|Dahl|Lipset|Inglehart|Heckman|Becker|Anderson|Mitchell|O'Brien|McAdam|McCarthy|DiMaggio|Powell|Thompson|Wright|Clark|Lewis|Walker|Hall|Young|King|Scott|Green|Baker|Adams|Nelson|Hill|Campbell|Roberts|Carter|Phillips|Evans|Turner|Parker|Collins|Edwards|Stewart|Morris|Murphy|Cook|Bell|Kelly|Howard|Ward|Cox|Wood|Kahneman|Tversky|Simon|March|Nguyen|Chen|Wang|Lee|Kim|Park|Singh|Kumar|Patel|van der Berg|de Vries|St. Clair|Mac Donald"),
    "fr": _lines("Bourdieu|Dupont|Durand|Martin|Bernard|Petit|Boudon|Castel|Crozier|Touraine|Foucault|Latour|Durkheim|Braudel|Le Goff|Le Bras|de Certeau|Morin|Ricœur|Rémond|Passeron|Lévi-Strauss|d'Iribarne|Chartier|Rosanvallon|Mendras|Thévenot|Boltanski|Dubet|Girard"),
    "es": _lines("García|Fernández|González|López|Rodríguez Ibáñez|Martínez|Sánchez|Pérez Díaz|Gómez|García Canclini|Ortega y Gasset|Maravall|Linz|Torres|Jiménez|Bobbio|Giner|Lamo de Espinosa|Germani|Quijano|de la Garza Toledo|Domínguez"),
    "it": _lines("Rossi|Bianchi|Ferrari|Gallino|Bagnasco|Pizzorno|Bobbio|Sartori|Eco|Ginzburg|De Felice|Della Porta|Romano|Colombo|Ricci|Marino|Conti|De Luca|Regini|Trigilia|D'Agostino|Momigliano"),
    "pt": _lines("Silva|Santos|Oliveira|Souza|de Souza|Pereira|Cardoso|Fernandes|Freire|Costa|Almeida|Ferreira|Rodrigues|Sousa Santos|Candido|Buarque de Holanda|Chaui|Ianni|Lima|Ribeiro|Carvalho|Barbosa"),
    "nl": _lines("de Vries|Jansen|van den Berg|van Dijk|Bakker|Visser|de Swaan|Ultee|Dronkers|van der Meer|Elias|Mulder|de Boer|Dekker|van Deth|Lijphart|Schuyt"),
}  # fmt: skip

GROUPS: Final = {
    "de": _lines("Statistisches Bundesamt|Bundesministerium für Bildung und Forschung|Bundesministerium für Arbeit und Soziales|Deutscher Bundestag|Bundesagentur für Arbeit|Deutsches Jugendinstitut|Autorengruppe Bildungsberichterstattung|Bertelsmann Stiftung|Sachverständigenrat|DGB|Kultusministerkonferenz|KMK|BMFSFJ|Eurostat|OECD"),
    "en": _lines("World Health Organization|World Bank|OECD|United Nations|European Commission|U.S. Bureau of the Census|National Research Council|UNESCO|International Labour Office|American Psychiatric Association|UNICEF|Eurostat|National Institute of Mental Health|Amnesty International|IPCC|Microsoft Corporation|House of Commons"),
    "fr": _lines("INSEE|Ministère de l'Éducation nationale|Commission européenne|OCDE|UNESCO|Organisation mondiale de la santé|Conseil de l'Europe"),
    "es": _lines("CEPAL|INE|Ministerio de Educación|UNESCO|Banco Mundial|CIS|Naciones Unidas|Gobierno de Chile"),
    "it": _lines("ISTAT|Ministero dell'Istruzione|Censis|Commissione Europea|Banca d'Italia"),
    "pt": _lines("IBGE|BRASIL|Ministério da Saúde|UNESCO|Organização Mundial da Saúde|Instituto Nacional de Estatística"),
    "nl": _lines("CBS|Ministerie van Onderwijs, Cultuur en Wetenschap|SCP|WRR|Europese Commissie"),
}  # fmt: skip

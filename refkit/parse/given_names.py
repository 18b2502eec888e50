"""Given names: words that are more often a given name than a family name.

They decide what form leaves open: "Gorski Gary" has the family name first, "Gary Gorski" last;
"Rachel Bell" is a person, "Amnesty International" is none. The list is of common names of Europe,
the Americas and the Near East; those that are mostly family names (Wei, Lee, Kim) are left
out, as they would mislead. All are lower case.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, word_set

__all__ = ["GIVEN_NAMES", "is_given"]

GIVEN_NAMES: Final = word_set(
    """
    martin simon francis jannis louis milosz almut kristina
    aaron abdullah abigail abraham ada adam adela adele adelheid adrian adriana adrienne agata agnes
    agneta agnieszka ahmad ahmed ahmet aino aisha ajay akira alain alan alastair albert alberto
    albrecht alejandra alejandro aleksander aleksandr aleksandra aleksei alessandra alessandro
    alessio alex alexander alexandra alexandre alexei alexey alexis alfonso alfred alfredo ali alice
    alicia alina alison alistair allan alojz alon alvaro amanda amélie amir amit amy ana anabel
    anastasia anatoly anders andré andrea andreas andrej andrei andrew andrey andries andrzej andy
    angel angela angelika angelo anil anita anja anke ann anna annabel anne anneliese annette annie
    annika anoop ansgar anthony antje antoine anton antonella antonia antonio antonín antónio antti
    anupam anya arash aristide arlene armin arne arnold arthur artur arturo arvind asa ashley ashok
    astrid august augusto aurélie avinash axel ayşe azriel barbara barbro barry bart bas beata beate
    beatrice beatriz ben benedetta benedikt bengt benjamin benoît bernadette bernard bernardo bernd
    bernhard bert berta beth bettina betty beverly bianca bill birgit birgitta björn bjørn bob
    bohdan boris brad bradley brenda brendan brent brian bridget brigitta brigitte britta bruce
    bruno bryan burkhard camilla camille carina carl carla carlo carlos carmen carol carola carole
    carolin carolina caroline carolyn carsten catarina caterina catharina catherine cathrin cathy
    cecilia cecile cécile celia céline charles charlotte cheryl chiara chris christa christel
    christelle christian christiane christina christine christof christoph christophe christopher
    cindy claes claire clara clare claude claudia claudio claus clemens clément clifford colette
    colin connie constance cornelia cornelius cristian cristina cynthia cyril dagmar dan dana daniel
    daniela daniele danielle danièle danny daphne dario darren dave david davide dawn dean debbie
    deborah debra deirdre delphine denis denise dennis derek desmond detlef detlev dhruv diana diane
    didier diego diether dietmar dietrich dimitri dimitrios dimitris dina dirk dmitri dmitriy dmitry
    dominic dominik dominique don donald donna dora doreen doris dorota dorothea dorothée dorothy
    doug douglas dragan duncan dušan dylan eberhard eckhard ed eddie edgar edith edmond edmund
    edoardo eduard eduardo edward edwin eero egon ehud eileen elaine eleanor elena eleni elisa
    elisabeth elise eliza elizabeth elke ella ellen elsa elvira emanuel emanuela emil emilia emilie
    emilio emily emma emmanuel enrico enrique enzo eric erica erich erik erika ernest ernesto ernst
    erwin esteban esther etienne étienne eugen eugene eugenio eva evan evelyn evelyne evgeny ewa
    ewald fabian fabien fabio fabrice fadi fatima fatma federico felicity felipe félix ferdinand
    fernanda fernando filip filippo fiona flavia flavio florence florian folke frances francesca
    francesco francine francisco franco franck françois françoise frank franz fred frédéric
    frederick fredrik frida frieda friedrich fritz gabi gabor gábor gabriel gabriela gabriele
    gabriella gabrielle gaël gail gareth gary gaston geneviève geoff geoffrey georg george georges
    georgia georgios gerald geraldine gerard gerd gerhard gerold gert gerta ghislaine giacomo gian
    gianluca gianni gilles gillian gina giorgio giovanna giovanni gisela giulia giuliano giuseppe
    glenn gloria göran gottfried grace graham greg gregor gregory greta grzegorz guido guillaume
    guillermo günter günther gunnar gustav gustavo guy gwen gyula haim håkan hamid hana hanna hannah
    hannelore hannes hanno hans hansjörg harald harold harriet harry harumi harvey hassan hartmut
    hector heather hedwig heidi heike heiko heiner heinrich heinz helen helena helene hélène helga
    helge helmut helmuth hendrik hendrika henk henri henriette henrik henry herbert hermann hervé
    hilary hilda hilde hiroshi holger horst howard hubert hugh hugo humberto hussein iain ian
    ibrahim ida ignacio igor ildikó ilona ilse imre ina inés inga inge ingeborg ingo ingrid ioannis
    irena irene irina iris irma isaac isabel isabella isabelle isaiah ismail israel istván ivan
    ivana ivo iwona jaap jack jackie jacob jacqueline jacques jaime jakob jakub james jamie jan jane
    janet janice janine janos jános janusz jaroslav jasmin jason javier jean jeanette jeanne jeff
    jeffery jeffrey jelena jennifer jenny jens jeremy jerome jérôme jerry jerzy jesper jessica jesús
    jill jim jimmy jiří joachim joan joana joanna joanne joão joaquín joaquim jochen joe joel johan
    johanna johannes john johnny jon jonas jonathan joost jordi jörg jorge jørgen jørn josé josef
    joseph josefina josephine josh joshua joyce jozef józef juan juana juanita judit judith judy
    jukka jules julia julian julián juliana julianne julie julien juliette julio jürgen jürg justin
    justine justyna jutta kai kari karel karen karim karin karina karl karla karolina karoline
    karsten kasper kate katalin katarina katarzyna katerina katharina katherine kathleen kathrin
    kathryn kathy katie katja katrin kazimierz kazuo keith ken kenichi kenji kenneth kerstin kevin
    kirsten kirsti kirsty kjell klara klaus knud knut konrad konstantin konstantinos kornelia
    kristen kristian kristin kristina kristine krishna krzysztof kurt kyle ladislav lajos lara larry
    lars lasse lászló laura laure laurel lauren laurence laurent lawrence lea leah leena leif leila
    lena lennart leo léon leon leonard leonardo leonid leonie leonor leroy leslie leszek leticia
    lidia lila lilia lilian liliana liliane lilly linda linn linnea lionel lisa liselotte lluís lois
    lorenzo loretta lothar lotte lou louay louis louisa louise luc luca lucas lucia lucía luciano
    lucie lucien lucille lucy ludmila ludovic ludwig luigi luis luís luisa luise lukas lukáš lutz
    lydia lynn lynne maarten mabel madeleine magda magdalena magnus maja malcolm malgorzata
    małgorzata manfred manoj manon manuel manuela mara marc marcel marcela marcella marcelo marcia
    marcin marco marcos marcus mareike maren margaret margarete margaretha margarita margherita
    margit margot margret marguerite maria maría mariana marianna marianne marie marieke marija
    marijke marika marilyn marina mario marion marisa marius marjorie mark marko markus marlene
    marta martha martina martine marvin mary maryam massimo matej mateo mateusz mathias mathieu
    mathilde matías mats matt matteo matthew matthias matthieu maud maura maureen maurice maurizio
    maurits maximilian max maya mechthild megan mehdi mehmet melanie melinda melissa mercedes
    meredith mette mia micaela michael michaela michał michal michel michela michele michèle
    micheline michelle miguel mihai mihail mikael mike mikhail mikko mila milan milena miloš mira
    miranda mirella miriam mirjam miroslav mirosław mohamed mohammad mohammed moira mona monica
    monika monique moritz morten moshe muhammad murat muriel mustafa myriam nadia nadine nadja nancy
    naomi natalia natalie natalja natasha nathalie nathan neil nelly niall nicholas nick nicola
    nicolas nicolás nicole niels nigel niklas nikola nikolai nikolaos nikolas nikolaus nikolay nils
    nina noah noam noel noémie nora norbert norma norman nuno octavio odette oksana olaf olav ole
    oleg olena olga oliver olivia olivier olof omar onno oriol orlando oscar oskar oswald otto ottó
    pablo padraig paloma pamela panagiotis pantelis paola paolo pascal pascale patrice patricia
    patricio patrick patrik patrizia paul paula paulette paulina pauline paulo pavel paweł pedro
    peggy penelope per pernille perrine petar peter petr petra petri petros phil philip philipp
    philippe phillip phyllis pia piers pierre pierrette pieter pietro pilar piotr polly rachel radek
    radoslav rafael rafał ragnar raimund raimundo rainer raj rajesh rajiv ralf ralph ramesh ramón
    randall randy raoul raphael raphaël raquel raúl raymond rebecca régis reiner reinhard reinhold
    remi rémi rena renata renate renato rené renée renzo rex ricardo riccardo richard rick rita
    robert roberta roberto robin rocío rod roderick rodney rodolfo rodrigo roger roland rolf romain
    román romano ron ronald ronnie rosa rosalie rosalind rosanna rosario rose rosemarie rosemary
    roswitha roxana roy ruben rubén rudi rudolf rudolph rupert ruth ryan ryszard sabina sabine
    sabrina sally salvador salvatore sam samantha samir samuel sandra sandrine sandro sanjay
    santiago sara sarah sascha saskia satoshi saul scott sean sebastian sébastien selim serena serge
    sergei sergey sergio severin seymour shannon sharon shaun sheila shirley sibylle siegfried
    sigmund sigrid silke silvia silvio simona simone simonetta siobhan siri slavoj sofia sofie
    solange sonia sonja sophia sophie søren stacey stan stanisław stanislav stanley stathis stavros
    stefan stefania stefanie stefano steffen stein stella stephan stephane stéphane stéphanie
    stephanie stephen steve steven stig stuart sue suresh susan susana susanna susanne suzanne
    suzette svein sven svetlana sylvain sylvia sylvie tadeusz tamara tamás tania tanja tanya tara
    tariq tatiana tatjana ted teresa terence terese terry tess tessa thea theo theodor theodora
    theodore theresa thérèse thierry thilo thomas thorsten tiago tibor tilman tim timo timothy timur
    tina tobias todd tom tomás tomáš tomasz tomasso tommaso tommy toni tony tor torben torsten tracy
    trevor tristan trond trudy tuomas udo ueli ulf ulla ulrich ulrika ulrike umberto urs ursula
    ursel uta ute uwe václav valentin valentina valeria valérie valerie valerio vanessa vasily vera
    verena vernon veronica véronique veronika vicente vicky victor victoria viktor viktoria vilém
    vincent vincenzo viola violeta virginia virginie vito vittorio vivian vivien viviane vjekoslav
    vladimir vladislav volker volodymyr waltraud walter wanda wayne wendy werner wesley wiebke
    wieland wilfried wilhelm willem willi william willy wilma winfried winston witold władysław
    wojciech wolfgang wout xavier ximena yael yair yan yann yannick yannis yasmin yolanda yoram
    yosef youssef yuri yury yusuf yves yvette yvonne zbigniew zdeněk zdzisław zoe zofia zoltán
    zsuzsa zuzana akiko atsushi haruki hideo hiroko hiroyuki kazuko keiko kenta koji makoto masahiro
    masaki masako mayumi michiko naoki noriko osamu satoru shigeru shinji tadashi takashi takeshi
    tomoko toshio yasuo yoko yoshiko yuki yukio yumiko анна александр александра алексей андрей
    борис валентина василий вера виктор владимир галина георги георгий дмитрий евгений екатерина
    елена иван ирина константин лев лидия людмила мария михаил надежда наталья николай олег ольга
    павел петр пётр петко сергей татьяна юрий яна
    """
)


_SYLLABLE: Final = lazy_pattern(
    r"(?:zh|ch|sh|hs|ts|[bcdfghjklmnpqrstwxyz])?y?w?[aeiouü]{1,3}(?:ng|[nklmprioh])?"
)
"""One syllable of a Chinese or Korean given name: "Xiao-Ming", "Kyung-In"."""


@cache
def _folded_names() -> frozenset[str]:
    # Not when the module is imported: it takes 10 ms, and few entries need them.
    return frozenset(map(fold, GIVEN_NAMES))


@lru_cache(maxsize=4096)
def is_given(word: str) -> bool:
    """Whether a word, or the first half of one with a hyphen, is a common given name."""
    first, _, second = word.partition("-")
    if fold(first) in _folded_names():
        return True
    return bool(
        second and _SYLLABLE.fullmatch(first.lower()) and _SYLLABLE.fullmatch(second.lower())
    )

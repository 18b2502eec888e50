"""Titles of journals abbreviated after ISO 4, with words cut as in the list of the ISSN Centre.

The rules are those of ISO 4:1997 as the ISSN Centre applies them
(https://www.issn.org/services/online-services/access-to-the-ltwa/): articles, conjunctions and
prepositions go, unless the title begins with them; a title of one word stays; words that the list
does not have stay. The table holds the words and stems that are common in titles of journals.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from refkit.normalize.text import fold

_ARTICLES_AND_THE_LIKE: Final = """
    a an the and or of for in on at to from by with as its into und der die das des dem den für
    fuer im von zur zum et de la le les du d l en des pour sur dans un une y e i el los las del
    della delle dei degli di il lo gli per ed o os da do das dos para em no na nos nas och i til av
    af og
    het een voor van op te
"""
_SMALL_WORDS: Final = frozenset(_ARTICLES_AND_THE_LIKE.split())
_FULL: Final = """
abnormal=Abnorm. abstracts=Abstr. abteilung=Abt. academy=Acad. acoustics=Acoust. acta=Acta
actuarial=Actuar. administration=Adm. administrative=Adm. advanced=Adv. advances=Adv.
aerospace=Aerosp. africa=Afr. ageing=Ageing aging=Aging algorithms=Algorithms america=Am.
anales=An. analysis=Anal. angewandte=Angew. animals=Anim. annales=Ann. annals=Ann. annual=Annu.
apologetics=Apolog. applied=Appl. approach=Approach aquatic=Aquat. arab=Arab architecture=Archit.
archiv=Arch. archive=Arch. archives=Arch. army=Army art=Art artificial=Artif. arts=Arts asia=Asia
asian=Asian association=Assoc. atherosclerosis=Atheroscler. atlantic=Atl. australasia=Australas.
behavior=Behav. behavioral=Behav. behaviour=Behav. behavioural=Behav. beiträge=Beitr. bericht=Ber.
berichte=Ber. bird=Bird blood=Blood boletim=Bol. boletin=Bol. bolletino=Boll. bollettino=Boll.
bone=Bone brain=Brain britain=Br. british=Br. building=Build. bulletin=Bull. business=Bus.
cahiers=Cah. calcutta=Calcutta canada=Can. cancer=Cancer care=Care case=Case cell=Cell cells=Cells
center=Cent. central=Cent. centre=Cent. century=Century chemie=Chem. chemistry=Chem. child=Child
children=Child. china=China chinese=Chin. circuit=Circuit city=City civil=Civ. climate=Clim.
clinics=Clin. club=Club coastal=Coast. cognition=Cognit. cognitive=Cogn. college=Coll.
committee=Comm. communication=Commun. communications=Commun. community=Community comparative=Comp.
comptes=C. computer=Comput. computers=Comput. computing=Comput. conference=Conf. congress=Congr.
consulting=Consult. control=Control council=Counc. counseling=Couns. couple=Couple crime=Crime
criminology=Criminol. crisis=Crisis criticism=Crit. cross=Cross current=Curr. data=Data
death=Death debate=Debate decision=Decis. defence=Def. defense=Def. dementia=Dement.
deutsche=Dtsch. development=Dev. developmental=Dev. digest=Dig. disease=Dis. diseases=Dis.
disorders=Disord. drug=Drug drugs=Drugs early=Early earth=Earth east=East eastern=East.
ecology=Ecol. edition=Ed. education=Educ. electrical=Electr. electron=Electron
electronics=Electron. emergency=Emerg. emotion=Emot. employment=Employ. energy=Energy
engineering=Eng. english=Engl. enterprise=Enterp. entropy=Entropy equine=Equine essays=Essays
ethics=Ethics europe=Eur. european=Eur. evolution=Evol. experimental=Exp. expert=Expert eye=Eye
family=Fam. finance=Finance fire=Fire fish=Fish fluid=Fluid fluids=Fluids food=Food forest=For.
forschung=Forsch. forum=Forum foundation=Found. fracture=Fract. france=Fr. frontiers=Front.
fuel=Fuel future=Future futures=Futures game=Game gas=Gas gastroenterology=Gastroenterol.
gazette=Gaz. gene=Gene general=Gen. genes=Genes german=Ger. germany=Ger. gerontology=Gerontol.
geschichte=Gesch. gesellschaft=Ges. global=Glob. government=Gov. group=Group growth=Growth
handbook=Handb. health=Health hearing=Hear. heart=Heart heat=Heat high=High higher=High.
histoire=Hist. history=Hist. hospital=Hosp. housing=Hous. human=Hum. humanities=Humanit.
hungarian=Hung. image=Image immunity=Immun. india=India indian=Indian industry=Ind. infant=Infant
infectious=Infect. inference=Inference information=Inf. injury=Inj. inquiry=Inq. insect=Insect
institute=Inst. institution=Inst. insurance=Insur. intelligence=Intell. intensive=Intensive
inter=Inter interface=Interface international=Int. internet=Internet interpersonal=Interpers.
ireland=Irel. irish=Ir. islamic=Islam. issues=Issues italian=Ital. jahrbuch=Jahrb.
jahresbericht=Jahresber. japan=Jpn. japanese=Jpn. journal=J. journals=J. judgment=Judgm.
justice=Justice kidney=Kidney knowledge=Knowl. korea=Korea korean=Korean lab=Lab labor=Labor
labour=Labour land=Land language=Lang. languages=Lang. laser=Laser law=Law learning=Learn.
lebanese=Leban. lecture=Lect. letters=Lett. life=Life light=Light liver=Liver logic=Log.
london=Lond. lung=Lung magazine=Mag. management=Manag. manual=Man. manuscript=Manuscr. marine=Mar.
market=Mark. marketing=Mark. mass=Mass materials=Mater. mathematics=Math. matter=Matter
measurement=Meas. medicine=Med. medizin=Med. meeting=Meet. memory=Mem. men=Men mental=Ment.
methods=Methods metrics=Metr. mexican=Mex. military=Mil. mind=Mind minimally=Minim.
mitteilungen=Mitt. modern=Mod. money=Money monthly=Mon. motion=Motion motor=Mot. movement=Mov.
muscle=Muscle museum=Mus. music=Music nano=Nano nation=Nation national=Natl. natural=Nat.
nature=Nat. netherlands=Neth. network=Netw. networks=Netw. neuron=Neuron new=New news=News
nonverbal=Nonverbal nordic=Nord. north=North northern=North. norwegian=Nor. notes=Notes
notices=Not. novel=Novel nursing=Nurs. nutrition=Nutr. ocean=Ocean office=Off. official=Off.
oil=Oil open=Open operational=Oper. operations=Oper. order=Order organ=Organ organization=Organ.
organizational=Organ. oriental=Orient. outlook=Outlook oxford=Oxf. oxide=Oxide pacific=Pac.
pain=Pain paper=Pap. papers=Pap. parliament=Parliam. patient=Patient peace=Peace people=People
perspective=Perspect. perspectives=Perspect. pest=Pest philosophie=Philos. physics=Phys.
physik=Phys. physiology=Physiol. place=Place plant=Plant plasma=Plasma policy=Policy polish=Pol.
political=Polit. politics=Polit. polymer=Polym. polymers=Polym. population=Popul. power=Power
practice=Pract. press=Press prevention=Prev. primary=Prim. private=Priv. problems=Probl.
proceedings=Proc. process=Process processes=Process. processing=Process. product=Prod.
production=Prod. profession=Prof. professional=Prof. program=Program progress=Prog.
psychiatry=Psychiatry psychologie=Psychol. psychology=Psychol. psychonomic=Psychon.
psychosomatics=Psychosom. public=Public qualitative=Qual. quality=Qual. quantitative=Quant.
quantum=Quantum quarterly=Q. question=Quest. race=Race radiation=Radiat. radio=Radio rare=Rare
reading=Read. recht=Recht record=Rec. records=Rec. referate=Ref. reform=Reform region=Reg.
regional=Reg. relations=Relat. relationship=Relatsh. relationships=Relatsh. religion=Relig.
religions=Relig. religious=Relig. rendiconti=Rend. rendus=R. report=Rep. reports=Rep.
reproduction=Reprod. research=Res. resource=Resour. resources=Resour. review=Rev. reviews=Rev.
revista=Rev. revue=Rev. rice=Rice risk=Risk river=River rivista=Riv. royal=R. rural=Rural
russian=Russ. safety=Saf. scandinavian=Scand. school=Sch. science=Sci. sciences=Sci.
scientific=Sci. scientist=Sci. sea=Sea security=Secur. select=Sel. self=Self seminar=Semin.
seminars=Semin. sensor=Sens. sensors=Sensors series=Ser. service=Serv. services=Serv. sex=Sex
signal=Signal site=Site skin=Skin sleep=Sleep social=Soc. societies=Soc. society=Soc.
sociology=Sociol. software=Softw. soil=Soil solar=Sol. solid=Solid sound=Sound source=Source
sources=Sources south=South southern=South. soziologie=Soziol. space=Space spain=Spain
spanish=Span. spectrum=Spectr. speech=Speech spine=Spine sport=Sport sports=Sports standard=Stand.
standards=Stand. state=State states=States statistical=Stat. statistics=Stat. stem=Stem
strategies=Strateg. strategy=Strateg. stress=Stress stroke=Stroke student=Stud. students=Stud.
studia=Stud. studien=Stud. studies=Stud. study=Study supplement=Suppl. support=Support
surface=Surf. survey=Surv. surveys=Surv. system=Syst. systematic=Syst. systems=Syst. tax=Tax
teaching=Teach. technique=Tech. techniques=Tech. text=Text theory=Theory therapy=Ther.
thought=Thought time=Time times=Times tissue=Tissue today=Today tourism=Tour. toxicology=Toxicol.
trade=Trade traffic=Traffic training=Train. transactions=Trans. transfer=Transf.
transplantation=Transplant. transport=Transp. transportation=Transp. travaux=Trav. travel=Travel
treatment=Treat. trends=Trends trial=Trial trials=Trials tropical=Trop. turkish=Turk. union=Union
united=United universe=Universe university=Univ. universität=Univ. urban=Urban user=User
value=Value vascular=Vasc. verhandlungen=Verh. vision=Vis. voice=Voice war=War waste=Waste
water=Water wave=Wave weather=Weather wechsel=Wechs. week=Week weekly=Wkly. west=West
western=West. wind=Wind wine=Wine wissenschaft=Wiss. wissenschaften=Wiss. women=Women wood=Wood
work=Work workplace=Workplace world=World wound=Wound writing=Writ. yearbook=Yearb. yield=Yield
youth=Youth zeitschrift=Z. zeitung=Ztg. zentralblatt=Zent.bl. zoo=Zoo
"""
_STEMS: Final = """
aborig=Aborig. academ=Acad. account=Account. acoust=Acoust. addict=Addict. admin=Adm.
adolesc=Adolesc. aeronaut=Aeronaut. aesthet=Aesthet. affect=Affect. africa=Afr. agricult=Agric.
agron=Agron. algebra=Algebr. algorithm=Algorithm. allerg=Allergy alzheimer=Alzheimer
ambulat=Ambul. americ=Am. anaesth=Anaesth. analy=Anal. anatom=Anat. andrology=Androl.
anesthes=Anesth. angio=Angiol. animal=Anim. anthropo=Anthropol. antibiot=Antibiot.
antimicrob=Antimicrob. antiqu=Antiq. appetite=Appetite appl=Appl. aquacult=Aquac.
archaeolog=Archaeol. archeolog=Archeol. architect=Archit. arithm=Arith. arterio=Arterioscler.
arthrit=Arthritis artific=Artif. assess=Assess. astron=Astron. astrophys=Astrophys.
atherosc=Atheroscler. atmosph=Atmos. atom=At. attent=Atten. audiol=Audiol. austral=Aust.
austria=Austrian autis=Autism automat=Autom. automot=Automot. bacteri=Bacteriol. bank=Bank.
basic=Basic bayes=Bayesian biblio=Bibliogr. bilingual=Biling. biochem=Biochem.
biodivers=Biodivers. bioeng=Bioeng. bioethic=Bioeth. biogeo=Biogeogr. bioinform=Bioinform.
biolog=Biol. biomark=Biomark. biomater=Biomater. biomechan=Biomech. biomed=Biomed. biometr=Biom.
biophys=Biophys. biopsych=Biopsychol. biosci=Biosci. biostat=Biostat. biotech=Biotechnol.
botan=Bot. brazil=Braz. broadcast=Broadcast. buddh=Buddh. canad=Can. carbohydr=Carbohydr.
carcinogen=Carcinog. cardiac=Card. cardio=Cardiol. cardiovasc=Cardiovasc. cartogr=Cartogr.
cataly=Catal. cellul=Cell. ceram=Ceram. cereb=Cereb. chemic=Chem. chemis=Chem. chemo=Chemother.
chest=Chest chiropr=Chiropr. chromato=Chromatogr. chron=Chron. cinema=Cine. circul=Circ.
classic=Class. clinic=Clin. cogn=Cogn. collect=Collect. colloid=Colloid coloni=Colon. combin=Comb.
combust=Combust. commerc=Commer. communit=Community compar=Comp. complex=Complex. compos=Compos.
comput=Comput. condens=Condens. conserv=Conserv. construct=Constr. consult=Consult. consum=Consum.
contact=Contact contempor=Contemp. continu=Contin. contracept=Contracept. contribut=Contrib.
corpor=Corp. correl=Correl. cosmet=Cosmet. counsel=Couns. creativ=Creat. criminal=Crim.
criminol=Criminol. critic=Crit. crystal=Crystallogr. cultur=Cult. curricul=Curric. cyber=Cybern.
cytol=Cytol. decis=Decis. demogr=Demogr. dent=Dent. dermat=Dermatol. descript=Descr. design=Des.
detect=Detect. develop=Dev. diabet=Diabetes diagnos=Diagn. dialys=Dial. dietet=Diet.
different=Differ. digest=Dig. digital=Digit. diplom=Dipl. disabil=Disabil. disast=Disaster
discours=Discourse discov=Discov. discr=Discrete dispos=Dispos. distribut=Distrib. divers=Divers.
document=Doc. drama=Drama dynam=Dyn. ecolog=Ecol. econom=Econ. ecosyst=Ecosyst. educ=Educ.
effect=Eff. efficien=Effic. elast=Elast. elect=Elect. electric=Electr. electro=Electr.
electrochem=Electrochem. electronic=Electron. element=Elem. embryo=Embryol. emerg=Emerg.
emotio=Emot. empiri=Empir. endocrin=Endocrinol. endoscop=Endosc. engineer=Eng. entomol=Entomol.
entrepren=Entrep. environ=Environ. enzym=Enzyme epidem=Epidemiol. epilep=Epilepsy equat=Equ.
ergonom=Ergon. estim=Estim. ethic=Ethics ethn=Ethn. ethnol=Ethnol. evaluat=Eval. evidence=Evid.
evolution=Evol. exceptional=Except. execut=Exec. exercis=Exerc. experim=Exp. explor=Explor.
extens=Ext. fabric=Fabr. fashion=Fash. femini=Fem. fertil=Fertil. film=Film. financ=Financ.
fiscal=Fisc. fisher=Fish. forecast=Forecast. foreign=Foreign forens=Forensic formul=Formul.
fractal=Fractals function=Funct. fund=Fund. fung=Fungal fuzz=Fuzzy gastro=Gastroenterol.
gender=Gend. genealog=Geneal. genet=Genet. genom=Genom. geochem=Geochem. geodes=Geod.
geograph=Geogr. geolog=Geol. geomet=Geom. geophys=Geophys. geosci=Geosci. geotech=Geotech.
geriat=Geriatr. gerontol=Gerontol. govern=Gov. graph=Graph. gynaecol=Gynaecol. gynecol=Gynecol.
haemat=Haematol. hazard=Hazard. health=Health hellen=Hell. hematol=Hematol. hepat=Hepatol.
herit=Herit. heterocycl=Heterocycl. hispan=Hisp. histol=Histol. histor=Hist. holist=Holist.
homeopath=Homeopath. horticul=Hortic. hospit=Hosp. hotel=Hotel. hydraul=Hydraul. hydrogen=Hydrogen
hydrol=Hydrol. hygien=Hyg. hypertens=Hypertens. hypno=Hypn. ichthyol=Ichthyol. imag=Imaging
immigr=Immigr. immuno=Immunol. immunol=Immunol. imped=Imped. implant=Implant. individ=Individ.
industr=Ind. infect=Infect. inflamm=Inflamm. informat=Inform. inherit=Inherit. innov=Innov.
inorgan=Inorg. instruct=Instr. instrum=Instrum. integrat=Integr. intellectual=Intellect.
interact=Interact. intercult=Intercult. interdiscipl=Interdiscip. intern=Intern.
interperson=Interpers. intervent=Interv. invas=Invasive invertebr=Invertebr. invest=Invest.
irrig=Irrig. israel=Isr. jew=Jew. judic=Judic. jurispr=Jurisprud. kinet=Kinet. laborat=Lab.
laryngol=Laryngol. latin=Lat. leader=Leadersh. legal=Leg. leisur=Leis. leuk=Leuk. lexic=Lexicogr.
librar=Libr. limnol=Limnol. linear=Linear linguist=Linguist. lipid=Lipid literac=Lit. literar=Lit.
literat=Lit. local=Local logist=Logist. lymph=Lymphol. machin=Mach. macroecon=Macroecon.
macromol=Macromol. magnet=Magn. mainten=Maint. malar=Malar. mamm=Mamm. manipulat=Manip.
manufact=Manuf. marit=Marit. market=Mark. marriage=Marriage matern=Matern. mathemat=Math.
mechan=Mech. mechatron=Mechatron. mediaeval=Mediaev. mediat=Mediat. medica=Med. medicin=Med.
mediev=Mediev. mediterr=Mediterr. membran=Membr. menopaus=Menopause metab=Metab. metal=Met.
metallurg=Metall. metaphys=Metaphys. meteor=Meteorol. method=Methodol. metrol=Metrol.
microbial=Microb. microbio=Microbiol. microelectr=Microelectron. microfluid=Microfluid.
micros=Microsc. microwave=Microw. midwif=Midwifery migrat=Migr. mineral=Mineral. mining=Min.
mobil=Mob. model=Model. molecul=Mol. monogr=Monogr. morphol=Morphol. motivat=Motiv. multi=Multi
multicult=Multicult. multidiscip=Multidiscip. multilingual=Multiling. multimed=Multimed.
multivar=Multivar. music=Music. mutagen=Mutagen. mutat=Mutat. mycol=Mycol. nano=Nano.
nanosci=Nanosci. nanotech=Nanotechnol. narrat=Narrat. navig=Navig. neonat=Neonatal nephr=Nephrol.
nerv=Nerv. neural=Neural neurobio=Neurobiol. neurochem=Neurochem. neurolog=Neurol.
neurophys=Neurophysiol. neuropsych=Neuropsychol. neurosci=Neurosci. neurosurg=Neurosurg.
neutr=Neutron. nonlinear=Nonlinear novel=Novel. nuclear=Nucl. nucleic=Nucleic numer=Numer.
nurs=Nurs. nutrit=Nutr. obes=Obes. obstet=Obstet. occup=Occup. oceanog=Oceanogr. oncol=Oncol.
operat=Oper. ophthalm=Ophthalmol. optic=Opt. optim=Optim. optometr=Optom. oral=Oral organic=Org.
organis=Organ. organism=Org. ornithol=Ornithol. orthod=Orthod. orthop=Orthop. osteo=Osteopor.
otol=Otol. otolaryng=Otolaryngol. oxidat=Oxid. paediat=Paediatr. palaeo=Palaeontol.
paleo=Paleontol. palliat=Palliat. parasit=Parasitol. parent=Parent. park=Park. particl=Part.
pathol=Pathol. pattern=Pattern pedag=Pedagog. pediat=Pediatr. percept=Percept. perform=Perform.
perinat=Perinatol. period=Period. person=Pers. petrol=Pet. petrolog=Petrol. pharmac=Pharm.
pharmaceut=Pharm. pharmacol=Pharmacol. phenomen=Phenomenol. philol=Philol. philos=Philos.
phonet=Phon. photochem=Photochem. photogr=Photogr. photon=Photon. phys=Phys. physic=Phys.
physiol=Physiol. physiother=Physiother. phyto=Phytol. pigment=Pigment planet=Planet. plann=Plan.
plastic=Plast. podiatr=Podiatr. poet=Poet. poetry=Poetry polar=Polar polic=Policy pollut=Pollut.
popul=Popul. portug=Port. posit=Posit. postcolon=Postcolon. powder=Powder pragmat=Pragmat.
predict=Predict. preserv=Preserv. prevent=Prev. prison=Prison probab=Probab. product=Prod.
profession=Prof. prosthet=Prosthet. prosthod=Prosthodont. protect=Prot. protein=Protein
proteom=Proteom. psychiat=Psychiatry psychoanal=Psychoanal. psycholing=Psycholinguist.
psycholog=Psychol. psychomet=Psychom. psychopath=Psychopathol. psychopharm=Psychopharmacol.
psychophysiol=Psychophysiol. psychosom=Psychosom. psychother=Psychother. publica=Publ.
publish=Publ. pulmon=Pulm. pur=Pure qualit=Qual. quantit=Quant. quatern=Quat. racial=Racial
radiol=Radiol. railw=Railw. reaction=React. read=Read. real=Real recept=Recept.
reconstruct=Reconstr. recover=Recovery recreat=Recreat. recycl=Recycl. refrig=Refrig.
regener=Regen. regul=Regul. rehabil=Rehabil. reliab=Reliab. relig=Relig. remot=Remote
renaiss=Renaiss. renal=Ren. renew=Renew. reproduct=Reprod. reptil=Reptil. resid=Resid.
resist=Resist. respir=Respir. respons=Response restor=Restor. resuscit=Resusc. retail=Retail.
retina=Retin. rhetor=Rhetor. rheum=Rheumatol. robot=Robot. roman=Rom. sanit=Sanit. satell=Satell.
scandinav=Scand. schizo=Schizophr. scienc=Sci. scot=Scott. secondar=Second. sediment=Sediment.
seism=Seismol. semant=Semant. semicond=Semicond. semiot=Semiot. sensit=Sens. sensor=Sens.
separat=Sep. sequent=Sequential sexual=Sex. shock=Shock simul=Simul. slav=Slav. sociol=Sociol.
solv=Solvent spati=Spat. speci=Spec. special=Spec. spectro=Spectrosc. spirit=Spiritual.
stabil=Stab. stereot=Stereotact. stochast=Stoch. strateg=Strateg. structur=Struct. subst=Subst.
suicid=Suicide superconduct=Supercond. supply=Supply surg=Surg. surviv=Surviv. sustain=Sustain.
swiss=Swiss symbol=Symb. symp=Symp. synap=Synapse syndrom=Syndr. synth=Synth. taxon=Taxon.
teach=Teach. technic=Tech. technol=Technol. telecommun=Telecommun. telemed=Telemed. televis=Telev.
terr=Terr. territor=Territ. terrorism=Terror. textil=Text. theat=Theatre theol=Theol. theor=Theor.
therap=Ther. therapeut=Ther. therm=Therm. thermodyn=Thermodyn. thorac=Thorac. thromb=Thromb.
thyroid=Thyroid tobac=Tob. topol=Topol. toxic=Toxicol. tradit=Tradit. transcult=Transcult.
transform=Transform. transfus=Transfus. translat=Transl. transm=Transm. transplant=Transplant.
trauma=Trauma traumatic=Trauma. tribol=Tribol. tumor=Tumor tumour=Tumour ultraso=Ultrason.
univers=Univ. urol=Urol. vaccin=Vaccine vacu=Vac. variat=Var. vegetat=Veg. vehic=Veh.
venere=Vener. vertebr=Vertebr. veterin=Vet. vibrat=Vib. victor=Vic. video=Video violen=Violence
virol=Virol. virtual=Virtual virus=Virus visual=Vis. vitamin=Vitam. vitic=Vitic. vocat=Vocat.
volcan=Volcanol. volunt=Volunt. vulnerab=Vulnerability welding=Weld. welfare=Welf. wetland=Wetl.
wildl=Wildl. wireless=Wirel. zoolog=Zool.
"""


def _table(text: str) -> dict[str, str]:
    rows = (row.rpartition("=") for row in text.split())
    return {fold(word): short for word, _, short in rows}


_PHRASES: Final = (
    (re.compile(r"\bUnited States of America\b", re.IGNORECASE), "U. S. A."),
    (re.compile(r"\bUnited States\b", re.IGNORECASE), "U. S."),
    (re.compile(r"\bNew York\b", re.IGNORECASE), "N. Y."),
    (re.compile(r"\bNew England\b", re.IGNORECASE), "N. Engl."),
    (re.compile(r"\bNew Zealand\b", re.IGNORECASE), "N. Z."),
    (re.compile(r"\bComptes rendus\b", re.IGNORECASE), "C. R."),
)
"""What is abbreviated as a whole."""

_SHORTEST_STEM: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARENTHESES: Final = re.compile(r"\s{0,9}\([^()]{0,200}\)\s{0,9}\Z")
_SHORT_SUBTITLE: Final = 3
"""Words of a subtitle that tells sections apart: "Journal of Physics A: Mathematical"."""
_ARTICLES: Final = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "il"})
_ELIDED: Final = re.compile(r"\b[dlDL]['’](?=\w)")


@lru_cache(maxsize=1)
def _words_and_stems() -> tuple[dict[str, str], dict[str, str], int]:
    stems = _table(_STEMS)
    return _table(_FULL), stems, max(map(len, stems))


@lru_cache(maxsize=4096)
def abbreviate(title: str) -> str:
    """A title of a journal or series, abbreviated: "J. Pers. Soc. Psychol.".

    Args:
        title: The full title. A subtitle of more than three words goes; acronyms stay.

    Returns:
        The abbreviated title; a title of one word, or one that has full stops already, as it is.
    """
    main = _main(title)
    for phrase, short in _PHRASES:
        main = phrase.sub(short, main)
    words = main.split()
    content = [word for word in words if word.lower() not in _SMALL_WORDS]
    if len(content) < 2 or any(_is_abbreviated(word) for word in _main(title).split()):
        return title
    if words[0] != content[0] and words[0].lower() not in _ARTICLES:
        content.insert(0, words[0])
    return " ".join("-".join(_short(part) for part in word.split("-")) for word in content)


def _main(title: str) -> str:
    """The title without parentheses, and without a long subtitle."""
    main, _, subtitle = _PARENTHESES.sub("", title).partition(":")
    if len(subtitle.split()) <= _SHORT_SUBTITLE:
        main = f"{main} {subtitle}"
    return _ELIDED.sub("", main).replace("&", " ").replace(",", " ")


def _is_abbreviated(word: str) -> bool:
    return len(word) > 1 and word.endswith(".") and word[:-1].isalpha()


def _short(word: str) -> str:
    match = _WORD.fullmatch(word)
    if match is None or (len(word) > 1 and word.isupper()):
        return word
    full, stems, longest = _words_and_stems()
    folded = fold(word)
    short = full.get(folded, "")
    for length in range(min(longest, len(folded)), _SHORTEST_STEM, -1) if not short else ():
        short = stems.get(folded[:length], "")
        if short:
            break
    if not short or len(short) > len(word):
        return word
    return short if word[0].isupper() else short[0].lower() + short[1:]

"""Title words: the words of English titles that are names, and those that are none."""

from __future__ import annotations

from typing import Final

from refkit.normalize.text import word_set

SMALL: Final = word_set(
    """
    a about above across after against along among an and are around as at be because before behind
    below between beyond but by can could despite did do does down during each either else even
    every for from has have he her hers him his how i if in into is it its itself like may me might
    mine more most must my near new next no nor not of off on onto or other our out over own per
    same she should since so some still such than that the their them then there these they this
    those through throughout to too toward towards under unlike until up upon versus very via vs
    was we were what when where which while who whom whose why will with within without would yet
    you your
    """
)
"""Words that say nothing about a title's capitals: some write them small in title case, too."""

COMMON: Final = word_set(
    """
    ability abnormal absence abuse academic accent accents access accident accuracy achievement
    action active activity actors acute adaptation adaptive addiction adjective adjectives
    administration adolescence adolescent adolescents adult adulthood adults advances adverse
    advice affect affective age agency agent agents ages aggression aging agreement aid air albumin
    alcohol algebra algorithm algorithms allocation alpha alternative ambiguity analgesia analyses
    analysis analytic anatomy ancient anger animal annotation anomaly anxiety apology apparent
    application applications applied appraisal approach approaches area areas argument arguments
    arm array arrays art article articles artificial aspects assessing assessment association
    associations atlas attachment attack attacks attempt attention attentive attitude attitudes
    audio auditory authentic author authors autism automatic autonomy autumn available average
    aware awareness babies baby background balance banking barrier barriers based baseline basic
    basis beam beauty beginning behavior behavioral behaviors behaviour behavioural behaviours
    belief beliefs benefits best beta better bias biases big binary biological biology bird birds
    birth black blame blind block blood blue bodies body bond bone bonus book border boredom boss
    bottom bound boundaries boundary bounded boys brain breast breathing bridge bridges brief
    bright broken budget build building bulk burden business call calls camera cameras campus
    cancer capacity capture car carbon cardiac cardiovascular care career careers caregiver
    caregivers cars cascade case cases catch categories causal causality cause causes cell cells
    central century chain chains challenge challenges chance change changes changing chaos chapter
    chapters characteristics charge chart check chemistry chest child childhood children choice
    choices choose chronic citation cities citizen citizens city civil claims class classes
    classical classification classroom clever climate clinic clinical clinics close cloud cluster
    clusters coast coastal code codes coding coefficients cognition cognitive cohort cold
    collaboration collective college color column columns combine combined come comfort commitment
    common communication communities community companies company comparative comparing comparison
    competence competing complete complex complexity component components compound compounds
    comprehension comprehensive computational computer computers computing concept concepts
    conceptual concrete condition conditions conduct confidence confirmatory conflict connected
    consequence consequences consider considerations consonant consonants constraints construct
    construction consumer consumers contact contemporary content context contexts continuous
    contribution contributions control convergence converging cooling cooperate cooperative
    coordinate coping coral core corporate corpus correct correlates correlation cortex cost costs
    count countries country couple couples course courses cover create creating crime crisis
    criteria critical crop crops cross crossing crowd crowds cry crying crystal cultural culture
    cure cures curiosity current curve curves cycle cycles daily damage dance dancing dark data
    database databases dead deaf death debate decade decades decision decisions decline deep
    deficit deficits define defining degree degrees delay delivery demand demands democracy density
    depression depressive depth describe design designed designing detect detection determinants
    determine develop developing development developmental device devices diabetes diagnosis
    diagnostic dialect dialects dialogue dialogues diet difference differences different
    differential differentiation difficult diffusion digital dilemma dilemmas dimensions direct
    directed directions disability discourse discovering discovery discrete discrimination disease
    diseases disorder disorders display displays distance distress distributed distribution
    distributions diversity divorce doctor doctors document documents dog dogs domain domains dose
    doses double dream dreams drink drinking drive driver drivers drop drug drugs dry dual due dust
    duty dynamic dynamics ear early earth easier eastern easy eating ecological ecology economic
    economics economy edge edition editor education educational effect effective effectiveness
    effects efficacy efficient effort eight elder elderly elders election elections electric
    electron electronic element elements eleven elite emergency emerging emotion emotional emotions
    empathy empirical employee employees employment empowerment enable encoding end enemies enemy
    energy engagement enhance enhanced enhancing entrepreneurs entry environment environmental
    environments enzyme epidemic epidemiology equal equation equations equity era error errors
    escape essay essays essential establish estimate estimates estimating estimation ethical ethics
    ethnic evaluating evaluation event events everyday evidence evil evolution evolutionary exact
    examination examine examining example examples exchange executive exercise existing expanding
    expect expectations experience experiences experiment experimental experiments expert experts
    explain explained explaining explanation exploration exploratory explore exploring export
    exposure expression expressions extended external extract extreme eye eyes face faces facial
    factor factors fail failure failures fair fairness faith fake fall false familiar families
    family farm farmers fast fat fate fathers fault fear feasibility features feedback feeding feel
    feeling feelings feet female fetal fever few fiction field fields fifth fifty fight figure
    figures file film films filter final finance financial find finding findings fine fire first
    fish fit fitness fitting five fixed flexible flight flow flows fluid fly focus follow follower
    followers food foot force forces forecast forest forests form formation forms forward found
    foundations four fourth fractal fragile frame frames framework free frequency fresh friend
    friends friendship front fuel full fun function functional functioning functions fund
    fundamental funding future fuzzy gains game games gap gaps gas gases gate gay gaze gender
    general generation genes genetic genome geographic geometric geometry gesture gestures giant
    girls give glass global goal goals gold golden good governance government grade grammar
    grammars graph graphic graphs gray great green grey grid grief ground group groups grow growing
    grown growth guide guidelines guilt habit habits hair half hand handbook handling hands
    happiness hard harder harm harmful hate hazard head healing health healthy hearing heart heat
    height help helpful helping hidden hierarchical high higher history hit holistic home homes
    homework hope hospital hospitals host hot hour hours house household households houses housing
    human humans hunger hybrid hypotheses hypothesis idea ideal ideas identification identifying
    identity illness image imagery images imaging immigrant immigrants immune impact impacts
    implement implementation implications implicit import important imprecise improve improved
    improving incidence income increase increased increases increasing index individual individuals
    industrial industries industry inequality infant infants infection infections inference
    influence influences inform informal information inhibition initial innovation input inquiry
    inside insights instruction instrument instruments insulin insurance intake integrated
    integrating integration integrative intelligence intelligent intensity intention interaction
    interactions interactive interdisciplinary interest interests interface interfaces interference
    internal international internet interpersonal interpretation interval intervals intervention
    interventions interviews introduce introducing introduction inverse investigating investigation
    investment involvement iron island islands issues item items job joint joints journal journals
    journey judge judgment judgments juror jurors jury justice keep kernel key kidney kids kind
    kindergarten kindness kinds kinetic king kinship know knowing knowledge labor laboratory labour
    lack lake land landscape landscapes language languages large last late latent later laugh
    laughing laughter law laws layer layered layers lead leader leaders leadership leads leaf lean
    learn learned learner learners learning learnt left legacy legal leisure length lens lesson
    lessons letter letters level levels lexical liar liars liberal libraries library life lifespan
    lifetime light limits line linear lines linguistic link linking links lipid liquid list
    listener listeners listening literacy literature liver living load local location locations
    logic logical loneliness long longitudinal look looking loop loss lost love low lower lullaby
    lung lying machine machines macro magic magnetic main maintain major make makes making male
    males man management manager managers managing manual many map mapping maps margin marine mark
    marker markers market marketing markets marriage mask masking mass maternal math mathematic
    mathematical mathematics maths matrices matrix matter matters mature maximum meal meaning
    meanings measure measurement measures measuring mechanism mechanisms media mediating mediation
    medical medicine meets member members membrane memories memory men mental mentor mentors mercy
    message messages meta metal metals metaphor metaphors method methodological methodology methods
    metric metrics micro middle migrant migrants migration military milk mind mindfulness minds
    minimal minimum minor minority mirror misinformation mission mistakes mix mixed mobile mobility
    modal mode model modeling modelling models moderate moderating modern modes module molecular
    molecule molecules moment money monitoring mood moon moral morning mortal mortality mother
    mothers motion motivation motor mouse mouth move movement movements moving multi multilevel
    multiple multivariate muscle muscles museum museums music mutual myth myths naive name names
    narrative nation national nations native natural nature needs negative negotiation neighbor
    neighborhood neighbors neighbour neighbourhood neighbours nerve nest network networks neural
    neuroscience news newspaper night nights nine noise normal norms north northern nose note notes
    noun nouns novel novice number numbers numerical nurse nurses nursing nutrition obesity object
    objects observational ocean odds office offline oil older one online open opinion opinions
    opportunities optical optimal option options oral orbit order orders ordinal organ
    organisational organization organizational organizations orient origin origins outcome outcomes
    outlook output overview oxygen package pain pairs panel paper papers paradigm paradox paragraph
    parallel parameter parameters parent parental parenting parents part partial participation
    particle particles partner partners parts party passive past path paths pathway pathways
    patient patients pattern patterns pay paying payment peace peak peer peers penalty people
    perceive perceived perception perceptions perfect performance period periods person personal
    personality persons perspective perspectives pharmacy phase phases phenomenon philosophy phone
    phoneme phonemes phones photo phrase physical physician physics picture pictures pill pills
    pilot pitch place placebo places plan plane planet planning plans plant plants plasma plastic
    platform platforms play playing pleasure plot plots plotting plus poetic poetry point points
    policies policy polite political politics pool poor pop population populations portrait
    position positions positive possible post posts potential potentials poverty power powers
    practical practice practices practise precise precision predict predicted predicting prediction
    predictive predictor predictors predicts preference preferences pregnancy preliminary premature
    prepare preparing preschool presence present press pressure pressures prevalence prevent
    prevention price prices pride primary primer priming principal principals principles print
    prior priors prison privacy private prize probability probable problem problems procedure
    procedures process processes processing produce product production products professional
    professionals profile profiles program programs progress project projects promise promises
    promote promoting proof properties property proposal prosocial prospects protection protein
    proteins protocol protocols provide provides proxy psychiatric psychological psychology
    psychometric psychopathology psychotherapy public pulse pupil pupils purchase pure purpose
    puzzle qualitative quality quantile quantitative quantum quarter quest question questions quick
    quiet race racial radical radio rain random randomized range ranges rank ranking rapid rare rat
    rates rating ratings ratio rational rationale rationality ratios rats raw reach reaction
    reactions read reader readers reading ready real reality reasoning reasons recall recent
    receptor receptors recognition reconsider reconsidered record records recovery recurrent red
    reduce reduced reducing reduction reductions reference reflections refugee refugees region
    regions register regression regret regulation reinforcement related relation relations
    relationship relationships relative release relevance reliability reliable relief religion
    religious remember remote renal rent repair repeat repeated repetition replication replies
    reply report reporting reports represent request require required requirements rescue research
    researcher researchers reservoir resilience resource resources respect respond response
    responses responsibility rest result results retail rethinking return returns revealed
    revealing review reviews revised revisited reward rewards rhythm rhythms rice rich right rights
    rise rising risk risks river rivers road roads robot robots robust rock role roles room root
    roots round route routes routine rule rules rumor run rural safe safeguard safer safety
    salaries salary sales sample sampling sand satisfaction scale scan scene scenes scholar
    scholars school schools science sciences scientific scope score scores screen screening script
    scripts sea search season seasonal second secondary secret secure security see seed seeing
    seeking segment seismic select selected selection self selves semantic seminar sense senses
    sensing sensitivity sensor sensors sentence sentences separate sequence series serious service
    services set sets setting settings seven seventeen several severe sex sexual shadow shame shape
    shapes share shared sharing sheet shift shifts ship shock shopping shore short show showing
    shows sibling siblings side sign signal signals significance signs silence silent silver
    similar simple simulation simulations single singular sister sites situation six size skill
    skills skin sleep slow small smart smile smoke smoking snapshot soccer social societies society
    soft software soil soils solar sold soldiers solution solutions solving song songs soothing
    sorting soul sound sounds source sources south southern space spatial speak speaker speakers
    speaking special species specific spectra spectrum speech speed spelling spending spirit split
    spoken sport sports spotlight spread spring stability stable staff stage stages stand standard
    standards star stars start state states static station statistical statistics status steel stem
    step steps stereotypes stigma stimuli stimulus stochastic stock stone stop store stories storm
    story stranger strangers strategic strategies strategy streamlined street strength stress
    stressful strike strong structural structure structures struggle student students studies study
    studying style styles subject subjective subjects subsequent substance suburban success
    successful sugar suicide sum summary summer sun supervised supply support surface surfaces
    surgery surprise surprising survey survival survive susceptibility sustain sustainable
    sustaining sweet switch syllable syllables symbol symbolic symmetry symptom symptoms syndrome
    synthesis system systematic systems tables tactile tail take taking tale tales talk talking
    target targets task tasks taste tax teach teacher teachers teaching team teams tear tears
    technique techniques technologies technology teen teenager teenagers teens teeth telescope tell
    telling temporal ten tension tensor term terms terror test testing tests text texture theme
    theorem theoretical theories theory therapy things thinking third thirst thirty thorough
    thought thoughts threat three threshold thresholds time times tissue tobacco today toddler
    toddlers tomorrow tool tools top topic topics total touch tourism town toxic track tracking
    trade tradition traditional training trait traits trajectories trajectory transfer
    transformation transition transport trap trauma travel treat treatment tree trees trend trends
    trial trials triangle trigger tropical trouble true trust truth tuberculosis tumor tumors tutor
    tutorial tutors twelve twenty twin twins two type types ultimate uncertain unconscious
    understanding unequal unified uniform union unions unique unit units university unknown unseen
    update updated upper urban us usage use useful user users uses using utility vaccine vaccines
    vague validation validity valley value values variability variable variables variation vector
    vectors vehicle vehicles venture verb verbal verbs victim victims video view viewing views
    village violence violent virtual virus viruses visible vision visions visit visual vocabulary
    vocal voice volume volunteers vote voters voting vowel vowels vulnerability wage wages waiting
    walk walking wall want war ward wards warm warmth wars waste watching water wave waves ways
    weak wealth web website websites wedding week weeks weight weighted welfare well western wet
    white wide widget wife wild win wind window wine winter wireless wisdom witness woman woman's
    women wood word words work worker workers working workplace world worse worth writing wrong
    year years yellow yield young youth zero zone zones
    """
)
"""Words that are common in English titles and the names of nothing."""

NAMES: Final = word_set(
    """
    africa african africans america american americans antarctic arab arabic arctic argentina
    argentine armenian asia asian asians atlantic australia australian austria austrian bangladesh
    belgian belgium berlin boston brazil brazilian britain british buddhism buddhist bulgaria
    california cambridge canada canadian caribbean catholic caucasian chicago chile china chinese
    christian christianity christians colombia colombian croatia croatian cuba czech danish denmark
    dutch ecuador egypt egyptian england english ethiopia euro europe european europeans filipino
    finland finnish florida france french german germans germany ghana greece greek hebrew hindu
    hinduism hispanic hispanics hungarian hungary iceland icelandic india indian indonesia
    indonesian iran iranian iraq iraqi ireland irish islam islamic israel israeli italian italy
    japan japanese jerusalem jewish jews kenya kenyan korea korean kurdish latin latina latino
    latinos latvia lebanon lithuania london malaysia malaysian maori massachusetts mediterranean
    mexican mexico michigan moroccan morocco moscow muslim muslims nepal netherlands nigeria
    nigerian nordic norway norwegian oxford pacific pakistan pakistani palestine palestinian paris
    persian peru philippines poland polish portugal portuguese protestant quebec romania romanian
    rome russia russian scandinavia scandinavian scotland scottish serbia serbian singapore slavic
    slovak slovakia slovenia slovenian soviet spain spanish swahili sweden swedish swiss switzerland
    syria syrian taiwan taiwanese tanzania texas thai thailand tibetan tokyo turkey turkish uganda
    ukraine ukrainian vietnam vietnamese wales welsh yiddish york zambia zimbabwe
    january february april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday christmas easter ramadan
    aristotle aristotelian bayes bayesian boolean bourdieu cartesian chomsky cohen confucian
    darwin darwinian darwinism dirichlet einstein erikson euclidean fisher fourier foucault freud
    freudian galois gauss gaussian granger hamiltonian hegel hegelian hilbert jung jungian kant
    kantian kohlberg lagrangian laplace likert maslow machiavellian machiavellianism markov marx
    marxian marxism marxist mendelian milgram monte carlo nash newtonian nietzsche pareto pavlov
    pavlovian pearson piaget plato platonic poisson riemannian rorschach shakespeare skinner
    socrates socratic spearman stroop student turing victorian vygotsky wald weber wechsler weibull
    alzheimer asperger crohn cushing down hodgkin huntington kaplan meier parkinson tourette
    covid facebook google instagram internet linkedin reddit twitter wikipedia youtube whatsapp
    beijing senegal nepal montreal mohammed ahmed gregory hillary hungary portugal italy kelly
    medicaid medicare nazi nobel olympic olympics holocaust vatican congress linux python windows
    """
) - frozenset({"student", "internet", "down", "nash", "weber", "skinner", "meier", "windows"})
"""Proper names and what is derived from them, which keep their capitals in sentence case."""

INSTITUTIONS: Final = word_set(
    """
    act agency association battery bureau charter checklist code commission committee constitution
    convention council court declaration department foundation index institute institutes interview
    inventory manual ministry organisation organization parliament proceedings programme
    questionnaire scale scales schedule society survey test treaty university
    """
)
"""Words in whose names every word has a capital: "Wechsler Adult Intelligence Scale"."""

PHRASES: Final = (
    "american sign language",
    "british sign language",
    "world war",
    "cold war",
    "civil war",
    "middle ages",
    "middle east",
    "new england",
    "new york",
    "new zealand",
    "north america",
    "latin america",
    "south america",
    "south africa",
    "south asia",
    "southeast asia",
    "east asia",
    "sri lanka",
    "costa rica",
    "puerto rico",
    "hong kong",
    "los angeles",
    "san francisco",
    "united kingdom",
    "united nations",
    "united states",
    "european union",
    "supreme court",
    "big five",
)
"""Names of common words."""

PERIODICALS: Final = word_set(
    "journal journals review reviews annals archives bulletin quarterly proceedings transactions"
)
"""Words that English journals, and hardly anything else, have in their names."""

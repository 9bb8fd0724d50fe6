"""Words of a sentence up to inflection and common synonymy, and which words mean the opposite of each other.

The groups are those that news copy exchanges freely (said/stated, staff/employees); the opposites those whose exchange turns a
report round (rose/fell, approved/rejected). Both are lists of words, closed and readable; what they lack is not recognised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from pipeline.verify import tokens

_GROUPS = """
announce announced unveil unveiled disclose disclosed reveal revealed present presented introduce introduced launch launched
begin began begun start started commence commenced open opened launch launched
end ended ends finish finished conclude concluded complete completed close closed stop stopped ending closing
buy bought buys buying acquire acquired acquisition purchase purchased takeover buyout
sell sold sells selling sale sales
pay paid pays payment spend spent
make made makes making build built produce produced create created construct manufactured manufacture
get got receive received obtain obtained gain gained secure secured win won
hold held keep kept retain retained
say state stated write wrote written declare declared tell told explain explained note noted add added remark comment
ask asked request requested demand demanded seek sought want wanted wants call urge urged
think thought believe believed consider considered expect expected anticipate view regard regarded
show showed shown indicate indicated demonstrate reveal suggest suggested
find found discover discovered detect detected uncover uncovered learn learned identify identified
kill killed slain slay murder murdered death dead die died deadly fatal passed
injure injured hurt wound wounded injury injuries wounds
attack attacked assault assaulted strike struck
fight battle combat clash clashed
help helped assist assisted aid aided support supported
stop stopped halt halted pause paused suspend suspended hold
leave left depart departed departure quit exit go went gone resign resigned
come came arrive arrived reach reached
rise rose risen increase increased climb climbed grow grew grown jump jumped surge surged up gain higher
fall fell fallen drop dropped decline declined decrease decreased slide slid plunge plunged slump sink sank down lower
big large huge vast great major massive giant
small little tiny minor
company firm business corporation group maker startup start-up
staff employee employees worker workers workforce people payroll personnel team employs employ
job jobs position positions role post
child children kid kids youngster pupil pupils student students
police officer officers cop
people person persons individual individuals men women residents
money fund funds cash funding capital finance financing
deal agreement accord pact contract
home house residence
plan plans planned intend intends intended aim aims intention
work works worked job labour labor working
lead led leads head headed heads chief run runs ran boss chair chairs manage managed leader
found founded founder cofounder co-founder establish established set start started
join joined part took participate participated contribute contributed
say according
agree agreed approve approved accept accepted accord approval
choose chose chosen select selected pick picked take took taken
fix fixed repair repaired mend mended
answer answered respond responded reply replied response unanswered
lawyer lawyers attorney attorneys counsel
study studies research report survey
test tests tested trial trials testing
error errors mistake mistakes wrong fault faulty misconfigured
use used uses using utilise utilize rely relied
show displayed display appear appeared
allow allowed let permit permitted enable
near close nearby
car vehicle automobile
doctor physician medic
country nation state
city town municipality
film movie picture
match game contest
lawsuit suit case complaint litigation
sue sued file filed
prison jail imprisoned jailed sentenced
arrest arrested detain detained custody
storm hurricane cyclone tempest
blaze fire flames
row dispute quarrel
vote voted ballot poll election
law legislation bill act statute
rule rules regulation regulations
decide decided ruling ruled decision
fast quick rapid quickly speed
total sum overall
amount come came total totalled accounted
about roughly approximately around nearly almost some
customer customers client clients user users
bank lender
loan debt credit
cost costs price priced worth fee
shares stock stocks equity
signal signaled signalled
destroy destroyed destruction wipe wiped delete deleted erase
cut cuts reduce reduced slash slashed lay
own proprietary
near beside alongside with
wave waved approve approved clear cleared approval
previous former earlier prior once
now currently present today
many numerous several multiple various
include included including among
expensive dear dearer costly
remain remains remained stay stays stayed continue continued still
reject rejected refuse refused turn deny denied decline declined
blame blamed accuse accused allege alleged charge charged
criticise criticize criticised criticized slam slammed condemn condemned
praise praised laud hail hailed
warn warned caution alert alerted
happen happened occur occurred take took
talk talks talked speak spoke spoken discuss discussed conversation
picture photo photograph image
name named call called dub dubbed describe described
publish published print printed release released issue issued post posted
visit visited tour
send sent deliver delivered ship shipped shipments shipment
scheduled schedule due planned slated
child minor
house chamber
"""
_OPPOSITES = """
rise/fall rose/fell risen/fallen increase/decrease increased/decreased rise/drop rose/dropped climb/fall climbed/fell
climbed/dropped grew/shrank grow/shrink gained/lost gain/lose gain/loss jump/drop jumped/dropped surged/plunged
surged/slumped up/down higher/lower high/low above/below over/under more/less more/fewer most/least most/fewest
increased/reduced approve/reject approved/rejected accept/reject accepted/rejected accepted/refused agreed/refused
agree/refuse agree/disagree agreed/disagreed approved/blocked passed/rejected passed/failed passed/blocked granted/denied
confirm/deny confirmed/denied admitted/denied admit/deny acknowledged/denied allowed/banned allow/ban allowed/barred
permitted/banned permitted/prohibited support/oppose supported/opposed backed/opposed backs/opposes for/against win/lose
won/lost wins/loses victory/defeat open/close opened/closed opening/closing begin/end began/ended started/stopped start/stop
start/finish started/ended beginning/end buy/sell bought/sold buys/sells acquired/sold buyer/seller lender/borrower
hire/fire hired/fired hired/dismissed join/leave joined/left arrive/depart arrived/departed arrived/left enter/exit
entered/left raise/cut raised/cut raise/lower raised/lowered expand/shrink expanded/shrank expand/reduce strengthen/weaken
strengthened/weakened strong/weak stronger/weaker guilty/innocent convicted/acquitted convict/acquit arrested/released
alive/dead survived/died legal/illegal lawful/unlawful known/unknown likely/unlikely public/private largest/smallest
biggest/smallest large/small larger/smaller big/small best/worst better/worse good/bad early/late earlier/later
earliest/latest first/last before/after ahead/behind success/failure succeeded/failed succeed/fail profit/loss
positive/negative safe/unsafe safe/dangerous praised/criticized praised/criticised praise/criticize praised/condemned
love/hate loved/hated improve/worsen improved/worsened accelerate/slow accelerated/slowed faster/slower longer/shorter
long/short old/young older/younger older/newer old/new oldest/youngest oldest/newest rich/poor richer/poorer cheaper/dearer
add/remove added/removed adding/removing include/exclude included/excluded including/excluding create/destroy
created/destroyed build/demolish built/demolished upheld/overturned uphold/overturn affirmed/overturned affirmed/reversed
extend/shorten extended/shortened extended/cut increase/cut tighten/loosen tightened/loosened tightened/eased resume/suspend
resumed/suspended reopened/closed signed/vetoed majority/minority maximum/minimum inside/outside north/south east/west
northern/southern eastern/western left-wing/right-wing domestic/foreign permanent/temporary voluntary/mandatory
present/absent true/false correct/incorrect possible/impossible able/unable necessary/unnecessary fair/unfair happy/unhappy
popular/unpopular healthy/sick full/empty heavy/light hot/cold wet/dry won/defeated defeat/victory capture/release
captured/released attack/defend attacked/defended remember/forget remembered/forgot married/divorced employed/unemployed
solved/unsolved increases/decreases rises/falls optimistic/pessimistic peace/war peaceful/violent voluntary/forced
secured/lost found/lost succeeds/fails failed/managed rejected/backed accepts/rejects declined/rose declined/accepted
declined/agreed decline/rise announced/withdrew launched/scrapped launched/ended kept/abandoned kept/dropped retained/lost
repay/borrow import/export imports/exports encourage/discourage encouraged/discouraged trust/distrust enough/insufficient
easy/difficult easier/harder simple/complex common/rare always/never everyone/nobody all/none both/neither many/few
plaintiff/defendant employer/employee prosecution/defence prosecution/defense landlord/tenant parent/child supply/demand
supporters/opponents supporter/opponent Republican/Democrat Republicans/Democrats conservative/liberal Conservative/Labour
nearly/more almost/more nearly/over almost/over least/up
stieg/fiel stiegen/fielen gestiegen/gefallen steigt/fällt steigen/fallen vor/nach mehr/weniger höher/niedriger
gewann/verlor gewonnen/verloren kaufte/verkaufte kauft/verkauft genehmigte/untersagte genehmigt/untersagt
genehmigt/abgelehnt zugestimmt/abgelehnt erhöhte/senkte erhöht/gesenkt über/unter mindestens/höchstens größte/kleinste
erste/letzte öffnete/schloss eröffnet/geschlossen erlaubt/verboten wuchs/schrumpfte bestätigte/dementierte
bestätigt/dementiert gewinn/verlust früher/später schneller/langsamer
"""

# Of each line one word only can be true in one place: ranks, shares, multiples, amounts without a figure.
_EXCLUSIVE = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last
half third quarter fifth tenth
double triple quadruple halve half
doubled tripled quadrupled halved trebled
twice thrice once
twofold threefold fourfold fivefold tenfold
some all none most every
debt equity
new existing
sold kept
deposited withdrawn
annual monthly weekly daily quarterly hourly
erste zweite dritte vierte fünfte sechste
ersten zweiten dritten vierten fünften sechsten
hälfte drittel viertel fünftel zehntel
verdoppelt verdreifacht vervierfacht halbiert
einige alle keine meisten
jährlich monatlich wöchentlich täglich
"""


@cache
def _meanings() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_GROUPS.strip().splitlines()):
        for word in line.split():
            found[tokens.stem(word)].add(number)
    return {stem: frozenset(groups) for stem, groups in found.items()}


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """Each word of the list, lower-cased, with the words that mean the opposite."""
    found: dict[str, set[str]] = defaultdict(set)
    for pair in _OPPOSITES.lower().split():
        one, other = pair.split("/")
        found[one].add(other)
        found[other].add(one)
    for line in _EXCLUSIVE.strip().splitlines():
        for word in line.split():
            found[word].update(other for other in line.split() if other != word)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=65536)
def akin(stem: str, other: str) -> bool:
    """Whether two stems are one word in two forms (five letters and most of the shorter one in common) or of one group."""
    if stem == other:
        return True
    shorter = min(len(stem), len(other))
    if shorter >= 4 and stem[0] == other[0]:
        common = next((n for n, (a, b) in enumerate(zip(stem, other, strict=False)) if a != b), shorter)
        if common >= max(4, shorter - 2):
            return True
    meanings = _meanings()
    return bool(meanings.get(stem, frozenset()) & meanings.get(other, frozenset()))


@lru_cache(maxsize=16384)
def _grouped(stems: frozenset[str]) -> tuple[frozenset[str], frozenset[int]]:
    meanings = _meanings()
    return (
        frozenset(stem[:5] for stem in stems if len(stem) >= 5),
        frozenset(group for stem in stems for group in meanings.get(stem, ())),
    )


def missing(claim: frozenset[str], evidence: frozenset[str]) -> frozenset[str]:
    """The claim's stems for which nothing akin stands in the evidence."""
    left = claim - evidence
    if not left:
        return left
    heads, groups = _grouped(evidence)
    meanings = _meanings()
    return frozenset(
        stem for stem in left if not (len(stem) >= 5 and stem[:5] in heads) and groups.isdisjoint(meanings.get(stem, ()))
    )

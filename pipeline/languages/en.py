"""English."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.languages import Language, numbered, words

_OUTLET = r"(?P<outlet>(?:[Tt]he )?[A-Z][\w&’'.-]*(?: (?:&|of|and|the|[A-Z][\w&’'.-]*)){0,4})"

LANGUAGE = Language(
    code="en",
    name="English",
    stop_words=words(
        """
        a about above after again against all almost also although always am among an and any are around as at
        away be because been before being below between both but by came can could did do does doing done down
        during each either else ever every few first for from further get gets had has have having he her here
        hers herself him himself his how however i if in into is it its itself just last least less like made
        make makes many may me might more most much must my myself neither never new next no nor not now of
        off often on once one only or other our ours out over own per rather re s said same say says she
        should since so some still such t than that the their theirs them themselves then there these they
        this those though three through thus to together too toward two under until up upon us very via was
        way we well were what when where whether which while who whom whose why will with within without would
        yet you your yours don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't it's
        that's there's he's she's we're they're i'm you're don’t doesn’t didn’t isn’t aren’t wasn’t weren’t
        won’t wouldn’t can’t couldn’t it’s that’s there’s he’s she’s we’re they’re i’m you’re
        """
    ),
    titles=words(
        """
        mr mrs ms mx messrs dr prof gen lt col maj capt cmdr sgt cpl pvt adm sen rep reps sens gov pres rev
        hon fr sr. st ste mt ft supt det insp asst assoc dist atty no nos vol pp fig art sec vs v ca cf eq
        approx est gens cols lts
        """
    ),
    abbreviations=words(
        """
        inc corp co cos ltd llc plc bros jr sr etc al dept univ ave blvd rd hwy bldg jan feb mar apr jun jul
        aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun e.g i.e a.m p.m a.k.a u.s u.k u.n
        e.u d.c u.s.a ph.d m.d b.a m.a b.s j.d esq ala ariz ark calif colo conn del fla ga ill ind kan ky la
        md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo min max avg gov.uk
        lbs oz hrs mins secs mph km sq
        """
    )
    - {"mar", "sat", "sun", "la", "max", "miss", "ill", "mass", "del", "co.uk", "ala", "ark", "mo", "pa", "min", "fri", "mon"},
    quotes=(("“", "”"), ('"', '"'), ("‘", "’")),
    months=(
        ("january", "jan"),
        ("february", "feb"),
        ("march", "mar"),
        ("april", "apr"),
        ("may",),
        ("june", "jun"),
        ("july", "jul"),
        ("august", "aug"),
        ("september", "sept", "sep"),
        ("october", "oct"),
        ("november", "nov"),
        ("december", "dec"),
    ),
    weekdays=(
        ("monday", "mon"),
        ("tuesday", "tues", "tue"),
        ("wednesday", "wed"),
        ("thursday", "thurs", "thur", "thu"),
        ("friday", "fri"),
        ("saturday", "sat"),
        ("sunday", "sun"),
    ),
    decimal=".",
    group=",",
    scales=numbered(
        """
        thousand 3 k 3 lakh 5 lakhs 5 million 6 millions 6 m 6 mn 6 mln 6 mio 6 crore 7 crores 7 billion 9 billions 9 bn 9
        b 9 trillion 12 tn 12
        """
    ),
    percents=("percent", "per cent", "pct"),
    counts=numbered(
        """
        one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13
        fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50
        sixty 60 seventy 70 eighty 80 ninety 90
        """
    ),
    hundreds=frozenset({"hundred"}),
    rest_joint="and",
    fractions=MappingProxyType({"half a": "0.5", "half": "0.5", "quarter of a": "0.25"}),
    half_more="and a half",
    clock=(
        r"(?:1[0-2]|0?\d)(?:[.:][0-5]\d)? ?(?:[ap]m\b|[ap]\.m\.|o['’]clock)",
        r"(?:[01]?\d|2[0-3])[.:]?[0-5]\d ?(?:gmt|bst|utc|cet|cest|est|edt|ist)\b",
    ),
    pronouns=words(
        """
        he she it they his her hers its their theirs him them this that these those such both neither there
        """
    ),
    connectives=words(
        """
        but and or so yet however moreover meanwhile instead also then still nevertheless nonetheless
        furthermore therefore thus otherwise similarly likewise besides additionally consequently hence indeed
        separately elsewhere later earlier afterwards afterward previously
        """
    ),
    relative_days=MappingProxyType({"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}),
    vague_times=(
        "last week",
        "this week",
        "next week",
        "last month",
        "this month",
        "next month",
        "last year",
        "this year",
        "next year",
        "earlier this week",
        "earlier this month",
        "earlier this year",
        "later this year",
        "recently",
        "in recent weeks",
        "in recent months",
        "days ago",
        "weeks ago",
        "months ago",
        "years ago",
        "this morning",
        "this afternoon",
        "this evening",
        "last night",
        "now",
    ),
    speech_verbs=words(
        """
        said says say told tells added adds wrote writes asked asks explained noted argued claimed announced
        stated replied insisted warned tweeted posted recalled continued acknowledged confirmed
        """
    ),
    familiar=words(
        """
        air army beginning border bottom capital case centre center city coast constitution country court crowd
        dark economy edge election end environment evening evidence fact family front future globe government
        ground head home house idea industry internet kind law left market matter media middle military moment
        morning moon nation nature need night north number ocean officials opposition opportunity parliament past
        people phone place planet point police power present president press prime problem process public question
        rate reason record rest rich right risk road room scene sea senate share side situation sky south stage
        state story street sun top town truth universe use value vote voters way weather web west word work world
        east congress king queen pope bible war weekend year
        """
    ),
    bylines=("by", "words by", "written by", "story by", "reported by", "from"),
    reported=(
        rf"\b(?:first |originally )?reported (?:\w+ )?by {_OUTLET}",
        rf"\b[Aa]ccording to (?:a report (?:by|in|from) )?{_OUTLET}",
        rf"\b[Aa]s {_OUTLET} (?:first |originally |previously )?(?:reported|reports|revealed|wrote)",
        rf"{_OUTLET} (?:had |has )?(?:first |originally |previously |earlier )?(?:reported|reports|was first to report)\b",
        rf"{_OUTLET} (?:own )?(?:sources?|moles?|scoop)\b",
        rf"{_OUTLET} (?:first )?broke the (?:news|story)\b",
        rf"\btold {_OUTLET}",
        rf"\b(?:[Vv]ia|[Hh]at tip(?: to)?:?|[Ss]ource:) {_OUTLET}",
        rf"\b(?:seen|obtained|reviewed|cited|quoted|spotted) by {_OUTLET}",
        rf"\b[Cc]iting (?:a report (?:by|in|from) )?{_OUTLET}",
        rf"{_OUTLET}, (?:which|who) (?:first |originally |had )?(?:reported|revealed|broke|published|obtained|saw)\b",
        rf"{_OUTLET} (?:had it first|has the (?:\w+ ){{0,2}}(?:details|story|scoop|news|account))\b",
        rf"{_OUTLET} was first (?:with|to|on)\b",
        rf"\b(?:interview with|confirmed to|statement to|spoke to|speaking to|gave|first in) {_OUTLET}",
        rf"{_OUTLET} (?:revealed|first report|report|scoop|investigation) (?:said|says|that|on|of|which|was|put)\b",
    ),
    consent_phrases=(
        "we value your privacy",
        "we use cookies",
        "accept all cookies",
        "accept all",
        "manage cookies",
        "cookie preferences",
        "your privacy choices",
        "consent to the use",
        "before you continue",
        "our partners store and/or access",
        "and our partners",
        "legitimate interest",
        "partners use cookies",
        "accept cookies",
        "withdraw consent",
        "reject all",
        "manage consent",
        "cookie policy",
        "privacy settings",
        "agree and continue",
        "withdraw your consent",
    ),
    paywall_phrases=(
        "subscribe to continue",
        "subscribe to read",
        "to continue reading",
        "continue reading with",
        "this article is for subscribers",
        "this story is for subscribers",
        "for subscribers only",
        "subscribers only",
        "subscriber-only",
        "already a subscriber",
        "log in to continue",
        "sign in to continue",
        "sign in to read",
        "register to continue",
        "unlock this article",
        "start your free trial",
        "become a member to read",
        "you have reached your limit",
        "free articles remaining",
        "members only",
        "subscribe now to read",
        "to read the full story",
        "read the full article",
        "get unlimited access",
    ),
    missing_phrases=(
        "page not found",
        "page cannot be found",
        "page can't be found",
        "page can’t be found",
        "page you requested could not be found",
        "page you are looking for",
        "page you were looking for",
        "page you’re looking for",
        "page you're looking for",
        "404 error",
        "error 404",
        "404 not found",
        "no longer available",
        "has been removed",
        "does not exist",
        "doesn't exist",
        "doesn’t exist",
        "nothing was found",
        "could not find the page",
        "couldn't find that page",
        "we can't find",
        "we can’t find",
        "we couldn't find",
        "we couldn’t find",
    ),
    promo_phrases=(
        "read more",
        "more:",
        "read also",
        "also read",
        "read next",
        "related:",
        "related stories",
        "related articles",
        "see also",
        "see more",
        "more from",
        "more on this",
        "don't miss",
        "don’t miss",
        "sign up for",
        "sign up to",
        "subscribe to our",
        "subscribe to the",
        "get our newsletter",
        "follow us",
        "follow @",
        "filed under",
        "join our",
        "join the conversation",
        "share this",
        "click here",
        "watch:",
        "listen:",
        "listen to this",
        "advertisement",
        "sponsored",
        "recommended",
        "most read",
        "trending",
        "comments",
        "leave a comment",
        "download our app",
        "download the app",
        "newsletter",
        "this article was originally published",
        "all rights reserved",
        "editor's picks",
        "editors’ picks",
        "top stories",
        "tags:",
        "keywords:",
        "topics:",
        "photo:",
        "image:",
        "photograph:",
        "image credit",
        "photo credit",
        "reporting by",
        "additional reporting by",
        "editing by",
        "you may also like",
        "up next",
        "in case you missed",
    ),
    stamps=("published", "updated", "posted", "last updated", "last modified", "first published"),
    corrections=(
        "correction",
        "corrected",
        "corrects",
        "this version corrects",
        "clarification",
        "bootnote",
        "an earlier version of this",
    ),
)

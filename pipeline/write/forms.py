"""Changes of form that news copy makes freely: contractions written out, "that" put in or left out, roles beside their names.

Each is a pattern and what stands instead, for what stands outside quotation marks. Hedges, denials and attributions stay.
"""

# ruff: noqa: E501  a pattern is one line, whatever its length
from __future__ import annotations

_NEGATED = "is are was were do does did has have had would could should must need"
_PARTICIPLE = (
    r"(?:[a-z]{3,}ed|built|held|sold|given|taken|written|known|found|born|shot|hit|sent|led|hurt|driven|seen|kept|put)\b"
)
# what no relative clause hangs on: "said that was", "it was he who was"
_NO_NOUN = "".join(
    rf"(?<!\b{word})"
    for word in ["said", "says", "told", "know", "think", "find", "show", "shows", "and", "but", "or", "is", "was", "it"]
)
_SAID_OF = r"\b(said|says|announced|confirmed|warned|argued|believes?|insisted|acknowledged|claimed|noted)"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_AUX = r"(?:is|was|are|were|has|had|have|would|will|could|can|should|may|might|must|did|does|do)"
_THAT = r"\b(said|says|believes?|believed|hoped|knew|concluded|ruled|alleged|estimated|testified|predicted|insisted|warned)"
# what opens a clause whose verb then follows: "the two banks are", "its shares had"
_SUBJECT = r"(?:the|its|his|her|their|some|all|no|most|many|an?) (?:[a-z’'-]+ ){1,3}"
# a thing done is done, whenever it was: not where the sentence counts from a time until now
_DONE = (
    "accused acknowledged admitted agreed announced apologized approved arrested asked blamed called charged "
    "confirmed condemned criticized decided declined defended demanded denied described endorsed filed "
    "hired identified insisted issued launched named offered ordered pledged promised proposed published "
    "refused rejected released reported resigned responded revealed said signed sued suspended told "
    "unveiled urged vowed warned"
).replace(" ", "|")
_UNTIL_NOW = r"(?![^.]*\b(?:since|so far|yet|ever|already|recent|past|last|over the|always|times)\b)"
_PAPER = (
    r"(?:statement|interview|news release|press release|blog post|email|e-mail|tweet|telephone interview|phone interview|"
    r"news conference|press conference|conference call|Facebook post|memo|note)"
)
_MEDIUM = (
    r"(?:The |the )?(?:[A-Z][\w.’'&-]* ){0,3}(?:AP|CNN|BBC|NPR|ABC|CBS|NBC|MSNBC|Reuters|Bloomberg|Politico|BuzzFeed|Axios|AFP|"
    r"News|Times|Post|Journal|Press|Herald|Tribune|Guardian|Telegraph|Daily|Mail|Magazine|Chronicle|Globe|Star|Gazette|"
    r"Observer|Standard|Independent|Radio|TV|Today|Register|Examiner)"
)
_OFFICE = (
    r"president|director|chairman|chairwoman|chief executive|chief executive officer|CEO|chief|head|founder|owner|leader|"
    r"general counsel|managing director|executive director|editor|chief of staff|press secretary|policy director|"
    r"vice president|communications director|campaign manager|police chief"
)
_ONE_OF = r"spokesman|spokeswoman|spokesperson|analyst|economist|reporter|researcher|lawyer|engineer|official"
_NAME = r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,2}"
# nouns of what a body has or does, and of bodies: only between these does the one genitive become the other
_HAD = (
    r"(?:chairman|chairwoman|president|chief executive|leader|leaders|owner|owners|founder|founders|head|collapse|sale|"
    r"closure|members|directors|policy|policies|budget|history|future|decision|shares|customers|employees|workers|"
    r"headquarters|constitution|economy|residents|founding|investors|board|lawyers|largest shareholder)"
)
_BODY = (
    r"(?:company|bank|firm|group|city|state|country|nation|government|department|agency|church|school|university|"
    r"hospital|party|club|army|ministry|union|committee|newspaper|magazine|network|organization|foundation|association)"
)
_KIN = r"(?:wife|husband|son|daughter|parents|father|mother|family|widow|widower|brother|sister|home|house|office|death|lawyer|lawyers)"
# "one of the members of the bank": of several, not the bank's
_NOT_OF = "".join(
    rf"(?<!\b{word} of )"
    for word in ["one", "most", "some", "part", "all", "many", "none", "each", "both", "any", "out", "because"]
)

FORMS = (
    *((rf"\b({word})n[’']t\b", r"\1 not") for word in _NEGATED.split()),
    (r"\bcan[’']t\b", "cannot"),
    (r"\bwon[’']t\b", "will not"),
    (r"\b(they|we|you|who)[’']re\b", r"\1 are"),
    (r"\b(they|we|you|who|he|she|it|that)[’']ll\b", r"\1 will"),
    (r"\b(they|we|you|who)[’']ve\b", r"\1 have"),
    (r"(?<=\d) (?:percent|per cent)\b", "%"),
    (rf"{_SAID_OF} that (?=(?:it|he|she|they|there|the|its|his|her|their|an?|some|all|no|more)\b)", r"\1 "),
    (rf"(?<![,”\"] ){_THAT} (?=(?:[A-Z][\w.’'-]+ ){{1,3}}{_AUX}\b)", r"\1 that "),
    (rf"(?<![,”\"] ){_THAT} (?=(?:it|he|she|they|there) {_AUX}\b)", r"\1 that "),
    (rf"(?<![,”\"] ){_THAT} (?={_SUBJECT}{_AUX}\b)", r"\1 that "),
    (rf"(?<![,”\"] ){_THAT} (?=(?:[a-z]+ )?[a-z]{{3,}}s (?:are|were|have|had|will|would|could)\b)", r"\1 that "),
    (rf"(?<![,”\"] )(?<=[a-zA-Z] )(said|says) (?=(?:the|its|his|her|their|an?) (?:[a-z’'-]+ ){{1,3}}of (?:the |an? |his |her |its )?[\w’'-]+ {_AUX}\b)", r"\1 that "),
    (r"\b(has|have) now (?=[a-z]+(?:ed|en|wn)\b)", r"\1 "),
    (r"\b([Ii]t|[Hh]e|[Ss]he|[Tt]here)[’']s (?=(?:a|an|the|not|no|still|also|[a-z]{2,}ing)\b)", r"\1 is "),
    (r"\b([Ii]t|[Hh]e|[Ss]he|[Tt]here|who)[’']s (?=been\b)", r"\1 has "),
    (rf"(?<=[a-z]){_NO_NOUN} (?:that|which|who) (?:is|are|was|were) (?={_PARTICIPLE})", " "),
    (rf", (?:which|who) (?:is|are|was|were) (?={_PARTICIPLE})(?!\w+[,.])", ", "),
    (r", (?:which|who) (?:is|was) (?=(?:an?|one of|the [a-z]+ of)\b)", ", "),
    (r"\b(?:told|tells) (?:reporters|journalists|the media|the press)\b(?! about)", "said"),
    (rf"\b(?:told|tells) {_MEDIUM}(?: in an? (?:[a-z]+ )?interview)?(?=,? (?:that|he|she|it|they|the)\b|[.,])", "said"),
    (rf"\b(said|says) in an? (?:[a-z]+ )?{_PAPER}(?=,? (?:that|he|she|it|they|the)\b|[.,])", r"\1"),
    (rf"\b(said|says) at a (?:[a-z]+ )?{_PAPER}(?=,? (?:that|he|she|it|they|the)\b|[.,])", r"\1"),
    (r"(?<=[a-z])(?<!but)(?<!not)(?<!and) also (?=[a-z])", " "),
    (r"\b(is|are) (?:currently|presently|actually) (?=[a-z])", r"\1 "),
    (r"(?<!on )(?<!of )\b(his|her|its|their) own (?=[a-z]+ (?:party|country|home|house|words|company|staff|plan|website)?)", r"\1 "),
    (r", and (he|she|it|they) (?=(?:is|was|are|were|has|had|have|will|would|could|can|did|does|also)\b)", r"; \1 "),
    (rf"(?<=[a-z] )(?:last|next) (?=(?:{_MONTHS}) (?:\d\d?, )?\d{{4}})", ""),
    (rf"(?<!to )(?<!would )(?<!could )(?<!should )(?<!may )(?<!might )(?<!must )(?<!will )\b(?:has|have) ({_DONE})\b{_UNTIL_NOW}", r"\1"),
    (r"(?<=[\w,”\"] )says\b(?! who\b)", "said"),
    (r"(?<!\band )\bMr\.? (?=[A-Z][a-z])", ""),
    (r"\bRepresentative (?=[A-Z][a-z]+ [A-Z])", "Rep. "),
    (r"\bSenator (?=[A-Z][a-z]+ [A-Z])", "Sen. "),
    (r"\bGovernor (?=[A-Z][a-z]+ [A-Z])", "Gov. "),
    (r"(?<=[a-z]s), including (?=[A-Z][a-z]+\b)", ", among them "),
    (r"(?<=[a-z]s),? such as (?=[A-Z])", " like "),
    (r"(?<=[a-z]{3}s) like (?=[A-Z][a-z])", " such as "),
    (r"(?<=[a-z] )both (?=[A-Z][\w.]+(?: [A-Z][\w.]+)? and [A-Z])", ""),
    (rf"\b(?:the|The) ({_OFFICE}) of ([A-Z][\w.&-]+)(?=[,.]| (?:said|says|told|has|had|is|was|will|would)\b)(?! (?:and|of)\b)", r"\2’s \1"),
    (rf"\b(?<!\w-)(\d\d)-year-old ({_NAME}) (?={_AUX}\b|said|told|died)", r"\2, \1, "),
    (rf"(?<=[a-z] )the ({_KIN}) of ({_NAME})(?=\.|,? (?:{_AUX}|said|told|in|on|at|after|before|when)\b)", r"\2’s \1"),
    (rf"\b(?<![A-Z][a-z] )(?<=[a-z] )({_NAME})[’']s ({_KIN})(?=\.| (?:{_AUX}|said|told|in|on|at|after|before|when)\b)", r"the \2 of \1"),
    (rf"{_NOT_OF}\bthe ({_HAD}) of the ({_BODY})(?![\w-]| (?:of|in|for|that|which|who)\b)", r"the \2’s \1"),
)  # fmt: skip

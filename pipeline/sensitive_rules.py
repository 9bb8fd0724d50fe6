"""The rules of ``pipeline.sensitive``: patterns over a sentence in which one person is marked and every other one, too."""

from __future__ import annotations

import re

PERSON, OTHER = "\ue000", "\ue001"
"""What stands in the sentence for the person that is asked about, and for each other person."""

_P = rf"{PERSON}(?!['\w])"
_AND = rf"(?:(?:, {OTHER})*,? and {OTHER})?"
_APP = r"(?:,[^,;.]{1,90},| \([^)]{1,60}\))?"
_BE = r"(?:who )?(?:was|were|is|are|has been|have been|had been|being|been|got|stands|stood|remains|will be|would be)"
_ADV = (
    r"(?: (?:also|later|then|now|again|not|formally|fatally|critically|seriously|badly|severely|brutally|sexually|allegedly|"
    r"reportedly|previously|first|since|already|both|criminally|federally|publicly|initially|among those|among the \w+ people|"
    r"one of (?:those|the \w+ people)))*"
)
_UNDER = (
    r"(?:1[0-7]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen)"
)
_OLD = rf"\b{_UNDER}[- ](?:years?|months?|weeks?)[- ]old"
_CHILD = (
    r"(?:school(?:girl|boy|child)|teenager|teen|toddler|infant|newborn|minor|pupil|preschooler|kindergartner|sixth[- ]former|"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|[1-9]th|1[01]th)[- ]grader|"
    r"high[- ]school(?:er| student| pupil| sophomore| junior| freshman)|Schülerin|Schüler|Jugendliche[rn]?)"
)
_NO_CHILD = (
    r"(?!\w*(?:compan|start|firm|law|program|business|house|band|magazine|website|case|service|app|veteran|club|group)\w*)"
)
_HARMED = (
    r"(?:killed|murdered|raped|stabbed|shot|injured|wounded|assaulted|abducted|kidnapped|molested|strangled|trafficked|tortured|"
    r"abused|gang-raped|groomed|maimed|beaten (?:up|unconscious|with|to death)|slain|assassinated|taken hostage|run over)"
)
_HARMING = (
    r"(?:killed|killing|murdered|murdering|raped|raping|stabbed|stabbing|shot|injured|injuring|wounded|wounding|assaulted|"
    r"assaulting|abducted|abducting|kidnapped|kidnapping|molested|molesting|strangled|strangling)"
)
_NOT_HARMED = r"(?! (?:off|down|for the|by (?:the )?(?:news|criticism|question|reaction|comment|report)|in the foot))"
_BETWEEN = (
    r"(?:(?!(?:by|of|with|to|and|or|for|in|on|at|from|that|against|over|after|as|while|when|but|told|said|before|because|"
    r"including|like|he|she|they|it|who|which)\b)[\w-]+ ){0,4}"
)
_WORK = (
    r"(?! (?:leading|overseeing|running|building|developing|making|finding|creating|turning|managing|bringing|designing|"
    r"ensuring|keeping|setting|steering|helping|rebuilding|growing|improving|reviewing|investigating|protecting|the task|"
    r"responsibility))"
)
_DISASTER = (
    r"(?:crash|attack|fire|shooting|explosion|accident|blast|collision|stabbing|wounds|injuries|flood|earthquake|raid|"
    r"strike|bombing|massacre|disaster|custody)"
)
_CHARGED = (
    rf"(?:charged (?:with|over|in)\b{_WORK}|accused of|indicted|arrested|detained|suspected of|prosecuted|arraigned|"
    r"remanded|on trial|under (?:criminal |police |federal )?investigation|(?:being )?investigated (?:for|over)|"
    r"facing (?:[\w-]+ ){0,3}charges|wanted (?:for|by|in)|alleged to have|a suspect)"
)


_PROSECUTION = (
    r"(?:[Pp]rosecutors?|[Pp]olice|[Ii]nvestigators?|[Aa]uthorities|[Rr]egulators?|[Dd]etectives?|[Cc]omplaint|[Ii]ndictment|[Ll]awsuit|"
    r"[Cc]harge sheet|[Ww]arrant|SEC|FBI|DOJ|CBI)"
)
_OFFICIAL = r"(?:spokes\w+|prosecutor|lawyer|attorney|detective|officer|inspector|sergeant|chief|judge|minister|commissioner)"
_CRIME = (
    r"(?:embezzled|defrauded|laundered|stole|bribed|forged|smuggled|groped|raped|molested|murdered|stabbed|assaulted|harassed|"
    r"blackmailed|extorted|misled investors|lied to (?:investors|police|regulators|the court)|"
    r"(?:took|accepted|paid|demanded) (?:\w+ )?(?:bribes?|kickbacks?))"
)
_WRONG = (
    r"(?:allegations?|accusations?|charges|investigations?|probe|misconduct|fraud|harassment|embezzlement|bribery|wrongdoing|abuse|"
    r"corruption|insider trading|theft|plagiarism)"
)


def _all(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


MINOR = _all(
    rf"{_P}(?:, (?:aged? )?|,? aged? |,? \((?:aged? )?)(?!one of ){_UNDER}"
    r"(?:\)|[,;.](?!\d)| (?:who|and|was|is|has|had|from|of) )",
    rf"{_P},? (?:who (?:is|was) |is |was )?(?:just |only |then )?(?:an? )?{_OLD}",
    rf"{_OLD}s?,? (?:{_NO_CHILD}[\w-]+,? ){{0,4}}{_P}",
    rf"\b(?i:{_CHILD}),? (?:named |called |identified as )?{_P}",
    rf"\bteenage [\w-]+ {_P}",
    rf"{_P},? (?:who (?:is|was) |is |was )?(?:still )?(?:an? |the )?(?!former)(?:[\w-]+ )?{_CHILD}\b",
    rf"\b{_UNDER}-jährigen? (?:[\w-]+ )?{_P}",
    rf"{_P},? (?:an? )?(?:is |was )?under 18\b",
)
VICTIM = _all(
    rf"{_P}{_AND}{_APP},? {_BE}{_ADV} {_HARMED}\b{_NOT_HARMED}",
    rf"{_P}, (?:\w+, )?(?:who )?(?:allegedly )?{_HARMED} (?:in|by|on|at|during|when|while|outside|near)\b",
    rf"\b{_HARMING} (?:dead )?{_BETWEEN}{_P}",
    rf"\b(?:murder|killing|rape|fatal shooting|shooting|stabbing|abduction|kidnapping|assassination|sexual assault|"
    rf"sexual abuse|homicide|manslaughter|slaying) (?:of|on|against) {_BETWEEN}{_P}",
    rf"\bvictims?(?:,| was| were| is| are| has been| have been| include[sd]?|:| as| named| identified)*"
    rf"(?: (?:identified|named)(?: by [\w ]{{1,30}})? as)? {_BETWEEN}{_P}",
    rf"\b(?:identified|named) (?:the |one |a |another )?(?:[\w-]+ )?victims? as {_P}",
    rf"{_P}{_APP},? (?:who )?(?:was |is |were )?(?:the|an?|one of (?:the|those)|another|among (?:the|those)) "
    r"(?:[\w-]+ )?(?:victims?|survivors?|dead|wounded|injured|killed)\b",
    rf"{_P}{_APP},? (?:who )?died (?:in|after|at|when|of|from|during) (?:[\w'-]+ ){{0,6}}{_DISASTER}\b",
    rf"{PERSON}'s (?:killer|attacker|rapist|murder|murderer|kidnapper|abuser|assailant|captors?)\b",
    rf"{_P} (?:\([^)]*\) )?(?:wurde|ist|war|sei) [^.;{OTHER}]{{0,80}}?"
    r"(?:getötet|ermordet|verletzt|erschossen|vergewaltigt|niedergestochen|entführt|missbraucht)\b",
    rf"\b(?:Opfers?|Mord an|Tötung von) (?:[\w-]+ )?{_P}",
)
ACCUSED = _all(
    rf"{_P}{_AND}{_APP},? {_BE}{_ADV} {_CHARGED}",
    rf"{_P}{_AND}, (?:[\w' -]{{1,60}}, )?(?:who (?:is|was|has been) )?"
    rf"(?:accused of|charged with{_WORK}|suspected of|indicted|arrested)",
    rf"\b(?:accuse[sd]?|accusing|charge[sd]|charging|arrest(?:ed|s|ing)?|indict(?:ed|s|ing)?|"
    rf"detain(?:ed|s|ing)?) {_BETWEEN}{_P}",
    rf"\b(?:charges?|allegations?|accusations?|indictments?|proceedings|prosecution|investigations?|probe|warrant|case)"
    rf"(?: of [\w -]{{1,40}})? (?:against|into|for the arrest of) {_BETWEEN}{_P}",
    rf"\b(?:suspects?|defendants?|accused|(?:alleged|suspected) (?!victim|target)[\w-]+),? "
    rf"(?:named |identified as |is |was )?{_P}",
    rf"{_P},? (?:who (?:is|was) )?(?:the|an?|one of the|another) (?:[\w-]+ )?(?:suspects?|defendants?|accused)\b",
    rf"{_P}{_APP},? (?:who )?(?:had |has |have |was |is )?allegedly\b(?! (?:{_HARMED}|targeted))",
    rf"\ballege[sd]? (?:that )?{_P}",
    rf"{_P}{_APP},? (?:who )?(?:has |have |had )?(?:pleaded not guilty|pleads not guilty|"
    r"den(?:y|ies|ied) (?:the |all |any |both |these |those )?(?:[\w-]+ )?(?:charges?|allegations?|accusations?|wrongdoing)|"
    r"faces? (?:[\w-]+ ){0,4}(?:charges?|counts?|trial|prosecution)|stands? trial)\b",
    rf"\b[Gg]egen (?:(?:den|die|eine?n?) )?(?:[\w-]+ )?{_P} (?:wird|wurde|läuft|laufen|ermittelt|ist Anklage)",
    rf"{_P} (?:\([^)]*\) )?(?:wird|wurde|werden|ist) [^.;{OTHER}]{{0,60}}?"
    r"(?:vorgeworfen|beschuldigt|verdächtigt|angeklagt|festgenommen|verhaftet)\b",
    rf"\b(?:Tatv|V)erdächtige[rn]? {_P}|\b(?:Angeklagte|Beschuldigte)[rn]? {_P}|\bAnklage gegen {_P}",
    rf"\b[Ww](?:irft|arf|erfen|arfen) (?:[\w-]+ ){{0,3}}{_P} [^.;]{{1,80}}\bvor\b|"
    rf"{_P} (?:steht|stand|geriet) [^.;]{{0,40}}Verdacht\b",
    rf"\b[Vv]erklag(?:t|te|ten|en) (?:[\w-]+ ){{0,3}}{_P}|{_P} (?:wird|wurde) [^.;{OTHER}]{{0,60}}?verklagt\b",
    # what others do to the person: police, prosecutors, those who sue
    rf"{_P}{_APP},? whom (?:[\w-]+ ){{1,4}}(?:arrest|charg|accus|detain|suspect|indict|sue|prosecut|question|investigat)\w*",
    rf"{_P}{_APP},? (?:who )?(?:is |was |are |were |remains )?(?:under (?:arrest|suspicion)|"
    r"in (?:police )?custody|on bail|on remand)\b",
    rf"\b(?:sue[sd]?|suing|prosecut(?:ed|es|ing)) {_BETWEEN}{_P}",
    rf"{_P}{_AND}{_APP},? {_BE}{_ADV} (?:sued|prosecuted) (?:by|for|over)\b",
    rf"\b(?:look(?:s|ed|ing) for|search(?:es|ed|ing) for|hunt(?:s|ed|ing)(?: for)?|seek(?:s|ing)?|sought|question(?:s|ed|ing)) "
    rf"{_BETWEEN}{_P},? (?:[\w-]+ ){{0,3}}(?:over|in connection with|about|on suspicion)\b",
    rf"\bnam(?:es|ed|ing) {_BETWEEN}{_P},? as (?:[\w-]+ ){{0,2}}(?:defendants?|suspects?|accused|(?:co-)?conspirators?)\b",
    rf"\b{_PROSECUTION}\b[^.;]{{0,40}}\b(?:says?|said|alleges?|alleged|claims?|claimed|believes?|suspects?|contends?) "
    rf"(?:that )?{_P}(?!,? (?:an? |the )?(?:[\w-]+ )?{_OFFICIAL})",
    # what the person is said to have done, or went because of
    rf"{_P}{_APP},? (?:who )?(?:has |had |have |allegedly |may have |is said to have )*{_CRIME}\b",
    rf"{_P},? (?:who (?:is|was) |is |was )?(?:an?|the) (?:[\w-]+ )?(?:alleged|suspected|accused|wanted) [\w-]+",
    rf"{_P}{_APP},? (?:who )?(?:has |had )?(?:resigned|quit|stepped down|stepped aside|left|departed|(?:was|has been|is) "
    rf"(?:fired|dismissed|suspended|ousted|removed|placed on leave))\b[^.;{OTHER}]{{0,60}}\b(?:amid|over|after|following)\b"
    rf"[^.;{OTHER}]{{0,60}}\b{_WRONG}\b",
    rf"\b{_WRONG} (?:by|of|involving|that involve[sd]?) {_BETWEEN}{_P}",
)
CONVICTED = _all(
    rf"{_P}{_AND}{_APP},? (?:{_BE}{_ADV} )?(?:convicted|found guilty|sentenced|pleaded guilty|pleads guilty)\b",
    rf"\b(?:convicted|sentenced|found) {_BETWEEN}{_P}(?: guilty)?",
    rf"{_P} [^.;{OTHER}]{{0,60}}?verurteilt\b",
)

"""The pairs themselves, a line each: "pattern | replacement", the pattern in small letters, bounded by its neighbours.

A pair holds in every sentence in which its pattern stands: a word with a second meaning is bounded by what must stand beside
it, or is not here. Where both are good copy the pair stands both ways.
"""

# ruff: noqa: E501  a pattern is one line, whatever its length
from __future__ import annotations

_COUNTED = r"(?:[$€£₹¥]?\d|all|half|every|two|three|four|five|six|seven|eight|nine|ten)"
_OWNER = r"(?:the|an?|its|his|her|their|this|these|some|other|several)\b"
_THING = r"(?:the|an?|his|her|its|their)"
_EVENT = (
    r"(?:death|arrest|attack|crash|shooting|meeting|hearing|vote|announcement|decision|election|ruling|verdict|trial|"
    r"incident|fire|explosion|storm|outage|accident|breach|launch|protest|protests|release|speech|interview|merger|deal)\b"
)

PAIRS = rf"""
approximately | about
roughly(?= {_COUNTED}) | about
around(?= [$€£₹]?\d) | about
some(?= \d[\d,]+ [a-z]) | about
(?<!an )(?<!a )nearly(?= {_COUNTED}) | almost
(?<!an )almost(?= {_COUNTED}) | nearly
(?<!all )over(?= \d[\d,.]* (?:people|companies|users|customers|employees|workers|countries|million|billion)\b) | more than
over(?= [$€£₹]\d) | more than
in excess of(?= [$€£₹]?\d) | more than
a total of(?= \d) | some
prior to(?= {_OWNER}) | before
subsequent to(?= {_OWNER}) | after
in the wake of | after
in the aftermath of | after
(?<!past )(?<!over)due to(?= (?:{_OWNER}|[a-z]+ (?:in|of|from|by)\b)) | because of
owing to | because of
because of(?= {_OWNER}) | owing to
as a result of(?= {_OWNER}) | because of
due to the fact that | because
despite the fact that | although
in spite of | despite
despite(?= {_OWNER}) | in spite of
in addition to(?= {_OWNER}) | besides
in order to | to
with regard to | about
with respect to | about
regarding(?= {_OWNER}) | about
concerning(?= {_OWNER}) | about
in the event of | in case of
in the event that | if
whether or not | whether
a number of(?= [a-z]+s\b) | several
(?<!such )numerous | many
a large number of | many
(?<!vast )(?<!overwhelming )(?<!large )the majority of(?= (?:the|its|his|her|their|these|those)\b) | most of
(?:was|were) unable to | could not
(?:is|are) unable to | cannot
(?:is|are) required to | must
(?:was|were) required to | had to
attempted to | tried to
attempting to | trying to
attempts to(?= (?:[a-z]+ )(?:the|a|an|its|his|her|their)\b) | tries to
intends to | plans to
intend to | plan to
commenced | began
utilized | used
utilizes | uses
utilizing | using
purchased | bought
purchasing | buying
obtained(?= (?:the|a|an)\b) | got
additional(?= [a-z]+s\b) | further
initially | at first
ultimately | in the end
currently | now
presently | now
at present | now
at the moment(?=[.,]| (?:the|it|he|she|they)\b) | now
frequently | often
primarily | mainly
mainly | primarily
predominantly | mainly
entirely | wholly
instead of(?= {_OWNER}) | rather than
(?<=, )rather than(?= {_OWNER}) | instead of
outside of(?= {_OWNER}) | outside
inside of(?= {_OWNER}) | inside
(?:that|which) (?:is|was|are|were) located in | in
(?<=, )located in | in
per year | a year
per day | a day
per month | a month
per week | a week
per hour | an hour
each year | every year
each day | every day
every year | each year
every day | each day
(?:around|across) the (?:world|globe) | worldwide
(?:across|around|throughout) the country(?=[.,]| (?:and|after|in|on|to|said|have|has|are|were)\b) | nationwide
the United States(?=[.,]? (?:[a-z]|$)) | the U.S.
the United Kingdom(?=[.,]? (?:[a-z]|$)) | Britain
(?<!strict )(?<!prosecuting )attorneys(?! general) | lawyers
automobiles | cars
automobile | car
physicians | doctors
physician | doctor
amongst | among
whilst | while
towards(?= {_OWNER}) | toward
thus far | so far
to date(?=[.,]) | so far
until now | so far
on a daily basis | daily
on a regular basis | regularly
in the past (two|three|four|five|six|seven|eight|nine|ten) (years|months|weeks) | over the past \1 \2
over the (?:past|last) (two|three|four|five|six|seven|eight|nine|ten) (years|months|weeks) | in the past \1 \2
in recent (years|months|weeks) | over recent \1
over recent (years|months|weeks) | in recent \1
in the coming (weeks|months|years) | over the coming \1
over the coming (weeks|months|years) | in the coming \1
although(?= (?:the|it|he|she|they|its|his|her|their)\b) | though
even though(?= (?:the|it|he|she|they|its|his|her|their)\b) | although
(?<=, )though(?= (?:the|it|he|she|they|its|his|her|their)\b) | although
made the decision to | decided to
passed away | died
lost (?:his|her) life | died
lost their lives | died
adjacent to | beside
next to(?= {_OWNER}) | beside
all of the(?= [a-z]) | all the
half of the(?= [a-z]) | half the
as soon as possible | as quickly as possible
began to | started to
started to | began to
begin to | start to
stating that | saying that
noting that | saying that
explaining that | saying that
(?<= )(?:also )?(?:noted|stated|explained|added) that | said that
the fact that(?= (?:the|it|he|she|they)\b) | that
on the basis of | based on
by means of | by
for a period of(?= \w+ (?:years|months|weeks|days|hours)\b) | for
is scheduled to | is due to
are scheduled to | are due to
began(?= [a-z]+ing\b) | started
about(?= \d[\d,.]* (?!million|billion|trillion)[a-z]+s\b) | roughly
about(?= [$€£₹]\d) | roughly
more than(?= [$€£₹]?\d) | over
less than(?= [$€£₹]\d) | under
close to(?= [$€£₹]?\d) | nearly
as many as(?= \d) | up to
up to(?= \d[\d,]* (?:people|passengers|workers|employees|users|customers|patients|students)\b) | as many as
shortly after | soon after
soon after | shortly after
immediately after | right after
(?<=[a-z]{{3}} )(?<!is )(?<!are )(?<!was )(?<!been )(?<!were )following(?= {_THING} (?:[a-z]+ )?{_EVENT}) | after
(?<!long )(?<!soon )(?<!shortly )(?<!days )(?<!weeks )(?<!months )(?<!years )(?<!hours )(?<!right )(?<!day )(?<!week )(?<!month )(?<!year )after(?= {_THING} (?:[a-z]+ )?{_EVENT}) | following
(?<=days )earlier(?=[.,]) | before
(?<=weeks )earlier(?=[.,]) | before
(?<=months )earlier(?=[.,]) | before
(?<=years )earlier(?=[.,]) | before
in an (?:effort|attempt) to | to try to
in a bid to | to try to
tried to | sought to
participated in | took part in
participate in | take part in
participating in | taking part in
took part in | participated in
ensure(?= that\b) | make sure
ensures(?= that\b) | makes sure
make sure(?= that\b) | ensure
spoke with | spoke to
speaking with | speaking to
speak with | speak to
talked with | talked to
met with(?= (?:[A-Z]|{_OWNER})) | met
called on(?= [^.,;]{{3,40}} to [a-z]) | urged
calls on(?= [^.,;]{{3,40}} to [a-z]) | urges
calling on(?= [^.,;]{{3,40}} to [a-z]) | urging
urged(?= [^.,;]{{3,40}} to [a-z]) | called on
died of | died from
died from | died of
resulted in(?= {_OWNER}) | led to
resulting in(?= {_OWNER}) | leading to
led to(?= {_THING} [a-z]+ (?:of|in)\b) | resulted in
(?:was|were) aware that | knew that
(?:is|are) aware that | know that
came to the conclusion that | concluded that
pledged to | promised to
vowed to | promised to
someone | somebody
somebody | someone
everyone(?! else's) | everybody
anyone | anybody
no one | nobody
especially | particularly
particularly(?= [a-z]+) | especially
largely | mostly
mostly | largely
typically | usually
usually | typically
via | through
upon(?= {_OWNER}) | on
based upon | based on
press conference | news conference
press conferences | news conferences
press release | news release
ex-(husband|wife|boyfriend|girlfriend|partner|employee|employees|president|minister) | former \1
kids(?!['’]) | children
voiced(?= (?:concern|concerns|support|doubt|doubts|opposition|frustration)\b) | expressed
on behalf of | for
at the beginning of | at the start of
since the beginning of | since the start of
near(?= (?:the|his|her|their) [a-z]) | close to
close to(?= the [a-z]) | near
throughout the (country|region|state|city|world|nation|area) | across the \1
(man|woman|company|group|village|town|program|project|dog|app|student|boy|girl) named(?= [A-Z]) | \1 called
(man|woman|company|group|village|town|program|project|dog|app) called(?= [A-Z]) | \1 named
an increase(?= (?:in|of)\b) | a rise
a rise(?= (?:in|of)\b) | an increase
a decrease(?= (?:in|of)\b) | a fall
a decline(?= (?:in|of)\b) | a drop
a drop(?= (?:in|of) (?!the bucket)) | a decline
(?<!was )(?<!were )(?<!been )(?<!has )(?<!have )(?<!had )(?<!be )(?<!is )(?<!are )(?<!also )(?<!of )increased(?= (?:by|to|from) [$€£₹]?\d) | rose
(?<!was )(?<!were )(?<!been )(?<!has )(?<!have )(?<!had )(?<!be )(?<!is )(?<!are )(?<!also )(?<!of )decreased(?= (?:by|to|from) [$€£₹]?\d) | fell
(?<!was )(?<!were )(?<!been )(?<!has )(?<!have )(?<!had )(?<!be )(?<!is )(?<!are )(?<!also )(?<!of )dropped(?= (?:by|to|from) [$€£₹]?\d) | fell
the movie | the film
the film(?!-) | the movie
lawsuits | suits
lawsuit(?= (?:against|in|over|by|says|said|alleges|claims|accuses|filed)\b) | suit
lawmakers | legislators
teenagers | teens
(?<!power of )(?<!district )(?<!prosecuting )(?<!U\.S\. )(?<!state )(?<!county )(?<!city )attorney(?! general|'s office|’s office| for the) | lawyer
advertisements | ads
helped to(?= [a-z]) | helped
helps to(?= [a-z]) | helps
help to(?= [a-z]) | help
allowed (them|him|her|it|us) to(?= [a-z]) | let \1
allows (them|him|her|it|us) to(?= [a-z]) | lets \1
allow (them|him|her|it|us) to(?= [a-z]) | let \1
allowing (them|him|her|it|us) to(?= [a-z]) | letting \1
allows ((?:the )?[a-z]+s) to(?= [a-z]) | lets \1
allowed ((?:the )?[a-z]+s) to(?= [a-z]) | let \1
allowing ((?:the )?[a-z]+s) to(?= [a-z]) | letting \1
a lot of(?= [a-z]+s\b) | many
a variety of | various
a wide range of | many
the vast majority of(?= (?:the|its|his|her|their|these)\b) | nearly all of
a handful of | a few
every single | every
each and every | every
first started | started
for the purpose of | for
so as to | to
at the age of(?= \d) | at
was scheduled to | was due to
were scheduled to | were due to
is slated to | is due to
is set to(?= [a-z]) | is due to
are set to(?= [a-z]) | are due to
was elected as | was elected
was appointed as | was appointed
was named as(?= (?:the|its|his|her|chief)) | was named
in excess of | over
during the course of | during
over the course of(?= (?:the|a|an|two|three|four|five|six)\b) | during
in the course of | during
with the exception of | except for
in the vicinity of | near
on the grounds that | because
has the ability to | can
have the ability to | can
as opposed to | rather than
(is|are) going to(?= (?:be|have|take|make|go|do|get|build|win|see|give|need|use|help|keep|run|pay)\b) | will
along with(?= {_OWNER}) | together with
together with(?= {_OWNER}) | along with
during(?= an? (?:[a-z]+ )?(?:news conference|press conference|hearing|meeting|rally|debate|briefing|trial)\b) | at
at(?= an? (?:[a-z]+ )?(?:news conference|press conference|hearing|meeting|rally|debate|briefing|trial)\b) | during
ahead of(?= (?:the|a|an|his|her|its|their) (?:[a-z]+ )?(?:vote|election|elections|trial|hearing|meeting|summit|launch|debate|visit|game|final|announcement|release|deadline|holidays?)\b) | before
(country|state|city|area|region|place|room|house|building|school|town|village|neighborhood) in which | \1 where
more than(?= a (?:year|decade|dozen|century|week|month|hundred|thousand|million)\b) | over
(?<=is )trying to | seeking to
(?<=are )trying to | seeking to
(?<=was )trying to | seeking to
(?<=were )trying to | seeking to
each other | one another
one another | each other
the following (day|year|morning) | the next \1
the next (day|morning)(?=[.,]| (?:in|at|by|with|and|after)\b) | the following \1
the previous (day|week|month|year|night)(?=[.,]) | the \1 before
the past(?= (?:few|several|two|three|four|five|six|seven|eight|nine|decade|year)\b) | the last
the last(?= (?:few|several) (?:years|months|weeks|days)\b) | the past
the entire(?= [a-z]) | the whole
(?:is|are) able to(?= [a-z]) | can
would be able to(?= [a-z]) | could
the start of(?= (?:the|this|a|an|his|her|its|their)\b) | the beginning of
the beginning of(?= (?:the|this|a|an|his|her|its|their)\b) | the start of
a large number of | many
a small number of | a few
owns and operates | runs
which owns(?= [A-Z]) | the owner of
which makes(?= [A-Z]) | the maker of
which publishes(?= [A-Z]) | the publisher of
relating to | about
related to(?= {_THING} (?:case|matter|incident|attack|investigation|outage|breach)\b) | connected with
consists of | is made up of
comprises(?= {_COUNTED}) | consists of
remainder of | rest of
the rest of(?= {_THING}) | the remainder of
(statement|report|study|video|letter|memo) (?:released|issued|published) by(?= (?:the|[A-Z])) | \1 from
at a time when | when
more than(?= half of) | over
in the U\.S\.(?= (?:and|by|to|for|on|as|who|that|is|was|has|will|after|since|during)\b) | in the United States
U\.S\.(?= (?:officials|diplomats|military|forces|troops|government|citizens|soldiers|intelligence|lawmakers|allies|companies)\b) | American
members of the (board|council|committee|cabinet|team|union|panel|jury|group|party|crew|staff) | \1 members
investigation into | inquiry into
investigations into | inquiries into
(?:released|issued) a statement saying | said in a statement
under the age of(?= \d) | under
over the age of(?= \d) | over
e-mail | email
e-mails | emails
e-mailed | emailed
[Ww]eb site | website
[Ww]eb sites | websites
cell phone | cellphone
cell phones | cellphones
air strike | airstrike
air strikes | airstrikes
advisor | adviser
advisors | advisers
will be able to | can
(?<=[a-z] )is in the process of | is
(?<=[a-z] )are in the process of | are
was in the process of | was
were in the process of | were
in close proximity to | near
not far from | near
at that time | then
at the time(?=[.,]) | then
on several occasions | several times
on numerous occasions | many times
on more than one occasion | more than once
a majority of(?= [a-z]+s\b) | most
the overwhelming majority of(?= (?:the|its|his|her|their|these)\b) | nearly all of
apart from(?= {_OWNER}) | aside from
aside from(?= {_OWNER}) | apart from
not only because of | not just because of
in cases where | when
in some cases(?=,) | sometimes
in many cases(?=,) | often
at times(?=[,.]) | sometimes
from around the world | from all over the world
across the nation(?=[.,]) | nationwide
"""

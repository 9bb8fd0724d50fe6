"""Given names that are common where English and German news is written: what follows one is a surname, and no company's.

Not a list of all names: who has a rarer one is known by a role, an age or a pronoun (``persons``). Names that are words or
brands as well ("Will", "Mark", "Grace", "Siri") stand here only where a surname behind them would be taken for a company.
"""

from __future__ import annotations

from functools import cache

from pipeline.languages import words

_GIVEN = """
aaron abdul abigail adam adrian agnes ahmad ahmed aisha alan albert alejandro alessandro alex alexander alexandra alexei
alfred ali alice alicia alison allison amanda amber amelia amir amit amy ana anders andrea andreas andrei andrew andy angela
anita anja anjali ann anna anne annette anthony antoine anton antonio arjun arnold arthur arun ashley astrid audrey barack
barbara barry bashar beatrice ben benedict benjamin bernard bernd bernhard bernie bert beth betty bill birgit björn bob
boris brad brandon brenda brent brett brian bridget brigitte britta bruce bruno bryan caitlin callum cameron carl carla
carlos carmen carol caroline carsten catherine cathy cecilia chad chandra charles charlie charlotte chen chloe chris
christian christina christine christoph christopher chuck cindy claire clara claudia claus colin connor corey cornelia craig
cristina curtis cynthia dagmar daisy dan daniel daniela danielle danny darren dave david dean deborah debra deepak denis
denise dennis derek diana diane diego dieter dietmar dirk dmitri dmitry dominic dominik don donald donna doris dorothy doug
douglas duncan dustin dylan eddie edgar edmund eduardo edward edwin eileen elaine eleanor elena elif elisabeth elizabeth
ella ellen elon emily emma emmanuel enrique eric erich erik erika erin ernst ethan eugene eva evan evelyn fabian fatima
felix fernando fiona florian francesca francesco francis francisco frank franz fred frederic frederick friedrich fritz
gabriel gabriele gareth gary gavin geoff geoffrey georg george georgina gerald gerd gerhard gianni gilbert gina giorgio
giovanni giulia giuseppe gloria gordon graham greg gregory greta guido guillaume gustav günter günther hannah hannes hans
harald harriet harry harvey hassan heather hector heidi heike heiko heinrich heinz helen helena helga helmut henri henrik
henry herbert hermann hilary hillary hiroshi holger horst howard hugh hugo hussein ian ibrahim ignacio igor ilse ines inga
ingo ingrid irene isaac isabel isabella ivan ivana jack jackie jacob jacques jaime jair jake jakob james jamie jan jana jane
janet janine jared jason javier jay jean jeff jeffrey jennifer jenny jens jeremy jerome jerry jesse jessica jesus jill jim
jimmy jin jo joachim joan joanna joao joe joel johan johann johanna johannes john johnny jon jonas jonathan jordan jorge
jose josef joseph josh joshua josé joyce juan judith judy julia julian julie juliet jun jung justin justine jürgen kai
kamala karen karin karl karsten kate katharina katherine kathleen kathryn kathy katie katja katrin kay keith kelly ken
kenneth kerry kerstin kevin kim kimberly kirsten klaus konrad kristen kristin kumar kurt kyle lars laura lauren laurence
laurent lawrence leah lee lena leo leon leonard leonardo leslie lewis liam lillian linda lindsay lindsey lisa liz lloyd
lorenzo lori lothar louis louise lucas lucia lucy luigi luis luisa luke lutz lydia lynn maggie malcolm manfred manuel marc
marcel marcus margaret margarete maria marianne marie mario marion marjorie markus marlene marta martha martin martina
marvin mary massimo mathias matt matteo matthew matthias maureen maurice max maximilian megan meghan mehmet melanie melissa
meredith michael michaela michel michelle miguel mike mikhail milan miriam mitch mitt mohamed mohammad mohammed molly monica
monika moritz muhammad mustafa nadia nadine nancy naomi narendra natalia natalie natasha nathan neil nicholas nick nicola
nicolas nicole nigel nikki nikolai nikolas nils nina noah noel nora norbert norman olaf oleg olga oliver olivia omar oscar
oskar otto owen pablo pamela paolo pascal patricia patrick paul paula pauline pedro peggy peter petra phil philip philipp
philippe phillip pierre piotr priya rachel rahul rainer raj rajesh ralf ralph ramesh randy raphael raul ravi raymond rebecca
recep regina reiner reinhard renate rené rex rhonda ricardo riccardo richard rick rishi rita rob robert roberta roberto
robin rodney roger roland rolf roman ron ronald rosa rosemary ross roy rudolf rudy rupert russell ruth ryan sabine sabrina
sally salvador sam samantha samir samuel sandra sanjay sara sarah saskia satoshi satya scott sean sebastian serge sergei
sergey shane shannon sharon shaun shawn sheila shinzo sigrid silke silvia simon simone sofia sonia sonja sophia sophie
spencer stacy stan stanley stefan stefanie stella stephan stephanie stephen steve steven stuart sue sundar suresh susan
susanne suzanne sven svenja sylvia takashi tamara tania tanja tara ted terence teresa terry thabo theodor theresa therese
thomas thorsten tiffany tim timothy tina tobias todd tom tomas tommy toni tony tracy travis trevor tristan tyler udo ulf
ulrich ulrike ursula ute uwe valerie vanessa vera vernon veronica vicki victor victoria vijay vikram viktor vincent virginia
vivek vladimir volker volodymyr walter wanda wang warren wayne wendy werner wesley wilfried wilhelm william willy winfried
winston wolfgang xavier xi yasmin yusuf yves yvonne zachary zoe
"""


@cache
def given_names() -> frozenset[str]:
    """Given names in small letters."""
    return words(_GIVEN)

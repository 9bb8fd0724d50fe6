"""Places under the name that English gives them: what München, Munich and म्यूनिख share.

One line a place: its English name, then what other languages call it; names that are spelled as in English are left out.
A space inside a name is written as an underscore.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_PLACES = """
afghanistan afganistán afeganistão अफगानिस्तान
algeria algerien algérie argelia argélia अल्जीरिया
amsterdam ámsterdam amesterdão amsterdã एम्स्टर्डम
antwerp antwerpen amberes anvers antuérpia
argentina argentinien argentine अर्जेंटीना
assam असम
athens athen atenas athènes एथेंस
australia australien australie austrália ऑस्ट्रेलिया
austria österreich autriche áustria ऑस्ट्रिया
barcelona barcelone बार्सिलोना
basel bâle basilea basileia
bavaria bayern baviera bavière
beijing peking pekín pékin pequim बीजिंग
belgium belgien bélgica belgique बेल्जियम
berlin berlín berlim बर्लिन
bern berne berna
brazil brasilien brasil brésil ब्राजील
brussels brüssel bruselas bruxelles bruxelas ब्रसेल्स
bucharest bukarest bucarest bucareste
budapest budapeste बुडापेस्ट
cairo kairo el_cairo caire काहिरा
california kalifornien californie califórnia कैलिफोर्निया
canada kanada canadá कनाडा
chile chili चिली
china chine चीन
cologne köln colonia colônia colónia
colombia kolumbien colombie colômbia कोलंबिया
copenhagen kopenhagen copenhague कोपेनहेगन
croatia kroatien croacia croatie croácia क्रोएशिया
cuba kuba क्यूबा
czechia tschechien chequia tchéquie chéquia
delhi दिल्ली
denmark dänemark dinamarca danemark डेनमार्क
dresden dresde
dublin dublín डबलिन
dubai dubái dubaï दुबई
edinburgh edimburgo édimbourg
egypt ägypten egipto égypte egito मिस्र
europe europa यूरोप
european_union europäische_union unión_europea union_européenne união_europeia यूरोपीय_संघ
finland finnland finlandia finlande finlândia फिनलैंड
florence florenz florencia florença
france frankreich francia frança फ्रांस
frankfurt fráncfort francfort फ्रैंकफर्ट
geneva genf ginebra genève genebra जिनेवा
genoa genua génova gênes gênova
germany deutschland alemania allemagne alemanha जर्मनी
greece griechenland grecia grèce grécia यूनान ग्रीस
hamburg hamburgo hambourg हैम्बर्ग
hague den_haag haag haya haye haia
hungary ungarn hungría hongrie hungria हंगरी
iceland island islandia islande islândia
india indien inde índia भारत
indonesia indonesien indonésie indonésia इंडोनेशिया
iran irán irão ईरान
iraq irak iraque इराक
ireland irland irlanda irlande आयरलैंड
israel israël इजरायल इस्राइल
istanbul estambul istambul इस्तांबुल
italy italien italia italie itália इटली
jaipur जयपुर
japan japón japon japão जापान
jerusalem jerusalén jérusalem jerusalém यरुशलम
kenya kenia quênia quénia केन्या
kyiv kiew kiev kyjiw कीव
kolkata calcutta kalkutta calcuta कोलकाता
lausanne lausana
lisbon lissabon lisboa lisbonne लिस्बन
london londres लंदन
luxembourg luxemburg luxemburgo
madrid मैड्रिड
mexico mexiko méxico mexique मेक्सिको मैक्सिको
mexico_city mexiko-stadt ciudad_de_méxico cidade_do_méxico
milan mailand milán milão मिलान
moscow moskau moscú moscou moscovo मॉस्को
morocco marokko marruecos maroc marrocos मोरक्को
mumbai bombay मुंबई
munich münchen múnich munique म्यूनिख म्यूनिक
naples neapel nápoles
netherlands niederlande países_bajos pays-bas países_baixos नीदरलैंड
new_delhi neu-delhi nueva_delhi nova_delhi नई_दिल्ली
new_york nueva_york nova_york nova_iorque न्यूयॉर्क
new_zealand neuseeland nueva_zelanda nouvelle-zélande nova_zelândia न्यूजीलैंड
nice nizza niza
north_korea nordkorea corea_del_norte corée_du_nord coreia_do_norte
norway norwegen noruega norvège नॉर्वे
nuremberg nürnberg núremberg nuremberga
paris parís पेरिस
pakistan pakistán paquistão पाकिस्तान
philippines philippinen filipinas फिलीपींस
poland polen polonia pologne polônia polónia पोलैंड
prague prag praga प्राग
pune पुणे
rome rom roma रोम
rotterdam róterdam roterdão
russia russland rusia russie rússia रूस
sao_paulo são_paulo साओ_पाउलो
saudi_arabia saudi-arabien arabia_saudí arabie_saoudite arábia_saudita
scotland schottland escocia écosse escócia
seville sevilla séville sevilha
singapore singapur singapour singapura सिंगापुर
south_africa südafrika sudáfrica áfrica_do_sul
south_korea südkorea corea_del_sur corée_du_sud coreia_do_sul
spain spanien españa espagne espanha स्पेन
stockholm estocolmo स्टॉकहोम
strasbourg straßburg estrasburgo
sweden schweden suecia suède suécia स्वीडन
switzerland schweiz suiza suisse suíça स्विट्जरलैंड
syria syrien siria syrie síria सीरिया
thailand tailandia thaïlande tailândia थाईलैंड
tokyo tokio tóquio टोक्यो
toronto टोरंटो
turkey türkei turquía turquie turquia तुर्की
turin torino turín
ukraine ucrania ucrânia यूक्रेन
united_kingdom vereinigtes_königreich reino_unido royaume-uni
united_states vereinigte_staaten vereinigten_staaten estados_unidos états-unis ee.uu ee.uu. usa us
venice venedig venecia venise veneza
vienna wien viena vienne वियना
vietnam viêt_nam vietname वियतनाम
warsaw warschau varsovia varsovie varsóvia वारसॉ
washington वाशिंगटन वॉशिंगटन
zurich zürich zúrich zurique ज्यूरिख
"""


def place(name: str) -> str | None:
    """Give the English name, in lower case, of a place that another language calls so; None where there is none known."""
    return _places().get(name)


@cache
def _places() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in unicodedata.normalize("NFC", _PLACES).strip().splitlines():
        english, *others = (name.replace("_", " ") for name in line.split())
        found.update(dict.fromkeys(others, english))
    return found

"""Names that are nobody's subject wherever they stand: places, and public bodies and programmes by their short names."""

from __future__ import annotations

from functools import cache

from pipeline.features.places import place
from pipeline.languages import words

# A space inside a name is written as an underscore.
_PLACES = """
afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh
barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil britain brunei bulgaria burkina_faso burundi
cambodia cameroon canada chad chile china colombia congo costa_rica croatia cuba cyprus czechia denmark djibouti dominica
ecuador egypt el_salvador england eritrea estonia eswatini ethiopia fiji finland france gabon gambia gaza germany ghana
greece greenland grenada guatemala guinea guyana haiti honduras hong_kong hungary iceland india indonesia iran iraq ireland
israel italy ivory_coast jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia
libya liechtenstein lithuania luxembourg macau madagascar malawi malaysia maldives mali malta mauritania mauritius mexico
moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal netherlands new_zealand nicaragua niger nigeria
north_korea north_macedonia norway oman pakistan palestine panama papua_new_guinea paraguay peru philippines poland portugal
qatar romania russia rwanda samoa saudi_arabia scotland senegal serbia seychelles sierra_leone singapore slovakia slovenia
somalia south_africa south_korea south_sudan spain sri_lanka sudan suriname sweden switzerland syria taiwan tajikistan
tanzania thailand togo tonga trinidad tunisia turkey turkmenistan tuvalu uganda ukraine united_arab_emirates united_kingdom
united_states uruguay uzbekistan vanuatu vatican venezuela vietnam wales yemen zambia zimbabwe korea america africa asia
europe antarctica arctic oceania scandinavia balkans crimea catalonia flanders bavaria saxony hesse prussia silicon_valley
wall_street alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
nevada new_hampshire new_jersey new_mexico new_york north_carolina north_dakota ohio oklahoma oregon pennsylvania
rhode_island south_carolina south_dakota tennessee texas utah vermont virginia washington west_virginia wisconsin wyoming
puerto_rico alberta british_columbia manitoba new_brunswick newfoundland nova_scotia ontario quebec saskatchewan yukon
queensland victoria tasmania new_south_wales london paris berlin munich hamburg frankfurt stuttgart cologne dresden leipzig
vienna zurich geneva rome milan madrid barcelona lisbon brussels amsterdam rotterdam the_hague copenhagen stockholm oslo
helsinki dublin edinburgh glasgow manchester birmingham liverpool leeds bristol cambridge oxford warsaw prague budapest
bucharest sofia athens istanbul ankara moscow kyiv kiev minsk beijing shanghai shenzhen guangzhou tokyo osaka kyoto seoul
taipei hanoi bangkok jakarta manila mumbai delhi new_delhi bangalore bengaluru hyderabad chennai kolkata karachi lahore
islamabad kabul tehran baghdad damascus beirut jerusalem tel_aviv riyadh dubai abu_dhabi doha cairo nairobi lagos
johannesburg cape_town casablanca sydney melbourne brisbane perth auckland wellington toronto montreal ottawa vancouver
calgary boston chicago los_angeles san_francisco san_diego san_jose seattle portland denver dallas houston austin atlanta
miami philadelphia detroit phoenix las_vegas new_orleans brooklyn manhattan baltimore cleveland pittsburgh sacramento
oakland mountain_view cupertino palo_alto redmond menlo_park sao_paulo rio_de_janeiro buenos_aires santiago bogota lima
caracas mexico_city deutschland frankreich italien spanien schweiz österreich polen russland türkei niederlande belgien
dänemark schweden norwegen finnland griechenland ungarn tschechien bayern sachsen hessen niedersachsen nordrhein-westfalen
baden-württemberg brandenburg nigerian egyptian syrian iraqi afghan pakistani vietnamese thai indonesian malaysian filipino
kenyan ethiopian ghanaian romanian bulgarian hungarian croatian serbian slovak slovenian estonian latvian lithuanian
icelandic portuguese argentine chilean colombian peruvian venezuelan cuban libyan tunisian moroccan algerian palestinian
lebanese jordanian yemeni qatari emirati georgian texan californian parisian londoner schleswig-holstein thüringen
rheinland-pfalz saarland mecklenburg-vorpommern sachsen-anhalt
"""
_BODIES = """
un nato who wto imf opec unesco unicef interpol europol ecb ezb eu fed fbi cia nsa nasa esa irs doj ftc fcc sec fda epa faa
dea atf tsa nhs gchq mi5 mi6 ofcom ico cma bsi bafin bka bnd bundesnetzagentur bundesbank bundestag bundesrat
bundesgerichtshof cbo gao omb house senate congress parliament pentagon kremlin white_house downing_street capitol
westminster whitehall elysee knesset duma gop democrats republicans tories labour afd spd cdu csu fdp grüne linke maga dnc
rnc aclu naacp nra hamas hezbollah hizbollah taliban isis isil al_qaeda eta ira farc medicare medicaid obamacare brexit
social_security covid covid-19 gdpr dsgvo christmas west_bank north_sea boko_haram ice dhs hhs cdc cbp usda
un_security_council g7 g8 g20 covid-19 sars-cov-2 h1n1 h5n1 sars easter ramadan halloween thanksgiving olympics world_cup
super_bowl internet twitterati god bible quran
"""


@cache
def _nobody() -> frozenset[str]:
    return frozenset(name.replace("_", " ") for name in words(_PLACES) | words(_BODIES))


def is_nobody(name: str) -> bool:
    """Whether this name, in small letters, is a place's, or a public body's, party's or programme's short name."""
    return name in _nobody() or place(name) is not None

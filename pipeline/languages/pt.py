"""Portuguese."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.languages import Language, words

LANGUAGE = Language(
    code="pt",
    name="Português",
    stop_words=words(
        """
        a à ainda ao aos apenas após as às até cada com como contra cujo da das de dela dele deles depois
        desde do dois dos e é ela elas ele eles em enquanto entre era eram essa esse esta está estão este foi
        foram há isso isto já lhe mais mas me mesmo muito na não nas nem no nos num numa o onde os ou para
        pela pelas pelo pelos por porque pode qual quando que quem se segundo seja sem ser será seu seus só
        sobre são sua suas também tem têm ter tinha toda todos um uma umas uns você vai
        """
    ),
    titles=words("sr sra srta dr dra eng prof profa gen n nº pág art"),
    abbreviations=words("etc s.a ltda cia a.c d.c ex av"),
    quotes=(("“", "”"), ("«", "»"), ('"', '"')),
    months=(
        ("janeiro",),
        ("fevereiro",),
        ("março",),
        ("abril",),
        ("maio",),
        ("junho",),
        ("julho",),
        ("agosto",),
        ("setembro",),
        ("outubro",),
        ("novembro",),
        ("dezembro",),
    ),
    weekdays=(
        ("segunda-feira",),
        ("terça-feira",),
        ("quarta-feira",),
        ("quinta-feira",),
        ("sexta-feira",),
        ("sábado",),
        ("domingo",),
    ),
    decimal=",",
    group=".",
    pronouns=words("ele ela eles elas este esta isto esse essa isso aquele aquela seu sua seus suas ambos"),
    connectives=words("mas e ou porém contudo entretanto além também então assim depois portanto"),
    relative_days=MappingProxyType({"hoje": 0, "ontem": -1, "anteontem": -2, "amanhã": 1}),
    vague_times=("na semana passada", "esta semana", "no mês passado", "este ano", "no ano passado", "recentemente", "agora"),
    speech_verbs=words(
        """
        disse diz afirmou afirma explicou contou acrescentou anunciou escreveu perguntou respondeu declarou
        """
    ),
    bylines=("por", "escrito por", "texto de", "reportagem de", "da redação", "publicado por"),
    reported=(
        r"\b(?:[Ss]egundo|[Dd]e acordo com) (?:[oa] )?(?P<outlet>[A-ZÁÂÃÉÊÍÓÔÕÚÇ][\w.-]*(?: [A-ZÁÂÃÉÊÍÓÔÕÚÇ][\w.-]*){0,3})",
    ),
    consent_phrases=(
        "usamos cookies",
        "utilizamos cookies",
        "aceitar todos",
        "aceitar e continuar",
        "sua privacidade",
        "nossos parceiros",
    ),
    paywall_phrases=(
        "assine para continuar",
        "exclusivo para assinantes",
        "já é assinante",
        "para continuar lendo",
        "conteúdo para assinantes",
    ),
    missing_phrases=("página não encontrada", "erro 404", "a página que você", "não está mais disponível", "não existe"),
    promo_phrases=(
        "leia também",
        "leia mais",
        "veja também",
        "saiba mais",
        "newsletter",
        "siga-nos",
        "publicidade",
        "comentários",
        "foto:",
        "compartilhe",
    ),
)

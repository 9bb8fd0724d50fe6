"""Portuguese."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.languages import Language, numbered, words

LANGUAGE = Language(
    code="pt",
    name="Português",
    stop_words=words(
        """
        a agora ainda algo algum alguma algumas alguns alguém ali ambos antes ao aos apenas após aquela aquelas
        aquele aqueles aqui aquilo as assim até bem cada casa cerca coisa com como conforme contra cujo da
        daquela daquele das de dela dele deles depois desde dessa desse desta deste deve devem disse diz dizer
        do dois dos durante e ela elas ele eles em embora enquanto entre então era eram essa essas esse esses
        esta estar estas estava estavam este estes estou está estão eu faz fazer fez fica ficou foi fora foram
        geral grande houve há inclusive isso isto já lhe lhes lá maior maioria mais mas me melhor menos mesma
        mesmo mesmos minha muita muitas muito muitos na nada nas nem nessa nesse nesta neste ninguém no nos
        nossa nosso num numa nunca não nós o onde os ou outra outras outro outros para parte pela pelas pelo
        pelos pode podem poder poderia pois por porque pouco primeira primeiro própria próprio quais qual quando
        quanto quase quatro que quem se segundo seja sem sempre ser seria seriam será seu seus sim sob sobre
        sobretudo somente sou sua suas são só tal talvez também tanto tem tendo ter terá teve tinha tive toda
        todas todo todos três tudo tão têm um uma umas uns vai vem vez vezes você vão à às é
        """
    ),
    titles=words(
        """
        sr sra srs sras srta dr dra drs dras eng arq prof profa profª exmo exma gen cel cap ten d dom sto sta n
        nº núm pág págs art vol tel aprox cf vs
        """
    ),
    abbreviations=words(
        """
        etc s.a ltda cia a.c d.c a.m p.m ex av r jan fev abr jun jul ago nov dez km kg máx e.u.a eua p.ex obs
        """
    ),
    quotes=(("“", "”"), ("«", "»"), ('"', '"')),
    months=(
        (
            "janeiro",
            "jan",
        ),
        (
            "fevereiro",
            "fev",
        ),
        (
            "março",
            "mar",
        ),
        (
            "abril",
            "abr",
        ),
        (
            "maio",
            "mai",
        ),
        (
            "junho",
            "jun",
        ),
        (
            "julho",
            "jul",
        ),
        (
            "agosto",
            "ago",
        ),
        (
            "setembro",
            "set",
        ),
        (
            "outubro",
            "out",
        ),
        (
            "novembro",
            "nov",
        ),
        (
            "dezembro",
            "dez",
        ),
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
    letters=frozenset("ãõáâàçéêíóôú"),
    decimal=",",
    group=". ",
    scales=numbered(
        """
        mil 3 milhão 6 milhões 6 mi 6 mn 6 bilhão 9 bilhões 9 bi 9 bilião 12 biliões 12 trilhão 12 trilhões 12 tri 12
        """
    ),
    percents=("por cento",),
    counts=numbered(
        """
        um 1 uma 1 dois 2 duas 2 três 3 quatro 4 cinco 5 seis 6 sete 7 oito 8 nove 9 dez 10 onze 11 doze 12 treze 13
        catorze 14 quatorze 14 quinze 15 dezesseis 16 dezasseis 16 dezessete 17 dezassete 17 dezoito 18 dezenove 19
        dezanove 19 vinte 20 trinta 30 quarenta 40 cinquenta 50 sessenta 60 setenta 70 oitenta 80 noventa 90 cem 100
        cento 100 duzentos 200 duzentas 200 trezentos 300 trezentas 300 quatrocentos 400 quatrocentas 400 quinhentos
        500 quinhentas 500 seiscentos 600 seiscentas 600 setecentos 700 setecentas 700 oitocentos 800 oitocentas 800
        novecentos 900 novecentas 900 mil 1000
        """
    ),
    unit_joint="e",
    rest_joint="e",
    fractions=MappingProxyType({"meio": "0.5"}),
    half_more="e meio",
    clock=(
        r"(?:[01]?\d|2[0-4]) ?h(?: ?[0-5]\d)?(?:min)?\b",
        r"(?<=\bàs )(?:[01]?\d|2[0-4])(?:[.:][0-5]\d\b| horas\b)",
    ),
    pronouns=words(
        """
        ele ela eles elas este esta isto estes estas esse essa isso esses essas aquele aquela aquilo aqueles
        aquelas seu sua seus suas dele dela ambos ambas lhe lhes tal tais
        """
    ),
    connectives=words(
        """
        mas e ou porém contudo todavia entretanto além também então assim depois portanto ainda aliás igualmente
        posteriormente anteriormente finalmente enquanto nem senão
        """
    ),
    relative_days=MappingProxyType({"hoje": 0, "ontem": -1, "anteontem": -2, "amanhã": 1}),
    vague_times=(
        "na semana passada",
        "esta semana",
        "nesta semana",
        "na próxima semana",
        "no mês passado",
        "este mês",
        "neste mês",
        "no próximo mês",
        "este ano",
        "neste ano",
        "no ano passado",
        "no próximo ano",
        "recentemente",
        "há dias",
        "há semanas",
        "há meses",
        "há anos",
        "esta manhã",
        "nesta manhã",
        "esta tarde",
        "esta noite",
        "ontem à noite",
        "agora",
    ),
    speech_verbs=words(
        """
        disse diz afirmou afirma explicou explica contou acrescentou anunciou escreveu perguntou pergunta
        respondeu declarou ressaltou destacou avaliou comentou alertou insistiu confirmou lembrou completou
        concluiu garantiu sublinhou referiu
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
    stamps=("publicado", "atualizado", "actualizado", "última atualização", "modificado", "publicada", "atualizada"),
    corrections=("correção", "errata", "erramos", "nota da redação", "esclarecimento", "uma versão anterior dest"),
)

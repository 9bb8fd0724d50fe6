"""Spanish."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.languages import Language, numbered, words

LANGUAGE = Language(
    code="es",
    name="Español",
    stop_words=words(
        """
        a al algo algunos ante antes aquel aquella aquellas aquellos aquí así aunque aún bajo bien cada casi
        como con conmigo contra cual cuando cuanto cuantos cuya cuyas cuyo cuyos cuáles cuándo cómo de debe
        deben decir del desde después dice dicho dijo donde dos durante dónde e el ella ellas ellos en entonces
        entre era eran es esa esas ese eso esos esta estaba estaban estado estar estas este esto estos está
        están fue fuera fueron gran ha haber había habían hace hacer hacia han hasta hay hizo hubo igual incluso
        jamás la las le les lo los luego mayor me mejor menos mi mientras misma mismo mismos mucha muchas mucho
        muchos muy más nada nadie ni ninguna ninguno no nos nosotros nuestra nuestro nunca o otra otro otros
        para parte pero poco poder podría por porque primera primero propia propio puede pueden pues que quien
        qué salvo se sea sean segunda según ser será sería si sido siempre sigue sin sino sobre solo somos son
        su sus sí tal también tampoco tan tanto tendrá tener tenía tiene tienen toda todas todo todos tras tu
        tuvo un una unas uno unos usted va van veces vez y ya yo él
        """
    ),
    titles=words(
        """
        sr sra srta sres dr dra dres lic ing arq prof profa d dª dña gral cnel cap tte mons fr sto sta excmo
        excma núm nº n pág págs art arts vol cap av avda c/ tel aprox ca cf vs ee rr ff jj
        """
    ),
    abbreviations=words(
        """
        etc ee.uu uu cía ltda s.a s.l s.a.u p.ej p.e a.c d.c a.m p.m ud uds vd vds ene feb mar abr may jun jul
        ago sept sep oct nov dic km kg min máx j.c hh aa oo rr.hh cc.aa ff.aa jj.oo
        """
    )
    - {"mar"},
    quotes=(("«", "»"), ("“", "”"), ('"', '"')),
    months=(
        (
            "enero",
            "ene",
        ),
        (
            "febrero",
            "feb",
        ),
        (
            "marzo",
            "mar",
        ),
        (
            "abril",
            "abr",
        ),
        (
            "mayo",
            "may",
        ),
        (
            "junio",
            "jun",
        ),
        (
            "julio",
            "jul",
        ),
        (
            "agosto",
            "ago",
        ),
        (
            "septiembre",
            "setiembre",
            "sept",
            "sep",
        ),
        (
            "octubre",
            "oct",
        ),
        (
            "noviembre",
            "nov",
        ),
        (
            "diciembre",
            "dic",
        ),
    ),
    weekdays=(
        ("lunes",),
        ("martes",),
        ("miércoles",),
        ("jueves",),
        ("viernes",),
        ("sábado",),
        ("domingo",),
    ),
    letters=frozenset("ñáéíóúü"),
    decimal=",",
    group=". ",
    either_mark=True,
    scales=numbered(
        """
        mil 3 miles 3 millón 6 millones 6 mill 6 mdd 6 mdp 6 m 6 k 3 billón 12 billones 12
        """
    ),
    percents=("por ciento", "por cien"),
    counts=numbered(
        """
        un 1 una 1 uno 1 dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12 trece
        13 catorce 14 quince 15 dieciséis 16 diecisiete 17 dieciocho 18 diecinueve 19 veinte 20 veintiuno 21
        veintiuna 21 veintiún 21 veintidós 22 veintitrés 23 veinticuatro 24 veinticinco 25 veintiséis 26 veintisiete
        27 veintiocho 28 veintinueve 29 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa
        90 cien 100 ciento 100 doscientos 200 doscientas 200 trescientos 300 trescientas 300 cuatrocientos 400
        cuatrocientas 400 quinientos 500 quinientas 500 seiscientos 600 seiscientas 600 setecientos 700 setecientas
        700 ochocientos 800 ochocientas 800 novecientos 900 novecientas 900 mil 1000
        """
    ),
    unit_joint="y",
    fractions=MappingProxyType({"medio": "0.5"}),
    half_more="y medio",
    clock=(
        r"(?:[01]?\d|2[0-4])[.:][0-5]\d ?(?:h|hs|hrs|horas)\b",
        r"(?:[01]?\d|2[0-4]) ?h(?: ?[0-5]\d)?\b",
        r"(?<=\blas )(?:[01]?\d|2[0-4])(?:[.:][0-5]\d\b| horas\b)",
    ),
    pronouns=words(
        """
        él ella ello ellos ellas este esta esto estos estas ese esa eso esos esas aquel aquella aquello aquellos
        aquellas su sus ambos ambas lo la les le dicho dicha dichos dichas
        """
    ),
    connectives=words(
        """
        pero y o e u sino embargo además también tampoco entonces así mientras después luego asimismo obstante
        aun finalmente incluso igualmente posteriormente previamente consecuentemente paralelamente
        """
    ),
    relative_days=MappingProxyType({"hoy": 0, "ayer": -1, "anteayer": -2, "mañana": 1}),
    vague_times=(
        "la semana pasada",
        "esta semana",
        "la próxima semana",
        "la semana que viene",
        "el mes pasado",
        "este mes",
        "el próximo mes",
        "este año",
        "el año pasado",
        "el próximo año",
        "recientemente",
        "hace poco",
        "hace días",
        "hace semanas",
        "hace meses",
        "hace años",
        "esta mañana",
        "esta tarde",
        "esta noche",
        "anoche",
        "últimamente",
        "ahora",
    ),
    speech_verbs=words(
        """
        dijo dice dicen afirmó afirma aseguró asegura explicó explica señaló señala añadió añade declaró anunció
        escribió preguntó pregunta respondió contestó indicó comentó advirtió insistió confirmó recordó sostuvo
        manifestó concluyó subrayó agregó
        """
    ),
    bylines=("por", "escrito por", "texto de", "una información de", "reportaje de", "redactado por"),
    reported=(
        r"\b[Ss]egún (?:informó |publicó )?(?P<outlet>(?:[Ee]l |[Ll]a )?[A-ZÁÉÍÓÚÑ][\w.-]*(?: [A-ZÁÉÍÓÚÑ][\w.-]*){0,3})",
    ),
    consent_phrases=(
        "utilizamos cookies",
        "aceptar todas",
        "aceptar y continuar",
        "tu privacidad",
        "nuestros socios",
        "configurar cookies",
    ),
    paywall_phrases=(
        "suscríbete para seguir leyendo",
        "para seguir leyendo",
        "solo para suscriptores",
        "contenido exclusivo para suscriptores",
        "ya eres suscriptor",
    ),
    missing_phrases=("página no encontrada", "error 404", "la página que buscas", "ya no está disponible", "no existe"),
    promo_phrases=(
        "lee también",
        "leer más",
        "lea también",
        "te puede interesar",
        "más información",
        "newsletter",
        "síguenos",
        "publicidad",
        "comentarios",
        "foto:",
        "archivado en",
    ),
    stamps=("publicado", "actualizado", "última actualización", "modificado", "publicada", "actualizada"),
    corrections=(
        "corrección",
        "fe de errores",
        "fe de erratas",
        "aclaración",
        "nota de la redacción",
        "una versión anterior de est",
    ),
)

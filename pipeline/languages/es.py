"""Spanish."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.languages import Language, words

LANGUAGE = Language(
    code="es",
    name="Español",
    stop_words=words(
        """
        a al algo algunos ante antes aquí así aunque bajo bien cada casi como con contra cual cuando cuyo de
        del desde después donde dos durante e el él ella ellas ellos en entre era eran es esa ese eso esta
        está están este esto estos fue fueron ha han hacia hasta hay la las le les lo los mientras más me mi
        muy ni no nos o otra otro otros para pero poco por porque pues que qué quien se según ser será si sí
        sido sin sobre solo son su sus también tan tanto tiene tienen todo todos tras tu un una uno unos y ya
        """
    ),
    titles=words("sr sra srta dr dra lic ing prof d dña gral núm nº n pág art"),
    abbreviations=words("etc ee.uu cía s.a s.l p.ej a.c d.c a.m p.m ud uds"),
    quotes=(("«", "»"), ("“", "”"), ('"', '"')),
    months=(
        ("enero",),
        ("febrero",),
        ("marzo",),
        ("abril",),
        ("mayo",),
        ("junio",),
        ("julio",),
        ("agosto",),
        ("septiembre",),
        ("octubre",),
        ("noviembre",),
        ("diciembre",),
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
    decimal=",",
    group=".",
    pronouns=words(
        """
        él ella ellos ellas este esta esto estos estas ese esa eso esos esas su sus ambos lo la les
        """
    ),
    connectives=words(
        """
        pero y o embargo además también entonces así mientras después luego asimismo obstante
        """
    ),
    relative_days=MappingProxyType({"hoy": 0, "ayer": -1, "anteayer": -2, "mañana": 1}),
    vague_times=("la semana pasada", "esta semana", "el mes pasado", "este año", "el año pasado", "recientemente", "ahora"),
    speech_verbs=words(
        """
        dijo dice afirmó aseguró explicó señaló añadió declaró anunció escribió preguntó respondió
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
)

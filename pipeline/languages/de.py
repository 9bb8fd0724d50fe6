"""German."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.languages import Language, numbered, words

_OUTLET = r"(?P<outlet>(?:[Dd](?:ie|er|as|em|en) )?[A-ZÄÖÜ][\w&’'.-]*(?: (?:&|[A-ZÄÖÜ][\w&’'.-]*)){0,3})"

LANGUAGE = Language(
    code="de",
    name="Deutsch",
    stop_words=words(
        """
        ab aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei
        beim bereits bis bin bist da dabei dadurch dafür dagegen daher damit danach dann daran darauf darin
        darüber darum das dass davon dazu dem den denen denn der deren des dessen deshalb die dies diese
        diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines einige einigen er erst
        es etwa etwas euch für gegen gegenüber gibt habe haben hat hatte hatten hier hinter ich ihm ihn ihnen
        ihr ihre ihrem ihren ihrer im immer in indem ins ist ja jede jedem jeden jeder jedes jedoch jetzt kann
        kein keine keinem keinen keiner können könnte könnten laut man mehr mehrere mein mich mir mit muss
        müssen musste nach nachdem neben nicht nichts noch nun nur ob oder ohne schon sehr sei seien sein
        seine seinem seinen seiner seit sich sie sind so sobald sogar soll sollen sollte sollten sondern sonst
        sowie statt über um und uns unser unter viel viele vielen vom von vor war waren warum was wegen weil
        weiter weitere weiteren welche welchem welchen welcher wenn wer werde werden wie wieder will wir wird
        wo wurde wurden während wäre wären zu zum zur zwar zwei zwischen
        """
    ),
    titles=words(
        """
        hr fr dr prof dipl ing st nr abs art bd ca vgl sog bzgl gem geb inkl exkl zzgl tel str rd mind max min
        ggf evtl insb bes z d u i s o
        """
    ),
    abbreviations=words(
        """
        usw etc bzw co u.a z.b d.h u.s.w o.ä o.g u.u i.d.r z.t v.a s.o s.u n.chr v.chr jan feb mär apr jun jul
        aug sep sept okt nov dez mo di mi do fr sa so mio mrd tsd jh jhd jr sr inc corp ltd a.d m.e
        """
    )
    - {"so", "do", "mi", "di", "mo", "sa"},
    quotes=(("„", "“"), ("»", "«"), ("‚", "‘"), ('"', '"'), ("“", "”")),
    months=(
        ("januar", "jänner", "jan"),
        ("februar", "feber", "feb"),
        ("märz", "mär"),
        ("april", "apr"),
        ("mai",),
        ("juni", "jun"),
        ("juli", "jul"),
        ("august", "aug"),
        ("september", "sept", "sep"),
        ("oktober", "okt"),
        ("november", "nov"),
        ("dezember", "dez"),
    ),
    weekdays=(
        ("montag", "mo"),
        ("dienstag", "di"),
        ("mittwoch", "mi"),
        ("donnerstag", "do"),
        ("freitag", "fr"),
        ("samstag", "sonnabend", "sa"),
        ("sonntag", "so"),
    ),
    letters=frozenset("äöüß"),
    decimal=",",
    group=". ",
    scales=numbered(
        """
        tausend 3 tsd 3 million 6 millionen 6 mio 6 mill 6 milliarde 9 milliarden 9 mrd 9 billion 12 billionen 12 bio 12
        """
    ),
    percents=("prozent", "v.h."),
    counts=numbered(
        """
        ein 1 eins 1 eine 1 einer 1 einem 1 einen 1 zwei 2 drei 3 vier 4 fünf 5 sechs 6 sieben 7 acht 8 neun 9 zehn
        10 elf 11 zwölf 12 dreizehn 13 vierzehn 14 fünfzehn 15 sechzehn 16 siebzehn 17 achtzehn 18 neunzehn 19
        zwanzig 20 dreißig 30 dreissig 30 vierzig 40 fünfzig 50 sechzig 60 siebzig 70 achtzig 80 neunzig 90 hundert
        100 tausend 1000
        """
    ),
    hundreds=frozenset({"hundert"}),
    unit_joint="und",
    glued=True,
    fractions=MappingProxyType({"halbe": "0.5", "halben": "0.5", "anderthalb": "1.5", "eineinhalb": "1.5"}),
    half_more="einhalb",
    clock=(r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)? ?uhr\b(?: [0-5]\d\b)?",),
    ordinal_dot=True,
    pronouns=words(
        """
        er sie es ihm ihr ihn ihnen sein seine seinen seiner seinem ihre ihren ihrer ihrem dieser diese dieses
        diesem diesen jener jene jenes das dies dabei damit dafür dagegen darauf darin daran davon dazu darum
        beide
        """
    ),
    connectives=words(
        """
        aber und oder doch jedoch allerdings dennoch trotzdem außerdem zudem ferner deshalb daher deswegen
        somit also dann danach später zuvor inzwischen unterdessen stattdessen hingegen ebenso auch denn
        sondern währenddessen andererseits
        """
    ),
    relative_days=MappingProxyType({"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2}),
    vague_times=(
        "letzte woche",
        "vergangene woche",
        "diese woche",
        "in dieser woche",
        "nächste woche",
        "letzten monat",
        "vergangenen monat",
        "diesen monat",
        "nächsten monat",
        "letztes jahr",
        "vergangenes jahr",
        "im vergangenen jahr",
        "dieses jahr",
        "in diesem jahr",
        "nächstes jahr",
        "im nächsten jahr",
        "kürzlich",
        "vor kurzem",
        "zuletzt",
        "neulich",
        "jetzt",
        "vor wochen",
        "vor monaten",
    ),
    speech_verbs=words(
        """
        sagt sagte erklärt erklärte schreibt schrieb betont betonte teilte fügte fragte meinte berichtete
        kündigte warnte bestätigte
        """
    ),
    familiar=words(
        """
        behörden börse bundesrat bundesregierung bundestag ende erde familie front gericht gesetz gesellschaft
        grenze hälfte himmel hauptstadt internet jahr jahre kirche land leute markt medien meer menschen
        militär nacht natur netz öffentlichkeit opposition ort osten norden süden westen parlament polizei
        presse regierung sonne staat stadt straße tag teil verfassung wahl wahrheit welt wetter wirtschaft
        woche zahl zeit zukunft
        """
    ),
    bylines=("von", "text von", "verfasst von", "geschrieben von", "ein beitrag von", "ein artikel von", "autor", "aus"),
    reported=(
        rf"\b(?:wie|zuerst|zuvor) (?:hatte )?{_OUTLET} (?:zuerst |zuvor )?(?:berichtet|berichtete|meldet|meldete|schreibt)",
        rf"\b(?:[Ll]aut|[Nn]ach (?:Angaben|Informationen) (?:von|der|des|von der)) {_OUTLET}",
        rf"\bberichtet(?:e|en)? {_OUTLET}",
        rf"\b(?:dem|gegenüber der|gegenüber dem|der) {_OUTLET} gesagt",
        rf"\bsagte (?:er|sie|[A-ZÄÖÜ]\w+) (?:dem|der) {_OUTLET}",
        rf"{_OUTLET} (?:berichte(?:t|n|te|ten)|melde(?:t|n|te|ten)|schreib(?:t|en)|schrieb)\b",
        rf"\b(?:[Uu]nter Berufung auf|[Bb]ericht (?:von|des|der)|gegenüber) (?:den |dem |der |das |die )?{_OUTLET}",
    ),
    consent_phrases=(
        "wir verwenden cookies",
        "alle akzeptieren",
        "alle cookies akzeptieren",
        "einwilligung",
        "ihre privatsphäre",
        "datenschutzeinstellungen",
        "wir und unsere partner",
        "mit werbung weiterlesen",
        "zustimmen und weiter",
        "cookie-einstellungen",
        "berechtigtes interesse",
        "weiter mit werbung",
        "zwecke der verarbeitung",
        "mit ihrer zustimmung",
    ),
    paywall_phrases=(
        "jetzt abonnieren",
        "weiterlesen mit",
        "nur für abonnenten",
        "exklusiv für abonnenten",
        "sie sind bereits abonnent",
        "bereits abonnent",
        "mit einem abo",
        "jetzt weiterlesen",
        "artikel freischalten",
        "plus-artikel",
        "diesen artikel lesen",
        "um weiterzulesen",
        "jetzt testen",
        "jetzt registrieren und weiterlesen",
        "dieser artikel ist kostenpflichtig",
        "zum abo",
    ),
    missing_phrases=(
        "seite nicht gefunden",
        "seite wurde nicht gefunden",
        "seite konnte nicht gefunden",
        "seite existiert nicht",
        "fehler 404",
        "404 fehler",
        "nicht mehr verfügbar",
        "gesuchte seite",
        "gewünschte seite",
        "aufgerufene seite",
    ),
    promo_phrases=(
        "lesen sie auch",
        "lesen sie mehr",
        "mehr zum thema",
        "mehr dazu",
        "auch interessant",
        "das könnte sie auch interessieren",
        "weiterlesen",
        "siehe auch",
        "zum thema",
        "newsletter",
        "anzeige",
        "werbung",
        "folgen sie uns",
        "jetzt abonnieren",
        "teilen",
        "kommentare",
        "kommentar schreiben",
        "meistgelesen",
        "empfehlung der redaktion",
        "empfohlener redaktioneller inhalt",
        "externer inhalt",
        "foto:",
        "bild:",
        "quelle:",
        "schlagworte",
        "zur startseite",
        "mit material der",
        "alle rechte vorbehalten",
    ),
    stamps=("veröffentlicht", "aktualisiert", "zuletzt aktualisiert", "stand:"),
    corrections=(
        "korrektur",
        "berichtigung",
        "anmerkung der redaktion",
        "in einer früheren version",
        "in einer früheren fassung",
    ),
)

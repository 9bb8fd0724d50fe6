"""French."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.languages import Language, numbered, words

LANGUAGE = Language(
    code="fr",
    name="Français",
    stop_words=words(
        """
        afin ai ailleurs ainsi alors année ans après assez au aucun auprès auquel aurait aussi autre autres aux
        avaient avait avant avec avoir avons ayant beaucoup bien c c'est car ce cela celle celles celui certains
        ces cette ceux chaque chez ci cinq comme comment contre c’est d d'un d'une dans de depuis dernier
        dernière des deux devait devant doit doivent donc dont du dès d’un d’une elle elles en encore enfin
        entre essentiel est et eu eux faire fait faut fois font furent grand hors ici il ils j jamais je jour
        jusqu jusque l la le les leur leurs lors lorsque lui mais malgré me mes mieux moi moins mon même n n'est
        ne ni nombre non nos notre nous nouveau nouvelle n’est on ont ou où par parce parmi pas pendant personne
        peu peut peuvent plus plusieurs plutôt pour pourquoi pourrait premier première presque près puis puisque
        qu qu'elle qu'il quand quatre que quel quelle quelque quelques qui quoi qu’elle qu’il rien s s'est sa
        sans se selon sera serait seront ses seulement si soit sommes son sont sous suis sur s’est ta tandis
        tant tel telle tels toi toujours tous tout toute toutes trois trop très tu un une va vers voilà vont vos
        votre vous y à ça étaient était étant été être
        """
    ),
    titles=words(
        """
        m mm mme mmes mlle mlles dr drs pr profs me mes mgr st ste gén  cdt av bd n° art p pp vol
        chap tél env ca cf vs
        """
    ),
    abbreviations=words(
        """
        etc al alin ex éd réd env janv févr fév avr juil sept oct nov déc s.a s.a.s s.a.r.l j.-c av.j.-c h min km kg max
        hab c.-à-d n.d.l.r ndlr u.e o.n.u
        """
    )
    - {"max", "min"},
    quotes=(("«", "»"), ("“", "”"), ('"', '"')),
    months=(
        (
            "janvier",
            "janv",
        ),
        (
            "février",
            "févr",
            "fév",
        ),
        ("mars",),
        (
            "avril",
            "avr",
        ),
        ("mai",),
        ("juin",),
        (
            "juillet",
            "juil",
        ),
        ("août",),
        (
            "septembre",
            "sept",
        ),
        (
            "octobre",
            "oct",
        ),
        (
            "novembre",
            "nov",
        ),
        (
            "décembre",
            "déc",
        ),
    ),
    weekdays=(
        ("lundi",),
        ("mardi",),
        ("mercredi",),
        ("jeudi",),
        ("vendredi",),
        ("samedi",),
        ("dimanche",),
    ),
    letters=frozenset("àâæçèéêëîïôœùû"),
    decimal=",",
    group=". \u202f\u00a0",
    scales=numbered(
        """
        mille 3 millier 3 milliers 3 million 6 millions 6 m 6 k 3 milliard 9 milliards 9 md 9 mds 9 mrd 9 billion 12
        billions 12
        """
    ),
    percents=("pour cent", "pourcent"),
    counts=numbered(
        """
        un 1 une 1 deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 treize 13
        quatorze 14 quinze 15 seize 16 dix-sept 17 dix-huit 18 dix-neuf 19 vingt 20 trente 30 quarante 40 cinquante
        50 soixante 60 septante 70 huitante 80 quatre-vingt 80 quatre-vingts 80 nonante 90 cent 100 mille 1000
        """
    ),
    hundreds=frozenset({"cent", "cents"}),
    unit_joint="et",
    fractions=MappingProxyType({"demi": "0.5"}),
    half_more="et demi",
    clock=(r"(?:[01]?\d|2[0-4]) ?h(?: ?[0-5]\d)?\b", r"(?<=\bà )(?:[01]?\d|2[0-4]) heures\b"),
    pronouns=words(
        """
        il elle ils elles ce cela ceci ça cet cette ces celui celle ceux celles son sa ses leur leurs lui eux
        tous toutes ceux-ci celles-ci celui-ci celle-ci
        """
    ),
    connectives=words(
        """
        mais et ou donc or ni car cependant toutefois pourtant ainsi alors ensuite puis aussi enfin néanmoins
        également notamment parallèlement finalement auparavant désormais autrement inversement sinon
        """
    ),
    relative_days=MappingProxyType(
        {"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "avant-hier": -2, "demain": 1, "après-demain": 2}
    ),
    vague_times=(
        "la semaine dernière",
        "cette semaine",
        "la semaine prochaine",
        "le mois dernier",
        "ce mois-ci",
        "le mois prochain",
        "cette année",
        "l’an dernier",
        "l'an dernier",
        "l’année dernière",
        "l'année dernière",
        "l’année prochaine",
        "l'année prochaine",
        "récemment",
        "dernièrement",
        "il y a quelques jours",
        "il y a quelques semaines",
        "ce matin",
        "cet après-midi",
        "ce soir",
        "hier soir",
        "maintenant",
    ),
    speech_verbs=words(
        """
        dit déclare déclaré affirme affirmé explique expliqué assure assuré ajoute ajouté annonce annoncé écrit
        demande demandé répond répondu souligne souligné précise précisé estime estimé indique indiqué rappelle
        raconte confie martèle poursuit conclut
        """
    ),
    bylines=("par", "écrit par", "texte de", "texte par", "un article de", "propos recueillis par", "rédigé par", "publié par"),
    reported=(
        r"\b[Ss]elon (?P<outlet>(?:[Ll]e |[Ll]a |[Ll]es |[Ll][’'])?[A-ZÀÂÉÈÊÎÔÛÇ][\w.-]*(?: [A-ZÀÂÉÈÊÎÔÛÇ][\w.-]*){0,3})",
    ),
    consent_phrases=(
        "nous utilisons des cookies",
        "tout accepter",
        "accepter et continuer",
        "votre vie privée",
        "nos partenaires",
        "continuer sans accepter",
    ),
    paywall_phrases=(
        "réservé aux abonnés",
        "réservée aux abonnés",
        "il vous reste",
        "pour lire la suite",
        "abonnez-vous pour lire",
        "déjà abonné",
        "la suite est réservée",
    ),
    missing_phrases=(
        "page introuvable",
        "page non trouvée",
        "erreur 404",
        "la page que vous",
        "n’existe plus",
        "n'existe plus",
    ),
    promo_phrases=(
        "lire aussi",
        "à lire aussi",
        "lire la suite",
        "voir aussi",
        "sur le même sujet",
        "newsletter",
        "suivez-nous",
        "publicité",
        "commentaires",
        "partager",
        "crédit photo",
    ),
    stamps=("publié", "mis à jour", "modifié", "publiée", "mise à jour", "dernière mise à jour"),
    corrections=(
        "correction",
        "rectificatif",
        "erratum",
        "précision :",
        "mise à jour :",
        "note de la rédaction",
        "une version précédente",
        "une première version",
    ),
)

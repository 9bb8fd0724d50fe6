"""French."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.languages import Language, words

LANGUAGE = Language(
    code="fr",
    name="Français",
    stop_words=words(
        """
        à afin ai ainsi alors après au aucun aussi autre autres aux avant avec avait avoir beaucoup c car ce
        cela celle celui ces cette ceux chaque chez ci comme comment contre d dans de depuis des deux donc
        dont du elle elles en encore entre est et était été être eu eux fait faire il ils j je jusqu l la le
        les leur leurs lui mais me même mes moins mon n ne ni non nos notre nous on ont ou où par parce pas
        pendant peu peut plus pour pourquoi qu quand que quel quelle qui s sa sans se selon sera ses si son
        sont sous sur ta tous tout toute toutes très trop tu un une vers vos votre vous y c'est d'un d'une
        qu'il qu'elle n'est s'est c’est d’un d’une qu’il qu’elle n’est s’est
        """
    ),
    titles=words("m mm mme mlle dr pr me mgr st ste gén av n° no art p"),
    abbreviations=words("etc cf ex éd env janv févr avr juil sept oct nov déc s.a j.-c"),
    quotes=(("«", "»"), ("“", "”"), ('"', '"')),
    months=(
        ("janvier",),
        ("février",),
        ("mars",),
        ("avril",),
        ("mai",),
        ("juin",),
        ("juillet",),
        ("août",),
        ("septembre",),
        ("octobre",),
        ("novembre",),
        ("décembre",),
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
    decimal=",",
    group="\u202f",
    pronouns=words("il elle ils elles ce cela ceci cette ces celui celle ceux son sa ses leur leurs lui eux"),
    connectives=words(
        """
        mais et ou donc or ni car cependant toutefois pourtant ainsi alors ensuite puis aussi enfin en outre
        par ailleurs néanmoins
        """
    ),
    relative_days=MappingProxyType(
        {"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "avant-hier": -2, "demain": 1, "après-demain": 2}
    ),
    vague_times=(
        "la semaine dernière",
        "cette semaine",
        "le mois dernier",
        "cette année",
        "l’an dernier",
        "récemment",
        "maintenant",
    ),
    speech_verbs=words(
        """
        dit déclaré affirme affirmé explique expliqué assure assuré ajoute ajouté annoncé écrit demande répond
        souligne
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
)

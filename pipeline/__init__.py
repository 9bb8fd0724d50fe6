"""Pure stages: values in, values out.

This package imports nobody of ours; time, chance, disk and network come in as arguments.

    crawlers/  ->  FetchedPage --extract--> Article --fingerprint--> Fingerprint
                                                                        |
                       near-copies (near/)  <---------------------------+
                                |                                       |
                                v                                       v
    one event, one Story  <--cluster/ (online, then settle)    rank/: which source counts for what
                                |
                                v
    facts/ -> Ledger (what is claimed, from whom, what became of it)
                                |
                                v
    write/ -> Draft (every sentence cited) -> verify.py -> approval.py -> Approved -> edition.py -> Edition -> exporters/

``write/model/`` asks a language model, through the seam ``LanguageModel``, and proves what it says like everything else.
``documents/`` says which primary documents a story wants fetched; they come back as articles of their own kind, which the
grouping never sees. ``dossiers/`` reads off each draft what its story is about and puts the stories of one subject together;
``living/`` lets a draft go on from the version before it, so that new coverage changes only what it must;
``sensitive.py`` marks minors, victims and accused persons.
``judgement/`` puts the stories that wait for an editor in order, each with its reasons.
``values.py`` holds the values, ``protocols.py`` the seams, ``records.py`` their JSON form as ``docs/contract`` has it,
``errors.py`` the errors that a user may read.
"""

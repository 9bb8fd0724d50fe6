"""Proof: is a claim, a draft, a publication supported by what it cites? Knows nothing of how the text was made.

tokens.py    words, names, numbers and quotations in a form that can be compared
dates.py     relative dates resolved, and which dates follow from a sentence and its day
copying.py   runs of words that stand in a source, and the budget for them
claim.py     one claim against its evidence
draft.py     a draft against its sources; publication.py a side-car against its digests
"""

from pipeline.verify.claim import Verdict, verify_claim
from pipeline.verify.draft import verify_draft
from pipeline.verify.publication import verify_publication

__all__ = ["Verdict", "verify_claim", "verify_draft", "verify_publication"]

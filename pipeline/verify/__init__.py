"""Proof: is a claim, a draft, a publication supported by what it cites? Knows nothing of how the text was made.

tokens.py     words, names, numbers and quotations in a form that can be compared; senses.py words akin and opposite
dates.py      dates as a text names them; relative.py relative ones resolved, and which follow from a sentence and its day
copying.py    runs of words that stand in a source, and the budget for them
claim.py      one claim against its evidence: figures, names, quotations, words, denials
sentence.py   what a sentence can be asked of the sentences that it cites, with
              units.py, clauses.py, slots.py, roles.py, polarity.py, speakers.py each for one question
rendering.py  a written sentence on sources in another language: its figures, names and dates
standalone.py a claim by itself, routed by the kind of its evidence
entailment.py what rules let pass and a model, where the newsroom brings one, does not see in what is cited
draft.py      a draft against its sources; repair.py the citation that was forgotten
publication.py a side-car against its digests
"""

from pipeline.verify.claim import Verdict
from pipeline.verify.draft import verify_draft
from pipeline.verify.publication import verify_publication
from pipeline.verify.standalone import verify_claim

__all__ = ["Verdict", "verify_claim", "verify_draft", "verify_publication"]

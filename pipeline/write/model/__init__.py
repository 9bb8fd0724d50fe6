"""The writer with a language model: pure, but for the model that it is given.

sending.py   what of the sources may be sent, by rights and room
prompt.py    the question, and the sources as numbered lines; wording.py what the model is told, word for word
reading.py   an answer into sentences; marks.py the marks of citations in it
cleaning.py  plain text or nothing
gate.py      each sentence proved, or why it is refused
page.py      what was refused replaced or left out
draft.py     the page as a draft, or the draft without a model and why
writer.py    the order of all this
"""

from pipeline.write.model.writer import Budget, ModelWriter

__all__ = ["Budget", "ModelWriter"]

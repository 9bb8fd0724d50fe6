"""Language models as the newsroom's settings name them: ``[model]`` and the key become the writer with a model.

form.py      what an adapter is; openai.py and anthropic.py are one each
calling.py   one call: tries, pauses, time
kept.py      answers and what they took, as files
endpoint.py  the seam's side: budget, and nothing paid for twice
build.py     settings into a writer, or one clear line
"""

from newsloom.endpoints.build import KINDS, model_writer

__all__ = ["KINDS", "model_writer"]

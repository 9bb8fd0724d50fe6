"""News judgement: which story first, and why. It orders and explains; it never drops.

a story and its draft  --assess-->  Assessment (kept)  --judge (with the beat, the archive, the time)-->  Judgement
                                                              ^
what persons approved and rejected  --learn-->  Beat  --------+
"""

from pipeline.judgement.assess import Assessment, assess
from pipeline.judgement.judge import Judgement, judge
from pipeline.judgement.material import Decided, Material

__all__ = ["Assessment", "Decided", "Judgement", "Material", "assess", "judge"]

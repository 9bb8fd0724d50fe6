"""The story taken apart: what its sources say, what says the same, who says it, and what became of it."""

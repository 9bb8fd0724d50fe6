"""Blind reading in pairs: sheets for readers, their answers, and who won."""

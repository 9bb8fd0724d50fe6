"""What one text carries that can be compared with another's: shingles, terms, names and numbers."""

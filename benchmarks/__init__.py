"""The figures, with what makes them: ``make bench`` runs all that need no server of their own."""

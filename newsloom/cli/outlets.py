"""The verbs for outlets."""

verbs = ()

"""Dossiers: what a story is about, and the page of a company, a product, a technology or a listed person.

``values`` is what there is, ``persons`` who is a person (and so no subject), ``find`` names a story's subjects, ``names`` says
which forms of a name are one, ``compile`` puts the stories of one subject together.
"""

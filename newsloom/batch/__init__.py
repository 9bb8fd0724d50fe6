"""The batch verbs: JSON Lines in, JSON Lines out, in input order. A line that cannot be used costs only itself.

They need no newsroom: outlets, topics and house style are those that ship. One file a kind of work, over ``lines.py``.
"""

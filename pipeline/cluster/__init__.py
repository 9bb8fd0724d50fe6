"""Coverage of one event, put together as it comes in.

``terms.py``, ``names.py`` and ``numbers.py`` read a text; the rest decides which story it belongs to.
"""

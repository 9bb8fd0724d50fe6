"""Primary documents: which addresses a story wants fetched, and what of that may stand in it as a primary source.

values.py     a wanted document and what became of it, the lists of sites
addresses.py  which addresses can be a document at all
pointing.py   who points to an address, and whether it is called a report there
wanted.py     which of them a story wants, the best first
plain_text.py a document of plain text as a page
admitted.py   which fetched pages are documents, and the outlets of those that are

Nothing is imported here: the configuration reads the lists, and waits for no part of the pipeline.
"""

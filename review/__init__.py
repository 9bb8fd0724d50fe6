"""The desk: where a person reads a draft beside its sources and approves or rejects it.

app.py        builds the ASGI app from a store, the outlets and the settings
settings.py   what the desk is given: settings, store, clock
routes.py     the route table: every route declares its permission and its method
safety.py     hosts, headers, tokens: what every request passes and every answer carries
queue.py      the list of stories
story.py      one story: loads it, and shows it through sheet.py (the draft) and sources.py (the pane beside it)
decisions.py  approve and reject, each of one exact version by a named person
errors.py     what went wrong, as a page
pages.py      templates, static files, how times and numbers are worded
"""

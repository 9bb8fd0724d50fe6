"""The world in: discover what outlets publish, fetch it politely and safely, hand it to the ledger byte for byte.

feeds.py    a feed's bytes -> links         robots.py   may we?          guard.py   may this address be contacted?
fetch.py    one request, one answer         answers.py  what it means    hosts.py   what hosts asked of us
guarded_httpx.py the same guard for what the newsroom itself asks: a language model
job.py      what is leased, and that each of it ends once                spider.py, gate.py, download.py: Scrapy's side
crawl.py    one crawl                       check.py    what a crawl would take, and why not
"""

"""A small web of invented outlets, served on loopback for the demo and the tests.

`content` reads outlets and pieces, `body` turns a piece's Markdown into blocks, `structured` and `feeds` write what
machines read, `sites` lays out one outlet's whole site, `server` answers for all of them over one port.
"""

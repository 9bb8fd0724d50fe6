"""What each event and each single piece of the sample press is about, written by hand before there was a program that tells.

``ABOUT`` must be found; ``BESIDE`` may be (backers, customers, rivals that openings name): it is counted neither way.
Whatever else is found is wrong: persons, outlets, places, public bodies, words.
"""

from __future__ import annotations

ABOUT: dict[str, dict[str, str]] = {
    "E1": {"Halden Labs": "company", "Corvid AI": "company", "Skald": "product"},
    "E2": {"Brightloom": "company", "Castellan Ventures": "company", "Larkspur Holdings": "company"},
    "E3": {"Orrin Semiconductor": "company", "Tern-2": "product"},
    "E4": {"Quillbase": "company", "Castellan Ventures": "company"},
    "E5": {"Harrow Cloud": "company"},
    "E6": {"Lumen Mobility": "company"},
    "E7": {"Nimbus Grid": "company"},
    "E8": {"Pellworth Systems": "company", "Tidemark Analytics": "company"},
    "E9": {"Mosswood Health": "company"},
    "chipwatch/volt-foundry-third-quarter": {"Volt Foundry": "company", "K9": "product"},
    "dealroom/hollin-bay-closes-fund-four": {"Hollin Bay Partners": "company"},
    "ferret/paperboy-reader-obituary": {"PaperBoy": "product"},
    "filings/cda-2026-0398-consent-order": {"Bellhop Stays": "company"},
    "gadgetparade/lumo-buds-3-review": {"Lumo Buds 3": "product"},
    "halden/how-skald-shows-its-sources": {"Skald": "product"},
    "meridian/fjord-line-orders-electric-ferries": {"Nordsund": "company"},
    "paygate/larch-and-dunn-profit-warning": {"Larch & Dunn": "company"},
}

BESIDE: dict[str, set[str]] = {
    "E1": {"Tessel Motors", "Openbench", "Whetstone"},
    "E2": {"Northgate Capital", "Peepal Partners", "Marrow Street Credit"},
    "E3": {"Tern-1", "Volt Foundry", "K9", "Nimbus Grid", "HBM4"},
    "E4": {"Atlantico Sul", "Brightloom"},
    "E7": {"Kassel Pay", "Trambahn"},
    "E8": {"Pilot"},
    "chipwatch/volt-foundry-third-quarter": {"K7", "Tern-2", "Orrin Semiconductor"},
    "halden/how-skald-shows-its-sources": {"Halden Labs"},
    "docket/kiosk-accessibility-ruling": {"Interstate Coach Lines"},
    "meridian/fjord-line-orders-electric-ferries": {"Vestnes"},
    "netzkurier/ulm-glasfaser-leerrohre": {"Stadtwerke Ulm"},
    "byteledger/secondaries-desk-quiet-market": {"Wexcombe & Lowe"},
}

# Wherever the press names them, they are no subjects by themselves.
PERSONS = (
    "Ilse Marant", "Tomas Reyl", "Osei Danquah", "Petra Lindqvist", "Joao Prates", "Carys Boland", "Asha Venkatesan",
    "Rupert Hale", "Marguerite Vos", "Duarte Faria", "Linnea Storm", "Conor Tighe", "Beatrice Okafor", "Helmut Brandeis",
    "Dana Whitlock", "Sunniva Aas", "Grant Ibsen", "Renata Sholes", "Ronan Keaveney", "Dilip Ramsay", "Birgit Solvang",
    "Harald Moe", "Sandeep Kulkarni",
)  # fmt: skip

"""Units of measure as newspapers print them: the dimension each belongs to, and how many of its base unit it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType


def _scaled(base: str, text: str) -> dict[str, tuple[str, float]]:
    pairs = text.split()
    return {name: (base, float(factor)) for name, factor in zip(pairs[::2], pairs[1::2], strict=True)}


# Case tells milliwatts from megawatts, so that symbols are kept as they are and words are in lower case.
UNITS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        **_scaled(
            "minutes", "second .0166666667 seconds .0166666667 minute 1 minutes 1 min 1 mins 1 hour 60 hours 60 hrs 60 h 60"
        ),
        **_scaled("minutes", "Sekunde .0166666667 Sekunden .0166666667 Minute 1 Minuten 1 Stunde 60 Stunden 60 heures 60"),
        **_scaled("minutes", "horas 60 minutos 1"),
        **_scaled("days", "day 1 days 1 week 7 weeks 7 fortnight 14 Tag 1 Tage 1 Tagen 1 Woche 7 Wochen 7 jours 1 días 1"),
        **_scaled(
            "months", "month 1 months 1 year 12 years 12 Monat 1 Monate 1 Monaten 1 Jahr 12 Jahre 12 Jahren 12 mois 1 ans 12"
        ),
        **_scaled("months", "meses 1 años 12 anos 12"),
        **_scaled(
            "W", "W 1 watt 1 watts 1 Watt 1 kW 1e3 kilowatt 1e3 kilowatts 1e3 MW 1e6 megawatt 1e6 megawatts 1e6 Megawatt 1e6"
        ),
        **_scaled("W", "GW 1e9 gigawatt 1e9 gigawatts 1e9 Gigawatt 1e9"),
        **_scaled("Wh", "Wh 1 kWh 1e3 MWh 1e6 GWh 1e9 TWh 1e12"),
        **_scaled("B", "KByte 1e3 MByte 1e6 GByte 1e9 TByte 1e12 PByte 1e15"),
        **_scaled("B", "KB 1e3 MB 1e6 megabytes 1e6 GB 1e9 gigabyte 1e9 gigabytes 1e9 Gigabyte 1e9 TB 1e12 terabyte 1e12"),
        **_scaled("B", "terabytes 1e12 Terabyte 1e12 PB 1e15 petabytes 1e15"),
        **_scaled("B/s", "MB/s 1e6 GB/s 1e9 TB/s 1e12 GByte/s 1e9 TByte/s 1e12"),
        **_scaled("bit/s", "Mbit/s 1e6 Mbps 1e6 Gbit/s 1e9 Gbps 1e9 Tbps 1e12"),
        **_scaled("m", "nm 1e-9 nanometre 1e-9 nanometres 1e-9 nanometer 1e-9 nanometers 1e-9 Nanometer 1e-9 mm .001 cm .01"),
        **_scaled("m", "metre 1 metres 1 meters 1 Meter 1 km 1e3 kilometre 1e3 kilometres 1e3 kilometers 1e3 Kilometer 1e3"),
        **_scaled("miles", "mile 1 miles 1"),
        **_scaled("kg", "kg 1 kilograms 1 kilos 1 tonne 1e3 tonnes 1e3 tons 1e3 Tonnen 1e3"),
        **_scaled("Hz", "MHz 1e6 GHz 1e9"),
        **_scaled("times", "times 1 x 1 fold 1 mal 1 Mal 1"),
        **_scaled("points", "points 1 Punkte 1"),
        **_scaled("degrees", "degrees 1 °C 1 Grad 1"),
    }
)
_BEHIND = re.compile(r"[  -]?([^\W\d_°]+/s\b|°C|[^\W\d_]+)")


def unit_behind(text: str, end: int) -> tuple[str, float, int] | None:
    """Give dimension, factor and end of the unit that stands behind a number which ends at ``end``; None where none does."""
    found = _BEHIND.match(text, end)
    if found is None:
        return None
    word = found[1]
    unit = UNITS.get(word) or UNITS.get(word.lower() if len(word) > 3 else word)
    return (*unit, found.end(1)) if unit else None

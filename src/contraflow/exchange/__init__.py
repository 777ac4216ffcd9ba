"""Exchange of evidence with other programs: FollowTheMoney, STIX 2.1, schema.org, and CSV with a data package."""

from contraflow.exchange.formats import FORMATS, read_format, write_format
from contraflow.exchange.ftm import from_ftm, to_ftm
from contraflow.exchange.jsonld import from_jsonld, to_jsonld
from contraflow.exchange.package import case_tables, from_package, to_package
from contraflow.exchange.parcel import Facts, Parcel, pack
from contraflow.exchange.stix import from_stix, to_stix

__all__ = [
    "FORMATS", "Facts", "Parcel", "case_tables", "from_ftm", "from_jsonld", "from_package", "from_stix", "pack", "read_format",
    "to_ftm", "to_jsonld", "to_package", "to_stix", "write_format",
]  # fmt: skip

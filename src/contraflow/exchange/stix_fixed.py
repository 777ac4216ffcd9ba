"""The objects of STIX that are the same in every export: who we are, our extension, the marks of TLP 2.0."""

from typing import Any

MADE = "property-extension"
BORN = "1970-01-01T00:00:00.000Z"
HOUSE: dict[str, Any] = {
    "type": "identity",
    "spec_version": "2.1",
    "id": "identity--4c8fd936-a5f3-45de-98f9-831b11499687",
    "created": "2018-06-08T00:00:00.000Z",
    "modified": "2018-06-08T00:00:00.000Z",
    "name": "contraflow",
    "identity_class": "system",
}
EXTENSION: dict[str, Any] = {
    "type": "extension-definition",
    "spec_version": "2.1",
    "id": "extension-definition--eac9c675-548c-46a1-9c99-eb0fc170d99b",
    "created_by_ref": HOUSE["id"],
    "created": "2018-06-08T00:00:00.000Z",
    "modified": "2018-06-08T00:00:00.000Z",
    "name": "contraflow evidence",
    "description": "A report on a controlled border as cited, or one claim in it, in the fields of contraflow's codebook.",
    "schema": "docs/codebook.md and docs/exchange.md of contraflow",
    "version": "1.0.0",
    "extension_types": [MADE],
}
TLP = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
"""The extension that OASIS published for TLP 2.0."""
MARKS = {
    "TLP:CLEAR": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "TLP:GREEN": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "TLP:AMBER": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "TLP:AMBER+STRICT": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "TLP:RED": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""The ids that OASIS gave to the marks of TLP 2.0."""


def marking_object(label: str) -> dict[str, Any]:
    """Return the object of a mark as OASIS published it."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": MARKS[label],
        "created": "2022-10-01T00:00:00.000Z",
        "name": label,
        "extensions": {TLP: {"extension_type": MADE, "tlp_2_0": label.removeprefix("TLP:").lower()}},
    }

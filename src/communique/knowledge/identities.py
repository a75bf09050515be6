"""What a mention was resolved to."""

import msgspec

__all__ = ["Identity"]


class Identity(msgspec.Struct, frozen=True):
    """What a mention means, and why.

    `kind` is state, nationality, national, nationals, organisation, region, province, city, venue, person, office
    (known, but not who held it), government (a capital or seat that stands for it), capital (where the text does not
    tell whether the city or the government is meant), gathering, instrument, word (no name at all) or unknown. `code`
    is the state, organisation, region or series, empty where none is known; `name` the canonical name, or the name as
    it stands; `id` the key in the tables, empty for what they do not hold; `reason` says in words what decided.
    """

    kind: str
    code: str
    name: str
    id: str = ""
    reason: str = ""

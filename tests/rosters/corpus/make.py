#!/usr/bin/env python3
"""Makes the rosters in `files`, as people send them. What must come out of each stands in the
`.txt` files beside this script; `tests/roster_corpus.rs` compares the two.

    pip install openpyxl xlwt     # and LibreOffice Calc on the path
    python3 tests/rosters/corpus/make.py [NAME…]
"""

import pathlib
import subprocess
import sys
import tempfile
import zipfile

import cells
import headers
import other
import raw
import sheets
from book import FILES

FILTERS = {
    "xls": "xls:MS Excel 97",
    "ods": "ods",
    "lo.xlsx": "xlsx:Calc MS Excel 2007 XML",
}


def convert(name, kinds):
    """Saves the roster of openpyxl by LibreOffice, which also works formulas out."""
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                ["soffice", "--headless", "--convert-to", FILTERS[kind], "--outdir", folder, str(FILES / f"{name}.xlsx")],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            made = pathlib.Path(folder) / f"{name}.{kind.rsplit('.', 1)[-1]}"
            if kind == "ods":
                without_picture(made)
            (FILES / f"{name}.{kind}").write_bytes(made.read_bytes())


def without_picture(path):
    """Drops the small picture of the first page, which is larger than the roster."""
    with zipfile.ZipFile(path) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist() if not info.filename.startswith(("Thumbnails/", "Configurations2/"))]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for info, data in parts:
            archive.writestr(info, data, info.compress_type)


def main(wanted):
    FILES.mkdir(exist_ok=True)
    for module in (headers, cells, sheets):
        for make, kinds in module.ROSTERS:
            name = make.__name__.replace("_", "-")
            if wanted and name not in wanted:
                continue
            make().save(name)
            convert(name, kinds)
            if make is cells.formulas:
                # openpyxl writes formulas without what they come to.
                (FILES / f"{name}.xlsx").unlink()
    if not wanted:
        raw.write()
        other.write()


if __name__ == "__main__":
    main(sys.argv[1:])

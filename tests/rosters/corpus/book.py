"""A roster that openpyxl writes, said in few words."""

import datetime
import pathlib

from openpyxl import Workbook

FILES = pathlib.Path(__file__).parent / "files"
DAY = datetime.datetime(2021, 5, 20)


class Book:
    def __init__(self, title="名单"):
        self.book = Workbook()
        self.sheet = self.book.active
        self.sheet.title = title

    def add(self, title, state="visible"):
        """Further rows go into a new sheet."""
        self.sheet = self.book.create_sheet(title)
        self.sheet.sheet_state = state
        return self

    def rows(self, start, *rows, first="A"):
        """Fills rows from a cell on; None and the empty text leave a cell as it is."""
        left = self.sheet[f"{first}1"].column
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                if value is not None and value != "":
                    cell = self.sheet.cell(start + down, left + right)
                    cell.value = value
                    if isinstance(value, str) and value.startswith("=="):
                        cell.value, cell.data_type = value[1:], "s"
        return self

    def merge(self, *areas):
        for area in areas:
            self.sheet.merge_cells(area)
        return self

    def formats(self, **formats):
        for cell, code in formats.items():
            self.sheet[cell].number_format = code
        return self

    def save(self, name):
        self.book.properties.created = self.book.properties.modified = DAY
        self.book.save(FILES / f"{name}.xlsx")

#!/usr/bin/env python3
"""Makes the spreadsheets beside it, with openpyxl and LibreOffice.

    cargo test --test roster make_templates -- --ignored   # first, for the templates
    python3 tests/rosters/make.py
"""

import datetime
import os
import pathlib
import subprocess
import zipfile

from openpyxl import Workbook, load_workbook

HERE = pathlib.Path(__file__).parent
DAY = datetime.datetime(2021, 5, 20)


def save(book, name):
    book.properties.created = book.properties.modified = DAY
    book.save(HERE / name)


def usual():
    """Title lines, 序号, a header in two lines, merged units, blank rows, numbers as numbers."""
    book = Workbook()
    cover = book.active
    cover.title = "封面"
    cover["A1"] = "某某学会专家名单"
    sheet = book.create_sheet("专家")
    sheet["B1"] = "2021年科技服务团专家名单及联系方式"
    sheet.merge_cells("B1:J1")
    sheet["B2"] = "填报单位：某某学会"
    for cell, text in {
        "B4": "序号", "C4": "姓 名", "D4": "联系方式", "F4": "工作单位", "G4": "职务",
        "H4": "专业技术\n职称", "I4": "是否院士", "J4": "主要承担工作", "K4": "身份证号",
        "D5": "手机号码（必填）", "E5": "E-mail",
    }.items():
        sheet[cell] = text
    for area in ("B4:B5", "C4:C5", "D4:E4", "F4:F5", "G4:G5", "H4:H5", "I4:I5", "J4:J5", "K4:K5"):
        sheet.merge_cells(area)
    rows = {
        6: (1, "张 三", 13800138000, "zhangsan@example.org", "某某大学", "院长", "教授", "否", "负责\n对接", "110101199001011237"),
        7: (2, "李四", "+86 139-0013-9000", "lisi＠example．org", None, "副院长", "教授", "中科院院士", None, 110101199001011237),
        8: (3, "欧阳修", "1370013700", "ouyang", "某某研究所", None, "研究员", None, "咨询", None),
        11: (4, None, "13600136000", None, "某某公司", None, None, None, None, None),
        12: (5, "王五", "１３５００１３５０００", None, "同上", "总工", None, "是", None, None),
        13: (6, "赵六", "13400134000", "=NA()", "某某公司", "", None, None, "　", None),
    }
    for row, values in rows.items():
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column, value)
    sheet.merge_cells("F6:F7")
    for row in range(9, 11):
        sheet.cell(row, 2, row)
    sheet["B15"] = "注：请于5月20日前交回。"
    sheet.merge_cells("B15:J15")
    hidden = book.create_sheet("旧名单")
    hidden.sheet_state = "hidden"
    hidden.append(["姓名", "手机", "邮箱", "单位", "职称", "通讯地址", "院士", "承担任务", "座机", "职务"])
    hidden.append(["旧人", "13300133000"])
    save(book, "usual.xlsx")


def far():
    """A stray cell at the last place of the sheet."""
    book = Workbook()
    sheet = book.active
    sheet.append(["姓名", "手机"])
    sheet.append(["张三", "13800138000"])
    sheet["XFD1048576"] = "x"
    save(book, "far.xlsx")


def filled():
    """The templates, filled in as a person would."""
    rows = {
        "project-2021": [
            ("张三", "某某大学材料学院院长/教授", "13800138000", "负责\n技术对接"),
            ("=1+1", "-某单位", "lisi@example.org", "@承担"),
            ("欧阳明月", "某某公司", "010-62000001", ""),
        ],
        "registration-2022": [
            ("张三", "13800138000", "zhangsan@example.org", "010-62000001转8001", "某某大学院长", "教授",
             "中国科学院院士", "北京市某某路1号", "负责\n技术对接"),
            ("李四", "13900139000", "", "", "某某公司", "", "中国工程院院士、外籍院士", "", "+咨询"),
        ],
    }
    for form, people in rows.items():
        book = load_workbook(HERE / f"template-{form}.xlsx")
        sheet = book["名单"]
        for row, person in enumerate(people, start=3):
            for column, text in enumerate(person, start=2):
                cell = sheet.cell(row, column)
                if text:
                    cell.value = text
                    cell.data_type = "s"
        save(book, f"filled-{form}.xlsx")


def convert(name, kind):
    subprocess.run(
        ["soffice", "--headless", "--convert-to", kind, "--outdir", str(HERE), str(HERE / name)],
        check=True, stdout=subprocess.DEVNULL,
    )


def bombs():
    """Small files that unpack to much, or claim a huge sheet."""
    with zipfile.ZipFile(HERE / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("xl/workbook.xml"), b"<workbook/>")
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, b" " * (130 << 20))
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    content = (
        '<office:document-content><office:body><office:spreadsheet><table:table table:name="a">'
        f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(HERE / "wide.ods", "w") as archive:
        for name, text in {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:manifest/>",
            "content.xml": content,
        }.items():
            archive.writestr(zipfile.ZipInfo(name), text)


if __name__ == "__main__":
    os.chdir(HERE)
    usual()
    convert("usual.xlsx", "ods")
    convert("usual.xlsx", "xls")
    far()
    filled()
    bombs()

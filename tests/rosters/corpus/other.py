"""A .xls by xlwt, which writes each kind of number record there is."""

import xlwt

from book import FILES


def write():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    text = xlwt.easyxf(num_format_str="@")
    sheet.write_merge(0, 0, 0, 5, "专家名单")
    for column, header in enumerate(("序号", "姓名", "手机", "工作单位及职务", "职称", "身份证号")):
        sheet.write(2, column, header)
    for row, person in enumerate(
        (
            (1, "张三", 13800138001, "某某大学院长", "教授", "110101197001011237"),
            (2, "李四", "13800138002", "", "研究员", 110101197001011237),
            (3, "王 五", 13800138003.0, "某某公司总工", "", None),
        ),
        start=3,
    ):
        for column, value in enumerate(person):
            if value not in ("", None):
                sheet.write(row, column, value, text)
    sheet.merge(3, 4, 3, 3)
    book.save(FILES / "xlwt.xls")

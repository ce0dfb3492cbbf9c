"""Cells: what people write into them, and what spreadsheets make of it."""

import datetime

from openpyxl.comments import Comment

from book import Book


def mobiles():
    """The same number in every shape, then numbers that are none."""
    whole = [
        13800138000, "13800138000", "'13800138000", "+86 13800138000", "+86-138-0013-8000", "(+86)13800138000",
        "008613800138000", "8613800138000", "138 0013 8000", "138-0013-8000", "138　0013　8000", "１３８００１３８０００",
        "\u202d13800138000\u202c", "13800138000\n", "13800138000.0", "手机：13800138000", "1.3800138E10", 8613800138000,
    ]
    bad = [1380013800, "1380013800", "138001380000", "1.38E+10", "12800138000", "13800138000、13900139000", "见附件", "138****8000",
           "138O0138000"]
    book = Book().rows(1, ["姓名", "手机"], *[[f"张{number}", mobile] for number, mobile in zip("一二三四五六七八九十甲乙丙丁戊己庚辛", whole)])
    book.rows(20, *[[f"李{number}", mobile] for number, mobile in zip("一二三四五六七八九", bad)])
    return book.formats(B2="0.00E+00")


def phones():
    return Book().rows(
        1,
        ["姓名", "手机", "办公电话"],
        ["张一", 13800138001, "010-62000001"],
        ["张二", 13800138002, "(010) 62000001"],
        ["张三", 13800138003, "０１０－６２０００００１"],
        ["张四", 13800138004, "010-62000001转8001"],
        ["张五", 13800138005, "62000001"],
        ["张六", 13800138006, "400-800-1234"],
        ["张七", 13800138007, 1062000001],
        ["张八", 13800138008, "1062000001"],
        ["张九", 13800138009, 57187654321],
        ["李一", 13800138011, 62000001],
        ["李二", 13800138012, "010-6200000"],
        ["李三", 13800138013, "+86-10-62000001"],
        ["李四", 13800138014, "010-62000001\n010-62000002"],
    )


def both_in_a_cell():
    """A column 联系电话 or 联系方式 where people write whatever they have."""
    return Book().rows(
        1,
        ["姓名", "联系方式", "单位"],
        ["张一", "13800138001", "甲"],
        ["张二", "010-62000001", "乙"],
        ["张三", "13800138003 / 010-62000001", "丙"],
        ["张四", "010-62000001，13800138004", "丁"],
        ["张五", "13800138005\nzhangwu@example.org", "戊"],
        ["张六", "手机：13800138006；邮箱：zhangliu@example.org；座机：010-62000001", "己"],
        ["张七", "zhangqi@example.org", "庚"],
        ["张八", "13800138008；13900139008", "辛"],
        ["张九", "微信同号", "壬"],
        ["张十", 1062000001, "癸"],
    )


def mobile_column_with_others():
    """What is no mobile number in a column 手机 stays where it stands and is said."""
    return Book().rows(
        1,
        ["姓名", "手机", "电子邮箱"],
        ["张一", "13800138001/010-62000001", "zhangyi@example.org"],
        ["张二", "010-62000001", "zhanger@example.org"],
        ["张三", "13800138003", "13900139003"],
    )


def emails():
    return Book().rows(
        1,
        ["姓名", "邮箱"],
        ["张一", "zhangyi@example.org"],
        ["张二", "zhanger＠example．org"],
        ["张三", "ｚhangsan@example。org"],
        ["张四", " zhangsi@ example.org\n"],
        ["张五", "mailto:zhangwu@example.org"],
        ["张六", "邮箱：zhangliu@example.org"],
        ["张七", "zhangqi@example.org；"],
        ["张八", "<zhangba@example.org>"],
        ["张九", "Zhang.Jiu@Example.org"],
        ["李一", "liyi@example.org; liyi@example.com"],
        ["李二", "lier.example.org"],
        ["李三", "lisan@example"],
        ["李四", "lisi@@example.org"],
        ["李五", "无"],
    )


def names():
    return Book().rows(
        1,
        ["姓名", "手机"],
        ["张 三", "13800138001"],
        ["张　三", "13800138002"],
        ["欧 阳 修", "13800138003"],
        [" 李四\n", "13800138004"],
        ["王\u200b五", "13800138005"],
        ["买买提·艾力", "13800138006"],
        ["阿卜杜拉•买买提", "13800138007"],
        ["John Smith", "13800138008"],
        ["Müller,  Hans", "13800138009"],
        ["欧阳 明月", "13800138010"],
        ["张三、李四", "13800138011"],
        ["张三 李四", "13800138012"],
        [12345, "13800138013"],
        ["㐂田一郎", "13800138014"],
        ["", "13800138015"],
    )


def academicians():
    said = ["否", "无", "", "/", "中科院院士", "中国工程院院士", "两院院士", "工程院院士、中科院院士", "☑中国科学院院士 □中国工程院院士",
            "□是 ☑否", "□中国科学院院士　□中国工程院院士", "是", "√", "院士", "俄罗斯工程院外籍院士", "☑是 □否", True, "非院士", "中国科学院", "CAE", "不是"]
    names = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子"
    return Book().rows(1, ["姓名", "手机", "是否院士"], *[[f"张{name}", 13800138001, text] for name, text in zip(names, said)])


def same_as_above():
    return (
        Book()
        .rows(
            1,
            ["序号", "单位", "姓名", "职务", "手机"],
            [1, "某某大学", "张一", "院长", "13800138001"],
            [2, "", "张二", "副院长", "13800138002"],
            [3, "", "张三", "教师", "13800138003"],
            [4, "某某公司", "张四", "经理", "13800138004"],
            [5, "同上", "张五", "同上", "13800138005"],
            [6, "〃", "张六", "副经理", "13800138006"],
            [7, "", "张七", "顾问", "13800138007"],
        )
        .merge("B2:B4")
    )


def merged_telephones():
    """Two people share a telephone, one of them the other's unit and post in full."""
    return (
        Book()
        .rows(
            1,
            ["姓名", "手机", "座机", "单位", "职务", "是否院士"],
            ["张一", "13800138001", "010-62000001", "某某大学", "某某大学院长", "否"],
            ["张二", "", "", "", "副院长", ""],
            ["张三", "13800138003", "", "某某公司", "", "中科院院士"],
            ["张四", "13800138004", "", "某某公司总工", "", ""],
        )
        .merge("B2:B3", "C2:C3", "D2:D3", "F4:F5", "D4:E4", "D5:E5")
    )


def ditto_at_first():
    return Book().rows(1, ["姓名", "单位", "手机"], ["张一", "同上", "13800138001"], ["张二", "某某大学", "同上"])


def title_and_position():
    said = ["教授/院长", "副教授", "院长", "总经理、高级工程师", "主任医师，科室主任", "博士生导师", "研究员兼所长", "无", "教授级高级工程师", "院长、书记/教授"]
    return Book().rows(1, ["姓名", "单位", "职务/职称"], *[[f"张{name}", "某某大学", text] for name, text in zip("一二三四五六七八九十", said)])


def identity_numbers():
    return (
        Book()
        .rows(
            1,
            ["姓名", "身份证号", "手机", "银行卡号"],
            ["张三", "110101197001011237", "13800138001", "6222021234567890123"],
            ["李四", 110101197001011237, "13800138002", 6222021234567890123],
            ["王五", "1.10101E+17", "13800138003", "6.22202E+18"],
            ["赵六", "11010119700101123X", "13800138004", None],
        )
        .formats(B3="0", D3="0")
    )


def dates():
    day = datetime.datetime(1970, 1, 2)
    return (
        Book()
        .rows(
            1,
            ["姓名", "出生年月", "手机", "职称", "入会时间", "研究方向"],
            ["张三", day, "13800138001", "教授", datetime.date(2020, 5, 20), "高分子"],
            ["李四", 25569.0, "13800138002", day, 44000, "机械"],
            ["王五", "1970.1", "13800138003", "研究员", None, datetime.datetime(2021, 3, 5)],
        )
        .formats(B2="yyyy年m月", B3="yyyy/m/d", E3="[$-804]yyyy年m月d日", F4="m月d日")
    )


def formulas():
    """LibreOffice saves what they come to."""
    return Book().rows(
        1,
        ["序号", "姓名", "手机", "单位", "职务", "邮箱"],
        ["=ROW()-1", '="张"&"三"', "=13800138000+1", "=H2", "院长", "zhangsan@example.org"],
        ["=ROW()-1", "李四", "13800138002", "=VLOOKUP(B3,H1:I1,2,FALSE())", "所长", "=NA()"],
        ["=ROW()-1", "王五", "=1/0", "某某公司", "", '=""'],
    ).rows(2, ["某某大学"], first="H")


def nothing_said():
    return Book().rows(
        1,
        ["姓名", "手机", "邮箱", "单位", "职务", "职称", "座机", "地址"],
        ["张一", "13800138001", "无", "某某大学", "无", "/", "—", "暂无"],
        ["张二", "13800138002", "-", "某某大学", "--", "N/A", "无", "\\"],
        ["张三", "13800138003", "　", "某某大学", "　", " ", "\n", "0"],
    )


def line_breaks():
    return Book().rows(
        1,
        ["姓名", "手机", "单位及\n职务", "地址", "主要承担\n工作"],
        ["张\n三", "138\n0013\n8001", "某某大学\n材料学院\n院长", "北京市\r\n某某路1号", "1. 技术咨询\n2. 人才培训"],
        ["李四", "13800138002", "某某 大学　院长", "  北京市某某路2号  ", "_x000D_技术\tA"],
    )


def example_rows():
    """The example of somebody else's template; what is only marked may be a person typed over it."""
    return Book().rows(
        1,
        ["序号", "姓名", "手机", "单位"],
        ["示例", "张三", "13800138000", "某某大学院长"],
        ["例", "张四", "13800138000", "某某大学院长"],
        ["", "（样例）张五", "13800138000", "某某大学院长"],
        [1, "李四", "13800138002", "某某研究所"],
        [2, "例外", "13800138003", "某某公司"],
    )


def person_over_two_rows():
    return (
        Book()
        .rows(
            1,
            ["序号", "姓名", "电话", "单位"],
            [1, "张三", "13800138001", "某某大学"],
            ["", "", "010-62000001", ""],
            [2, "李四", "13800138002", "某某研究所"],
        )
        .merge("A2:A3", "B2:B3", "D2:D3")
    )


def numbers_as_text():
    """Everything text, blanks at the ends, names of units as numbers."""
    return Book().rows(
        1,
        ["序号", "姓名", "手机", "单位", "地址", "座机"],
        ["1", "张三 ", " 13800138001 ", 701, "100号楼", "==010-62000001"],
        ["2.0", "李四", "==13800138002", "3.5", 100000, "10-62000001"],
    )


def links_and_comments():
    """Addresses as links; remarks of others on cells are no content."""
    book = Book().rows(
        1,
        ["姓名", "手机", "邮箱", "单位"],
        ["张三", "13800138001", "zhangsan@example.org", "某某大学"],
        ["李四", "13800138002", "发邮件", "某某研究所"],
    )
    book.sheet["C2"].hyperlink = "mailto:zhangsan@example.org"
    book.sheet["C3"].hyperlink = "mailto:lisi@example.org"
    for cell in ("A1", "A2", "B2", "D3"):
        book.sheet[cell].comment = Comment("请核对，王五 13800138003", "赵老师")
    return book


ROSTERS = [
    (mobiles, ["xls", "ods"]),
    (phones, ["ods"]),
    (both_in_a_cell, []),
    (mobile_column_with_others, []),
    (emails, []),
    (names, ["xls", "ods"]),
    (academicians, ["ods"]),
    (same_as_above, ["xls", "ods", "lo.xlsx"]),
    (merged_telephones, ["ods"]),
    (ditto_at_first, []),
    (title_and_position, []),
    (identity_numbers, ["xls", "ods"]),
    (dates, ["xls", "ods"]),
    (formulas, ["xls", "ods", "lo.xlsx"]),
    (nothing_said, []),
    (line_breaks, ["xls", "ods"]),
    (example_rows, []),
    (person_over_two_rows, ["ods"]),
    (numbers_as_text, []),
    (links_and_comments, ["xls", "ods"]),
]

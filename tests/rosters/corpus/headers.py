"""Headers: where they stand, and what they say."""

from book import Book

ZHANG = ("张三", "13800138001", "zhangsan@example.org", "某某大学", "院长", "教授")
LI = ("李四", "13800138002", "lisi@example.org", "某某研究所", "所长", "研究员")
WANG = ("王五", "13800138003", "wangwu@example.org", "某某公司", "总工程师", "高级工程师")
PLAIN = ("姓名", "手机", "邮箱", "单位", "职务", "职称")


def numbered(*people):
    return [(number, *person) for number, person in enumerate(people, start=1)]


def merged_titles():
    return (
        Book("专家名单")
        .rows(1, ["2021年科技服务团专家名单"], ["（填报单位：某某学会　2021年5月）"], [])
        .rows(4, ("序号", *PLAIN), *numbered(ZHANG, LI, WANG))
        .merge("A1:G1", "A2:G3")
    )


def two_lines_merged():
    return (
        Book()
        .rows(1, ["专家信息汇总表"])
        .rows(2, ["序号", "姓名", "联系方式", "", "", "工作单位及职务", "职称"])
        .rows(3, ["", "", "手机", "办公电话", "邮箱"])
        .rows(
            4,
            [1, "张三", 13800138001, "010-62000001", "zhangsan@example.org", "某某大学院长", "教授"],
            [2, "李四", 13800138002, "010-62000002", "lisi@example.org", "某某研究所所长", "研究员"],
        )
        .merge("A1:G1", "A2:A3", "B2:B3", "C2:E2", "F2:F3", "G2:G3")
    )


def two_lines_unmerged():
    """The first line only groups: 基本信息 over 姓名, 单位; 联系方式 over 手机, 邮箱."""
    return (
        Book()
        .rows(1, ["基本信息", "", "", "联系方式"], ["姓名", "单位", "职称", "手机", "邮箱"])
        .rows(
            3,
            ["张三", "某某大学", "教授", "13800138001", "zhangsan@example.org"],
            ["李四", "某某研究所", "研究员", "13800138002", "lisi@example.org"],
        )
    )


def notes_around():
    return (
        Book()
        .rows(
            1,
            ["填表说明"],
            ["1. 姓名、手机、单位为必填项，请勿改动表头。"],
            ["2. 职称请写全称，如：教授。"],
            ["3. 联系人：王老师，电话：010-62000000。"],
            [],
            PLAIN,
            ZHANG,
            LI,
            [],
            ["注：以上专家均已征得本人同意。"],
            ["填表人：王老师", "联系电话：010-62000000", "", "审核人：赵老师"],
            ["", "", "", "2021年5月20日"],
        )
        .merge("A2:F2", "A10:F10")
    )


def blank_rows_and_columns():
    """The table starts at C5, a column in the middle and some rows are blank."""
    return Book().rows(
        5,
        ["姓名", "手机", "", "邮箱", "单位", "", "职务", "职称"],
        [],
        ["张三", "13800138001", "", "zhangsan@example.org", "某某大学", "", "院长", "教授"],
        [],
        [],
        ["李四", "13800138002", "", "lisi@example.org", "某某研究所", "", "所长", "研究员"],
        first="C",
    )


def decorated_headers():
    return Book().rows(
        2,
        ["*姓　名：", "【手机号码】\n（必填）", "电子\n邮箱", "工作单位(全称)*", "职 务", "★职称", "通讯地址（含邮编）："],
        [*ZHANG, "北京市某某路1号"],
        first="B",
    )


def synonyms_one():
    return Book().rows(
        1,
        ["专家姓名", "移动电话", "电子邮箱", "所在单位", "行政职务", "专业技术职务", "座机", "联系地址", "研究领域", "拟承担任务"],
        [*ZHANG, "010-62000001", "北京市某某路1号", "高分子材料", "技术咨询"],
    )


def synonyms_two():
    return Book().rows(
        1,
        ["名字", "手机号", "E-mail", "单位名称", "现任职务", "技术职称", "办公电话", "通信地址", "专业方向", "工作分工"],
        [*ZHANG, "010-62000001", "北京市某某路1号", "高分子材料", "技术咨询"],
    )


def english_headers():
    return Book("Experts").rows(
        1,
        ["No.", "Name", "Mobile Phone", "Email", "Affiliation", "Position", "Professional Title", "Office Phone", "Address", "Research Interests"],
        [1, "John Smith", "13800138001", "john@example.org", "University of Somewhere", "Dean", "Professor", "010-62000001", "1 Some Road", "Polymers"],
    )


def near_misses():
    """Headers that hold the same words and mean something else."""
    return Book().rows(
        1,
        ["专家编号", "姓名", "姓名拼音", "性别", "民族", "出生年月", "身份证号码", "手机号码", "单位电话", "单位地址", "单位性质",
         "工作单位", "单位联系人", "联系人电话", "推荐单位", "邮编", "传真", "微信号", "专家类别", "职称取得时间"],
        ["Z001", "张三", "zhang san", "男", "汉", "1970年1月", "110101197001011237", "13800138001", "010-62000001", "北京市某某路1号", "高校",
         "某某大学", "刘六", "13800138009", "某某学会", "100000", "010-62000009", "zs_weixin", "技术", "2010年"],
    )


def contact_person_beside():
    """The people wanted are the experts; each has a contact person with a number of their own."""
    return Book().rows(
        1,
        ["序号", "专家姓名", "专家手机", "单位", "联系人姓名", "联系人手机", "联系人邮箱"],
        [1, "张三", "13800138001", "某某大学", "刘六", "13800138009", "liuliu@example.org"],
    )


def repeated_headers():
    """A list printed by pages: the header stands on each, with sums and page numbers."""
    return (
        Book()
        .rows(
            1,
            ["专家名单"],
            ("序号", *PLAIN),
            *numbered(ZHANG, LI),
            ["", "第 1 页，共 2 页"],
            ["专家名单"],
            ("序号", *PLAIN),
            [3, *WANG],
            ["合计", "3 人"],
            ["", "总计：3人"],
        )
        .merge("A1:G1", "A6:G6")
    )


def group_lines():
    return (
        Book()
        .rows(1, ("序号", *PLAIN), ["一、高校专家"], [1, *ZHANG], ["二、科研院所专家"], [2, *LI], ["", "三、企业专家"], [3, *WANG])
        .merge("A2:G2", "A4:G4", "B6:G6")
    )


def header_only():
    return Book().rows(1, ["专家名单"], PLAIN).merge("A1:F1")


def names_only():
    return Book().rows(1, ["参会专家名单"], ["姓名"], ["张三"], ["李 四"], ["王五"]).merge("A1:C1")


def no_header():
    return Book().rows(1, ZHANG, LI, WANG)


def columns_without_header():
    """The contents say what the header does not."""
    return Book().rows(
        1,
        ["序号", "姓名", "", "单位", ""],
        [1, "张三", 13800138001, "某某大学", "zhangsan@example.org"],
        [2, "李四", 13800138002, "某某研究所", "lisi@example.org"],
        [3, "王五", 13800138003, "某某公司", "wangwu@example.org"],
    )


def vague_headers():
    """电话 over mobile numbers and 联系方式 over addresses of e-mail; 备注 over research is no hint."""
    return Book().rows(
        1,
        ["专家", "电话", "联系方式", "单位", "备注"],
        ["张三", "13800138001", "zhangsan@example.org", "某某大学", "材料"],
        ["李四", "13800138002", "lisi@example.org", "某某研究所", "机械"],
    )


def transposed():
    return Book().rows(
        1,
        ["姓名", "张三", "李四", "王五"],
        ["手机", "13800138001", "13800138002", "13800138003"],
        ["邮箱", "zhangsan@example.org", "lisi@example.org", "wangwu@example.org"],
        ["单位", "某某大学", "某某研究所", "某某公司"],
        ["职称", "教授", "研究员", "高级工程师"],
    )


def personal_form():
    """A form about one person, labels beside their answers."""
    return Book("推荐表").rows(
        1,
        ["专家推荐表"],
        ["姓名", "张三", "性别", "男", "出生年月", "1970年1月"],
        ["手机", "13800138001", "邮箱", "zhangsan@example.org", "职称", "教授"],
        ["单位", "某某大学", "职务", "院长", "通讯地址", "北京市某某路1号"],
    ).merge("A1:F1")


def side_by_side():
    return Book().rows(
        1,
        ["姓名", "手机", "单位", "", "姓名", "手机", "单位"],
        ["张三", "13800138001", "某某大学", "", "王五", "13800138003", "某某公司"],
        ["李四", "13800138002", "某某研究所", "", "赵六", "1380013800", "某某医院"],
        ["", "", "", "", "孙七", "13800138005", "某某学会"],
    )


def departments():
    return Book().rows(
        1,
        ["姓名", "单位", "部门", "职务", "手机"],
        ["张三", "某某大学", "材料学院", "院长", "13800138001"],
        ["李四", "某某研究所", "", "所长", "13800138002"],
        ["王五", "某某公司", "技术部", "", "13800138003"],
    )


def three_line_header():
    return (
        Book()
        .rows(
            1,
            ["序号", "专家基本情况", "", "", "", "", "备注"],
            ["", "姓名", "联系方式", "", "工作情况"],
            ["", "", "手机", "邮箱", "单位", "职务"],
            [1, "张三", "13800138001", "zhangsan@example.org", "某某大学", "院长"],
        )
        .merge("A1:A3", "B1:F1", "G1:G3", "B2:B3", "C2:D2", "E2:F2")
    )


def stacked_tables():
    """One table under another, each with a header of its own."""
    return (
        Book()
        .rows(1, ["科技服务团人员名单"])
        .rows(2, ["一、首席专家"], ["姓名", "单位", "手机", "职称"], ["张三", "某某大学", "13800138001", "教授"])
        .rows(6, ["二、团员"], ["序号", "姓名", "手机", "邮箱", "单位", "职务"])
        .rows(
            8,
            [1, "李四", "13800138002", "lisi@example.org", "某某研究所", "所长"],
            [2, "王五", "13800138003", "wangwu@example.org", "某某公司", "总工程师"],
        )
        .rows(11, ["三、联系人"], ["联系人", "联系电话", "单位"], ["刘六", "13800138009", "某某学会"])
        .merge("A1:F1", "A2:F2", "A6:F6")
    )


def labels_above():
    """A block about the sender above the list."""
    return Book().rows(
        1,
        ["姓名", "刘六", "手机", "13800138009"],
        ["单位", "某某学会", "邮箱", "liuliu@example.org"],
        [],
        ["序号", "姓名", "手机", "单位"],
        [1, "张三", "13800138001", "某某大学"],
        [2, "李四", "13800138002", "某某研究所"],
    )


def wide_merges():
    """Every cell merged across several columns, as in a form drawn in a spreadsheet."""
    book = Book().rows(
        1,
        ["序号", "姓名", "", "", "手机", "", "单位", "", ""],
        [1, "张三", "", "", "13800138001", "", "某某大学"],
        [2, "李四", "", "", "13800138002", "", "某某研究所"],
        ["", "企业专家"],
        [3, "王五", "", "", "13800138003", "", "某某公司"],
    )
    for row in (1, 2, 3, 5):
        book.merge(f"B{row}:D{row}", f"E{row}:F{row}", f"G{row}:I{row}")
    return book.merge("B4:I4")


def telephones_apart():
    return Book().rows(
        1,
        ["姓名\nName", "电话（办）", "电话（手机）", "传真", "单位（全称）", "职务（职称）"],
        ["张三", "010-62000001", "13800138001", "010-62000009", "某某大学", "院长"],
    )


def one_column_for_all():
    return Book().rows(
        1,
        ["姓名", "手机/邮箱", "单位/职务"],
        ["张三", "13800138001 zhangsan@example.org", "某某大学院长"],
        ["李四", "lisi@example.org\n13800138002", "某某研究所所长"],
    )


def contact_people():
    """A list of contact people is about these."""
    return Book().rows(
        1,
        ["序号", "单位名称", "联系人", "联系人手机", "联系人邮箱"],
        [1, "某某大学", "刘六", "13800138009", "liuliu@example.org"],
        [2, "某某公司", "孙七", "13800138008", "sunqi@example.org"],
    )


def roles_beside():
    """Two roles beside each other, each with the same columns."""
    return (
        Book()
        .rows(
            1,
            ["服务团名称", "首席专家", "", "", "团长"],
            ["", "姓名", "单位", "手机", "姓名", "单位", "手机"],
            ["某某服务团", "张三", "某某大学", "13800138001", "李四", "某某研究所", "13800138002"],
            ["另一服务团", "王五", "某某公司", "13800138003", "赵六", "某某医院", ""],
        )
        .merge("A1:A2", "B1:D1", "E1:G1")
    )


def end_marks():
    return Book().rows(
        1,
        ["姓名", "手机", "单位", "职称"],
        ["1", "2", "3", "4"],
        ["张三", "13800138001", "某某大学", "教授"],
        ["\u200b", "", "\u200b"],
        ["李四", "13800138002", "某某研究所", "研究员"],
        ["……", "……", "……"],
        ["（以下空白）"],
        ["", "", "单位（盖章）：", "2021年5月20日"],
    )


ROSTERS = [
    (merged_titles, ["xls", "ods", "lo.xlsx"]),
    (two_lines_merged, ["xls", "ods"]),
    (two_lines_unmerged, ["xls"]),
    (notes_around, ["ods"]),
    (blank_rows_and_columns, ["xls", "ods"]),
    (decorated_headers, ["xls"]),
    (synonyms_one, []),
    (synonyms_two, ["ods"]),
    (english_headers, []),
    (near_misses, []),
    (contact_person_beside, []),
    (repeated_headers, ["xls"]),
    (group_lines, ["ods"]),
    (header_only, []),
    (names_only, []),
    (no_header, []),
    (columns_without_header, []),
    (vague_headers, []),
    (transposed, ["ods"]),
    (personal_form, []),
    (side_by_side, ["xls"]),
    (departments, []),
    (three_line_header, ["ods"]),
    (stacked_tables, ["ods"]),
    (labels_above, []),
    (wide_merges, ["xls"]),
    (telephones_apart, []),
    (one_column_for_all, []),
    (contact_people, []),
    (roles_beside, ["ods"]),
    (end_marks, []),
]

"""Files of several sheets, and long ones."""

from book import Book
from headers import LI, PLAIN, WANG, ZHANG


def three_sheets():
    """A cover, the list of last year and the one of this year, which asks for more."""
    return (
        Book("封面")
        .rows(1, ["科技服务团专家名单"], ["姓名、手机请务必填写"], ["报送单位", "某某学会"])
        .add("2020年")
        .rows(1, ("姓名", "手机", "单位"), ("旧人", "13800138009", "某某单位"))
        .add("2021年")
        .rows(1, ["2021年名单"], PLAIN, ZHANG, LI)
    )


def hidden_sheets():
    return (
        Book("专家")
        .rows(1, ("姓名", "手机", "单位"), ("张三", "13800138001", "某某大学"))
        .add("底稿", "hidden")
        .rows(1, (*PLAIN, "地址", "座机"), ("底稿人", "13800138008"))
        .add("字典", "veryHidden")
        .rows(1, (*PLAIN, "地址", "座机", "院士"), ("字典人", "13800138007"))
    )


def old_and_new():
    """Two sheets alike but for their names: the old one is not the list."""
    return (
        Book("原名单（作废）")
        .rows(1, PLAIN, WANG, ("赵六", "13800138004"), ("孙七", "13800138005"))
        .add("名单")
        .rows(1, PLAIN, ZHANG, LI)
        .add("填写示例")
        .rows(1, PLAIN, WANG)
    )


def statistics_beside():
    """A sheet that counts experts by unit is no list of people."""
    return (
        Book("统计")
        .rows(1, ["单位", "专家人数", "院士人数", "联系电话"], ["某某大学", 3, 1, "010-62000001"], ["某某公司", 1, 0, "010-62000002"])
        .add("Sheet2")
        .rows(1, ("姓名", "手机", "单位"), ("张三", "13800138001", "某某大学"))
        .add("Sheet3")
    )


def hundred_and_twenty():
    surnames = "赵钱孙李周吴郑王冯陈褚卫"
    given = "一二三四五六七八九十"
    people = [
        [number + 1, surnames[number // 10] + given[number % 10], 13800138000 + number, f"某某大学第{number + 1}系", "教授"]
        for number in range(120)
    ]
    return Book().rows(1, ["专家库推荐名单"], [], ["序号", "姓名", "手机", "单位", "职称"], *people).merge("A1:E2")


ROSTERS = [
    (three_sheets, ["xls", "ods"]),
    (hidden_sheets, ["xls", "ods"]),
    (old_and_new, []),
    (statistics_beside, []),
    (hundred_and_twenty, []),
]

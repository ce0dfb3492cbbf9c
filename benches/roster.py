#!/usr/bin/env python3
"""Times `shenbao roster` on 50,000 people in ten columns, reading, understanding and checking them,
beside python-calamine that merely reads the cells, in turns on one machine.

The spreadsheet is written by openpyxl, once with its texts in the cells and once, as spreadsheets
do, with texts that cells share. Needs: cargo build --release, pip install python-calamine openpyxl.
"""

import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

from openpyxl import Workbook

from peers import SHENBAO, run

PEOPLE = 50_000
HEADER = ["序号", "姓名", "手机", "电子邮箱", "工作单位", "职务", "职称", "是否为院士", "通信地址", "研究方向"]
READ = "import sys, python_calamine as c; c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"


def people(count):
    """Lines as people type them; mobile numbers are numbers and texts in turn."""
    chance = random.Random(7)
    pick = chance.choice
    for i in range(count):
        mobile = 13_000_000_000 + chance.randrange(10**9)
        yield [i + 1, pick("赵钱孙李周吴郑王") + pick("伟芳娜敏静丽强磊") + pick("军洋勇艳杰娟涛明"),
               str(mobile) if i % 2 else mobile, f"expert{i}@example.org",
               f"某某大学第{chance.randrange(3000)}研究院", pick(["院长", "副院长", "主任", ""]),
               pick(["教授", "研究员", "高级工程师"]), pick(["否", "否", "否", "中国科学院院士"]),
               f"北京市海淀区某某路{chance.randrange(9999)}号", pick(["材料", "能源", "机械", "信息"])]


def write(path, shared):
    book = Workbook(write_only=not shared)
    sheet = book.create_sheet("专家")
    if shared:
        book.remove(book.active)
    sheet.append(HEADER)
    for line in people(PEOPLE):
        sheet.append(line)
    book.save(path)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("texts in the cells", "shared texts"):
            path = pathlib.Path(folder) / "people.xlsx"
            write(path, kind == "shared texts")
            last = subprocess.run([SHENBAO, "roster", path, "--format", "json"],
                                  capture_output=True, check=True).stdout.splitlines()[-1]
            if json.loads(last)["counts"] != {"people": PEOPLE, "with_problems": 0}:
                sys.exit(f"read otherwise than written: {last}")
            ours, peer = [], []
            for _ in range(9):  # in turns, so that both see the same machine
                ours.append(run([SHENBAO, "roster", path, "--format", "json"], 1))
                peer.append(run([sys.executable, "-c", READ, path], 1))
            seconds = [statistics.median(r[0] for r in runs) for runs in (ours, peer)]
            ratio = statistics.median(a[0] / b[0] for a, b in zip(ours, peer))
            peaks = [max(r[1] for r in runs) for runs in (ours, peer)]
            print(f"{kind}: shenbao roster {seconds[0]:.2f} s, {peaks[0]:.0f} MB; "
                  f"python-calamine {seconds[1]:.2f} s, {peaks[1]:.0f} MB; ratio {ratio:.2f}")


if __name__ == "__main__":
    main()

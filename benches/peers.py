#!/usr/bin/env python3
"""Times the whole program against its peers, in one run on one machine.

  export   `shenbao export`, 7 copies and bundle, beside `typst compile` of the same content
  check    `shenbao check` over 10,000 bundles on one core, beside Python's jsonschema on a schema
           of bare lengths

Needs: cargo build --release, pip install typst jsonschema. Prints medians and peak memory.
"""

import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHENBAO = ROOT / "target/release/shenbao"
EXAMPLE = ROOT / "examples/industry-team/answers.json"
DAY = "2021-05-20"


def run(words, rounds):
    """Median seconds and peak memory (MB) of a command."""
    seconds, peak = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"{words} ended with {process.returncode}")
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(seconds), peak


def escape(text):
    return "".join("\\" + c if c in "\\#*_`$<>@[]=-+/~'\"" else c for c in str(text or ""))


def typst_source(answers, copies):
    """The content of the example as a Typst user would set it."""
    def essay(path):
        value = answers
        for key in path.split("."):
            value = value[key]
        return "\n\n".join(escape(line) for line in value.split("\n"))

    def table(columns, rows):
        cells = ", ".join("[" + escape(cell) + "]" for row in rows for cell in row)
        return f"#table(columns: ({columns}), {cells})"

    unit, budget = answers["unit"], answers["budget"]
    people = [
        (label, answers[who].get("name"), answers[who].get("mobile"), answers[who].get("email"),
         answers[who].get("affiliation"))
        for who, label in (("leader", "项目负责人"), ("contact", "联系人"))
    ]
    basics = [(label, "、".join(answers[key]) if isinstance(answers[key], list) else answers[key])
              for key, label in (("team_name", "名称"), ("cities", "试点城市"), ("industries", "产业方向"),
                                 ("liaison", "对接"), ("needs_count", "需求数量"), ("partners", "参与单位"),
                                 ("core_products", "核心服务产品"), ("alliances", "产学协同组织"))]
    stages = [(f"第{i + 1}阶段", s["budget"], s["content"], f'{s["start"]}至{s["end"]}')
              for i, s in enumerate(answers["stages"])]
    members = [(i + 1, m["name"], m["affiliation"], m["contact"], m["duty"])
               for i, m in enumerate(answers["members"])]
    items = [(i + 1, x["item"], x["amount"], x["basis"]) for i, x in enumerate(budget["items"])]
    parts = [
        "#align(center)[#v(4cm) #text(font: \"Noto Sans SC\", size: 26pt)[项目申报书]] #pagebreak()",
        "= 一、项目申报单位基本情况", table("3cm,1fr", [("单位名称", unit["name"]), ("统一社会信用代码", unit["credit_code"])]),
        table("2.5cm,2cm,3cm,1fr,1fr", people), essay("unit.intro"),
        "= 二、立项依据和目的", essay("rationale"),
        "= 三、项目基本信息", table("5cm,1fr", basics),
        "= 四、项目主要内容", essay("content"),
        "= 五、项目目标及预期成果", essay("goals"),
        "= 六、项目实施条件", essay("conditions"),
        "= 七、项目实施步骤和进度计划", table("2cm,2cm,1fr,4cm", stages),
        "= 八、项目负责人及主要参加人员", table("1.2cm,2cm,1fr,3cm,4cm", members),
        "= 九、项目经费预算", table("1.2cm,1fr,2cm,1fr", items),
        "= 十、项目申报单位意见", "#box(height: 6cm)[项目负责人（签名）： 年 月 日]",
    ]
    body = "\n\n".join(parts)
    return f"""#set page(paper: "a4", margin: (x: 2.6cm, y: 2.5cm), numbering: "1")
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 0.9em, first-line-indent: (amount: 2em, all: true))
#show heading: set text(font: "Noto Sans SC", size: 14pt, weight: "regular")
#let form = [
{body}
]
#for c in range({copies}) {{ counter(page).update(1); form; pagebreak(to: "odd", weak: true) }}
"""


def export(folder):
    answers = json.loads(EXAMPLE.read_text(encoding="utf-8"))["answers"]
    source = folder / "form.typ"
    source.write_text(typst_source(answers, 7), encoding="utf-8")
    compile_typst = (
        f"import typst; typst.compile({str(source)!r}, output={str(folder / 'typst.pdf')!r}, "
        f"font_paths=[{str(ROOT / 'fonts')!r}], ignore_system_fonts=True)"
    )
    ours = [SHENBAO, "export", EXAMPLE, "--pdf", folder / "ours.pdf", "--bundle",
            folder / "ours.json", "--today", DAY]
    results = {"shenbao export": [], "typst compile": []}
    for _ in range(7):  # in turns, so that both see the same machine
        results["shenbao export"].append(run(ours, 1))
        results["typst compile"].append(run([sys.executable, "-c", compile_typst], 1))
    start = run([sys.executable, "-c", "import typst"], 5)[0]
    for name, rounds in results.items():
        seconds = statistics.median(r[0] for r in rounds)
        extra = f" (of which {start:.3f} s loading Python)" if name.startswith("typst") else ""
        print(f"{name}: {seconds:.3f} s, {max(r[1] for r in rounds):.0f} MB{extra}")


def check(folder, count):
    bundle = folder / "ours.json"
    many = folder / "many"
    many.mkdir()
    for i in range(count):
        shutil.copyfile(bundle, many / f"{i:05}.json")
    for amount in (count // 10, count):
        for extra in many.iterdir():
            if int(extra.stem) >= amount:
                extra.rename(folder / extra.name)
        seconds, peak = run([SHENBAO, "check", many, "--format", "json", "--today", DAY, "--jobs", "1"], 3)
        print(f"shenbao check, {amount} bundles, one core: {amount / seconds:.0f} a second, {peak:.0f} MB")
        for extra in folder.glob("0*.json"):
            extra.rename(many / extra.name)
    import jsonschema
    schema = {"type": "object", "properties": {"answers": {"type": "object", "properties": {
        key: {"type": "string", "minLength": 1, "maxLength": 20000}
        for key in ("rationale", "content", "goals", "conditions", "project_name", "team_name")}}}}
    validator = jsonschema.Draft202012Validator(schema)
    start = time.perf_counter()
    for path in sorted(many.iterdir())[: count // 10]:
        validator.validate(json.loads(path.read_text(encoding="utf-8")))
    print(f"Python jsonschema, bare lengths: {count / 10 / (time.perf_counter() - start):.0f} a second")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        export(pathlib.Path(folder))
        check(pathlib.Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

"""Spreadsheets as other programs write them, part by part: WPS and libraries that leave out what
the standard lets them leave out."""

import zipfile

from book import FILES

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(name, sheet, shared=None, book="sheet", workbook=None, target="worksheets/sheet1.xml", office=OFFICE, extra=()):
    parts = {
        "[Content_Types].xml": (
            f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            + (f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}sheet.main+xml"/>' if book == "sheet" else
               '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>')
            + f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}sharedStrings+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{XML}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>"
        ),
        "xl/workbook.xml": workbook or (
            f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{office}"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{XML}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{office}/worksheet" Target="{target}"/>'
            + (f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>' if shared else "")
            + "</Relationships>"
        ),
        "xl/worksheets/sheet1.xml": XML + sheet,
    }
    if shared:
        parts["xl/sharedStrings.xml"] = XML + shared
    with zipfile.ZipFile(FILES / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in [*parts.items(), *extra]:
            info = zipfile.ZipInfo(part)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)


def wps():
    """A dimension of one cell, texts in the cells, furigana, escapes, and styles nobody asks for."""
    inline = lambda place, text: f'<c r="{place}" s="1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    package(
        "wps.xlsx",
        f'<worksheet xmlns="{MAIN}" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"><dimension ref="A1"/>'
        '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
        f'<row r="2">{inline("A2", "张三")}<c r="B2"><v>13800138001</v></c>{inline("C2", "某某大学_x000D_&#10;院长")}</row>'
        f'<row r="3">{inline("A3", " 李四 ")}<c r="B3" t="str"><v>13800138002</v></c><c r="C3" t="str"><f>A1&amp;"x"</f><v>某某研究所</v></c></row>'
        '<row r="4"><c r="A4"/><c r="B4" s="5"/></row></sheetData><phoneticPr fontId="1" type="noConversion"/></worksheet>',
        f'<sst xmlns="{MAIN}"><si><r><rPr><b/></rPr><t>姓</t></r><r><t>名</t></r><rPh sb="0" eb="1"><t>xing</t></rPh></si>'
        "<si><t>手机</t></si><si><t>单位</t><phoneticPr fontId=\"1\"/></si></sst>",
    )


def prefixed():
    """A prefix on every name, no places on rows and cells, an absolute target."""
    row = lambda *cells: "<x:row>" + "".join(f'<x:c t="inlineStr"><x:is><x:t>{text}</x:t></x:is></x:c>' for text in cells) + "</x:row>"
    package(
        "prefixed.xlsx",
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{row("姓名", "手机", "单位")}{row("张三", "13800138001", "某某大学")}'
        f'{row("李四", "13800138002", "某某研究所")}</x:sheetData></x:worksheet>',
        workbook=(
            f'{XML}<x:workbook xmlns:x="{MAIN}" xmlns:r="{OFFICE}"><x:sheets><x:sheet name="名单" sheetId="1" r:id="rId1"/></x:sheets>'
            "</x:workbook>"
        ),
        target="/xl/worksheets/sheet1.xml",
    )


def macros():
    row = lambda number, *cells: f'<row r="{number}">' + "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for letter, text in zip("ABC", cells)) + "</row>"
    package(
        "macros.xlsm",
        f'<worksheet xmlns="{MAIN}"><sheetData>{row(1, "姓名", "手机", "单位")}{row(2, "张三", "13800138001", "某某大学")}</sheetData></worksheet>',
        book="macros",
        extra=[("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64))],
    )


def strict():
    row = lambda number, *cells: f'<row r="{number}">' + "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for letter, text in zip("ABC", cells)) + "</row>"
    package(
        "strict.xlsx",
        f'<worksheet xmlns="{STRICT}"><sheetData>{row(1, "姓名", "手机", "单位")}{row(2, "张三", "13800138001", "某某大学")}</sheetData></worksheet>',
        workbook=(
            f'{XML}<workbook xmlns="{STRICT}" xmlns:r="{STRICT_OFFICE}" conformance="strict"><sheets>'
            '<sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        office=STRICT_OFFICE,
    )


def java_numbers():
    """Numbers as Java writes them, dates of 1904, truth values."""
    package(
        "java.xlsx",
        f'<worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>手机</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t>院士</t></is></c><c r="D1" t="inlineStr"><is><t>职务</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c><c r="B2"><v>1.38E10</v></c><c r="C2" t="b"><v>0</v></c>'
        '<c r="D2" t="d"><v>2021-03-05T00:00:00</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>李四</t></is></c><c r="B3" t="n"><v>1.3912345678E10</v></c><c r="C3" t="b"><v>1</v></c></row>'
        "</sheetData></worksheet>",
    )


def csv():
    people = "姓名,手机,邮箱,单位\n张三,13800138001,zhangsan@example.org,某某大学\n李四,\"138-0013-8002\",,\"某某公司,北京\"\n"
    (FILES / "utf8.csv").write_bytes(people.encode())
    (FILES / "bom.csv").write_bytes(b"\xef\xbb\xbf" + people.replace("\n", "\r\n").encode())
    (FILES / "gbk.csv").write_bytes(people.replace("\n", "\r\n").encode("gbk"))
    (FILES / "csv-named.xls").write_bytes(people.encode("gbk"))
    (FILES / "semicolons.csv").write_bytes(
        people.replace('"某某公司,北京"', "某某公司，北京").replace(",", ";").replace("，北京", ",北京").encode())
    (FILES / "tabs.txt").write_bytes(people.replace('"某某公司,北京"', "某某公司，北京").replace(",", "\t").replace("，北京", ",北京").encode())
    (FILES / "excel-digits.csv").write_bytes("姓名,手机,身份证号\n张三,1.38E+10,1.10101E+17\n李四,\t13800138002,'110101197001011237\n".encode("gbk"))


def others():
    """What is no spreadsheet, or none that is read."""
    (FILES / "page.xls").write_bytes("<html><body><table><tr><td>姓名</td><td>手机</td></tr></table></body></html>".encode())
    (FILES / "xml2003.xls").write_bytes(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        "<Worksheet/></Workbook>".encode())
    (FILES / "archive.xls").write_bytes(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html></html>")
    (FILES / "nothing.xlsx").write_bytes(b"")
    (FILES / "pdf.xlsx").write_bytes(b"%PDF-1.7\n")
    for name, part in {"letter.xlsx": "word/document.xml", "binary.xlsb": "xl/workbook.bin", "apple.numbers": "Index/Document.iwa"}.items():
        with zipfile.ZipFile(FILES / name, "w") as archive:
            archive.writestr(zipfile.ZipInfo(part), b"<x/>")
    (FILES / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + "EncryptedPackage".encode("utf-16le") + bytes(1024))


def write():
    for make in (wps, prefixed, macros, strict, java_numbers, csv, others):
        make()

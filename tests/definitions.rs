//! A definition that is wrong does not load, and its line is named.

use shenbao::form;

const FORM: &str = include_str!("../assets/forms/registration-2022.ron");

/// Changes one stretch of the bundled definition; loading names the line and the thing.
fn check(from: &str, to: &str, names: &str) {
    assert!(FORM.contains(from), "the definition has no {from}");
    let source = FORM.replacen(from, to, 1);
    let line = 1 + source[..source.find(to).unwrap()].matches('\n').count();
    let error = form::load(&source).expect_err(names);
    assert!(error.what.contains(names), "{error} lacks {names}");
    assert!(
        error.line.abs_diff(line) <= 5,
        "{error}: the change is on line {line}"
    );
}

#[test]
fn wrong_definitions_name_their_line() {
    // RON that does not read, and a word that no field of it has.
    check("copies: 1,", "copies: one,", "");
    check("copies: 1,", "copies: 1, colour: 2,", "colour");
    // A field twice.
    check("id: \"work.problems\"", "id: \"team.name\"", "team.name");
    // A rule on a field or a column that is not there.
    check(
        "Equals(field: \"team.year\"",
        "Equals(field: \"team.jahr\"",
        "team.jahr",
    );
    check(
        "RowDateOrder(table: \"stages\", start: \"start\"",
        "RowDateOrder(table: \"stages\", start: \"begin\"",
        "begin",
    );
    check(
        "[(\"team.kind\", [\"regional\"])]",
        "[(\"team.kind\", [\"local\"])]",
        "local",
    );
    // A clause or a label that the notice does not have.
    check(
        "按照“‘科创中国’+服务区域+",
        "按照“‘科创中国’+区域+",
        "不在通知",
    );
    check("label: \"专长领域\"", "label: \"专长领城\"", "原文");
    // A gap of a message that nothing fills.
    check("应是 {wanted}。", "应是 {year}。", "填不上的空");
    // A sheet with a column or field that is not there, and a field that is on no sheet.
    check("\"{.duty}\"", "\"{.duties}\"", "duties");
    check("\"{team.name}\"", "\"{team.nom}\"", "team.nom");
    let hidden = FORM.replacen("{team.other_cities}", "", 1);
    let error = form::load(&hidden).expect_err("a field on no sheet");
    let line = 1 + hidden[..hidden.find("team.other_cities").unwrap()]
        .matches('\n')
        .count();
    assert_eq!(error.line, line, "{error}");
    // A day, and a word to look for, that are none.
    check("On(\"2022-12-31\")", "On(\"2022-12-32\")", "2022-12-32");
    check(
        "last: \"2022-02-28T23:59\"",
        "last: \"2022-02-28\"",
        "2022-02-28",
    );
    check("\"待定\",", "\" \",", "无法识别");
    // Lists, groups and notices that are not there.
    check("Tags(of: [\"regions\"]", "Tags(of: [\"zones\"]", "zones");
    check(
        "Group(group: \"person\")",
        "Group(group: \"people\")",
        "people",
    );
    // A file is kept with its application alone.
    check(
        "Attachment(accept: [Jpeg, Png, Pdf]), guidance",
        "Attachment(accept: [Jpeg, Png, Pdf]), standing: true, guidance",
        "常用信息",
    );
    check("notice: \"2022-20\"", "notice: \"2022-21\"", "2022-21");
}

#[test]
fn a_definition_is_as_good_with_windows_line_ends() {
    assert!(form::load(&FORM.replace('\n', "\r\n")).is_ok());
}

#[test]
fn a_checklist_says_what_the_notice_says_and_names_what_is_there() {
    let form = include_str!("../assets/forms/project-2021.ron");
    for (from, to, names) in [
        ("戴晓旭，010-63348452", "戴晓旭，010-63348453", "原文"),
        ("{print sheets}", "{print leaves}", "leaves"),
        ("{page opinion}", "{page opinions}", "opinions"),
        (
            "submitted_by: \"unit.name\"",
            "submitted_by: \"unit.nom\"",
            "unit.nom",
        ),
    ] {
        assert!(form.contains(from), "the definition has no {from}");
        let error = form::load(&form.replacen(from, to, 1)).expect_err(names);
        assert!(error.what.contains(names), "{error} lacks {names}");
    }
}

//! An industry that the annex does not name for any chosen city.

use crate::form::catalog::{industries_near, split_entries, without_notes};
use crate::form::rule::Annex;
use crate::rules::report::Report;
use crate::rules::words::{near, shortened};

use super::cities::{known, replace};

/// Nothing is said while no chosen city is known: there is no list to hold the industry against.
pub fn check(report: &mut Report<'_, '_>, industries: &str, cities: &str, annex: Annex) {
    let scope = report.scope;
    let cities = known(scope, cities);
    if cities.is_empty() {
        return;
    }
    let is_known = |entry: &str| cities.iter().any(|city| city.has_industry(annex, entry));
    for (at, text) in scope.entries(industries) {
        if is_known(text) {
            continue;
        }
        for entry in split_entries(text)
            .into_iter()
            .filter(|entry| !is_known(entry))
        {
            // A note is not part of an entry's name.
            let offered: Vec<String> = industries_near(cities.iter().copied(), annex, entry)
                .into_iter()
                .map(without_notes)
                .collect();
            let offered: Vec<&str> = offered.iter().map(String::as_str).collect();
            let mended = replace(industries, at, text, entry, &offered);
            let names: Vec<&str> = cities.iter().map(|city| city.name.as_str()).collect();
            let mut entries: Vec<String> = Vec::new();
            for entry in cities
                .iter()
                .flat_map(|city| city.industries(annex))
                .map(without_notes)
            {
                if !entries.contains(&entry) {
                    entries.push(entry);
                }
            }
            report
                .at(industries)
                .with("found", shortened(entry))
                .with("cities", names.join("、"))
                .with("near", near(offered))
                .with("entries", entries.join("、"))
                .mend(mended)
                .send();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "cities", label: "城市", kind: Cities, question: true),
            (id: "industries", label: "产业", kind: Industries(cities: "cities"), question: true),
        "#,
        rules: r#"(id: "industry", severity: error, check: IndustryOfCity(industries: "industries", cities: "cities", annex: Teams), condition: "", message: "{found}|{cities}|{near}|{entries}", basis: Sense(""))"#,
    };

    #[test]
    fn an_industry_of_no_chosen_city_is_found() {
        check(
            FORM,
            r#"{"cities":["山东泰安","纽约"],"industries":["种植","高端化工、合成材料"]}"#,
            &[
                "industries: 种植|山东泰安||土工合成材料、高端化工",
                "industries: 合成材料|山东泰安|相近的有“土工合成材料”。|土工合成材料、高端化工 → industries[1] = 高端化工、土工合成材料",
            ],
        );
    }

    #[test]
    fn an_entry_of_any_chosen_city_passes_with_its_note_or_without() {
        check(
            FORM,
            r#"{"cities":["浙江宁波","山东泰安"],"industries":["新一代信息技术","高端化工(工业水处理、农药、产品质量安全检测）","土工合成材料"]}"#,
            &[],
        );
        check(FORM, r#"{"cities":["纽约"],"industries":["种植"]}"#, &[]);
        check(FORM, r#"{"cities":["浙江宁波"],"industries":[]}"#, &[]);
    }
}

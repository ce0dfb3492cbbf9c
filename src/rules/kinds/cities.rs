//! Pilot cities that the catalogue does not have, or that lie outside a province.

use crate::diag::Mend;
use crate::form::catalog::split_entries;
use crate::form::{Catalog, City};
use crate::rules::report::{Report, mend};
use crate::rules::scope::Scope;
use crate::rules::words::{near, shortened};

/// An entry that the catalogue does not have under either of a city's names.
pub fn check_known(report: &mut Report<'_, '_>, field: &str) {
    let scope = report.scope;
    let catalog = scope.context.catalog;
    for (at, text) in scope.entries(field) {
        for entry in unknown(catalog, text) {
            let cities = catalog.cities_near(entry);
            let mended = replace(field, at, text, entry, &cities);
            report
                .at(field)
                .labelled()
                .with("found", shortened(entry))
                .with("near", near(cities))
                .mend(mended)
                .send();
        }
    }
}

/// A city that lies in another province than the answer says. Unknown cities and provinces are
/// for other checks to find.
pub fn check_province(report: &mut Report<'_, '_>, field: &str, province: &str) {
    let scope = report.scope;
    let value = scope.answers.text(province);
    let Some(choice) = scope
        .form
        .field(province)
        .and_then(|field| scope.form.choice(field, &value))
    else {
        return;
    };
    for city in known(scope, field)
        .into_iter()
        .filter(|city| city.province != choice.label)
    {
        report
            .at(field)
            .with("found", &city.name)
            .with("city_province", &city.province)
            .with("province", &choice.label)
            .send();
    }
}

/// The chosen cities that the catalogue has, each once.
pub fn known<'a>(scope: &Scope<'a>, field: &str) -> Vec<&'a City> {
    let catalog = scope.context.catalog;
    let mut cities = Vec::new();
    for (_, text) in scope.entries(field) {
        let found = match catalog.city(text) {
            Some(city) => vec![city],
            None => split_entries(text)
                .into_iter()
                .filter_map(|one| catalog.city(one))
                .collect(),
        };
        for city in found {
            if !cities.contains(&city) {
                cities.push(city);
            }
        }
    }
    cities
}

fn unknown<'t>(catalog: &Catalog, text: &'t str) -> Vec<&'t str> {
    if catalog.city(text).is_some() {
        return Vec::new();
    }
    let mut entries = split_entries(text);
    entries.retain(|entry| catalog.city(entry).is_none());
    entries
}

/// The change that puts the only near entry in place of the one that is none.
pub fn replace(
    field: &str,
    at: Option<usize>,
    text: &str,
    entry: &str,
    near: &[&str],
) -> Option<Mend> {
    let [meant] = near else { return None };
    let start = entry.as_ptr() as usize - text.as_ptr() as usize;
    let (before, after) = (&text[..start], &text[start + entry.len()..]);
    mend(field, at, format!("{before}{meant}{after}"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Form, check};

    const FORM: Form = Form {
        fields: r#"
            (id: "province", label: "省", kind: Choice(of: "provinces"), question: true),
            (id: "cities", label: "城市", kind: Cities, question: true),
        "#,
        rules: r#"
            (id: "known", severity: error, check: CityKnown(cities: "cities"), condition: "", message: "{label}{found}？{near}", basis: Sense("")),
            (id: "province", severity: error, check: CityInProvince(cities: "cities", province: "province"), condition: "", message: "{found}在{city_province}不在{province}", basis: Sense("")),
        "#,
    };

    #[test]
    fn unknown_cities_are_found_and_the_near_one_offered() {
        check(
            FORM,
            r#"{"cities":["纽约","浙江宁波"]}"#,
            &["cities: 城市纽约？"],
        );
        check(
            FORM,
            r#"{"cities":["宁波"]}"#,
            &["cities: 城市宁波？相近的有“浙江宁波”。 → cities[0] = 浙江宁波"],
        );
        check(
            FORM,
            r#"{"cities":"浙江嘉兴、成都市"}"#,
            &["cities: 城市成都市？相近的有“四川成都”。 → cities = 浙江嘉兴、四川成都"],
        );
    }

    #[test]
    fn both_names_of_a_city_are_known() {
        check(
            FORM,
            r#"{"cities":["浙江嘉兴市","浙江嘉兴","武汉东湖","武汉东湖高新区"]}"#,
            &[],
        );
        check(FORM, "{}", &[]);
    }

    #[test]
    fn a_city_of_another_province_is_found() {
        let answers = |province: &str| {
            format!(
                r#"{{"province":"{province}","cities":["浙江宁波","武汉东湖高新区、浙江嘉兴市"]}}"#
            )
        };
        check(FORM, &answers("浙江"), &["cities: 武汉东湖在湖北不在浙江"]);
        check(FORM, &answers(""), &[]);
        check(FORM, &answers("浙江省"), &[]);
    }
}

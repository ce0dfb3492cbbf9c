//! Which industries are offered for the chosen cities, and why. Worked out without a window.

use crate::answers::Answers;
use crate::form::FormDef;
use crate::form::catalog::{City, without_notes};
use crate::form::rule::{Annex, Check};

/// An entry of an annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'a> {
    /// As the annex prints it.
    pub entry: &'a str,
    /// City, annex and column that it stands in.
    pub shelf: String,
    /// Every place that names it, as 附件2 浙江宁波.
    pub sources: Vec<String>,
    /// Why it is not offered, where it is not.
    pub barred: Option<&'static str>,
}

/// The annex whose entries the form's checks ask for, as the answers stand; none where no check
/// asks. Picker and check read the same rule, so that nothing is offered that would then be
/// refused.
pub fn annex_of(form: &FormDef, answers: &Answers, path: &str) -> Option<Annex> {
    form.rules.iter().find_map(|rule| match &rule.check {
        Check::IndustryOfCity {
            industries, annex, ..
        } if industries == path => {
            let holds = rule.when.iter().all(|condition| answers.holds(condition));
            holds.then_some(*annex)
        }
        _ => None,
    })
}

/// The entries of both annexes for the chosen cities: first what a check for `annex` accepts,
/// that annex's own before what the other one names alike, then the rest with the reason why not.
/// What several places name stands once.
pub fn offers<'a>(cities: &[&'a City], annex: Option<Annex>) -> Vec<Offer<'a>> {
    let mut offers: Vec<Offer<'a>> = Vec::new();
    let order = match annex {
        Some(Annex::Goals) => [Annex::Goals, Annex::Teams],
        _ => [Annex::Teams, Annex::Goals],
    };
    for named in order {
        for city in cities {
            for (column, entries) in columns(city, named) {
                for entry in entries {
                    let source = source(city, named);
                    let same =
                        |offer: &&mut Offer<'_>| without_notes(offer.entry) == without_notes(entry);
                    if let Some(offer) = offers.iter_mut().find(same) {
                        if !offer.sources.contains(&source) {
                            offer.sources.push(source);
                        }
                        continue;
                    }
                    let accepted = annex.is_none_or(|annex| {
                        cities.iter().any(|city| city.has_industry(annex, entry))
                    });
                    offers.push(Offer {
                        entry,
                        shelf: format!("{} · {column}", city.name),
                        sources: vec![source],
                        barred: (!accepted).then_some(reason(named)),
                    });
                }
            }
        }
    }
    // Stable: those that are offered stay in the order of the annexes.
    offers.sort_by_key(|offer| offer.barred.is_some());
    offers
}

/// The columns of an annex as it prints their heads, with a city's entries.
fn columns(city: &City, annex: Annex) -> Vec<(&'static str, &[String])> {
    match annex {
        Annex::Teams => vec![("附件2 拟匹配科技服务团", &city.teams)],
        Annex::Goals => vec![
            ("附件3 重点产业", &city.key_industries),
            ("附件3 培育产业", &city.emerging_industries),
        ],
    }
}

fn source(city: &City, annex: Annex) -> String {
    match annex {
        Annex::Teams => format!("附件2 {}", city.name),
        Annex::Goals => format!("附件3 {}", city.name_in_annex3),
    }
}

/// Why the entries of an annex are not offered where the other annex is asked for.
fn reason(annex: Annex) -> &'static str {
    match annex {
        Annex::Teams => "附件2的条目用于科技服务团",
        Annex::Goals => "附件3的条目用于产学融合会议",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{self, catalog};

    fn city(name: &str) -> &'static City {
        catalog::bundled().city(name).unwrap()
    }

    #[test]
    fn the_annex_is_that_of_the_project() {
        let form = form::find("project-2021").unwrap();
        for (project, annex) in [
            ("2021KJFWT01-1", Some(Annex::Teams)),
            ("2021CXRHHY01", Some(Annex::Goals)),
            ("2021ZCBZ01", None),
            ("", None),
        ] {
            let mut answers = Answers::new("project-2021");
            answers.apply(crate::answers::Edit::text("project_type", project));
            assert_eq!(annex_of(&form, &answers, "industries"), annex, "{project}");
        }
    }

    #[test]
    fn what_the_check_accepts_comes_first_and_the_rest_says_why_not() {
        let taian = [city("山东泰安")];
        let offers = offers(&taian, Some(Annex::Teams));
        let open: Vec<_> = offers
            .iter()
            .take_while(|offer| offer.barred.is_none())
            .collect();
        assert_eq!(open.len(), 2);
        assert_eq!(open[0].entry, "土工合成材料");
        // Both annexes name it; it stands once.
        assert_eq!(open[0].sources, ["附件2 山东泰安", "附件3 山东泰安"]);
        assert_eq!(open[0].shelf, "山东泰安 · 附件2 拟匹配科技服务团");
        let barred = &offers[2..];
        assert!(
            barred
                .iter()
                .all(|offer| offer.barred == Some("附件3的条目用于产学融合会议"))
        );
        assert_eq!(barred[0].entry, "复合材料");
        assert_eq!(barred[0].shelf, "山东泰安 · 附件3 重点产业");
    }

    #[test]
    fn nothing_that_is_offered_is_refused_by_the_check() {
        let cities: Vec<&City> = catalog::bundled().cities.iter().collect();
        for annex in [Annex::Teams, Annex::Goals] {
            for one in &cities {
                for offer in offers(&[one], Some(annex)) {
                    let accepted = one.has_industry(annex, offer.entry);
                    assert_eq!(accepted, offer.barred.is_none(), "{}", offer.entry);
                }
            }
        }
        let all = offers(&cities, None);
        assert!(all.iter().all(|offer| offer.barred.is_none()));
    }
}

//! `shenbao verify`: whether the code at the foot of a paper is that of a file.

use std::path::Path;

use crate::project::{Project, Verdict};

use super::{Failure, Outcome, World, print};

pub fn run(world: &World, code: &str, file: &Path) -> Result<Outcome, Failure> {
    let project = Project::open(file, &world.forms)?;
    let verdict = project
        .verify(code)
        .map_err(|error| Failure::Usage(error.to_string()))?;
    let shown = file.display();
    match verdict {
        Verdict::Same { code } => {
            print(&format!(
                "一致：校验码 {code}，纸面与文件是同一版本：{shown}"
            ))?;
            Ok(Outcome::Done)
        }
        Verdict::Other { asked, own, places } => {
            let slip = match places.as_slice() {
                [] => "内容改动过，请用同一版本重新打印或导出".to_owned(),
                places => {
                    let places: Vec<_> = places.iter().map(usize::to_string).collect();
                    let places = places.join("、");
                    format!("只有第 {places} 位不同，请先核对是否看错或听错")
                }
            };
            print(&format!(
                "不一致：纸面是 {asked}，文件是 {own}；{slip}：{shown}"
            ))?;
            Ok(Outcome::Errors)
        }
        Verdict::Changed { written, own } => {
            print(&format!(
                "不一致：申报包里写的校验码是 {written}，按内容算出来是 {own}，这个申报包在导出后被改动过，请重新导出：{shown}"
            ))?;
            Ok(Outcome::Errors)
        }
    }
}

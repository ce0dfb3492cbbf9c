//! How long checking and setting the full example take.

use std::hint::black_box;
use std::path::Path;

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use shenbao::project::{Forms, Project};

fn speed(criterion: &mut Criterion) {
    let forms = Forms::bundled();
    let example = Path::new("examples/industry-team/answers.json");
    let project = Project::open(example, &forms).expect("the example opens");
    let today = NaiveDate::from_ymd_opt(2021, 5, 20).expect("a day");
    let pages = project.marked_pages(false).len();

    criterion.bench_function("check a full application", |bencher| {
        bencher.iter(|| black_box(project.findings(today)));
    });
    criterion.bench_function(&format!("paginate {pages} pages"), |bencher| {
        bencher.iter(|| black_box(project.marked_pages(false)));
    });
    criterion.bench_function("open an answers file", |bencher| {
        bencher.iter(|| Project::open(black_box(example), &forms));
    });
}

criterion_group!(benches, speed);
criterion_main!(benches);

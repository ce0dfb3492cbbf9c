use super::*;
use crate::answers::{Answer, Edit};

fn named(name: &str) -> Expert {
    let mut expert = Expert::default();
    expert.person.0.push(("name".to_owned(), name.into()));
    expert
}

fn open(data: &Path) -> Library {
    let mut library = Library::of(data);
    library.read_now();
    library
}

fn add(library: &mut Library, name: &str) -> Id {
    let mut change = Change::default();
    let id = change.add(named(name));
    library.apply(change);
    id
}

fn set(library: &mut Library, id: Id, column: &str, text: &str) {
    let mut change = Change::default();
    let expert = library.get(id).unwrap();
    change.alter(expert, |expert| {
        expert.edit(Edit::text(format!("{id}.{column}"), text));
    });
    library.apply(change);
}

fn remove(library: &mut Library, id: Id) {
    let mut change = Change::default();
    change.remove(library.get(id).unwrap());
    library.apply(change);
}

fn names(library: &Library) -> Vec<String> {
    let people = library.people().values();
    let mut names: Vec<_> = people.map(|one| one.text("name").into_owned()).collect();
    names.sort();
    names
}

#[test]
fn experts_come_back_with_all_that_is_known_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = Library::of(folder.path());
    // Nothing is changed before the file was read.
    add(&mut library, "甲");
    assert!(!library.is_read() && !library.is_dirty());
    library.read_now();
    let id = add(&mut library, "张三");
    set(&mut library, id, "fax_of_a_later_program", "010");
    let mut change = Change::default();
    change.alter(library.get(id).unwrap(), |expert| {
        expert.add_word("tags", "材料");
        expert.add_word("tags", "材料");
        for on in ["2021-05-20", "2022-01-01"] {
            expert.note_use(Use {
                title: "示范项目".to_owned(),
                form: "附件5".to_owned(),
                on: on.to_owned(),
            });
        }
    });
    library.apply(change);
    library.write_now().unwrap();
    assert!(!library.is_dirty());
    let again = open(folder.path());
    assert_eq!(again.people(), library.people());
    let expert = again.get(id).unwrap();
    assert_eq!(expert.entries("tags").collect::<Vec<_>>(), ["材料"]);
    assert_eq!(expert.used.len(), 1);
    assert_eq!(expert.used[0].on, "2022-01-01");
}

#[test]
fn two_windows_keep_what_the_other_has_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = open(folder.path());
    let (both, gone, edited) = (
        add(&mut one, "甲"),
        add(&mut one, "乙"),
        add(&mut one, "丙"),
    );
    one.write_now().unwrap();
    let mut other = open(folder.path());
    set(&mut other, both, "mobile", "13800000001");
    remove(&mut other, gone);
    remove(&mut other, edited);
    add(&mut other, "丁");
    other.write_now().unwrap();
    set(&mut one, both, "name", "甲一");
    set(&mut one, edited, "title", "教授");
    add(&mut one, "戊");
    one.write_now().unwrap();
    // The one who was taken out there does not come back from here.
    assert_eq!(names(&one), ["丁", "丙", "戊", "甲一"]);
    let read = other.reading().run();
    other.take(read);
    assert_eq!(other.people(), one.people());
    assert!(!other.is_dirty() && !one.is_dirty());
    assert_eq!(other.get(both).unwrap().text("mobile"), "13800000001");
    // What was written here is read here as nothing new.
    let revision = one.revision();
    let read = one.reading().run();
    one.take(read);
    assert_eq!(one.revision(), revision);
}

#[test]
fn what_changes_while_it_is_written_is_written_next() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = open(folder.path());
    let id = add(&mut library, "甲");
    let writing = library.writing().unwrap();
    set(&mut library, id, "name", "甲一");
    add(&mut library, "乙");
    let mut other = open(folder.path());
    add(&mut other, "丙");
    other.write_now().unwrap();
    library.wrote(writing.run().unwrap());
    assert!(library.is_dirty());
    assert_eq!(names(&library), ["丙", "乙", "甲一"]);
    library.write_now().unwrap();
    assert_eq!(names(&open(folder.path())), ["丙", "乙", "甲一"]);
}

#[test]
fn what_was_read_before_a_write_takes_nothing_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = open(folder.path());
    add(&mut library, "甲");
    library.write_now().unwrap();
    let mut other = open(folder.path());
    add(&mut other, "丙");
    other.write_now().unwrap();
    let read = library.reading().run();
    add(&mut library, "乙");
    library.write_now().unwrap();
    library.take(read);
    assert_eq!(names(&library), ["丙", "乙", "甲"]);
    assert_eq!(names(&open(folder.path())), ["丙", "乙", "甲"]);
}

#[test]
fn a_file_that_does_not_read_is_said_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("experts.ron");
    for source in ["[(id: 1", "", "[(id:\"x\",person:[])]", "\u{1}"] {
        std::fs::write(&file, source).unwrap();
        let mut library = open(folder.path());
        assert!(
            library.trouble().unwrap().contains("experts.ron"),
            "{source}"
        );
        add(&mut library, "甲");
        assert!(library.writing().is_none());
        library.write_now().unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), source);
        std::fs::remove_file(&file).unwrap();
        library.forget_trouble();
        library.read_now();
        assert!(library.is_read());
    }
}

#[test]
fn a_file_that_has_gone_or_broken_meanwhile_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("experts.ron");
    let mut library = open(folder.path());
    add(&mut library, "甲");
    library.write_now().unwrap();
    add(&mut library, "乙");
    std::fs::write(&file, "[(id: 1").unwrap();
    let read = library.reading().run();
    library.take(read);
    assert!(library.write_now().is_err() && library.is_dirty());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "[(id: 1");
    std::fs::remove_file(&file).unwrap();
    library.write_now().unwrap();
    assert_eq!(names(&open(folder.path())), ["乙", "甲"]);
}

#[test]
fn steps_are_taken_back_and_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = open(folder.path());
    let mut history = History::default();
    let at = |seconds| Some(("name".to_owned(), std::time::Duration::from_secs(seconds)));
    let mut change = Change::default();
    let id = change.add(Expert::default());
    history.apply(&mut library, change, None);
    for (text, seconds) in [("张", 10), ("张三", 11), ("张三丰", 20)] {
        let mut change = Change::default();
        change.alter(library.get(id).unwrap(), |expert| {
            expert.edit(Edit::text(format!("{id}.name"), text));
        });
        assert!(history.apply(&mut library, change, at(seconds)));
    }
    let mut change = Change::default();
    change.remove(library.get(id).unwrap());
    history.apply(&mut library, change, None);
    let name = |library: &Library| library.get(id).map(|one| one.text("name").into_owned());
    for expected in [Some("张三丰"), Some("张三"), Some(""), None] {
        assert_eq!(history.undo(&mut library), Some(vec![id]));
        assert_eq!(name(&library).as_deref(), expected);
    }
    assert_eq!(history.undo(&mut library), None);
    while history.redo(&mut library).is_some() {}
    assert_eq!(name(&library), None);
    // What another window has changed meanwhile stays when a step is taken back.
    history.undo(&mut library);
    set(&mut library, id, "mobile", "138");
    history.undo(&mut library);
    let expert = library.get(id).unwrap();
    assert_eq!(
        (&*expert.text("name"), &*expert.text("mobile")),
        ("张三", "138")
    );
    assert!(matches!(expert.person.child("name"), Some(Answer::Text(_))));
}

//! The project file `*.shenbao`, version 2.
//!
//! A zip of `mimetype` (uncompressed, so that file managers can tell it), `project.ron` and
//! `attachments/1`, `attachments/2` …. The names that people gave their files stand in
//! `project.ron` alone: no name in the file is ever a path. Equal content gives equal bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::thread;

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::container::{self, Entry, MOST_ENTRIES, MOST_UNPACKED};
use super::error::{Cause, StorageError};
use super::{read_file, write_atomic};
use crate::answers::{Answers, Attachment, Attachments, Group};

/// The extension of a project file, without the dot.
pub const EXTENSION: &str = "shenbao";
/// The largest project file that is read, in bytes.
pub const LARGEST: u64 = 200 << 20;
/// The version that is written. Version 2 added the notes; version 1 is read as a file without.
pub const VERSION: u64 = 2;

const MIMETYPE: &str = "application/x-shenbao";
/// Bytes of `project.ron`.
const MOST_PROJECT: usize = 32 << 20;
/// Nested values: as deep as a JSON answers file may be, each level several values of RON.
const MOST_DEPTH: usize = 1_024;
/// Stack for reading and writing values that are nested so deep, in bytes.
const STACK: usize = 64 << 20;

/// What a project file holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProjectFile {
    pub answers: Answers,
    pub attachments: Attachments,
    /// The body font that was chosen for the paper, by its name; none for the bundled one.
    pub body_font: Option<String>,
    /// The program that wrote the file, as `0.1.0`.
    pub app_version: String,
}

/// `project.ron`; the version stands first.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored<'a> {
    version: u64,
    app_version: Cow<'a, str>,
    form: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body_font: Option<Cow<'a, str>>,
    answers: Cow<'a, Group>,
    #[serde(default, skip_serializing_if = "none_in")]
    notes: Cow<'a, Group>,
    attachments: Vec<StoredAttachment<'a>>,
}

fn none_in(group: &Group) -> bool {
    group.is_empty()
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredAttachment<'a> {
    name: Cow<'a, str>,
    entry: String,
    sha256: String,
    bytes: u64,
}

impl ProjectFile {
    /// Reads the project file at a path; nothing is written.
    ///
    /// # Errors
    /// Those of [`read_file`] and [`read`].
    pub fn load(path: &Path) -> Result<Self, StorageError> {
        read(&read_file(path, LARGEST)?).map_err(|error| error.at(path))
    }

    /// Saves with the guarantee of [`write_atomic`].
    ///
    /// # Errors
    /// Those of [`write`] and [`write_atomic`].
    pub fn save(&self, path: &Path) -> Result<(), StorageError> {
        write_atomic(path, &write(self).map_err(|error| error.at(path))?)
    }
}

/// Makes the bytes of a project file, after reading the answers back from them and finding them
/// the same.
///
/// # Errors
/// Content beyond the limits within which every version of the program reads it back.
pub fn write(project: &ProjectFile) -> Result<Vec<u8>, StorageError> {
    let files = &project.attachments.0;
    if files.len() + 2 > MOST_ENTRIES {
        return Err(Cause::CannotHold(format!("附件超过 {} 个", MOST_ENTRIES - 2)).into());
    }
    let names: Vec<_> = (1..=files.len())
        .map(|number| format!("attachments/{number}"))
        .collect();
    let stored = Stored {
        version: VERSION,
        app_version: Cow::Borrowed(&project.app_version),
        form: Cow::Borrowed(&project.answers.form),
        body_font: project.body_font.as_deref().map(Cow::Borrowed),
        answers: Cow::Borrowed(&project.answers.root),
        notes: Cow::Borrowed(&project.answers.notes),
        attachments: files
            .iter()
            .zip(&names)
            .map(|((name, file), entry)| StoredAttachment {
                name: Cow::Borrowed(name),
                entry: entry.clone(),
                sha256: file.sha256(),
                bytes: file.bytes.len() as u64,
            })
            .collect(),
    };
    let text = on_large_stack(|| to_text(&stored))??;
    let total = text.len() + files.values().map(|file| file.bytes.len()).sum::<usize>();
    if (total + MIMETYPE.len()) as u64 > MOST_UNPACKED {
        return Err(Cause::CannotHold(format!("合计超过 {} MB", MOST_UNPACKED >> 20)).into());
    }
    let head = [
        Entry {
            name: "mimetype",
            bytes: MIMETYPE.as_bytes(),
            packed: false,
        },
        Entry {
            name: "project.ron",
            bytes: text.as_bytes(),
            packed: true,
        },
    ];
    // Pictures and scans are packed already.
    let rest = files.values().zip(&names).map(|(file, name)| Entry {
        name,
        bytes: &file.bytes,
        packed: false,
    });
    let entries: Vec<_> = head.into_iter().chain(rest).collect();
    container::pack(&entries).map_err(|error| Cause::Other(error).into())
}

/// Reads a project file of any version so far.
///
/// # Errors
/// Says whether the bytes are something else, damaged, beyond the limits, or of a newer version.
/// Every attachment is checked against its sum.
pub fn read(bytes: &[u8]) -> Result<ProjectFile, StorageError> {
    let Some(mut entries) = container::unpack(bytes)? else {
        return Err(broken_or_other(bytes).into());
    };
    if entries.get("mimetype").map(|kind| kind.trim_ascii()) != Some(MIMETYPE.as_bytes()) {
        return Err(broken_or_other(bytes).into());
    }
    let text = entries
        .remove("project.ron")
        .ok_or_else(|| damaged("缺少填写内容"))?;
    if text.len() > MOST_PROJECT {
        return Err(Cause::Oversized(format!("填写内容超过 {} MB", MOST_PROJECT >> 20)).into());
    }
    let text = String::from_utf8(text).map_err(|_| damaged("填写内容不是文本"))?;
    match version_of(&text) {
        Some(1..=VERSION) => {}
        Some(found) if found > VERSION => return Err(Cause::Newer { found }.into()),
        _ => return Err(damaged("没有版本号").into()),
    }
    let stored = on_large_stack(|| from_text(&text))??;
    let attachments = attachments(&stored.attachments, &mut entries)?;
    Ok(ProjectFile {
        answers: Answers {
            form: stored.form.into_owned(),
            root: stored.answers.into_owned(),
            notes: stored.notes.into_owned(),
        },
        attachments,
        body_font: stored.body_font.map(Cow::into_owned),
        app_version: stored.app_version.into_owned(),
    })
}

fn damaged(what: &str) -> Cause {
    Cause::Damaged(what.to_owned())
}

/// The version, which stands first whatever follows it.
fn version_of(text: &str) -> Option<u64> {
    let number = text
        .trim_start()
        .strip_prefix('(')?
        .trim_start()
        .strip_prefix("version")?;
    let number = number.trim_start().strip_prefix(':')?.trim_start();
    let end = number.find(|character: char| !character.is_ascii_digit())?;
    // A number that no machine word holds is newer than anything.
    (end > 0).then(|| number[..end].parse().unwrap_or(u64::MAX))
}

fn options() -> ron::Options {
    ron::Options::default().with_recursion_limit(MOST_DEPTH)
}

fn to_text(stored: &Stored) -> Result<String, Cause> {
    let shape = PrettyConfig::new()
        .depth_limit(3)
        .new_line("\n")
        .indentor("  ");
    let text = options()
        .to_string_pretty(stored, shape)
        .map_err(|_| Cause::CannotHold("嵌套过深".to_owned()))?;
    if text.len() > MOST_PROJECT {
        return Err(Cause::CannotHold(format!(
            "文字超过 {} MB",
            MOST_PROJECT >> 20
        )));
    }
    // A good file must never give way to one that does not read.
    let again = from_text(&text);
    let same = |again: &Stored| {
        again.answers == stored.answers && again.notes == stored.notes && again.form == stored.form
    };
    if !again.is_ok_and(|again| same(&again)) {
        return Err(Cause::CannotHold("写出后无法原样读回".to_owned()));
    }
    Ok(text)
}

fn from_text(text: &str) -> Result<Stored<'static>, Cause> {
    options().from_str(text).map_err(|error| match error.code {
        ron::Error::ExceededRecursionLimit => Cause::Oversized("嵌套过深".to_owned()),
        _ => Cause::Damaged(format!("填写内容第 {} 行无法读取", error.span.start.line)),
    })
}

/// Nested answers are read and written by functions that call themselves.
fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, Cause> {
    thread::scope(|scope| {
        let worker = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, work);
        let died = |_| Cause::Other(io::Error::other("后台任务意外结束"));
        worker.map_err(Cause::Other)?.join().map_err(died)
    })
}

fn attachments(
    listed: &[StoredAttachment],
    entries: &mut BTreeMap<String, Vec<u8>>,
) -> Result<Attachments, Cause> {
    let mut attachments = Attachments::default();
    for file in listed {
        let bad = |how: &str| Cause::Damaged(format!("附件“{}”{how}", file.name));
        let bytes = entries.remove(&file.entry).ok_or_else(|| bad("缺失"))?;
        let attachment = Attachment {
            bytes: bytes.into(),
        };
        if attachment.bytes.len() as u64 != file.bytes || attachment.sha256() != file.sha256 {
            return Err(bad("与保存时不一致"));
        }
        if attachments.get(&file.name).is_some() {
            return Err(bad("重复"));
        }
        attachments
            .0
            .insert(file.name.clone().into_owned(), attachment);
    }
    Ok(attachments)
}

/// What bytes are that do not open as a project.
fn broken_or_other(bytes: &[u8]) -> Cause {
    // The first entry's name and content follow its header of 30 bytes.
    let ours = bytes.get(30..).is_some_and(|rest| {
        rest.starts_with(b"mimetype") && rest[8..].starts_with(MIMETYPE.as_bytes())
    });
    match bytes {
        [] => Cause::NotAProject("文件是空的，可能没有复制完整，请重新复制一份"),
        _ if ours => damaged("文件不完整，可能没有复制完"),
        [b'{', ..] | [0xef, 0xbb, 0xbf, b'{', ..] => Cause::NotAProject(
            "这是 JSON 文件，不是项目文件（.shenbao），请用“导入”打开答案文件或申报包",
        ),
        [b'%', b'P', b'D', b'F', ..] => {
            Cause::NotAProject("这是 PDF 文件，不是项目文件（.shenbao），请选择项目文件")
        }
        _ => Cause::NotAProject("这不是申报助手的项目文件（.shenbao），请确认选对了文件"),
    }
}

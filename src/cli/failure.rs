//! Why a command could not do its work, in one plain sentence.

use std::io;
use std::path::PathBuf;

use crate::project::ProjectError;
use crate::roster::RosterError;
use crate::storage::StorageError;

/// What ends a command with exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Project(#[from] ProjectError),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("{what}：{}", file.display())]
    Roster { what: RosterError, file: PathBuf },
    /// The sentence is whole as it stands.
    #[error("{0}")]
    Usage(String),
    #[error("这个文件已经存在，没有改动它；要替换它请加 --force：{}", .0.display())]
    Exists(PathBuf),
    #[error("没有“{0}”这种表单；现有的表单是 {1}")]
    NoForm(String, String),
    #[error("没有“{0}”这项检查；全部检查见 shenbao rules")]
    NoRule(String),
    #[error("文件不是 UTF-8 编码的文本，请另存为 UTF-8 编码后再试：{0}")]
    NotText(String),
    #[error("文件夹里没有项目文件（.shenbao）、申报包或答案文件（.json）：{}", .0.display())]
    EmptyFolder(PathBuf),
    /// Already told, one sentence for each file.
    #[error("有 {0} 个文件无法检查，原因见上")]
    Unreadable(usize),
    #[error("结果无法输出（{0}），请检查输出的位置后再试")]
    Output(io::Error),
    /// The reader of standard output has gone, as `head` does. Nothing is said.
    #[error("")]
    PipeClosed,
}

impl Failure {
    /// Standard output could not be written.
    pub fn output(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::PipeClosed
        } else {
            Self::Output(error)
        }
    }
}

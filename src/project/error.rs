//! What keeps an application from being opened, saved or exported, as a person reads it.

use std::path::{Path, PathBuf};

use crate::answers::json::JsonError;
use crate::export::pdf::PdfError;
use crate::form::DefinitionError;
use crate::storage::{Cause, StorageError};

/// Each is one plain sentence: what is wrong, what to do, and last the file.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("{what}：{}", file.display())]
    NotAnswers { file: PathBuf, what: JsonError },
    #[error("这是“{form}”表单的材料，申报助手没有这种表单，请升级申报助手：{}", file.display())]
    UnknownForm { file: PathBuf, form: String },
    #[error("里面提到的附件“{name}”找不到，请把附件放回原处，或改正文件名后再试：{}", file.display())]
    MissingAttachment { file: PathBuf, name: String },
    #[error("附件“{0}”不在这份材料里，请回到填写的地方重新选一次")]
    NoSuchAttachment(String),
    #[error("里面提到的附件“{name}”在别的文件夹里，请把附件放到同一文件夹后再试：{}", file.display())]
    AttachmentOutside { file: PathBuf, name: String },
    #[error("里面提到的附件“{name}”超过 {limit} MB，请换一份小一些的：{}", file.display())]
    AttachmentTooLarge {
        file: PathBuf,
        name: String,
        limit: u64,
    },
    #[error("表单定义{what}，请改正后再试：{}", file.display())]
    Definition {
        file: PathBuf,
        what: DefinitionError,
    },
    #[error("表单定义不是 UTF-8 编码的文本，请另存为 UTF-8 编码后再试：{}", file.display())]
    DefinitionNotText { file: PathBuf },
    #[error("还有 {0} 处错误没有改正，没有生成申报包；请先自查改正")]
    ErrorsStand(usize),
    #[error("这份材料还没有存过，请先选择保存的位置")]
    NoFile,
    #[error("这是例子，不能代替已有的文件，没有保存，请换一个文件名：{}", .0.display())]
    ExampleOver(PathBuf),
    #[error("这就是打开着的这份材料，没有用别的内容代替它，请换一个文件名：{}", .0.display())]
    OwnFile(PathBuf),
    #[error("那里现在的文件读不出来，没有覆盖它，请把这里的内容另存为新文件：{}", .0.display())]
    OverUnreadable(PathBuf),
    #[error("那一份是“{0}”的材料，和现在这份不是同一种表单，不能比较")]
    OtherForm(String),
    #[error("那一份是“{0}”，和现在这里不是同一个部分，不能比较")]
    OtherSection(String),
    #[error("这里只有“{0}”，不是整份材料，没有生成申报包；请填好后发回去，合到整份材料里再导出")]
    SectionOnly(String),
    #[error("没有生成 PDF，{0}")]
    Pdf(#[from] PdfError),
    #[error("没有生成申报包，请再试一次（{0}）")]
    Bundle(serde_json::Error),
}

impl ProjectError {
    /// Whether another program has written the project file since it was read or saved.
    pub fn is_changed(&self) -> bool {
        let changed = |error: &StorageError| matches!(error.cause, Cause::Changed);
        matches!(self, Self::Storage(error) if changed(error))
    }

    /// The sentence without the file that it names at its end, for where that file stands beside it.
    pub fn without_file(&self, file: &Path) -> String {
        let sentence = self.to_string();
        match sentence.strip_suffix(&format!("：{}", file.display())) {
            Some(rest) => rest.to_owned(),
            None => sentence,
        }
    }
}

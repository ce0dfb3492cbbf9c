//! Why a file could not be read or written, in words that say what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file could not be read or written: what is wrong, what to do, and the path last.
#[derive(Debug, thiserror::Error)]
pub struct StorageError {
    #[source]
    pub cause: Cause,
    /// The file as the caller named it; none while only its bytes are known.
    pub path: Option<PathBuf>,
}

/// What is wrong with a file or its place. The text also says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    #[error("找不到这个文件，可能已被移动、改名或删除，请重新选择")]
    Missing,
    #[error("要保存到的文件夹不存在（U 盘可能已拔出），没有保存，请换一个位置")]
    FolderMissing,
    #[error("这是一个文件夹，不是文件，请选择文件或换一个文件名")]
    IsFolder,
    #[error("这不是普通文件，而是设备或管道，请换一个文件")]
    NotAFile,
    #[error("快捷方式（符号链接）互相指来指去，找不到真正的文件，请直接选择那个文件")]
    LinkLoop,
    #[error("没有权限读取，请向文件的所有者要一份，或请管理员开放权限")]
    MayNotRead,
    #[error("没有权限写入这个位置，没有保存，请另存到自己的文件夹")]
    MayNotWrite,
    #[error("这个文件设成了只读，没有保存，请另存为新文件，或先取消只读")]
    ReadOnlyFile,
    #[error("磁盘是只读的（U 盘可能打开了写保护），没有保存，请另存到别的磁盘")]
    ReadOnlyDisk,
    #[error("磁盘空间已满，没有保存，原来的文件没有变动，请腾出空间或另存到别的磁盘")]
    DiskFull,
    #[error("磁盘配额已用完，没有保存，原来的文件没有变动，请腾出空间或另存到别的磁盘")]
    QuotaFull,
    #[error("文件超过了这个磁盘允许的大小，没有保存，请另存到别的磁盘")]
    TooLargeForDisk,
    #[error("文件正被其他程序占用，没有保存，请关闭那个程序后再试，或另存为新文件")]
    InUse,
    #[error("那里已有同名文件，没有保存，请换一个文件名")]
    Taken,
    #[error("文件夹建不了，因为那里有一个同名的文件，没有保存，请换一个位置")]
    NoFolder,
    #[error("这个文件打开以后被别的程序改过，没有保存，请另存为新文件，或重新打开")]
    Changed,
    #[error("文件名太长，或含有系统不允许的字符，请换一个文件名")]
    BadName,
    #[error("磁盘读写出错（U 盘可能已拔出或损坏），请检查后再试，或换一个磁盘")]
    DeviceFailed,
    #[error("文件已写入，但系统未能确认它已存到磁盘上，请再保存一次，或另存到别的磁盘")]
    Unconfirmed,
    #[error("文件超过 {} MB，不像是这里要的文件，请确认选对了", .limit >> 20)]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    #[error("{0}")]
    NotAProject(&'static str),
    #[error(
        "项目文件已损坏（{0}），没有打开，文件未作改动，请向给文件的人再要一份，或打开自己另存的一份"
    )]
    Damaged(String),
    #[error("申报助手自己的这份记录第 {line} 行读不出来，暂时没有用它，文件未作改动")]
    DataUnreadable {
        /// From 1.
        line: usize,
    },
    #[error("这个文件由较新版本的申报助手保存（格式第 {found} 版），请升级申报助手后再打开")]
    Newer { found: u64 },
    #[error("项目文件里的内容过大（{0}），没有打开，请确认文件的来源")]
    Oversized(String),
    #[error("内容过大（{0}），没有保存，请减小附件或删除多余的内容后再保存")]
    CannotHold(String),
    #[error("没有权限移走这个文件，没有删除")]
    MayNotRemove,
    #[error(
        "没有放进回收站（U 盘和网络上的文件夹可能没有回收站），没有删除，要删除请打开文件夹自己删"
    )]
    NotRecycled,
    #[error("系统报告错误（{0}），请再试一次，或换一个位置")]
    Other(io::Error),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}：{}", self.cause, path.display()),
            None => write!(f, "{}", self.cause),
        }
    }
}

impl From<Cause> for StorageError {
    fn from(cause: Cause) -> Self {
        Self { cause, path: None }
    }
}

impl StorageError {
    /// The same error, naming the file.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        Self {
            path: Some(path.to_owned()),
            ..self
        }
    }

    pub(super) fn reading(error: io::Error) -> Self {
        Cause::of(error, Cause::Missing, Cause::MayNotRead).into()
    }

    pub(super) fn writing(error: io::Error) -> Self {
        Cause::of(error, Cause::FolderMissing, Cause::MayNotWrite).into()
    }

    /// What kept a file from the recycle bin: no sentence on saving helps there.
    #[cfg(all(unix, not(target_os = "macos")))]
    pub(super) fn removing(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Cause::Missing,
            io::ErrorKind::PermissionDenied => Cause::MayNotRemove,
            _ => Cause::NotRecycled,
        }
        .into()
    }
}

impl Cause {
    /// What the system's error means where `missing` and `denied` stand for the two that depend
    /// on whether a file was read or written.
    fn of(error: io::Error, missing: Self, denied: Self) -> Self {
        use io::ErrorKind as Kind;
        match system_code(&error) {
            // Sharing and lock violations; the medium is write protected.
            Some(32 | 33) if cfg!(windows) => return Self::InUse,
            Some(19) if cfg!(windows) => return Self::ReadOnlyDisk,
            // EIO, ENXIO, ENODEV: the device answers with a fault, or is gone.
            Some(5 | 6 | 19) if cfg!(unix) => return Self::DeviceFailed,
            // ELOOP, which has no stable kind.
            Some(40) if cfg!(target_os = "linux") => return Self::LinkLoop,
            _ => {}
        }
        match error.kind() {
            Kind::NotFound | Kind::NotADirectory => missing,
            Kind::PermissionDenied => denied,
            Kind::IsADirectory => Self::IsFolder,
            Kind::ReadOnlyFilesystem => Self::ReadOnlyDisk,
            Kind::StorageFull => Self::DiskFull,
            Kind::QuotaExceeded => Self::QuotaFull,
            Kind::FileTooLarge => Self::TooLargeForDisk,
            Kind::ResourceBusy | Kind::ExecutableFileBusy => Self::InUse,
            Kind::InvalidFilename | Kind::InvalidInput => Self::BadName,
            Kind::StaleNetworkFileHandle | Kind::NetworkDown | Kind::HostUnreachable => {
                Self::DeviceFailed
            }
            _ => Self::Other(error),
        }
    }
}

/// The system's number for an error, also where a library wrapped its own words around it.
fn system_code(error: &io::Error) -> Option<i32> {
    let wrapped = || {
        error
            .get_ref()?
            .source()?
            .downcast_ref::<io::Error>()?
            .raw_os_error()
    };
    error.raw_os_error().or_else(wrapped)
}

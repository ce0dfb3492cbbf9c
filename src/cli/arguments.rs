//! What may stand on the command line, with its help.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::answers::date;
use crate::project::BackOrder;

/// A whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "shenbao",
    about = "申报助手：准备、检查、打印和打包“科创中国”的申报材料",
    after_help = "不带命令时打开申报助手的窗口；每个命令的用法见 shenbao 命令 --help。\n退出码：0 完成；1 检查发现错误，或因有错误而没有导出；2 用法不对，或文件无法读写。",
    override_usage = "shenbao [文件]\n      shenbao <命令> [选项]",
    subcommand_help_heading = "命令",
    next_help_heading = "选项"
)]
pub struct Invocation {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// 要在窗口里打开的项目文件、申报包或答案文件
    #[arg(value_name = "文件")]
    pub file: Option<PathBuf>,
    /// 用这个表单定义（.ron），代替同名的内置表单
    #[arg(long, value_name = "定义", global = true)]
    pub form_file: Option<PathBuf>,
    /// 窗口用哪种方式绘制：auto、glow 或 wgpu
    #[arg(
        long,
        value_name = "方式",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub renderer: Renderer,
}

/// How the window is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    /// OpenGL, and where there is none wgpu.
    Auto,
    Glow,
    Wgpu,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 把答案文件或申报包做成项目文件
    #[command(override_usage = "shenbao import 答案.json -o 项目.shenbao [--force]")]
    Import {
        /// 答案文件或申报包（.json）
        #[arg(value_name = "答案")]
        answers: PathBuf,
        /// 项目文件（.shenbao）
        #[arg(short, long, value_name = "项目")]
        output: PathBuf,
        /// 替换已有的项目文件
        #[arg(long)]
        force: bool,
    },
    /// 检查项目文件、申报包、答案文件，或一个文件夹里的全部材料
    #[command(override_usage = "shenbao check 文件… [选项]")]
    Check(CheckArguments),
    /// 导出申报书（PDF）、申报包和推荐函
    #[command(
        override_usage = "shenbao export 文件 [--pdf 申报书.pdf] [--bundle 申报包.json] [--letter 推荐函.pdf] [选项]"
    )]
    Export(ExportArguments),
    /// 从电子表格读取人员名单；表头在窗口里改过的，照改过的读
    #[command(override_usage = "shenbao roster 名单.xlsx [选项]")]
    Roster(RosterArguments),
    /// 生成一份供大家填写的空名单
    #[command(override_usage = "shenbao roster-template 表单 -o 名单.xlsx")]
    RosterTemplate {
        /// 表单，如 registration-2022；专家库用 expert-library
        #[arg(value_name = "表单")]
        form: String,
        /// 名单（.xlsx）
        #[arg(short, long, value_name = "名单")]
        output: PathBuf,
        /// 替换已有的、填过的名单
        #[arg(long)]
        force: bool,
    },
    /// 核对纸面页脚的校验码与文件是否同一版本
    #[command(override_usage = "shenbao verify 校验码 文件")]
    Verify {
        /// 纸面页脚的校验码，大小写、横线、空格都不要紧
        #[arg(value_name = "校验码", allow_hyphen_values = true)]
        code: String,
        /// 项目文件、申报包或答案文件
        #[arg(value_name = "文件")]
        file: PathBuf,
    },
    /// 列出 26 个试点城市（园区）和它们的产业
    #[command(override_usage = "shenbao catalog [--format json]")]
    Catalog {
        #[command(flatten)]
        format: FormatOption,
    },
    /// 数一段文字的字数和字符数，结果是 JSON
    #[command(override_usage = "shenbao count [文件]")]
    Count {
        /// 文本文件（UTF-8）；不写时读标准输入
        #[arg(value_name = "文件")]
        file: Option<PathBuf>,
    },
    /// 列出全部检查
    #[command(override_usage = "shenbao rules [--format json]")]
    Rules {
        #[command(flatten)]
        format: FormatOption,
    },
    /// 说明一项检查：何时出现、依据哪一条、怎么办
    #[command(override_usage = "shenbao explain 检查")]
    Explain {
        /// 检查的名称，如 needs-below-target
        #[arg(value_name = "检查")]
        rule: String,
    },
    /// 输出申报包的 JSON Schema
    #[command(override_usage = "shenbao schema 表单")]
    Schema {
        /// 表单，如 project-2021
        #[arg(value_name = "表单")]
        form: String,
    },
}

/// How results are written, as an option of several commands.
#[derive(Debug, Args)]
pub struct FormatOption {
    /// text 或 json；json 时每个文件、每个人各占一行
    #[arg(
        long = "format",
        value_name = "格式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub is: Format,
}

/// The day that findings are judged by, as an option of several commands.
#[derive(Debug, Args)]
pub struct DayOption {
    /// 按这一天检查（YYYY-MM-DD），不写时为今天
    #[arg(long, value_name = "日期", value_parser = parse_day)]
    pub today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// 要检查的文件或文件夹
    #[arg(value_name = "文件", required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub format: FormatOption,
    #[command(flatten)]
    pub day: DayOption,
    /// 同时检查几个文件，不写时由处理器核数决定
    #[arg(long, value_name = "个数", value_parser = parse_count)]
    pub jobs: Option<usize>,
}

#[derive(Debug, Args)]
pub struct ExportArguments {
    /// 项目文件、申报包或答案文件
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 申报书
    #[arg(long, value_name = "申报书.pdf")]
    pub pdf: Option<PathBuf>,
    /// 申报包；有错误时不生成，除非加 --draft
    #[arg(long, value_name = "申报包.json")]
    pub bundle: Option<PathBuf>,
    /// 推荐函（附件6）
    #[arg(long, value_name = "推荐函.pdf")]
    pub letter: Option<PathBuf>,
    /// 手动双面：正面（奇数页），与 --even 同用
    #[arg(long, value_name = "正面.pdf", requires = "even")]
    pub odd: Option<PathBuf>,
    /// 手动双面：反面（偶数页），与 --odd 同用
    #[arg(long, value_name = "反面.pdf", requires = "odd")]
    pub even: Option<PathBuf>,
    /// 反面的顺序：reverse（出纸时印面朝下，整叠放回，最常见）或 forward（印面朝上，整叠翻过来）
    #[arg(long, value_name = "顺序", requires = "even", value_parser = parse_order)]
    pub even_order: Option<BackOrder>,
    /// 校对稿：一份，不补空白页，每页标明不签字
    #[arg(long, value_name = "校对稿.pdf")]
    pub proof: Option<PathBuf>,
    /// 装订签字清单：一页，逐份核对签字、盖章、装订和寄送
    #[arg(long, value_name = "清单.pdf")]
    pub checklist: Option<PathBuf>,
    /// 自查表：给负责人看的一页，写明填写情况、问题、字数、经费和截止时间
    #[arg(long, value_name = "自查表.pdf")]
    pub summary: Option<PathBuf>,
    /// 正文字体：这台电脑上字体的名称（如 仿宋）或字体文件；不写时用项目里选的，没有选就用内置宋体
    #[arg(long, value_name = "字体")]
    pub body_font: Option<String>,
    /// 份数，不写时按通知要求（附件5 为 7 份）
    #[arg(long, value_name = "份数", value_parser = parse_count)]
    pub copies: Option<usize>,
    /// 不补空白页（双面打印时，各份可能不从正面开始）
    #[arg(long)]
    pub no_pad: bool,
    /// 有错误也生成申报包，并标明草稿
    #[arg(long)]
    pub draft: bool,
    #[command(flatten)]
    pub day: DayOption,
}

#[derive(Debug, Args)]
pub struct RosterArguments {
    /// 名单（.xlsx、.xls、.ods、.csv）
    #[arg(value_name = "名单")]
    pub file: PathBuf,
    /// 读哪张工作表，不写时自动寻找
    #[arg(long, value_name = "工作表")]
    pub sheet: Option<String>,
    #[command(flatten)]
    pub format: FormatOption,
    /// 把名单里的人加进这个项目文件
    #[arg(long, value_name = "项目.shenbao")]
    pub into: Option<PathBuf>,
}

fn parse_day(text: &str) -> Result<NaiveDate, String> {
    date::parse(text).ok_or_else(|| "请写成 YYYY-MM-DD，如 2021-05-20，并且确有这一天".to_owned())
}

fn parse_order(text: &str) -> Result<BackOrder, String> {
    match text {
        "reverse" => Ok(BackOrder::Reversed),
        "forward" => Ok(BackOrder::Forward),
        _ => Err("只能是 reverse 或 forward".to_owned()),
    }
}

fn parse_count(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count @ 1..=999) => Ok(count),
        _ => Err("要填 1 到 999 的整数".to_owned()),
    }
}

/// What reading a command line came to, where it is no invocation.
#[derive(Debug)]
pub enum Other {
    /// Help or version was asked for: the text.
    Help(String),
    /// Wrong usage: one plain sentence.
    Wrong(String),
}

/// Reads a command line, its first word being the program.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Invocation, Other> {
    let read = command().try_get_matches_from(words);
    read.and_then(|matches| Invocation::from_arg_matches(&matches))
        .map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Other::Help(error.to_string()),
            _ => Other::Wrong(sentence(&error)),
        })
}

/// The command line with everything that clap adds on its own in Chinese.
fn command() -> clap::Command {
    let template = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";
    let shared = move |command: clap::Command| {
        command
            .help_template(template)
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .arg(
                clap::Arg::new("help")
                    .short('h')
                    .long("help")
                    .help("显示这页帮助")
                    .action(ArgAction::Help),
            )
            .mut_args(|argument| argument.help_heading("选项"))
    };
    let mut command = shared(Invocation::command())
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .help("显示版本")
                .help_heading("选项")
                .action(ArgAction::Version),
        );
    let names: Vec<_> = command
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    for name in names {
        command = command.mut_subcommand(name, shared);
    }
    command
}

/// Clap's error as one plain sentence.
fn sentence(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("还缺少 {argument}"),
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面还缺少内容"),
        ErrorKind::InvalidValue => {
            format!(
                "{argument} 不能是“{value}”，可用的有 {}",
                context(ContextKind::ValidValue)
            )
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error)
                .map(ToString::to_string)
                .unwrap_or_default();
            format!("{argument} 不能是“{value}”，{why}")
        }
        ErrorKind::TooManyValues => format!("多了“{value}”"),
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("{argument} 的内容个数不对")
        }
        ErrorKind::ArgumentConflict if argument.is_empty() => {
            "命令的写法不对，或没有这个命令".to_owned()
        }
        ErrorKind::ArgumentConflict => format!(
            "{argument} 不能与 {} 一起用，或不能写两次",
            context(ContextKind::PriorArg)
        ),
        ErrorKind::InvalidUtf8 => "参数里有无法识别的字符".to_owned(),
        _ => "命令的写法不对".to_owned(),
    };
    format!("{what}；用法见 shenbao --help")
}

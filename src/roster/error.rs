//! Why a spreadsheet gives no roster.

/// Why a spreadsheet gives no roster, or a form no template. The text is what a person reads,
/// without the file's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    #[error("文件是空的，请重新复制或导出一份")]
    Empty,
    #[error("表格设了打开密码，请在表格软件里取消密码、另存后再试")]
    Password,
    #[error("这其实是网页，只是改名成了表格，请用表格软件打开，另存为“.xlsx”后再试")]
    WebPage,
    #[error("这是文字，不是表格（没有用逗号、分号或制表符分列），请改用表格文件")]
    PlainText,
    /// With the line that could not be read.
    #[error("第 {0} 行有认不出的字符，请用表格软件打开，另存为“.xlsx”后再试")]
    Undecodable(usize),
    /// With the line on which the quotes begin.
    #[error("第 {0} 行的英文引号不成对，分不清各列，请用表格软件打开，另存为“.xlsx”后再试")]
    Quotes(usize),
    #[error("这是二进制工作簿（.xlsb），请用表格软件另存为“.xlsx”后再试")]
    Binary,
    #[error("这是{0}，不是表格，请选择 .xlsx、.xls、.ods 或 .csv 文件")]
    NotASpreadsheet(&'static str),
    #[error("表格文件已损坏，无法读取，请用表格软件打开并另存为“.xlsx”后再试")]
    Damaged,
    #[error("表格过大（{0}），请只留下名单，另存为新的文件后再试")]
    TooLarge(String),
    #[error("没有名为“{wanted}”的工作表，文件里有：{}", names(.sheets))]
    NoSuchSheet { wanted: String, sheets: Vec<String> },
    #[error(
        "没有找到名单的表头，请确认有一行写着“姓名”以及“手机”“单位”等栏目；看过的工作表：{}",
        names(.sheets)
    )]
    NoHeader { sheets: Vec<String> },
    #[error("工作表“{0}”里是一列一个人，请复制后用“选择性粘贴—转置”改成一行一个人，再试一次")]
    Transposed(String),
    #[error("表单“{0}”里没有人员名单，不需要模板")]
    NoTable(String),
    #[error("模板没有做成（{0}），请升级申报助手后再试")]
    Template(String),
}

/// Some names as a person lists them.
fn names(sheets: &[String]) -> String {
    const SHOWN: usize = 10;
    let mut text = sheets
        .iter()
        .take(SHOWN)
        .map(|name| format!("“{name}”"))
        .collect::<Vec<_>>()
        .join("、");
    if sheets.len() > SHOWN {
        text.push('等');
    }
    if text.is_empty() {
        "（无）".to_owned()
    } else {
        text
    }
}

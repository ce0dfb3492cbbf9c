//! Small pieces that several screens are put together from.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Button, Checkbox, Color32, CornerRadius, EventFilter, FontId, Frame, IntoAtoms, Key,
    Label, Margin, Modifiers, Popup, RadioButton, Response, RichText, Role, Sense, Stroke,
    TextStyle, Ui, WidgetInfo, vec2,
};

use crate::answers::path::of_field;
use crate::answers::{Answer, Answers, Edit, Group};
use crate::diag::{Clause, Finding, Severity};
use crate::form::{Field, Kind};
use crate::gui::request::Request;
use crate::gui::theme::{self, Tokens};

use super::Cx;
use super::state::FieldState;

/// Whether no dialogue lies over what is drawn here.
pub fn is_reachable(ui: &Ui) -> bool {
    ui.memory(|memory| memory.allows_interaction(ui.layer_id()))
}

/// Whether Esc was pressed and is meant for what is drawn here; a list or a dialogue over it closes
/// first. Asked once, for the key is taken out of the input.
pub fn takes_escape(ui: &Ui) -> bool {
    is_reachable(ui)
        && !Popup::is_any_open(ui.ctx())
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// The way to a sentence of a notice.
pub fn clause_link_ui(ui: &mut Ui, clause: &Clause, requests: &mut Vec<Request>) {
    let link = link_ui(ui, &format!("{} ›", clause.place));
    if link.on_hover_text("看通知里的原文").clicked() {
        requests.push(Request::ShowClause(clause.clone()));
    }
}

/// A button that stands out, one on a screen.
pub fn primary_button_ui(ui: &mut Ui, text: &str) -> Response {
    let tokens = Tokens::of(ui);
    ui.add(
        Button::new(RichText::new(text).color(tokens.on_accent))
            .fill(tokens.accent)
            .stroke(Stroke::new(1.0, tokens.accent))
            .min_size(vec2(0.0, 36.0)),
    )
}

/// An ordinary button.
pub fn button_ui(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(text).min_size(vec2(0.0, 36.0)))
}

/// A button in a card or row.
pub fn small_button_ui(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(theme::small(text)).min_size(vec2(0.0, 28.0)))
}

/// The entry of a closed list that the arrow keys go to from the chosen one, by its place among
/// `count`: while the list's button has the focus, ↓ and ↑ choose the next and the one before.
pub fn walked(ui: &Ui, list: &Response, chosen: usize, count: usize) -> Option<usize> {
    if !list.has_focus() || Popup::is_any_open(ui.ctx()) {
        return None;
    }
    // Else the toolkit would take them to go to what stands above or below.
    let arrows = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, arrows));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let next = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp)) {
        (true, false) => (chosen + 1).min(count.checked_sub(1)?),
        (false, true) => chosen.saturating_sub(1),
        _ => return None,
    };
    (next != chosen).then_some(next)
}

/// Gives a button the cursor that is wanted there, and brings it into view where it is far.
pub(super) fn take_focus(button: &Response, state: &FieldState) {
    button.request_focus();
    if !state.is_unplaced() {
        button.scroll_to_me(Some(Align::Center));
    }
}

/// Words that can be clicked.
pub fn link_ui(ui: &mut Ui, text: &str) -> Response {
    let tokens = Tokens::of(ui);
    ui.add(Button::new(theme::small(text).color(tokens.accent)).frame(false))
}

/// A text in quotation marks; those within it become single, as Chinese sets them.
pub fn quoted(text: &str) -> String {
    format!("“{}”", text.replace('“', "‘").replace('”', "’"))
}

/// A box to tick.
pub fn tick_box_ui<'a>(ui: &mut Ui, ticked: &'a mut bool, words: impl IntoAtoms<'a>) -> Response {
    with_seen_edge(ui, |ui| ui.add(Checkbox::new(ticked, words)))
}

/// A round mark, of which one in a list is chosen.
pub fn radio_ui(ui: &mut Ui, chosen: bool, words: &str) -> Response {
    with_seen_edge(ui, |ui| ui.add(RadioButton::new(chosen, words)))
}

/// The same for a value that a click on it chooses.
pub fn radio_value_ui<T: PartialEq>(ui: &mut Ui, current: &mut T, value: T, words: &str) {
    let chosen = *current == value;
    if radio_ui(ui, chosen, words).clicked() && !chosen {
        *current = value;
    }
}

/// Draws what is to be clicked with an edge that is seen while there is nothing in it. One in the
/// colour of errors stays.
pub fn with_seen_edge<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = Tokens::of(ui);
    let before = ui.visuals().widgets.inactive.bg_stroke;
    if before.color == tokens.line {
        ui.visuals_mut().widgets.inactive.bg_stroke.color = tokens.edge;
    }
    let shown = add(ui);
    ui.visuals_mut().widgets.inactive.bg_stroke = before;
    shown
}

/// A muted line of advice.
pub fn note_ui(ui: &mut Ui, text: &str) -> Response {
    ui.add(Label::new(theme::small(text).color(Tokens::of(ui).muted)).wrap())
}

/// A line of small words with links among them, which wraps and is no higher than they are.
pub fn line_ui<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.horizontal_wrapped(content).inner
    })
    .inner
}

/// A word on a soft ground, in the colours of a severity.
pub fn tag_ui(ui: &mut Ui, text: &str, severity: Severity) -> Response {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.severity_soft(severity))
        .corner_radius(CornerRadius::same(4))
        .inner_margin(Margin::symmetric(6, 1))
        .show(ui, |ui| {
            let text = theme::small(text).color(tokens.severity(severity));
            ui.add(Label::new(text).extend());
        })
        .response
}

/// A word on a soft ground, in colours of its own.
pub fn soft_tag_ui(ui: &mut Ui, text: &str, ink: Color32, ground: Color32) -> Response {
    Frame::new()
        .fill(ground)
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(8, 1))
        .show(ui, |ui| {
            let text = theme::small(text).color(ink);
            ui.add(Label::new(text).sense(Sense::hover()).extend());
        })
        .response
}

/// A white card on the desk.
pub fn card(ui: &Ui) -> Frame {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.sheet)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(theme::CARD_RADIUS))
        .inner_margin(Margin::symmetric(16, 12))
}

/// A heading that stands out. The window's font has one weight: written twice, a part of a point
/// apart, it looks like a bolder one.
pub fn heading_ui(ui: &mut Ui, text: RichText) -> Response {
    const APART: f32 = 0.5;
    let color = Tokens::of(ui).ink;
    let (place, galley, response) = Label::new(text).wrap().layout_in_ui(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, galley.text()));
    for shift in [0.0, APART] {
        let place = place + vec2(shift, 0.0);
        ui.painter().galley(place, galley.clone(), color);
    }
    response
}

/// Label and note above a question, and whether it may stay empty: the label in ink, what the form
/// adds to it muted as all advice.
pub fn field_label_ui(ui: &mut Ui, cx: &Cx<'_>, field: &Field, path: &str) -> Response {
    let mut note = field.note.clone();
    if matches!(field.kind, Kind::Sum { .. }) {
        note.push_str("（自动合计）");
    } else if !field.required && !note.contains("可不填") && !field.label.contains("可不填") {
        note.push_str(if is_recommended(cx, path) {
            "（建议填写）"
        } else {
            "（选填）"
        });
    }
    let tokens = Tokens::of(ui);
    let format = |size, color| TextFormat::simple(FontId::proportional(size), color);
    let label = format(theme::LABEL_SIZE, tokens.ink);
    let mut words = LayoutJob::single_section(field.label.clone(), label);
    words.append(&note, 0.0, format(theme::NOTE_SIZE, tokens.muted));
    ui.add(Label::new(words).wrap())
}

/// Whether a check asks for an answer that the form lets stay empty.
fn is_recommended(cx: &Cx<'_>, path: &str) -> bool {
    let field = of_field(path);
    let mut rules = cx.form.rules.iter();
    rules.any(|rule| rule.check.asks_for(&field) && rule.when.iter().all(|it| cx.answers.holds(it)))
}

/// So many findings are written out under a field; a long table may have hundreds.
const WRITTEN_OUT: usize = 8;

/// What was found in a field, in its colour, with the mend where one click does it.
pub fn findings_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &str) {
    list_ui(ui, cx, cx.findings_of(path));
}

/// The same below a table: what was found in a cell is written there.
pub fn table_findings_ui(ui: &mut Ui, cx: &mut Cx<'_>, table: &Field, path: &str) {
    let in_cell = |finding: &Finding| {
        let rest = finding.field.strip_prefix(path);
        let column = rest.and_then(|rest| rest.split_once("].")).map(|it| it.1);
        let column = column.and_then(|column| column.split(['.', '[']).next());
        column.is_some_and(|column| table.column(column).is_some())
    };
    let found = cx.findings_of(path);
    list_ui(ui, cx, found.filter(|finding| !in_cell(finding)));
}

fn list_ui<'a>(ui: &mut Ui, cx: &mut Cx<'_>, found: impl Iterator<Item = &'a Finding>) {
    let mut found = found.filter(|finding| finding.severity != Severity::Hint);
    for finding in found.by_ref().take(WRITTEN_OUT) {
        let color = Tokens::of(ui).severity(finding.severity);
        ui.add(Label::new(theme::small(&finding.message).color(color)).wrap());
        if let Some(mend) = &finding.mend
            && link_ui(ui, &mend.label).clicked()
        {
            cx.requests.push(Request::Mend(mend.clone()));
        }
    }
    let more = found.count();
    if more > 0 {
        note_ui(ui, &format!("还有 {more} 处，右侧“自查结果”里全部列出。"));
    }
}

/// The colour of the worst of some findings.
pub fn worst<'a>(findings: impl Iterator<Item = &'a Finding>) -> Option<Severity> {
    findings.map(|finding| finding.severity).min()
}

/// Gives the fields that follow an edge in the colour of errors.
pub fn mark_wrong(ui: &mut Ui) {
    let color = Tokens::of(ui).err;
    ui.visuals_mut().widgets.inactive.bg_stroke.color = color;
}

/// What a person can do with one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAction {
    Up,
    Down,
    /// An empty row below.
    Insert,
    Remove,
}

impl RowAction {
    /// The change that it asks for.
    pub fn edit(self, table: &str, at: usize) -> Edit {
        let table = table.to_owned();
        match self {
            Self::Up => Edit::MoveRow {
                table,
                from: at,
                to: at.saturating_sub(1),
            },
            Self::Down => Edit::MoveRow {
                table,
                from: at,
                to: at + 1,
            },
            Self::Insert => Edit::InsertRow {
                table,
                at: at + 1,
                row: Answer::Group(Group::default()),
            },
            Self::Remove => Edit::RemoveRow { table, at },
        }
    }
}

/// The width that [`row_actions_ui`] takes.
pub const ROW_ACTIONS_WIDTH: f32 = 116.0;

/// Up, down, remove for row `at` of `count`; `what` is what one is called.
pub fn row_actions_ui(ui: &mut Ui, at: usize, count: usize, what: &str) -> Option<RowAction> {
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.spacing_mut().button_padding.x = 8.0;
    let number = at + 1;
    let mut action = None;
    for (enabled, text, verb, does) in [
        (at > 0, "↑", "上移", RowAction::Up),
        (number < count, "↓", "下移", RowAction::Down),
        (true, "删除", "删除", RowAction::Remove),
    ] {
        let button = Button::new(theme::small(text)).min_size(vec2(32.0, 32.0));
        let response = ui
            .add_enabled(enabled, button)
            .on_hover_text(verb)
            .accessible_name(format!("{verb}第 {number} {what}"));
        if response.clicked() {
            action = Some(does);
        }
    }
    action
}

/// A chosen entry with its cross; true when it is to go. What is too long for a line of its own is
/// cut and shown whole under the pointer.
pub fn chip_ui(ui: &mut Ui, text: &str) -> bool {
    const CROSS: f32 = 24.0;
    const GAP: f32 = 2.0;
    let tokens = Tokens::of(ui);
    let margin = Margin {
        left: 12,
        right: 4,
        top: 2,
        bottom: 2,
    };
    // A frame is not measured before it is drawn, and would run out of a line that wraps.
    let font = TextStyle::Body.resolve(ui.style());
    let words = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, tokens.ink);
    let width = words.size().x.ceil() + GAP + CROSS + margin.sum().x;
    let size = vec2(width.min(ui.max_rect().width()), CROSS + margin.sum().y);
    let chip = |ui: &mut Ui| {
        let label = size.x - GAP - CROSS - margin.sum().x;
        ui.spacing_mut().item_spacing.x = GAP;
        ui.spacing_mut().interact_size.y = CROSS;
        ui.allocate_ui(vec2(label, CROSS), |ui| {
            let words = Label::new(text).sense(Sense::hover());
            if label < width - GAP - CROSS - margin.sum().x {
                ui.add(words.truncate()).on_hover_text(text);
            } else {
                ui.add(words.extend());
            }
        });
        let cross = Button::new("×").frame(false).min_size(vec2(CROSS, CROSS));
        ui.add(cross)
            .on_hover_text("移除")
            .accessible_name(format!("移除 {text}"))
            .clicked()
    };
    ui.allocate_ui(size, |ui| {
        Frame::new()
            .fill(tokens.accent_soft)
            .corner_radius(CornerRadius::same(14))
            .inner_margin(margin)
            .show(ui, |ui| ui.horizontal(chip).inner)
            .inner
    })
    .inner
}

/// The change that adds an entry to a list; none where it stands there already.
pub fn with_entry(answers: &Answers, path: String, entry: String) -> Option<Edit> {
    let mut entries: Vec<String> = answers
        .entries(&path)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect();
    if entries.contains(&entry) {
        return None;
    }
    entries.push(entry);
    let value = Some(list_of(&entries));
    Some(Edit::Set { path, value })
}

/// A list of words as an answer.
pub fn list_of(entries: &[String]) -> Answer {
    Answer::List(
        entries
            .iter()
            .map(|entry| Answer::Text(entry.clone()))
            .collect(),
    )
}

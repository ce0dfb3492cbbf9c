//! A page that scrolls goes along with the Tab key.

use egui::{Memory, Ui};

/// What is scrolled to has its label above it.
const LABEL_HEIGHT: f32 = 40.0;

/// Scrolls to what the keyboard has given the focus in this frame, as far as needed to see it with
/// the label above it. Called last in what a scroll area shows. What the pointer pressed is in
/// sight.
pub fn follow_focus(ui: &Ui) {
    let gained = |memory: &Memory| {
        let focused = memory.focused()?;
        (!memory.had_focus_last_frame(focused)).then_some(focused)
    };
    let Some(gained) = ui.memory(gained) else {
        return;
    };
    // Not by `read_response`, which takes part in the handling of clicks.
    let drawn = ui
        .ctx()
        .viewport(|viewport| viewport.this_pass.widgets.get(gained).copied());
    let Some(widget) = drawn else {
        return;
    };
    if widget.layer_id != ui.layer_id() || ui.input(|input| input.pointer.any_pressed()) {
        return;
    }
    let seen = ui.clip_rect();
    // Beside this column stand other panels, and above it the bar, which is never clipped.
    let beside = !ui.max_rect().x_range().contains(widget.rect.center().x);
    let clipped = widget.interact_rect;
    if beside || (clipped.is_positive() && !seen.intersects(clipped)) {
        return;
    }
    let mut place = widget.rect;
    place.min.y -= LABEL_HEIGHT;
    place.max.y = place.max.y.min(place.min.y + seen.height() - LABEL_HEIGHT) + 12.0;
    ui.scroll_to_rect(place, None);
}

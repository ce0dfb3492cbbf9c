//! Keeps the input method switched on from one field to the next.
//!
//! On X11 the window's input context is made anew each time that input methods are allowed again,
//! and a new context starts in Latin letters: without this, Fcitx and IBus fall back to English
//! whenever the cursor moves to another field.

use egui::output::IMEOutput;
use egui::{Context, Event, FullOutput, ImeEvent, Plugin, RawInput};

/// Watches what the input method does, and evens out what the window tells it.
#[derive(Debug, Default)]
pub struct KeepIme {
    /// A composition is under way, as far as the input method shows it.
    composing: bool,
    /// Where the last field with a cursor stood.
    last: Option<IMEOutput>,
}

impl KeepIme {
    fn hear(&mut self, event: &Event) {
        match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => self.composing = !text.is_empty(),
            Event::Ime(ImeEvent::Commit(_)) => self.composing = false,
            _ => {}
        }
    }

    /// What is told instead. Only a composition under way is broken off when the cursor moves; and
    /// once a field has had the cursor, input methods stay allowed where `stays` says so.
    fn even_out(&mut self, told: Option<IMEOutput>, stays: bool) -> Option<IMEOutput> {
        if let Some(mut told) = told {
            told.should_interrupt_composition &= self.composing;
            self.last = Some(told);
            return Some(told);
        }
        // With no field left, a composition under way has nowhere to go.
        if self.composing || !stays {
            self.composing = false;
            self.last = None;
        }
        let mut last = self.last?;
        last.should_interrupt_composition = false;
        Some(last)
    }
}

impl Plugin for KeepIme {
    fn debug_name(&self) -> &'static str {
        "KeepIme"
    }

    fn input_hook(&mut self, _ctx: &Context, input: &mut RawInput) {
        for event in &input.events {
            self.hear(event);
        }
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        // Windows and macOS keep the state of the input method for the window by themselves.
        let stays = cfg!(not(any(windows, target_os = "macos")));
        let told = output.platform_output.ime.take();
        output.platform_output.ime = self.even_out(told, stays);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{IMEPurpose, Rect};

    fn field(interrupt: bool) -> Option<IMEOutput> {
        Some(IMEOutput {
            purpose: IMEPurpose::Normal,
            rect: Rect::ZERO,
            cursor_rect: Rect::ZERO,
            should_interrupt_composition: interrupt,
        })
    }

    fn preedit(text: &str) -> Event {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    }

    #[test]
    fn the_input_method_stays_on_between_fields() {
        let mut keep = KeepIme::default();
        assert_eq!(
            keep.even_out(None, true),
            None,
            "nothing had the cursor yet"
        );
        assert_eq!(keep.even_out(field(true), true), field(false));
        assert_eq!(
            keep.even_out(None, true),
            field(false),
            "a click beside the fields"
        );
        assert_eq!(
            keep.even_out(field(true), true),
            field(false),
            "the next field"
        );
        assert_eq!(
            keep.even_out(None, false),
            None,
            "systems that keep it themselves"
        );
    }

    #[test]
    fn a_composition_under_way_is_broken_off() {
        let mut keep = KeepIme::default();
        keep.hear(&preedit("zhong"));
        assert_eq!(keep.even_out(field(true), true), field(true));
        assert_eq!(keep.even_out(None, true), None);
        keep.hear(&preedit("zhong"));
        keep.hear(&Event::Ime(ImeEvent::Commit("中".to_owned())));
        assert_eq!(keep.even_out(field(true), true), field(false));
        keep.hear(&preedit("zhong"));
        keep.hear(&preedit(""));
        assert_eq!(keep.even_out(field(true), true), field(false));
    }
}

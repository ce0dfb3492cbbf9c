//! The colours of the three themes, by what they say.

use egui::{Color32, Context, Ui};

use crate::diag::Severity;
use crate::workspace::Theme;

/// Colours by what they say.
#[derive(Debug, Clone, Copy)]
pub struct Tokens {
    /// Behind everything.
    pub desk: Color32,
    /// Bars, cards and fields.
    pub sheet: Color32,
    pub ink: Color32,
    pub muted: Color32,
    pub line: Color32,
    /// Around what is to be clicked and has nothing in it, as an empty box to tick.
    pub edge: Color32,
    pub accent: Color32,
    pub accent_soft: Color32,
    pub on_accent: Color32,
    pub ok: Color32,
    pub warn: Color32,
    pub warn_soft: Color32,
    pub err: Color32,
    pub err_soft: Color32,
    /// A state that says nothing yet, as the dot of an empty section.
    pub neutral: Color32,
    pub hint_soft: Color32,
    /// Over what of a picture is left out.
    pub veil: Color32,
    /// Paper is white and printed black in either theme.
    pub paper: Color32,
    pub paper_ink: Color32,
    /// Behind words that were looked for, which are written in `paper_ink`, and around their field.
    pub found: Color32,
    /// Behind the words on paper that belong to the field at hand.
    pub paper_mark: Color32,
}

const LIGHT: Tokens = Tokens {
    desk: Color32::from_rgb(0xF3, 0xF1, 0xEC),
    sheet: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    ink: Color32::from_rgb(0x20, 0x26, 0x2D),
    muted: Color32::from_rgb(0x62, 0x6A, 0x78),
    line: Color32::from_rgb(0xDD, 0xD8, 0xCD),
    edge: Color32::from_rgb(0x78, 0x7D, 0x86),
    accent: Color32::from_rgb(0x2A, 0x5B, 0x86),
    accent_soft: Color32::from_rgb(0xE6, 0xEE, 0xF5),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    ok: Color32::from_rgb(0x2F, 0x73, 0x52),
    warn: Color32::from_rgb(0x9A, 0x5F, 0x0B),
    warn_soft: Color32::from_rgb(0xFB, 0xF1, 0xDE),
    err: Color32::from_rgb(0xB9, 0x3A, 0x2C),
    err_soft: Color32::from_rgb(0xFA, 0xE8, 0xE5),
    neutral: Color32::from_rgb(0xCF, 0xC9, 0xBE),
    hint_soft: Color32::from_rgb(0xEE, 0xEE, 0xEC),
    veil: Color32::from_black_alpha(140),
    paper: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    paper_ink: Color32::from_rgb(0x14, 0x14, 0x14),
    found: Color32::from_rgb(0xFF, 0xD8, 0x66),
    paper_mark: Color32::from_rgb(0xFD, 0xF3, 0xCF),
};

const DARK: Tokens = Tokens {
    desk: Color32::from_rgb(0x1B, 0x1E, 0x22),
    sheet: Color32::from_rgb(0x26, 0x2A, 0x30),
    ink: Color32::from_rgb(0xE8, 0xE8, 0xE4),
    muted: Color32::from_rgb(0xA6, 0xAD, 0xB8),
    line: Color32::from_rgb(0x42, 0x47, 0x4F),
    edge: Color32::from_rgb(0x8E, 0x95, 0xA0),
    accent: Color32::from_rgb(0x8F, 0xBE, 0xE8),
    accent_soft: Color32::from_rgb(0x2A, 0x3D, 0x50),
    on_accent: Color32::from_rgb(0x12, 0x1C, 0x26),
    ok: Color32::from_rgb(0x7C, 0xC4, 0x9F),
    warn: Color32::from_rgb(0xE3, 0xB0, 0x62),
    warn_soft: Color32::from_rgb(0x45, 0x38, 0x22),
    err: Color32::from_rgb(0xF0, 0x93, 0x85),
    err_soft: Color32::from_rgb(0x4B, 0x2B, 0x28),
    neutral: Color32::from_rgb(0x5C, 0x62, 0x6A),
    hint_soft: Color32::from_rgb(0x35, 0x3A, 0x41),
    veil: LIGHT.veil,
    paper: LIGHT.paper,
    paper_ink: LIGHT.paper_ink,
    found: LIGHT.found,
    paper_mark: LIGHT.paper_mark,
};

const HIGH_CONTRAST: Tokens = Tokens {
    desk: Color32::from_rgb(0x00, 0x00, 0x00),
    sheet: Color32::from_rgb(0x0C, 0x0C, 0x0C),
    ink: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    muted: Color32::from_rgb(0xD8, 0xD8, 0xD8),
    line: Color32::from_rgb(0xB0, 0xB0, 0xB0),
    edge: Color32::from_rgb(0xE0, 0xE0, 0xE0),
    accent: Color32::from_rgb(0xFF, 0xE0, 0x4D),
    accent_soft: Color32::from_rgb(0x33, 0x2E, 0x00),
    on_accent: Color32::from_rgb(0x00, 0x00, 0x00),
    ok: Color32::from_rgb(0x7D, 0xF0, 0xA8),
    warn: Color32::from_rgb(0xFF, 0xC0, 0x66),
    warn_soft: Color32::from_rgb(0x3A, 0x28, 0x00),
    err: Color32::from_rgb(0xFF, 0xA0, 0x96),
    err_soft: Color32::from_rgb(0x45, 0x10, 0x0C),
    neutral: Color32::from_rgb(0x90, 0x90, 0x90),
    hint_soft: Color32::from_rgb(0x26, 0x26, 0x26),
    veil: LIGHT.veil,
    paper: LIGHT.paper,
    paper_ink: LIGHT.paper_ink,
    found: LIGHT.found,
    paper_mark: LIGHT.paper_mark,
};

impl Tokens {
    /// Those of the theme that the window is drawn in.
    pub fn of(ui: &Ui) -> &'static Self {
        Self::by_desk(ui.visuals().panel_fill)
    }

    /// The same for what is drawn outside every `Ui`.
    pub fn of_ctx(ctx: &Context) -> &'static Self {
        Self::by_desk(ctx.global_style().visuals.panel_fill)
    }

    pub fn by_theme(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
            Theme::HighContrast => &HIGH_CONTRAST,
        }
    }

    /// The toolkit knows light and dark alone; the ground tells which of ours it draws.
    fn by_desk(desk: Color32) -> &'static Self {
        Theme::ALL
            .into_iter()
            .map(Self::by_theme)
            .find(|tokens| tokens.desk == desk)
            .unwrap_or(&LIGHT)
    }

    /// What stands behind a label that says that something is done.
    pub fn ok_soft(&self) -> Color32 {
        self.ok.gamma_multiply(0.14)
    }

    /// The colour in which a finding is written.
    pub fn severity(&self, severity: Severity) -> Color32 {
        match severity {
            Severity::Error => self.err,
            Severity::Warning => self.warn,
            Severity::Hint => self.muted,
        }
    }

    /// What stands behind a label of that colour.
    pub fn severity_soft(&self, severity: Severity) -> Color32 {
        match severity {
            Severity::Error => self.err_soft,
            Severity::Warning => self.warn_soft,
            Severity::Hint => self.hint_soft,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours by WCAG 2.2, from 1 to 21.
    fn contrast(one: Color32, other: Color32) -> f32 {
        let luminance = |color: Color32| {
            let [red, green, blue, _] = egui::Rgba::from(color).to_array();
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn black_on_white_has_the_highest_contrast() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    }

    #[test]
    fn every_text_can_be_read_on_its_ground_in_every_theme() {
        let mut weak = Vec::new();
        for theme in Theme::ALL {
            let it = Tokens::by_theme(theme);
            let ink = if theme == Theme::HighContrast {
                7.0
            } else {
                4.5
            };
            let mut pairs = vec![
                ("on_accent", it.on_accent, "accent", it.accent, 4.5),
                ("accent", it.accent, "accent_soft", it.accent_soft, 4.5),
                ("muted", it.muted, "accent_soft", it.accent_soft, 4.5),
                ("muted", it.muted, "hint_soft", it.hint_soft, 4.5),
                ("warn", it.warn, "warn_soft", it.warn_soft, 4.5),
                ("err", it.err, "err_soft", it.err_soft, 4.5),
                ("ink", it.ink, "accent_soft", it.accent_soft, ink),
                ("ink", it.ink, "warn_soft", it.warn_soft, ink),
                ("ink", it.ink, "err_soft", it.err_soft, ink),
                ("ink", it.ink, "hint_soft", it.hint_soft, ink),
                ("paper_ink", it.paper_ink, "paper", it.paper, 7.0),
                ("paper_ink", it.paper_ink, "paper_mark", it.paper_mark, 7.0),
                ("paper_ink", it.paper_ink, "found", it.found, 7.0),
            ];
            for (ground, fill) in [("desk", it.desk), ("sheet", it.sheet)] {
                pairs.extend([
                    ("ink", it.ink, ground, fill, ink),
                    ("muted", it.muted, ground, fill, 4.5),
                    ("accent", it.accent, ground, fill, 4.5),
                    ("ok", it.ok, ground, fill, 4.5),
                    ("warn", it.warn, ground, fill, 4.5),
                    ("err", it.err, ground, fill, 4.5),
                    ("edge", it.edge, ground, fill, 3.0),
                ]);
            }
            for (text, color, ground, fill, least) in pairs {
                let found = contrast(color, fill);
                if found < least {
                    weak.push(format!("{theme:?}: {text} on {ground}: {found:.2}"));
                }
            }
        }
        assert!(weak.is_empty(), "{}", weak.join("\n"));
    }

    #[test]
    fn each_theme_is_known_by_its_desk() {
        for theme in Theme::ALL {
            let tokens = Tokens::by_theme(theme);
            assert!(std::ptr::eq(Tokens::by_desk(tokens.desk), tokens));
        }
    }
}

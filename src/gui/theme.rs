//! The look of the window: every colour, size and typeface that the screens use, by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use egui::style::{ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin,
    RichText, Shadow, Stroke, Style, TextStyle, Theme, Ui, Visuals, vec2,
};

use crate::diag::Severity;
use crate::fonts::Face;

/// Height of the bar at the top.
pub const TOP_HEIGHT: f32 = 56.0;
/// Width of the list of sections.
pub const RAIL_WIDTH: f32 = 264.0;
/// Width of the panel at the right.
pub const SIDE_WIDTH: f32 = 404.0;
/// Below this window width the panel at the right stays folded until it is asked for.
pub const FOLD_WIDTH: f32 = 1100.0;
/// Below this window width questions stand in one column.
pub const NARROW_WIDTH: f32 = 900.0;
/// Widest column of questions; longer lines are hard to read.
pub const MIDDLE_WIDTH: f32 = 880.0;
/// Height of a text field of one line.
pub const FIELD_HEIGHT: f32 = 40.0;
/// Rounding of fields and buttons.
pub const RADIUS: u8 = 6;
/// Rounding of cards.
pub const CARD_RADIUS: u8 = 8;

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
    /// Behind the words on paper that belong to the field at hand.
    pub paper_mark: Color32,
}

const LIGHT: Tokens = Tokens {
    desk: Color32::from_rgb(0xF3, 0xF1, 0xEC),
    sheet: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    ink: Color32::from_rgb(0x20, 0x26, 0x2D),
    muted: Color32::from_rgb(0x62, 0x6A, 0x78),
    line: Color32::from_rgb(0xDD, 0xD8, 0xCD),
    accent: Color32::from_rgb(0x2A, 0x5B, 0x86),
    accent_soft: Color32::from_rgb(0xE6, 0xEE, 0xF5),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    ok: Color32::from_rgb(0x3F, 0x84, 0x63),
    warn: Color32::from_rgb(0x9A, 0x5F, 0x0B),
    warn_soft: Color32::from_rgb(0xFB, 0xF1, 0xDE),
    err: Color32::from_rgb(0xB9, 0x3A, 0x2C),
    err_soft: Color32::from_rgb(0xFA, 0xE8, 0xE5),
    neutral: Color32::from_rgb(0xCF, 0xC9, 0xBE),
    hint_soft: Color32::from_rgb(0xEE, 0xEE, 0xEC),
    veil: Color32::from_black_alpha(140),
    paper: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    paper_ink: Color32::from_rgb(0x14, 0x14, 0x14),
    paper_mark: Color32::from_rgb(0xFD, 0xF3, 0xCF),
};

const DARK: Tokens = Tokens {
    desk: Color32::from_rgb(0x1B, 0x1E, 0x22),
    sheet: Color32::from_rgb(0x26, 0x2A, 0x30),
    ink: Color32::from_rgb(0xE8, 0xE8, 0xE4),
    muted: Color32::from_rgb(0xA6, 0xAD, 0xB8),
    line: Color32::from_rgb(0x42, 0x47, 0x4F),
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
    paper_mark: LIGHT.paper_mark,
};

impl Tokens {
    /// Those of the theme that the window is drawn in.
    pub fn of(ui: &Ui) -> &'static Self {
        Self::by_theme(if ui.visuals().dark_mode {
            Theme::Dark
        } else {
            Theme::Light
        })
    }

    pub fn by_theme(theme: Theme) -> &'static Self {
        match theme {
            Theme::Dark => &DARK,
            Theme::Light => &LIGHT,
        }
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

/// The family of essays and of paper.
pub fn serif() -> FontFamily {
    FontFamily::Name("serif".into())
}

/// The family that shows a face of the print.
pub fn family(face: Face) -> FontFamily {
    match face {
        Face::Sans => FontFamily::Proportional,
        Face::Serif => serif(),
        Face::Symbols => FontFamily::Name("symbols".into()),
        Face::Chosen(chosen) => FontFamily::Name(format!("{chosen:?}").into()),
    }
}

/// The family of a face, once the window has the font. A body font that was just chosen comes with
/// the next frame; until then the bundled serif stands in.
pub fn ready_family(ctx: &Context, face: Face) -> FontFamily {
    let family = family(face);
    let Face::Chosen(_) = face else {
        return family;
    };
    if ctx.fonts(|fonts| fonts.definitions().families.contains_key(&family)) {
        return family;
    }
    let font = face.font();
    let mut data = FontData::from_static(font.data);
    data.index = font.index;
    let families = [(family.clone(), FontPriority::Highest)];
    let families = families.map(|(family, priority)| InsertFontFamily { family, priority });
    ctx.add_font(FontInsert::new(&family.to_string(), data, families.into()));
    ctx.request_repaint();
    serif()
}

/// 22 px, the heading of a screen.
pub fn title(text: impl Into<String>) -> RichText {
    RichText::new(text).size(22.0)
}

/// 17 px, the heading of a group of questions.
pub fn heading(text: impl Into<String>) -> RichText {
    RichText::new(text).size(17.0)
}

/// 13 px, labels and notes.
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(TextStyle::Small)
}

/// Puts fonts and styles in place. The bundled fonts are the only ones: what they have no shape
/// for is seen on the screen as it would be on paper.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style(theme));
    }
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions {
        font_data: BTreeMap::new(),
        families: BTreeMap::new(),
    };
    let faces = [
        ("sans", Face::Sans),
        ("serif", Face::Serif),
        ("symbols", Face::Symbols),
    ];
    for (name, face) in faces {
        fonts.font_data.insert(
            name.into(),
            Arc::new(FontData::from_static(face.font().data)),
        );
    }
    for (family, first) in [
        (FontFamily::Proportional, "sans"),
        (FontFamily::Monospace, "sans"),
        (serif(), "serif"),
        (family(Face::Symbols), "symbols"),
    ] {
        // Signs stand in the third typeface on the screen as on paper.
        let fallback = (first != "symbols").then(|| "symbols".into());
        let names = std::iter::once(first.into()).chain(fallback).collect();
        fonts.families.insert(family, names);
    }
    fonts
}

fn style(theme: Theme) -> Style {
    let mut style = Style {
        visuals: visuals(theme),
        ..Style::default()
    };
    let sans = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Body, sans(15.0)),
        (TextStyle::Button, sans(15.0)),
        (TextStyle::Heading, sans(22.0)),
        (TextStyle::Small, sans(13.0)),
        (TextStyle::Monospace, sans(15.0)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(40.0, 32.0);
    spacing.menu_margin = Margin::same(8);
    spacing.window_margin = Margin::same(24);
    spacing.icon_width = 20.0;
    spacing.icon_width_inner = 12.0;
    spacing.combo_height = 360.0;
    spacing.tooltip_width = 360.0;
    // Always to be seen, on a strip of its own: who does not see it does not know of the rest.
    spacing.scroll = ScrollStyle {
        floating: true,
        bar_width: 10.0,
        floating_width: 8.0,
        floating_allocated_width: 12.0,
        foreground_color: true,
        dormant_handle_opacity: 0.3,
        active_handle_opacity: 0.4,
        interact_handle_opacity: 0.7,
        ..ScrollStyle::solid()
    };
    style.interaction.selectable_labels = false;
    style
}

fn visuals(theme: Theme) -> Visuals {
    let tokens = Tokens::by_theme(theme);
    let base = match theme {
        Theme::Dark => Visuals::dark(),
        Theme::Light => Visuals::light(),
    };
    let widget = |fill: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.5, text),
        expansion: 0.0,
    };
    Visuals {
        widgets: Widgets {
            noninteractive: WidgetVisuals {
                fg_stroke: Stroke::new(1.0, tokens.ink),
                ..widget(tokens.sheet, tokens.line, tokens.ink)
            },
            inactive: widget(tokens.sheet, tokens.line, tokens.ink),
            hovered: widget(tokens.accent_soft, tokens.accent, tokens.ink),
            active: widget(tokens.accent_soft, tokens.accent, tokens.ink),
            open: widget(tokens.accent_soft, tokens.accent, tokens.ink),
        },
        selection: Selection {
            bg_fill: tokens.accent_soft,
            stroke: Stroke::new(2.0, tokens.accent),
        },
        weak_text_color: Some(tokens.muted),
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.desk,
        extreme_bg_color: tokens.sheet,
        text_edit_bg_color: Some(tokens.sheet),
        warn_fg_color: tokens.warn,
        error_fg_color: tokens.err,
        window_corner_radius: CornerRadius::same(CARD_RADIUS),
        window_fill: tokens.sheet,
        window_stroke: Stroke::new(1.0, tokens.line),
        menu_corner_radius: CornerRadius::same(RADIUS),
        panel_fill: tokens.desk,
        popup_shadow: Shadow {
            offset: [0, 4],
            blur: 16,
            spread: 0,
            color: Color32::from_black_alpha(40),
        },
        ..base
    }
}

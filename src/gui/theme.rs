//! The look of the window: every colour, size and typeface that the screens use, by name.

mod tokens;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use egui::style::{ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin,
    RichText, Shadow, Stroke, Style, TextStyle, Visuals, vec2,
};

use crate::fonts::Face;
use crate::workspace::Theme;

pub use tokens::Tokens;

/// Height of the bar at the top.
pub const TOP_HEIGHT: f32 = 56.0;
/// Width of the list of sections.
pub const RAIL_WIDTH: f32 = 276.0;
/// Width of the panel at the right.
pub const SIDE_WIDTH: f32 = 404.0;
/// Below this window width the panel at the right stays folded until it is asked for.
pub const FOLD_WIDTH: f32 = 1100.0;
/// Below this window width the list of sections is folded into one line above the questions.
pub const RAIL_FOLD_WIDTH: f32 = 760.0;
/// Where less would be left for the questions, the list of sections is folded too.
pub const LEAST_MIDDLE_WIDTH: f32 = 360.0;
/// Room left at the foot of a page, so that what is said over the lower edge covers nothing.
pub const FOOT: f32 = 72.0;
/// Below this window width questions stand in one column.
pub const NARROW_WIDTH: f32 = 900.0;
/// In a column narrower than this what belongs together stands one below the other.
pub const PAIR_WIDTH: f32 = 480.0;
/// Widest column of questions; longer lines are hard to read.
pub const MIDDLE_WIDTH: f32 = 880.0;
/// Widest page of a list with the one that is open beside it.
pub const WIDE_WIDTH: f32 = 1312.0;
/// Height of a text field of one line.
pub const FIELD_HEIGHT: f32 = 40.0;
/// Rounding of fields and buttons.
pub const RADIUS: u8 = 6;
/// Rounding of cards.
pub const CARD_RADIUS: u8 = 8;

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

/// Size of the labels of questions, in px.
pub const LABEL_SIZE: f32 = 14.0;
/// Size of notes, in px.
pub const NOTE_SIZE: f32 = 13.0;

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

/// Puts the fonts in place. The bundled fonts are the only ones: what they have no shape for is
/// seen on the screen as it would be on paper.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    // The size is a setting, which has its own keys.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// Draws the window in those colours, everything as large as `text_percent` of the usual.
pub fn apply(ctx: &Context, theme: Theme, text_percent: u16) {
    let kind = kind(theme);
    ctx.set_style_of(kind, style(theme));
    ctx.set_theme(kind);
    ctx.set_zoom_factor(f32::from(text_percent) / 100.0);
}

/// Which of the toolkit's two themes stands for ours.
fn kind(theme: Theme) -> egui::Theme {
    match theme {
        Theme::Light => egui::Theme::Light,
        Theme::Dark | Theme::HighContrast => egui::Theme::Dark,
    }
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
        fonts
            .font_data
            .insert(name.into(), Arc::new(FontData::from_static(face.data())));
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
        (TextStyle::Small, sans(NOTE_SIZE)),
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
    let base = kind(theme).default_visuals();
    // A cursor that blinks has the window drawn twice a second while nothing happens.
    let text_cursor = TextCursorStyle {
        blink: false,
        ..base.text_cursor.clone()
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
        text_cursor,
        popup_shadow: Shadow {
            offset: [0, 4],
            blur: 16,
            spread: 0,
            color: Color32::from_black_alpha(40),
        },
        ..base
    }
}

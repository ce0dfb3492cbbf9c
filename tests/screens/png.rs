//! Small picture files: a screen has few colours.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use image::RgbaImage;

/// Colours of a file with a palette.
const MOST: usize = 256;

/// Red, green and blue.
type Rgb = [u8; 3];

/// Writes a picture with the colours that it has most of; each other one becomes the nearest.
pub fn write(path: &Path, picture: &RgbaImage) {
    let colors: Vec<Rgb> = picture.pixels().map(|it| [it[0], it[1], it[2]]).collect();
    let palette = palette(&colors);
    let mut known = HashMap::new();
    let indices: Vec<u8> = colors
        .iter()
        .map(|color| {
            let nearest = || {
                let distances = palette.iter().map(|it| distance(it, color)).enumerate();
                let nearest = distances.min_by_key(|(_, distance)| *distance);
                u8::try_from(nearest.unwrap().0).unwrap()
            };
            *known.entry(*color).or_insert_with(nearest)
        })
        .collect();
    let file = BufWriter::new(File::create(path).unwrap());
    let mut encoder = png::Encoder::new(file, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&indices).unwrap();
}

/// The most frequent colour of each small part of the colour space, the fullest parts first.
fn palette(colors: &[Rgb]) -> Vec<Rgb> {
    let mut counts: HashMap<Rgb, usize> = HashMap::new();
    for color in colors {
        *counts.entry(*color).or_default() += 1;
    }
    let mut parts: HashMap<Rgb, (usize, usize, Rgb)> = HashMap::new();
    for (color, count) in counts {
        let part = parts.entry(color.map(|it| it >> 3)).or_default();
        part.0 += count;
        if (count, color) > (part.1, part.2) {
            (part.1, part.2) = (count, color);
        }
    }
    let mut parts: Vec<_> = parts.into_values().collect();
    // By colour where as many, so that the file is the same every time.
    parts.sort_unstable_by(|one, other| other.cmp(one));
    parts.truncate(MOST);
    parts.into_iter().map(|(_, _, color)| color).collect()
}

fn distance(one: &Rgb, other: &Rgb) -> u32 {
    let pairs = one.iter().zip(other);
    pairs
        .map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2))
        .sum()
}

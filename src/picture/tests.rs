//! Pictures made by hand: sizes, turns, limits, damage, crops.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;

fn bytes_of(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Four corners in four colours: red, green, blue and white, from the top left, row by row.
fn corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        match (x < width / 2, y < height / 2) {
            (true, true) => Rgb([255, 0, 0]),
            (false, true) => Rgb([0, 255, 0]),
            (true, false) => Rgb([0, 0, 255]),
            (false, false) => Rgb([255, 255, 255]),
        }
    })
}

/// The colours of the four corners, by their letters.
fn letters(picture: &Picture) -> String {
    let (width, height) = picture.size();
    let (right, bottom) = (width * 3 / 4, height * 3 / 4);
    [(1, 1), (right, 1), (1, bottom), (right, bottom)]
        .into_iter()
        .map(
            |(x, y)| match picture.0.get_pixel(x, y).0.map(|it| it > 128) {
                [true, false, false] => 'R',
                [false, true, false] => 'G',
                [false, false, true] => 'B',
                [true, true, true] => 'W',
                other => panic!("{other:?}"),
            },
        )
        .collect()
}

/// A JPEG file in which a camera has noted how it was held.
fn turned_jpeg(orientation: u8) -> Vec<u8> {
    let jpeg = bytes_of(corners(64, 32), ImageFormat::Jpeg);
    // One directory with one entry: tag 0x0112, a short, once; then no further directory.
    let tiff = [
        b"MM\0\x2a\0\0\0\x08\0\x01".as_slice(),
        &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
        &[0; 4],
    ]
    .concat();
    let length = u16::try_from(2 + 6 + tiff.len()).unwrap().to_be_bytes();
    [
        &jpeg[..2],
        &[0xff, 0xe1],
        &length,
        b"Exif\0\0",
        &tiff,
        &jpeg[2..],
    ]
    .concat()
}

/// The sum at the end of a part of a PNG file.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            }
        })
    })
}

#[test]
fn a_look_tells_kind_and_size() {
    for (format, named) in [
        (ImageFormat::Jpeg, Format::Jpeg),
        (ImageFormat::Png, Format::Png),
    ] {
        let look = inspect(&bytes_of(corners(30, 40), format)).unwrap();
        assert_eq!(
            look,
            Look {
                format: named,
                pixels: Some((30, 40)),
                whole: true
            }
        );
    }
    assert_eq!(inspect(b"%PDF-1.4"), None);
    assert_eq!(inspect(b""), None);
}

#[test]
fn a_picture_is_turned_the_way_that_the_camera_was_held() {
    for (orientation, size, wanted) in [
        (1, (64, 32), "RGBW"),
        (2, (64, 32), "GRWB"),
        (3, (64, 32), "WBGR"),
        (4, (64, 32), "BWRG"),
        (5, (32, 64), "RBGW"),
        (6, (32, 64), "BRWG"),
        (7, (32, 64), "WGBR"),
        (8, (32, 64), "GWRB"),
        // No way to hold a camera.
        (9, (64, 32), "RGBW"),
    ] {
        let picture = decode(&turned_jpeg(orientation)).unwrap();
        assert_eq!(picture.size(), size, "{orientation}");
        assert_eq!(letters(&picture), wanted, "{orientation}");
    }
}

#[test]
fn a_size_beyond_the_limit_is_refused_by_its_head() {
    let mut png = bytes_of(corners(4, 4), ImageFormat::Png);
    png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let sum = crc(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&sum);
    let error = decode(&png).unwrap_err();
    assert_eq!(error, PictureError::TooManyPixels(60_000, 60_000));
    assert_eq!(
        error.to_string(),
        "这张图片有 60000×60000 像素，太大了，请换一张小一些的。"
    );
    let large = vec![0; MOST_BYTES + 1];
    assert_eq!(decode(&large), Err(PictureError::FileTooLarge(65)));
}

#[test]
fn a_file_that_breaks_off_is_no_picture() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        let whole = bytes_of(corners(300, 200), format);
        for kept in [whole.len() / 2, whole.len() - 70, 30, 9] {
            assert_eq!(decode(&whole[..kept]), Err(PictureError::Broken), "{kept}");
        }
        // The middle is gone, head and end are there.
        let mut hollow = whole.clone();
        let middle = whole.len() / 2;
        hollow.drain(middle - 60..middle);
        if format == ImageFormat::Png {
            assert_eq!(decode(&hollow), Err(PictureError::Broken));
        } else {
            // A damaged JPEG may still show something; it must not bring the program down.
            let _ = decode(&hollow);
        }
    }
    assert_eq!(decode(b"GIF89a"), Err(PictureError::OtherFormat));
}

#[test]
fn transparent_parts_become_white() {
    let png = RgbaImage::from_fn(2, 1, |x, _| Rgba([0, 0, 0, if x == 0 { 0 } else { 255 }]));
    let picture = decode(&bytes_of(png, ImageFormat::Png)).unwrap();
    assert_eq!(picture.rgb(), [255, 255, 255, 0, 0, 0]);
}

#[test]
fn a_crop_has_the_size_that_was_asked_for_and_is_small() {
    let picture = decode(&turned_jpeg(6)).unwrap();
    let region = Region {
        left: 0,
        top: 0,
        width: 32,
        height: 32,
    };
    let jpeg = crop_and_scale(&picture, region, 200, 200).unwrap();
    assert!(jpeg.len() < 100_000, "{}", jpeg.len());
    let look = inspect(&jpeg).unwrap();
    assert_eq!(
        (look.format, look.pixels, look.whole),
        (Format::Jpeg, Some((200, 200)), true)
    );
    // Nothing that the camera noted is left.
    assert!(!jpeg.windows(4).any(|window| window == b"Exif"));
    // The upper half of the upright picture: blue and red.
    let cut = decode(&jpeg).unwrap();
    assert_eq!(letters(&cut), "BRBR");
    assert_eq!(
        crop_and_scale(&picture, region, 0, 200),
        Err(PictureError::Unwritable)
    );
}

#[test]
fn a_picture_is_fitted_and_never_enlarged() {
    let picture = Picture(corners(400, 100));
    for (width, height, wanted) in [
        (200, 200, (200, 50)),
        (800, 50, (200, 50)),
        (1, 1, (1, 1)),
        (500, 500, (400, 100)),
    ] {
        assert_eq!(picture.fitted(width, height).size(), wanted);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_region_gives_a_picture(
        size in (1_u32..60, 1_u32..60),
        left in any::<u32>(), top in any::<u32>(),
        width in any::<u32>(), height in any::<u32>(),
    ) {
        let region = Region { left, top, width, height };
        let within = region.within(size);
        prop_assert!(within.width >= 1 && within.height >= 1);
        prop_assert!(within.left + within.width <= size.0);
        prop_assert!(within.top + within.height <= size.1);
        let jpeg = crop_and_scale(&Picture(corners(size.0, size.1)), region, 20, 20).unwrap();
        prop_assert_eq!(inspect(&jpeg).unwrap().pixels, Some((20, 20)));
    }
}

//! Small pictures of people.

use chatbox_core::privacy::PictureError;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, codecs::webp::WebPEncoder,
    imageops::FilterType,
};
use std::io::Cursor;

/// Pixels of either side of what comes out.
const SIDE: u32 = 256;
/// Pixels of either side of what goes in: a telephone's camera has 4,000 by 3,000.
const MOST_SIDE: u32 = 8192;
/// Pixels of what goes in. At four bytes each and one copy it fits the worker's memory.
const MOST_PIXELS: u64 = 40_000_000;
/// Bytes that a decoder may ask for beside the picture itself.
const MOST_MEMORY: u64 = 256 << 20;

/// Cuts the middle out of a PNG, JPEG or WebP picture and makes it small; of the file nothing else stays. Pure: no IO. Only a limited child
/// should call this with a stranger's bytes.
///
/// # Errors
/// The `PictureError` that tells the user why the picture is not accepted.
pub fn portrait(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let format = image::guess_format(bytes).map_err(|_| PictureError::Unsupported)?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) {
        return Err(PictureError::Unsupported);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_large());
    }
    let orientation = decoder.orientation().map_err(refusal)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    picture = picture.resize_to_fill(SIDE, SIDE, FilterType::Triangle);
    picture.apply_orientation(orientation);
    let mut small = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut small);
    picture.to_rgba8().write_with_encoder(encoder).map_err(refusal)?;
    Ok(small)
}

fn refusal(error: ImageError) -> PictureError {
    match error {
        ImageError::Limits(_) => too_large(),
        ImageError::Unsupported(_) => PictureError::Unsupported,
        _ => PictureError::Broken,
    }
}

fn too_large() -> PictureError {
    PictureError::TooLarge(format!(
        "at most {MOST_SIDE} pixels to a side and {} million pixels",
        MOST_PIXELS / 1_000_000
    ))
}

#[cfg(test)]
mod tests {
    use super::{SIDE, portrait};
    use chatbox_core::privacy::PictureError;
    use image::{ImageFormat, Rgb, RgbImage};
    use std::io::Cursor;

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::from_pixel(width, height, Rgb([200, 30, 30])).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn each_format_becomes_a_small_square() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let small = portrait(&encoded(700, 300, format)).unwrap();
            assert_eq!(image::guess_format(&small).unwrap(), ImageFormat::WebP);
            let read = image::load_from_memory(&small).unwrap();
            assert_eq!((read.width(), read.height()), (SIDE, SIDE), "{format:?}");
        }
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert_eq!(portrait(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(PictureError::Unsupported));
        assert_eq!(portrait(b"GIF89a\x01\x00\x01\x00"), Err(PictureError::Unsupported));
        assert_eq!(portrait(&encoded(64, 64, ImageFormat::Png)[..80]), Err(PictureError::Broken));
        assert!(matches!(portrait(&encoded(9000, 10, ImageFormat::Png)), Err(PictureError::TooLarge(_))));
        // A bomb: a few bytes that say they are 8,000 by 8,000 pixels.
        let mut bomb = encoded(16, 16, ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0x1f, 0x40, 0, 0, 0x1f, 0x40]);
        let mut checked = crc32fast::Hasher::new();
        checked.update(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&checked.finalize().to_be_bytes());
        assert!(matches!(portrait(&bomb), Err(PictureError::TooLarge(_))));
    }
}

//! A QR code as a drawing in the page: made here, so that what it says leaves for nobody.

use qrcode::{Color, EcLevel, QrCode};

use crate::markup::Markup;

/// How many modules of white are around it (ISO/IEC 18004: four).
const QUIET: usize = 4;

/// What `text` says as a QR code, for a camera; `label` says to everybody else what it is. `None` for a text that is too
/// long for one.
pub(crate) fn qr_code(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            path += &format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        }
    }
    let side = width + 2 * QUIET;
    Some(Markup::trusted(format!(
        "<svg class=\"app-qr\" role=\"img\"{} viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>",
        crate::attr("aria-label", label)
    )))
}

#[cfg(test)]
mod tests {
    //! The drawing holds what is asked for, and its label cannot break out.

    use super::*;

    #[test]
    fn a_code_has_three_eyes_and_a_white_border_and_its_label_is_escaped() {
        let drawn = qr_code("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ", "A \"code\"").unwrap();
        let drawn = drawn.as_str();
        assert!(
            drawn.contains(" aria-label=\"A &quot;code&quot;\" viewBox="),
            "{drawn}"
        );
        // The corner of the first eye is dark; nothing is within the border.
        assert!(drawn.contains("M4 4h1v1h-1z"));
        for white in ["M3 4h", "M4 3h", "M0 0h1"] {
            assert!(!drawn.contains(white), "{white}");
        }
        assert!(qr_code(&"x".repeat(4_000), "Too long").is_none());
    }
}

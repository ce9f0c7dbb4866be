//! What browsers load: style sheet, scripts, icons, each under an address with its hash.

use std::fmt::Write as _;

use redress_domain::policy::Brand;

/// One file, in the binary.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its name without the hash: `app.css`.
    pub name: &'static str,
    /// Its address: `/static/app.0123456789abcdef.css`. What is under it never changes.
    pub url: &'static str,
    /// What it is.
    pub content_type: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
    /// The hash of what is in it, for `ETag`.
    pub hash: &'static str,
}

static ASSETS: &[Asset] = &include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of a file by its name; an unknown name leads nowhere.
pub fn url(name: &str) -> &'static str {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map_or("/static/missing", |asset| asset.url)
}

/// The file under an address: `/static/…`, or what follows `/static/`.
pub fn find(path: &str) -> Option<Asset> {
    let path = path.strip_prefix("/static/").unwrap_or(path);
    ASSETS
        .iter()
        .find(|asset| asset.url.strip_prefix("/static/") == Some(path))
        .copied()
}

/// All files.
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// A council's colours, as a style sheet that is loaded after `app.css`.
///
/// Only the brand and the links can be changed: other colours of govuk-frontend 6 break parts of
/// its components when they are (its issue 7080). A colour that is not `#rrggbb` is left out.
pub fn brand_css(brand: &Brand, logo: Logo) -> String {
    let mut css = String::from(":root{");
    if let Some([red, green, blue]) = rgb(&brand.colour) {
        let _ = write!(css, "--govuk-brand-colour:#{red:02x}{green:02x}{blue:02x};");
    }
    if let Some([red, green, blue]) = rgb(&brand.link) {
        let _ = write!(css, "--govuk-link-colour:#{red:02x}{green:02x}{blue:02x};");
        // Darker than the link, so never less contrast.
        let darker = |part: u8| part - part / 3;
        let (red, green, blue) = (darker(red), darker(green), darker(blue));
        let _ = write!(css, "--govuk-link-hover-colour:#{red:02x}{green:02x}{blue:02x};");
    }
    css.push('}');
    if logo == Logo::Own {
        // The council's name stands beside it as text, so the picture itself says nothing more.
        css.push_str(concat!(
            ".govuk-generic-header__homepage-link{display:inline-flex;align-items:center;gap:10px}",
            ".govuk-generic-header__homepage-link::before{content:\"\";width:120px;height:40px;flex:none;",
            "background:url(/static/logo.png) left center/contain no-repeat}",
            ".app-mark{display:none}",
        ));
    }
    css
}

/// What stands before the council's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logo {
    /// The built-in mark.
    BuiltIn,
    /// The council's own picture, at `/static/logo.png`.
    Own,
}

/// `#rrggbb` as three numbers.
fn rgb(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests;

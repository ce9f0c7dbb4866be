//! What the binary serves beside its pages.

use super::*;

#[test]
fn each_file_is_found_under_its_address() {
    for asset in all() {
        assert_eq!(find(asset.url).map(|found| found.name), Some(asset.name));
        assert!(!asset.bytes.is_empty(), "{} is empty", asset.name);
    }
    assert!(url("app.css").starts_with("/static/app."));
    assert!(find("../Cargo.toml").is_none());
}

#[test]
fn the_style_sheet_asks_for_nothing_we_may_not_publish() {
    let css = String::from_utf8_lossy(find(url("app.css")).map_or(&[], |asset| asset.bytes)).into_owned();
    for unwanted in ["GDS Transport", "@font-face", "crest", "crown"] {
        assert!(!css.contains(unwanted), "the style sheet names {unwanted}");
    }
    for part in css.split("url(").skip(1) {
        let path: String = part
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| !matches!(c, ')' | '"' | '\'' | '?'))
            .collect();
        assert!(
            path.starts_with("data:") || find(&path).is_some(),
            "{path} is not served"
        );
    }
}

#[test]
fn a_module_imports_only_what_is_served() {
    let init = String::from_utf8_lossy(find(url("init.js")).map_or(&[], |asset| asset.bytes)).into_owned();
    let imports: Vec<_> = init
        .split("\"./")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .collect();
    assert_eq!(imports.len(), 5, "{init}");
    for import in imports {
        assert!(find(import).is_some(), "{import} is not served");
    }
}

#[test]
fn a_brand_changes_the_brand_and_the_links_and_cannot_carry_other_rules() {
    let brand = |colour: &str| Brand {
        colour: colour.into(),
        link: "#1d4f8c".into(),
    };
    assert_eq!(
        brand_css(&brand("#5B2A6F"), Logo::BuiltIn),
        ":root{--govuk-brand-colour:#5b2a6f;--govuk-link-colour:#1d4f8c;--govuk-link-hover-colour:#14355e;}"
    );
    assert!(!brand_css(&brand("red}body{display:none"), Logo::BuiltIn).contains("display"));
    assert!(!brand_css(&brand("#é1234"), Logo::BuiltIn).contains("brand"));
}

//! A13: the council's colours, which everybody has to be able to read.

use redress_domain::policy::parse::{LEAST_CONTRAST, contrast_with_white};

use super::{AdminForm, AdminPage, heading, sample_shell};
use crate::components::{Button, Input};
use crate::form::FormState;
use crate::markup::Markup;
use crate::{Sample, Shell};

/// The fields of the form.
pub const FIELDS: [&str; 3] = ["colour", "link", super::BECAUSE];

/// "5.2 to 1 with white", or what is wrong with a colour.
pub fn contrast(colour: &str) -> Result<String, String> {
    let Some(contrast) = contrast_with_white(colour) else {
        return Err("Enter a colour as # and six digits from 0 to 9 and a to f, like #1d70b8".to_owned());
    };
    // Rounded down: 4.49 is not 4.5.
    let told = (contrast * 10.0).floor() / 10.0;
    if contrast < LEAST_CONTRAST {
        return Err(format!(
            "This colour has a contrast of {told:.1} to 1 with white. Use a darker colour."
        ));
    }
    Ok(format!("{told:.1} to 1 with white"))
}

/// The page.
pub fn brand(shell: Shell, form: &FormState) -> AdminPage {
    let field = |name: &str, label: &str| -> Markup {
        let colour = form.value(name);
        let hint = contrast(colour).map_or_else(
            |_| "# and six digits, for example #1d70b8".to_owned(),
            |told| format!("Contrast: {told}. At least 4.5 to 1 is needed"),
        );
        Input {
            spellcheck: Some(false),
            ..Input::new(name, label)
        }
        .classes("govuk-input--width-10")
        .hint(hint)
        .of(form)
        .into()
    };
    let fields = AdminForm::new(form)
        .field(field("colour", "Colour of the header"))
        .field(field("link", "Colour of links"))
        .because(form)
        .button(Button::new("Save to the draft"))
        .button(Button {
            name: "do".into(),
            value: "preview".into(),
            ..Button::secondary("Preview")
        });
    let page = AdminPage::new(shell, "Colours").errors_of(form).form(fields);
    let logo = "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/admin/brand/logo\">Set or change the logo</a></p>";
    let page = page
        .after(Markup::trusted(logo.to_owned()))
        .after(heading("Preview"));
    page.after(preview(form.value("colour"), "Header"))
        .after(preview(form.value("link"), "Links"))
}

/// The colour behind white words, as a picture: a page has no styles of its own.
fn preview(colour: &str, what: &str) -> Markup {
    // Only a colour is drawn: nothing else that was typed goes into the picture.
    let colour = if contrast_with_white(colour).is_some() {
        colour
    } else {
        "#505a5f"
    };
    let picture = format!(
        "<svg class=\"app-colour\" role=\"img\" aria-label=\"{what}: white on {colour}\" viewBox=\"0 0 300 60\" \
         width=\"300\" height=\"60\"><rect width=\"300\" height=\"60\" fill=\"{colour}\"/><text x=\"15\" y=\"38\" \
         fill=\"#ffffff\" font-size=\"22\" font-weight=\"bold\">{what} {colour}</text></svg>"
    );
    Markup::trusted(picture)
}

pub(super) fn samples() -> Vec<Sample> {
    let form = FormState::new().with("colour", "#1d4f5c").with("link", "#1d5f8a");
    let pale = FormState::new()
        .with("colour", "#66aacc")
        .with("link", "\"><b>")
        .with_error("colour", contrast("#66aacc").err().unwrap_or_default());
    vec![
        Sample::of("admin colours", &brand(sample_shell("/admin/brand"), &form)),
        Sample::of(
            "admin colours that are too pale",
            &brand(sample_shell("/admin/brand"), &pale),
        ),
    ]
}

#[cfg(test)]
mod tests {
    //! What is said of a colour.

    use super::contrast;

    #[test]
    fn a_colour_that_is_too_pale_is_told_with_its_contrast() {
        assert_eq!(
            contrast("#66aacc"),
            Err("This colour has a contrast of 2.5 to 1 with white. Use a darker colour.".to_owned())
        );
        assert_eq!(contrast("#000000"), Ok("21.0 to 1 with white".to_owned()));
        assert!(contrast("red").is_err());
    }
}

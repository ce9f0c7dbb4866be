//! What a customer sent on a page of their case when it was not open to them any more, to be sent now.

use askama::Template;

use crate::form::FormState;
use crate::layout::{Page, Sample, Shell};
use crate::public::files::UPLOAD;

/// `/track/{reference}/send-again`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/unsent.html")]
pub struct Unsent {
    shell: Shell,
    action: String,
    form: FormState,
    case: String,
}

impl Unsent {
    /// The page: where the form was sent, what was in it, and where the case stands.
    pub fn new(shell: Shell, (action, form): (&str, FormState), case: &str) -> Self {
        Self {
            shell,
            action: action.into(),
            form,
            case: case.into(),
        }
    }
}

impl Page for Unsent {
    fn title(&self) -> String {
        "Send what you typed".into()
    }

    fn samples() -> Vec<Sample> {
        let form = FormState::new().with("reasons", "You did not look at the second bin.");
        let case = "/track/WS-4K7P-29QX";
        let page = |form| {
            let shell = Shell::sample().at(&format!("{case}/send-again"));
            Self::new(shell, (&format!("{case}/stage-2"), form), case)
        };
        vec![
            Sample::of("unsent", &page(form.clone())),
            Sample::of(
                "unsent, without the file",
                &page(form.with(UPLOAD, "The bin.jpg")),
            ),
        ]
    }
}

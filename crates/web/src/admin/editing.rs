//! How every change of the draft goes: the form is shown, read, saved, or shown again with what is wrong.
//!
//! Each form carries the version of the settings that its reader saw. When somebody else changed them
//! since, the same form comes back with everything typed and the new version, so that a second press
//! goes through: it changes the settings that it is about and leaves what the other one changed.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse as _};
use redress_casework::failure::Failure;
use redress_casework::policy::{Draft, NewText};
use redress_domain::policy::Policy;
use redress_domain::policy::edit::{Change, Group, edit, is_about};
use redress_domain::policy::parse::Mistake;
use redress_domain::settings::Refusal;
use redress_pages::admin::{AdminPage, BECAUSE, WHOLE_FORM, changed_meanwhile, mistaken, refused};
use redress_pages::form::{FormState, SEEN};
use redress_pages::{Page as _, Shell};

use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::session::{SignedIn, see_other};

/// The draft, with who reads it: the extractor of every page that changes the policy.
pub(crate) struct Editing {
    /// The application.
    pub(crate) app: App,
    /// Where.
    pub(crate) here: Here,
    /// Who.
    pub(crate) reader: SignedIn,
    /// The draft or, where there is none, what it would begin with.
    pub(crate) draft: Draft,
}

impl FromRequestParts<App> for Editing {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let here = Here::from_request_parts(parts, app).await?;
        let reader = SignedIn::from_request_parts(parts, app).await?;
        let draft = app.casework.policy_draft(here.id(), &reader.actor).await?;
        Ok(Self {
            app: app.clone(),
            here,
            reader,
            draft,
        })
    }
}

/// What a form comes to: the settings that it changes, and the fields in their order.
pub(crate) struct Edit<'e> {
    /// The settings.
    pub(crate) changes: Vec<Change>,
    /// The fields, in their order.
    pub(crate) fields: &'e [&'e str],
    /// What the next page says.
    pub(crate) done: String,
    /// Where it leads.
    pub(crate) to: &'static str,
}

impl<'e> Edit<'e> {
    /// The field beside which a mistake in the text with the changes is said; `None` for a setting that is not changed here.
    fn field_of(&self, text: &str, found: &Mistake) -> Option<&'e str> {
        let mut changes = self.changes.iter();
        let change = changes.find(|change| is_about(text, change, found))?;
        let fields = self.fields.iter().copied();
        // A setting that has its field under another name is said of the form as a whole.
        Some(
            fields
                .rev()
                .find(|field| is_field_of(change, field))
                .unwrap_or(WHOLE_FORM),
        )
    }
}

/// Whether a change is typed into this field: by its name or, for a stage of a procedure, `stage-1-reply`.
fn is_field_of(change: &Change, field: &str) -> bool {
    let stage = match &change.group {
        Group::Table(path) => match path.as_slice() {
            [.., stage, number] if stage == "stage" => Some(number),
            _ => None,
        },
        Group::Listed { .. } => None,
    };
    stage.map_or_else(
        || field == change.name,
        |number| field == format!("stage-{number}-{}", change.name),
    )
}

impl Editing {
    /// The policy as the draft has it.
    pub(crate) fn policy(&self) -> &Policy {
        &self.draft.policy
    }

    /// The frame of a page.
    pub(crate) async fn shell(&self) -> Result<Shell, PageError> {
        self.reader.shell(&self.app, &self.here).await
    }

    /// The form as it is shown first: with the version that its reader sees.
    pub(crate) fn seen(&self, form: FormState) -> FormState {
        form.with(SEEN, self.draft.seen.to_string())
    }

    /// A page.
    #[expect(clippy::unnecessary_wraps, reason = "it is what every handler answers")]
    pub(crate) fn page(page: &AdminPage) -> Answer {
        Ok(Html(page.html()).into_response())
    }

    /// The form again, with what is wrong.
    pub(crate) async fn again(
        &self,
        mut form: FormState,
        fields: &[&str],
        page: impl Fn(Shell, &FormState) -> AdminPage,
    ) -> Answer {
        form.errors_mut().sort_by_fields(fields);
        let page = page(self.shell().await?, &form);
        Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response())
    }

    /// Changes the draft by what the form says, or shows the form again.
    pub(crate) async fn save(
        &self,
        mut form: FormState,
        edited: Edit<'_>,
        page: impl Fn(Shell, &FormState) -> AdminPage,
    ) -> Answer {
        form.require(BECAUSE, "Enter why you are changing this");
        if !form.errors().is_empty() {
            return self.again(form, edited.fields, page).await;
        }
        let Some(text) = edit(&self.draft.text, &edited.changes) else {
            form.error(
                WHOLE_FORM,
                "The text of the policy has another shape here. Change it in the text",
            );
            return self.again(form, edited.fields, page).await;
        };
        self.save_text(form, (text, edited), page).await
    }

    /// Puts this text in the draft, or shows the form again.
    pub(crate) async fn save_text(
        &self,
        mut form: FormState,
        (text, edited): (String, Edit<'_>),
        page: impl Fn(Shell, &FormState) -> AdminPage,
    ) -> Answer {
        let new = NewText {
            text: text.clone(),
            because: form.value(BECAUSE).to_owned(),
        };
        let seen = form.value(SEEN).parse().unwrap_or_default();
        let (council, actor) = (self.here.id(), &self.reader.actor);
        match self.app.casework.draft_policy(council, actor, (seen, new)).await {
            Ok(_) => {
                self.reader.say(&edited.done);
                Ok(see_other(edited.to))
            }
            Err(Failure::Settings(Refusal::Mistakes(mistakes))) => {
                mistaken(&mut form, &mistakes, |found| edited.field_of(&text, found));
                self.again(form, edited.fields, page).await
            }
            Err(failure) => {
                self.failed(
                    form_after(&mut form, failure, edited.fields)?,
                    form,
                    (edited.fields, page),
                )
                .await
            }
        }
    }

    /// The form again after an act failed.
    pub(crate) async fn failed(
        &self,
        conflict: Option<i64>,
        mut form: FormState,
        (fields, page): (&[&str], impl Fn(Shell, &FormState) -> AdminPage),
    ) -> Answer {
        let Some(version) = conflict else {
            return self.again(form, fields, page).await;
        };
        form.set(SEEN, version.to_string());
        let page = page(self.shell().await?, &form);
        Ok((StatusCode::CONFLICT, Html(page.html())).into_response())
    }
}

/// Writes into the form why an act failed; the version at which the settings are now, if somebody else
/// changed them. What no form can say is an error of the page.
pub(crate) fn form_after(
    form: &mut FormState,
    failure: Failure,
    fields: &[&str],
) -> Result<Option<i64>, PageError> {
    match failure {
        Failure::Settings(refusal) => {
            refused(form, &refusal, fields);
            Ok(None)
        }
        Failure::Conflict { version, .. } => {
            changed_meanwhile(form);
            Ok(Some(version))
        }
        Failure::Taken => {
            let field = if fields.contains(&"email") {
                "email"
            } else {
                WHOLE_FORM
            };
            form.error(field, "Somebody signs in with this email address already");
            Ok(None)
        }
        other @ (Failure::NotFound
        | Failure::NotPermitted
        | Failure::Refused(_)
        | Failure::AlreadyDone(_)
        | Failure::Unreadable(_)
        | Failure::Unavailable(_)) => Err(other.into()),
    }
}

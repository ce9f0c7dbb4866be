//! The reply: saved, put to somebody for approval, or sent.

use axum::extract::State;
use axum::response::Response;
use redress_correspondence::letters;
use redress_domain::case::{Command, ReplySection, ReplyText};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Which;
use super::act::{Act, On, take};
use super::adjustments::AdjustmentsSaid;
use super::show::Standing;
use crate::App;
use crate::api::body::Asked;
use crate::api::checks::Checks;
use crate::api::{Problem, words};
use crate::letter;

/// The reply, and what is to become of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "sections": [{"section": "complaint", "text": "You told us that your bin was missed."}],
    "then": "save"
}))]
pub(crate) struct ReplyAsked {
    /// Its parts, all of them; as they were saved if left out.
    #[serde(default)]
    #[schema(max_items = 7)]
    sections: Vec<SectionAsked>,
    /// What is to become of it: `save`, `ask-for-approval`, or `send`, once somebody approved it or
    /// where nobody has to.
    then: Then,
    /// Whether it keeps to what was agreed with whoever gets it: needed where something was agreed that bears on letters
    /// (`inside.adjustments` of the case).
    adjustments: Option<AdjustmentsSaid>,
}

/// A part of a reply.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SectionAsked {
    /// Which.
    #[schema(value_type = words::Section)]
    section: String,
    /// Its text.
    #[schema(value_type = words::Text)]
    text: String,
}

/// What is to become of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Then {
    /// It is kept.
    Save,
    /// Somebody else is asked to approve it.
    AskForApproval,
    /// It goes.
    Send,
}

impl Act for ReplyAsked {
    fn adjustments(&self) -> Option<&AdjustmentsSaid> {
        self.adjustments.as_ref()
    }

    fn commands(self, on: &On<'_>, checks: &mut Checks) -> Result<Option<Vec<Command>>, Problem> {
        let sections = read(&self.sections, checks);
        let saved = on.view.case.reply.as_ref();
        if sections.is_empty() && saved.is_none() && checks.is_fine() {
            checks.refuse("sections", "There is no reply yet: send its parts");
        }
        if sections.is_empty() && self.then == Then::Save && checks.is_fine() {
            checks.refuse("sections", "There is nothing to save");
        }
        if !checks.is_fine() {
            return Ok(None);
        }
        let reply = saved.map_or_else(|| on.fresh.reply(), |reply| reply.id.clone());
        let letter_of = if sections.is_empty() {
            letter::saved_sections(on.view)
        } else {
            sections.clone()
        };
        let mut commands = Vec::new();
        if !sections.is_empty() {
            let sections = sections.into_iter();
            commands.push(Command::DraftReply(ReplyText {
                id: reply.clone(),
                sections: sections
                    .map(|(section, text)| (section, on.fresh.words(&text)))
                    .collect(),
            }));
        }
        match self.then {
            Then::Save => {}
            Then::AskForApproval => commands.push(Command::AskForApproval { reply }),
            Then::Send => {
                let letter =
                    letter::written(on.view, &on.writer(), |about| letters::reply(about, &letter_of))?;
                let letter = on.fresh.words(&letter);
                commands.push(Command::SendReply { reply, letter });
            }
        }
        Ok(Some(commands))
    }
}

fn read(asked: &[SectionAsked], checks: &mut Checks) -> Vec<(ReplySection, String)> {
    if asked.len() > ReplySection::ALL.len() {
        checks.misfit(
            "sections",
            format!("There may be at most {}", ReplySection::ALL.len()),
        );
        return Vec::new();
    }
    let mut sections: Vec<(ReplySection, String)> = Vec::new();
    for (at, one) in asked.iter().enumerate() {
        let words = (ReplySection::parse as fn(&str) -> _, ReplySection::ALL);
        let section = checks.word(&format!("sections[{at}].section"), &one.section, words);
        let text = checks.text(&format!("sections[{at}].text"), &one.text);
        let Some(section) = section else { continue };
        if sections.iter().any(|(known, _)| *known == section) {
            checks.refuse(&format!("sections[{at}].section"), "This part is there already");
        }
        sections.push((section, text));
    }
    sections
}

/// Save the reply, put it to somebody for approval, or send it.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{reference}/replies",
    tag = "acts",
    operation_id = "write_reply",
    params(("reference" = String, Path, description = "The case")),
    request_body = ReplyAsked,
    responses((status = 201, description = "It is done", body = Standing))
)]
pub(super) async fn write(
    State(app): State<App>,
    which: Which,
    asked: Asked<ReplyAsked>,
) -> Result<Response, Problem> {
    take(&app, asked, which).await
}

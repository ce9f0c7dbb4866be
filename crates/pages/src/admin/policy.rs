//! The policy: its versions, the draft of the next one, what differs, and adopting it.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::policy::parse::{Mistake, Report};
use redress_domain::policy::{Departure, Policy};

use super::{AdminForm, AdminPage, departs, heading, mistake, paragraph, sample_policy, sample_shell};
use crate::components::{Alert, Button, DatePicker, Details, Input, InsetText, Table, Textarea, Variant};
use crate::components::{Cell, ScrollTable};
use crate::form::FormState;
use crate::format;
use crate::markup::{Content, Markup};
use crate::{Sample, Shell};

/// One version, as the list shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version<'v> {
    /// Its number.
    pub number: u32,
    /// Its policy.
    pub starts_on: Date,
    /// Which body adopted it.
    pub body: &'v str,
    /// When it was taken in.
    pub adopted_at: Timestamp,
    /// How it stands today.
    pub standing: Standing,
}

/// How a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is in force.
    InForce,
    /// It was in force, or comes before another that is to come.
    Kept,
    /// Its first day is to come, and none follows it: its adoption can be withdrawn.
    ToCome,
    /// Its adoption was withdrawn: it is never in force.
    Withdrawn,
}

/// The draft, as the pages tell of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drafted {
    /// Whether somebody began one.
    pub is_begun: bool,
    /// What differs from the version that it follows.
    pub difference: Vec<String>,
    /// Where it departs from an Ombudsman's Code without saying why.
    pub unexplained: Vec<Departure>,
}

/// A2: the versions, and the draft of the next one.
pub fn overview(
    shell: Shell,
    (versions, drafted): (&[Version<'_>], &Drafted),
    (form, may_adopt): (&FormState, Adopts),
) -> AdminPage {
    let page = AdminPage::new(shell, "Complaint policy").errors_of(form);
    let page = page.part(heading("The next version"));
    let page = if drafted.is_begun {
        let page = page
            .say("There is a draft. It holds for nobody until it is adopted.")
            .part(told(&drafted.difference));
        let page = page.part(notice(&drafted.unexplained));
        let adopt = Button::new("Adopt the draft").href("/admin/policy/adopt");
        let buttons: Vec<Markup> = match may_adopt {
            Adopts::Yes => vec![adopt.into()],
            Adopts::No => Vec::new(),
        };
        let drop = AdminForm::to("/admin/policy/drop", form)
            .id(super::WHOLE_FORM)
            .because(form)
            .button(Button::warning("Drop the draft"));
        page.part(crate::components::button_group(
            buttons
                .into_iter()
                .chain([Markup::link("/admin/policy/text", "Change its text")]),
        ))
        .after(Details::new("Drop the draft", Markup::trusted(drop.to_string())))
    } else {
        page.say("There is no draft. Change any setting, and a draft begins.")
            .part(paragraph(Markup::link(
                "/admin/policy/text",
                "Change the text of the policy",
            )))
    };
    page.after(heading("Versions")).after(table(versions))
}

/// Whether the reader may put a draft in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adopts {
    /// They may.
    Yes,
    /// They may only prepare it.
    No,
}

fn table(versions: &[Version<'_>]) -> ScrollTable {
    let mut table = Table::new("Versions of the policy, the newest first")
        .column("Version")
        .column("In force from")
        .column("Adopted by")
        .column("Taken in");
    for version in versions.iter().rev() {
        let href = format!("/admin/policy/versions/{}", version.number);
        let now = match version.standing {
            Standing::InForce => " (in force)",
            Standing::Withdrawn => " (withdrawn)",
            Standing::Kept | Standing::ToCome => "",
        };
        let name = format!("Version {}{now}", version.number);
        table = table.row([
            Cell::new(Markup::link(&href, name)),
            Cell::new(format::time_short_date(version.starts_on)),
            Cell::new(version.body),
            Cell::new(format::time_date_time(version.adopted_at)),
        ]);
    }
    ScrollTable::new("versions", table)
}

/// What differs, a sentence a line.
pub(crate) fn told(difference: &[String]) -> Markup {
    if difference.is_empty() {
        return paragraph("Nothing differs from the version before.");
    }
    Markup::bullets(difference.iter().map(String::as_str))
}

/// "Differs from the Ombudsman Code": a notice, which needs a reason before the draft is adopted.
pub(crate) fn notice(unexplained: &[Departure]) -> Markup {
    if unexplained.is_empty() {
        return Markup::default();
    }
    let text = Markup::join([
        Content::from(paragraph(
            "Differs from the Ombudsman’s Code. Say why under “Days for each step”, or keep to the Code.",
        )),
        Markup::bullets(unexplained.iter().map(departs)).into(),
    ]);
    Alert::new(Variant::Warning, "differs from the Ombudsman’s Code", text).into()
}

/// The text of the draft, to be changed by hand. `report` is what the checker says of what was typed.
pub fn text(shell: Shell, form: &FormState, report: &Report) -> AdminPage {
    let area = Textarea {
        spellcheck: Some(false),
        ..Textarea::new("text", "Text of the policy").rows(40_u16)
    };
    let area = area
        .classes("app-policy-text")
        .hint("Everything a policy file can say; lines that begin with # are comments");
    let fields = AdminForm::new(form)
        .field(area.of(form))
        .because(form)
        .button(Button::new("Save to the draft"))
        .button(Button {
            name: "do".into(),
            value: "check".into(),
            ..Button::secondary("Check without saving")
        })
        .cancel("/admin/policy");
    let page = AdminPage::new(shell, "Text of the policy")
        .caption("Complaint policy")
        .errors_of(form);
    page.part(findings("Mistakes", &report.mistakes))
        .part(findings("Worth a look", &report.warnings))
        .form(fields)
}

fn findings(title: &str, found: &[Mistake]) -> Markup {
    if found.is_empty() {
        return Markup::default();
    }
    let list = Markup::bullets(found.iter().map(mistake));
    Markup::join([Content::from(heading(title)), list.into()])
}

/// Putting the draft in force.
pub fn adopt(shell: Shell, form: &FormState, drafted: &Drafted) -> AdminPage {
    let fields = AdminForm::new(form)
        .field(DatePicker::new("starts_on", "In force from").of(form))
        .field(
            Input::new("body", "Which body decided?")
                .hint("For example, Cabinet")
                .of(form),
        )
        .field(DatePicker::new("decided_on", "When did it decide?").of(form))
        .field(
            Input::new("minute", "Link to the minute (optional)")
                .hint("A web address that begins with https://")
                .of(form),
        )
        .because(form)
        .button(Button::send("Adopt this version"))
        .cancel("/admin/policy");
    AdminPage::new(shell, "Adopt the draft")
        .caption("Complaint policy")
        .errors_of(form)
        .say(
            "From this day the new version holds. Cases received before it keep the days they were promised.",
        )
        .part(heading("What changes"))
        .part(told(&drafted.difference))
        .part(notice(&drafted.unexplained))
        .form(fields)
}

/// One version as it was taken in. Whoever may adopt one may withdraw it before its first day.
pub fn version(
    shell: Shell,
    ((number, policy), standing): ((u32, &Policy), Standing),
    difference: &[String],
    (form, may_adopt): (&FormState, Adopts),
) -> AdminPage {
    let code = format!(
        "<pre class=\"app-policy-text\" tabindex=\"0\" aria-label=\"Text of version {number}\">{}</pre>",
        Markup::text(&policy.source)
    );
    let page = AdminPage::new(shell, &format!("Version {number}"))
        .caption("Complaint policy")
        .errors_of(form);
    let first = format::long_date(policy.council.starts_on);
    let page = match standing {
        Standing::Withdrawn => page.say(format!(
            "Its adoption was withdrawn before its first day, {first}. It holds for nobody. The audit log says who \
             withdrew it and why."
        )),
        Standing::InForce | Standing::Kept | Standing::ToCome => page.say(format!("In force from {first}.")),
    };
    let page = match &policy.adoption {
        Some(adoption) => page.say(format!(
            "Adopted by {} on {}.",
            adoption.body,
            format::long_date(adoption.decided_on)
        )),
        None => page.say("Nobody adopted it: it is a draft that was taken in and is never in force."),
    };
    let page = if number > 1 {
        page.part(heading("What changed since the version before"))
            .part(told(difference))
    } else {
        page
    };
    let page = match (standing, may_adopt) {
        (Standing::ToCome, Adopts::Yes) => page.between(withdrawal(number, form)),
        (Standing::ToCome, Adopts::No) | (Standing::InForce | Standing::Kept | Standing::Withdrawn, _) => {
            page
        }
    };
    page.after(heading("Its text")).after(Markup::trusted(code))
}

fn withdrawal(number: u32, form: &FormState) -> Markup {
    let fields = AdminForm::to(&format!("/admin/policy/versions/{number}/withdraw"), form)
        .id(super::WHOLE_FORM)
        .because(form)
        .button(Button::warning("Withdraw this version"));
    Markup::join([
        heading("Withdraw this version"),
        paragraph(
            "It has not begun. If you withdraw it, the version before it goes on. Its text stays on this page: copy what \
             you need of it into the next draft.",
        ),
        fields.into(),
    ])
}

/// A1: the settings' first page, with the last changes.
pub fn home(shell: Shell, drafted: &Drafted, (last, reads_audit): (Markup, ReadsAudit)) -> AdminPage {
    let page = AdminPage::new(shell, "Settings");
    let page = if drafted.is_begun {
        page.part(InsetText::new(Markup::join([
            Content::from("Changes waiting for approval: the next version of the policy is a draft."),
            Markup::link("/admin/policy", "Read the draft").into(),
        ])))
        .part(told(&drafted.difference))
    } else {
        page.say("No changes wait for approval. Choose at the side what you want to change.")
    };
    match reads_audit {
        ReadsAudit::Yes => page.after(heading("Last changes")).after(last),
        ReadsAudit::No => page,
    }
}

/// Whether the reader may read who changed what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadsAudit {
    /// They may.
    Yes,
    /// They may not.
    No,
}

pub(super) fn samples() -> Vec<Sample> {
    let shell = |path: &str| sample_shell(path);
    let form = FormState::new().with("seen", "3");
    let drafted = Drafted {
        is_begun: true,
        difference: vec![
            "Complaint, stage 1 replies: 10 working days → 12 working days.".into(),
            "Service Bins and recycling, last day: not set → 31 December 2026.".into(),
        ],
        unexplained: vec![Departure {
            paragraph: "6.3".into(),
            says: "stage 1 takes 12 working days; the Code says 10 working days".into(),
            reason: None,
        }],
    };
    let versions = [Version {
        number: 1,
        starts_on: Date::constant(2026, 4, 1),
        body: "Cabinet",
        adopted_at: Timestamp::UNIX_EPOCH,
        standing: Standing::InForce,
    }];
    let policy = sample_policy();
    let broken = policy
        .source
        .replace("team = \"waste-crews\"", "team = \"waste-crew\"");
    let typed = FormState::new().with("text", broken.clone()).with("seen", "3");
    let wrong = typed.with_error("text", "Mend what is said below");
    let silent = form
        .clone()
        .with_error(super::BECAUSE, "Enter why you are changing this");
    let late = form
        .clone()
        .with_error("starts_on", "The first day must be today or in the future");
    vec![
        Sample::of(
            "admin settings",
            &home(
                shell("/admin"),
                &drafted,
                (paragraph("None yet."), ReadsAudit::Yes),
            ),
        ),
        Sample::of(
            "admin complaint policy with a draft",
            &overview(
                shell("/admin/policy"),
                (&versions, &drafted),
                (&form, Adopts::Yes),
            ),
        ),
        Sample::of(
            "admin complaint policy",
            &overview(
                shell("/admin/policy"),
                (&versions, &Drafted::default()),
                (&form, Adopts::No),
            ),
        ),
        Sample::of(
            "admin text of the policy with mistakes",
            &text(shell("/admin/policy/text"), &wrong, &Policy::check(&broken)),
        ),
        Sample::of(
            "admin adopt the draft",
            &adopt(shell("/admin/policy/adopt"), &late, &drafted),
        ),
        Sample::of(
            "admin version of the policy",
            &version(
                shell("/admin/policy/versions/2"),
                ((2, &policy), Standing::Kept),
                &drafted.difference,
                (&form, Adopts::Yes),
            ),
        ),
        Sample::of(
            "admin version of the policy to come",
            &version(
                shell("/admin/policy/versions/2"),
                ((2, &policy), Standing::ToCome),
                &drafted.difference,
                (&silent, Adopts::Yes),
            ),
        ),
        Sample::of(
            "admin version of the policy withdrawn",
            &version(
                shell("/admin/policy/versions/2"),
                ((2, &policy), Standing::Withdrawn),
                &drafted.difference,
                (&form, Adopts::Yes),
            ),
        ),
    ]
}

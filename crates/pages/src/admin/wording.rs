//! A6: words of a letter for one procedure, stage or channel, and paragraphs for replies.

use redress_domain::language::WelshLetters;
use redress_domain::policy::Policy;
use redress_domain::policy::letters::{Letter, LetterPart, StandingParagraph, Wording};
use redress_domain::vocabulary::Channel;

use super::letter::{WELSH, called, in_welsh};
use super::{AdminForm, AdminPage, line, lines, sample_policy, sample_shell};
use crate::case::vocabulary as say;
use crate::components::{Button, Cell, Checkboxes, Input, ScrollTable, Select, Table};
use crate::form::FormState;
use crate::markup::Markup;
use crate::{Sample, Shell};

/// The hidden field that names what is changed; empty for what is new.
pub const KNOWN: &str = "known";

/// The fields of the words of a letter.
pub const WORDING: [&str; 8] = [
    "id",
    "part",
    "procedure",
    "stage",
    "channel",
    "words",
    WELSH,
    super::BECAUSE,
];

/// The fields of a paragraph for replies.
pub const PARAGRAPH: [&str; 5] = ["id", "name", "services", "words", super::BECAUSE];

/// How letters go: a call is none.
const WAYS: [Channel; 4] = [Channel::Online, Channel::Email, Channel::Letter, Channel::Text];

/// Both lists, as they stand below the paragraphs of letters.
pub(super) fn lists(page: AdminPage, policy: &Policy) -> AdminPage {
    let mut words = Table::new("Words for a procedure, stage or channel")
        .column("Paragraph")
        .column("Where it holds");
    for wording in &policy.letters.special {
        let href = format!("/admin/letters/wording?id={}", wording.id);
        let link = Markup::link(&href, format!("{}: {}", called(wording.part), wording.id));
        words = words.row([Cell::new(link), Cell::new(holds(policy, wording))]);
    }
    let mut ready = Table::new("Paragraphs for replies")
        .column("Paragraph")
        .column("For");
    for paragraph in &policy.letters.standing {
        let href = format!("/admin/letters/paragraph?id={}", paragraph.id);
        let services = policy.services.iter();
        let services: Vec<&str> = services
            .filter(|service| paragraph.services.contains(&service.id))
            .map(|service| service.name.as_str())
            .collect();
        let services = if services.is_empty() {
            "Every service".to_owned()
        } else {
            services.join(", ")
        };
        let link = Markup::link(&href, paragraph.name.as_str());
        ready = ready.row([Cell::new(link), Cell::new(services)]);
    }
    page.after(ScrollTable::new("wordings", words))
        .after(
            Button::secondary("Add words for a procedure, stage or channel").href("/admin/letters/wording"),
        )
        .after(ScrollTable::new("paragraphs", ready))
        .after(Button::secondary("Add a paragraph for replies").href("/admin/letters/paragraph"))
}

/// "Complaint about the council as landlord, stage 1, by letter".
fn holds(policy: &Policy, wording: &Wording) -> String {
    let procedure = wording.procedure.as_ref();
    let procedure = procedure.and_then(|id| policy.procedures.get(id));
    let parts = [
        procedure.map(|procedure| procedure.name.clone()),
        wording.stage.map(|stage| format!("stage {stage}")),
        wording.channel.map(|channel| say::by_channel(channel).to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What stands in the form of the words of a letter at first.
pub fn first_wording(wording: &Wording) -> FormState {
    let stage = wording.stage.map(|stage| stage.to_string());
    FormState::new()
        .with(KNOWN, wording.id.as_str())
        .with("id", wording.id.as_str())
        .with("part", wording.part.as_str())
        .with(
            "procedure",
            wording.procedure.as_ref().map_or("", |id| id.as_str()),
        )
        .with("stage", stage.unwrap_or_default())
        .with("channel", wording.channel.map_or("", Channel::as_str))
        .with("words", wording.words.as_str())
        .with(WELSH, wording.welsh.as_deref().unwrap_or_default())
}

/// What stands in the form of a paragraph for replies at first.
pub fn first_paragraph(paragraph: &StandingParagraph) -> FormState {
    let form = FormState::new()
        .with(KNOWN, paragraph.id.as_str())
        .with("id", paragraph.id.as_str())
        .with("name", paragraph.name.as_str())
        .with("words", paragraph.words.as_str());
    let services = paragraph.services.iter();
    services.fold(form, |form, service| form.with("services", service.as_str()))
}

/// The form, with its short name to type only while it is new.
fn form_of(form: &FormState) -> AdminForm {
    let fields = AdminForm::new(form).hidden(KNOWN, form.value(KNOWN));
    if form.filled(KNOWN).is_some() {
        return fields.hidden("id", form.value(KNOWN));
    }
    let short = Input::new("id", "Short name")
        .hint("Small letters and hyphens, for example housing-by-post. It never changes");
    fields.field(short.of(form))
}

/// Words of a letter, known or new.
pub fn wording(shell: Shell, policy: &Policy, form: &FormState) -> AdminPage {
    let parts: Vec<(&str, String)> = LetterPart::ALL
        .iter()
        // A letter about how somebody gets in touch is of no procedure and no stage.
        .filter(|part| part.letter() != Letter::Conduct)
        .map(|part| (part.as_str(), called(*part)))
        .collect();
    let procedures = policy.procedures.values();
    let procedures = procedures.map(|procedure| (procedure.id.as_str(), procedure.name.as_str()));
    let ways = WAYS.iter().map(|way| (way.as_str(), say::channel(*way)));
    let fields = form_of(form)
        .field(
            Select::new("part", "Paragraph")
                .option("", "Select a paragraph")
                .options(parts.iter().map(|(value, text)| (*value, text.as_str())))
                .of(form),
        )
        .field(
            Select::new("procedure", "Procedure (optional)")
                .option("", "Every procedure")
                .options(procedures)
                .of(form),
        )
        .field(
            Select::new("stage", "Stage (optional)")
                .option("", "Every stage")
                .options([("1", "Stage 1"), ("2", "Stage 2")])
                .of(form),
        )
        .field(
            Select::new("channel", "How the letter goes (optional)")
                .option("", "Every way")
                .options(ways)
                .of(form),
        )
        .field(lines(
            form,
            "words",
            "Words",
            "What is filled in stands in double brackets, like ((reference))",
        ));
    let fields = match policy.languages.welsh {
        WelshLetters::None => fields,
        WelshLetters::OnRequest | WelshLetters::Always => fields.field(in_welsh(form, WELSH)),
    };
    let fields = fields.because(form).cancel("/admin/letters");
    AdminPage::new(shell, "Words for a procedure, stage or channel")
        .caption("Letters")
        .errors_of(form)
        .say("The closest words win: what says more of these holds before what says less.")
        .form(fields)
}

/// A paragraph for replies, known or new.
pub fn paragraph(shell: Shell, policy: &Policy, form: &FormState) -> AdminPage {
    let services = policy.services.iter();
    let mut boxes = Checkboxes::new("services", "Services (none for all)");
    for service in services {
        boxes = boxes.choice(service.id.as_str(), service.name.as_str());
    }
    let fields = form_of(form)
        .field(line(form, "name", "Name in the list"))
        .field(boxes.of(form))
        .field(lines(
            form,
            "words",
            "Words",
            "Nothing is filled in: write it so that it fits every reply",
        ))
        .because(form)
        .cancel("/admin/letters");
    AdminPage::new(shell, "Paragraph for replies")
        .caption("Letters")
        .errors_of(form)
        .say("Whoever writes a reply can put it in and change it there.")
        .form(fields)
}

pub(super) fn samples() -> Vec<Sample> {
    let policy = sample_policy();
    let shell = || sample_shell("/admin/letters/wording");
    let known = policy
        .letters
        .special
        .first()
        .map(first_wording)
        .unwrap_or_default();
    let new = FormState::new()
        .with("words", "Goodbye, ((customr)).")
        .with_error("words", "Placeholder ((customr)) is not known.");
    vec![
        Sample::of("admin words of a letter", &wording(shell(), &policy, &known)),
        Sample::of(
            "admin words of a letter with an error",
            &wording(shell(), &policy, &new),
        ),
        Sample::of(
            "admin paragraph for replies",
            &paragraph(shell(), &policy, &FormState::new()),
        ),
    ]
}

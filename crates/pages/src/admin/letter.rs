//! A6: the paragraphs of letters in the council's own words.

use redress_domain::id::ProcedureId;
use redress_domain::policy::Policy;
use redress_domain::policy::letters::{Letter, LetterPart};

use super::people::capital;
use super::{AdminForm, AdminPage, heading, lines, sample_policy, sample_shell};
use crate::components::{Button, Cell, Input, InsetText, ScrollTable, Select, Table};
use crate::form::FormState;
use crate::markup::{Content, Markup};
use crate::{Sample, Shell};

/// The field of the form.
pub const WORDS: &str = "words";

/// The field for the words in Welsh, where the council writes Welsh.
pub const WELSH: &str = "welsh";

/// The field for the reference of a case that the words are shown with.
pub const CASE: &str = "case";

/// What a paragraph is called: "Acknowledgement opening".
pub fn called(part: LetterPart) -> String {
    capital(&part.as_str().replace('_', " "))
}

/// The field for the letter whose paragraphs are shown.
pub const LETTER: &str = "letter";

/// The field for the procedure whose words are shown.
pub const PROCEDURE: &str = "procedure";

/// Which paragraphs are shown, and whose words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those of one letter; all when nothing.
    pub letter: Option<Letter>,
    /// The words that hold for one procedure; the council's everywhere when nothing.
    pub procedure: Option<ProcedureId>,
}

/// What a letter is called.
pub const fn letter(letter: Letter) -> &'static str {
    match letter {
        Letter::Every => "In every letter",
        Letter::Receipt => "Receipts",
        Letter::Acknowledgement => "Acknowledgements",
        Letter::Extension => "More time",
        Letter::Reply => "Replies",
        Letter::Refusal => "Complaints that are not accepted",
        Letter::Update => "Updates, actions and closing",
        Letter::Code => "Codes",
        Letter::Saved => "Saved forms",
        Letter::EmailChanged => "Changed email addresses",
        Letter::Conduct => "How somebody gets in touch",
        Letter::Survey => "The survey",
        Letter::Partner => "Questions to partners",
        Letter::Text => "Text messages",
        Letter::Subject => "Subjects of emails",
        Letter::Link => "Links",
        Letter::Welsh => "Letters in Welsh and English",
    }
}

/// The paragraphs, under the letter in which each stands, with a list to jump to it.
pub fn list(shell: Shell, policy: &Policy, filter: &Filter) -> AdminPage {
    let shown: Vec<Letter> = match filter.letter {
        Some(one) => vec![one],
        None => Letter::ALL.to_vec(),
    };
    let jumps = shown
        .iter()
        .map(|one| Markup::link(&format!("#{one}"), letter(*one)));
    let mut page = AdminPage::new(shell, "Letters")
        .say("Letters follow from the case. These paragraphs you can word yourselves; what a Code asks them to say stays in them.")
        .part(filter_form(policy, filter));
    if shown.len() > 1 {
        page = page.part(Markup::bullets(jumps));
    }
    for one in shown {
        let caption = format!("{}: paragraphs", letter(one));
        let mut table = Table::new(&caption).column("Paragraph").column("Words");
        for part in LetterPart::ALL.iter().filter(|part| part.letter() == one) {
            let href = format!("/admin/letters/{part}");
            let link = Markup::link(&href, called(*part));
            table = table.row([Cell::new(link), Cell::new(whose(policy, *part, filter))]);
        }
        page = page
            .after(Markup::trusted(format!(
                "<h2 class=\"govuk-heading-m\" id=\"{one}\">{}</h2>",
                Markup::text(letter(one))
            )))
            .after(ScrollTable::new(&format!("letters-{one}"), table));
    }
    super::wording::lists(page, policy)
}

/// Whose words hold: where a procedure is chosen, also which were written for it.
fn whose(policy: &Policy, part: LetterPart, filter: &Filter) -> String {
    let own = policy.letters.wordings.contains_key(&part);
    let ordinary = if own { "The council’s own" } else { "Ordinary" };
    let Some(procedure) = &filter.procedure else {
        return ordinary.to_owned();
    };
    let special = policy.letters.special.iter();
    let special = special.filter(|words| words.part == part && words.procedure.as_ref() == Some(procedure));
    let steps: Vec<String> = special
        .map(|words| {
            words
                .stage
                .map_or_else(|| "every stage".to_owned(), |stage| format!("stage {stage}"))
        })
        .collect();
    if steps.is_empty() {
        return ordinary.to_owned();
    }
    format!("For this procedure: {}", steps.join(", "))
}

fn filter_form(policy: &Policy, filter: &Filter) -> Markup {
    let form = FormState::new()
        .with(LETTER, filter.letter.map_or("", Letter::as_str))
        .with(
            PROCEDURE,
            filter.procedure.as_ref().map_or("", ProcedureId::as_str),
        );
    let letters = Letter::ALL.iter().map(|one| (one.as_str(), letter(*one)));
    let procedures = policy.procedures.values();
    let procedures = procedures.map(|procedure| (procedure.id.as_str(), procedure.name.as_str()));
    let parts: [Markup; 3] = [
        Select::new(LETTER, "Letter")
            .option("", "All letters")
            .options(letters)
            .of(&form)
            .into(),
        Select::new(PROCEDURE, "Procedure")
            .option("", "Every procedure")
            .options(procedures)
            .of(&form)
            .into(),
        Button::secondary("Show").into(),
    ];
    let fields = Markup::join(parts.map(Content::from));
    Markup::trusted(format!(
        "<form method=\"get\" action=\"/admin/letters\" novalidate>{fields}</form>"
    ))
}

/// What a paragraph says in a letter, and remarks on its English.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'t> {
    /// In English.
    pub english: &'t str,
    /// In Welsh, where the council writes Welsh.
    pub welsh: Option<&'t str>,
    /// What is said of its English.
    pub remarks: &'t [String],
}

/// The words in Welsh, which a council that writes Welsh needs beside the English.
pub(super) fn in_welsh(form: &FormState, name: &str) -> Markup {
    lines(
        form,
        name,
        "Words in Welsh",
        "The same in Welsh, as your translators have it. What is filled in keeps its English name",
    )
}

/// One paragraph, with what it says in a letter of a made-up case, and remarks on its English.
pub fn edit(
    shell: Shell,
    policy: &Policy,
    (part, form): (LetterPart, &FormState),
    shown: Shown<'_>,
) -> AdminPage {
    let may: Vec<String> = part.may_have().map(|one| format!("(({one}))")).collect();
    let must: Vec<String> = part.must_have().iter().map(|one| format!("(({one}))")).collect();
    let fields = AdminForm::new(form).field(lines(
        form,
        WORDS,
        "Words",
        "Leave it empty for the ordinary words",
    ));
    let fields = match shown.welsh {
        Some(_) => fields.field(in_welsh(form, WELSH)),
        None => fields,
    };
    let fields = fields
        .field(
            Input::new(CASE, "Reference of a case to preview it with (optional)")
                .hint("A case that you may read; otherwise a made-up one")
                .of(form),
        )
        .because(form)
        .button(Button::new("Save to the draft"))
        .button(Button {
            name: "do".into(),
            value: "preview".into(),
            ..Button::secondary("Preview")
        })
        .cancel("/admin/letters");
    let page = AdminPage::new(shell, &called(part))
        .caption("Letters")
        .errors_of(form);
    let page = page.say(format!(
        "What is filled in when the letter is written: {}.",
        may.join(", ")
    ));
    let page = if must.is_empty() {
        page
    } else {
        page.say(format!("It must have {}.", must.join(", ")))
    };
    let page = if part.must_say_something() {
        page.say(format!(
            "A letter has to say this in some words, and a file without it is refused. The ordinary words are: {}",
            part.ordinary()
        ))
    } else {
        page
    };
    let page = by_place(page, policy, part);
    let page = page
        .form(fields)
        .after(heading(&match form.filled(CASE) {
            Some(reference) if form.errors().is_empty() => format!("In a letter about {reference}"),
            Some(_) | None => "In a letter of a made-up case".to_owned(),
        }))
        .after(InsetText::new(Markup::paragraphs(shown.english)));
    let page = match shown.welsh {
        Some(welsh) => page.after(InsetText::new(Markup::in_language(
            "cy",
            &Markup::paragraphs(welsh),
        ))),
        None => page,
    };
    let remarks = shown.remarks;
    if remarks.is_empty() {
        return page.after(super::paragraph("No remarks: it is plain English."));
    }
    let list = Markup::bullets(remarks.iter().map(String::as_str));
    page.after(Markup::join([Content::from(heading("Remarks")), list.into()]))
}

/// Where the words differ by procedure or stage: what goes out at each, with the way to word it there.
fn by_place(page: AdminPage, policy: &Policy, part: LetterPart) -> AdminPage {
    let held = policy.held(part);
    if held.len() < 2 {
        return page;
    }
    let mut table = Table::new("What goes out in letters")
        .column("Where")
        .column("Words");
    for one in &held {
        let links = one.at.iter().map(|(procedure, stage)| {
            let name = policy.procedures.get(*procedure);
            let name = name.map_or(procedure.as_str(), |procedure| procedure.name.as_str());
            let href = format!("/admin/letters/wording?part={part}&procedure={procedure}&stage={stage}");
            Markup::link(&href, format!("{name}, stage {stage}"))
        });
        table = table.row([
            Cell::new(Markup::bullets(links)),
            Cell::new(Markup::paragraphs(one.words)),
        ]);
    }
    page.say(
        "What it says differs by procedure or stage. Words that you write on this page would stand in each of these letters, so write them \
         for one: follow its link, and the words that go out now are in the box.",
    )
    .part(ScrollTable::new("by-place", table))
}

pub(super) fn samples() -> Vec<Sample> {
    let policy = sample_policy();
    let part = LetterPart::ReplyFinal;
    let form = FormState::new()
        .with(WORDS, "That was our last word, ((customr)).")
        .with_error(WORDS, "Placeholder ((customr)) is not known.");
    let shell = sample_shell("/admin/letters/reply_final");
    vec![
        Sample::of(
            "admin letters",
            &list(sample_shell("/admin/letters"), &policy, &Filter::default()),
        ),
        Sample::of(
            "admin letters of one sort for a procedure",
            &list(
                sample_shell("/admin/letters"),
                &policy,
                &Filter {
                    letter: Some(Letter::Reply),
                    procedure: policy.procedures.keys().next().cloned(),
                },
            ),
        ),
        Sample::of(
            "admin paragraph of a letter with an error",
            &edit(
                shell,
                &policy,
                (part, &form),
                Shown {
                    english: "This is our final reply.\n\nAsk the Ombudsman.",
                    welsh: Some("Dyma ein hateb terfynol.\n\nGofynnwch i’r Ombwdsmon."),
                    remarks: &["A long sentence.".to_owned()],
                },
            ),
        ),
    ]
}

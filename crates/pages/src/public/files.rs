//! Files on the public forms: one at a time, shown again in a list from which each can be removed.

use redress_domain::policy::FileRules;

use crate::components::{Button, FileUpload, InsetText, Textarea};
use crate::form::{FormState, ONCE};
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::public::Ask;
use crate::question::Question;

/// The field in which a browser sends a file.
pub const UPLOAD: &str = "upload";

/// The answer that stands for one file that is kept already.
pub const KEPT: &str = "file";

/// A file that is kept already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// Its identifier.
    pub id: String,
    /// What it is: "jpg".
    pub kind: String,
    /// How many bytes it has.
    pub size: u64,
    /// What its sender called it.
    pub name: String,
}

impl KeptFile {
    /// The answer that stands for it.
    pub fn to_answer(&self) -> String {
        format!("{} {} {} {}", self.id, self.kind, self.size, self.name)
    }

    fn from_answer(answer: &str) -> Option<Self> {
        let mut parts = answer.splitn(4, ' ');
        Some(Self {
            id: parts.next()?.to_owned(),
            kind: parts.next()?.to_owned(),
            size: parts.next()?.parse().ok()?,
            name: parts.next()?.to_owned(),
        })
    }

    /// "The bin.jpg (JPG, 1.2MB)".
    pub fn in_words(&self) -> String {
        format!(
            "{} ({}, {})",
            self.name,
            self.kind.to_uppercase(),
            size(self.size)
        )
    }
}

/// The files among the answers.
pub fn kept(form: &FormState) -> Vec<KeptFile> {
    form.values(KEPT)
        .into_iter()
        .filter_map(KeptFile::from_answer)
        .collect()
}

/// A size for people: "800KB", "1.2MB".
pub fn size(bytes: u64) -> String {
    if bytes < 1_000 {
        format!("{bytes} bytes")
    } else if bytes < 1_000_000 {
        format!("{}KB", bytes / 1_000)
    } else {
        format!("{}.{}MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
    }
}

/// The types that are taken: "JPG, PNG, HEIC, PDF, DOCX, MP4 or MP3".
pub fn types_in_words(rules: &FileRules) -> String {
    let names: Vec<String> = rules
        .types
        .iter()
        .map(|kind| kind.as_str().to_uppercase())
        .collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// The field for a file, with what is taken.
pub fn field(label: &str, form: &FormState, rules: &FileRules) -> Markup {
    let hint = format!(
        "{}, smaller than {}MB",
        types_in_words(rules),
        rules.smaller_than_mb
    );
    FileUpload::new(UPLOAD, label).hint(hint).of(form).into()
}

/// The files that are kept, each with the button that removes it.
fn list(form: &FormState) -> Markup {
    let files = kept(form).into_iter().map(|file| {
        let remove = Button::secondary(Markup::trusted(format!(
            "Remove<span class=\"govuk-visually-hidden\"> {}</span>",
            Markup::text(&file.name)
        )))
        .name("turn")
        .value(format!("remove-{}", file.id));
        Content::from(Markup::join([
            Content::from(Markup::trusted(format!(
                "<p class=\"govuk-body govuk-!-margin-bottom-1 app-file\">{}</p>",
                Markup::text(&file.in_words())
            ))),
            remove.into(),
        ]))
    });
    Markup::join(files)
}

/// The part of a page that takes files: those that are kept, and the field for one more.
pub(crate) fn part(mut page: Question, ask: (&FormState, &FileRules), label: &str) -> Question {
    let (form, rules) = ask;
    let count = kept(form).len();
    if count > 0 {
        page = page.field(Markup::trusted(format!(
            "<h2 class=\"govuk-heading-m\">{}</h2>",
            format::count(count as u64, "file added", "files added")
        )));
        page = page.field(list(form));
    }
    if count < usize::from(rules.most) {
        page.field(field(
            if count == 0 { label } else { "Add another file" },
            form,
            rules,
        ))
    } else {
        let full = format!("You can send {count} files at once. To add another, remove one first.");
        page.field(InsetText::new(full))
    }
    .multipart()
}

/// The button that takes one file, and shows the page again.
pub(crate) fn add_button() -> Button {
    Button::secondary("Add this file").name("turn").value("add")
}

fn page(ask: Ask<'_>, title: &str, (intro, label): (&str, &str)) -> Question {
    let question = Question::new(ask.shell, title, ask.form).intro(Markup::paragraphs(intro));
    part(question, (ask.form, &ask.facts.files), label)
        .button(Button::new("Continue"))
        .button(add_button())
}

/// Whether a complaint comes with files.
pub fn evidence(ask: Ask<'_>) -> Question {
    let intro = "You can add photos, letters or other files that help us to understand, one at a time. You do not \
                 have to. Files can say where and when they were made.";
    page(
        ask,
        "Do you want to add files? (optional)",
        (intro, "Choose a file"),
    )
}

/// A photograph of a problem.
pub fn photo(ask: Ask<'_>) -> Question {
    let intro = "A photo can help us to find the problem and to bring the right tools. You do not have to add one. \
                 Photos can say where and when they were taken.";
    page(
        ask,
        "Add a photo (optional)",
        (intro, "Choose a photo or another file"),
    )
}

/// `/track/{reference}/add`: more about the matter, in words and with files.
pub fn add_information(ask: Ask<'_>) -> Question {
    let told = Textarea::new("told", "What do you want to tell us?")
        .hint("Do not include bank or card details")
        .of(ask.form);
    let question = Question::new(ask.shell, "Add information", ask.form).field(told);
    part(question, (ask.form, &ask.facts.files), "Add a file (optional)")
        .hidden(ONCE, ask.form.value(ONCE))
        .button(Button::send("Send to us"))
        .button(add_button())
}

pub(crate) fn samples() -> Vec<Sample> {
    let facts = crate::public::Facts::sample();
    let ask = |form| Ask {
        shell: Shell::sample()
            .journey("Make a complaint")
            .back("/complaint/outcome"),
        form,
        facts: &facts,
    };
    let file = |number: u32| KeptFile {
        id: format!("01932c07-a12b-7f3e-8c58-{number:012x}"),
        kind: "jpg".into(),
        size: 1_234_567,
        name: format!("The bin {number}.jpg"),
    };
    let with = |count| {
        (1..=count).fold(FormState::new(), |form, number| {
            form.with(KEPT, file(number).to_answer())
        })
    };
    let (empty, one, full) = (FormState::new(), with(1), with(10));
    let empty_told = FormState::new().with_error("told", "Tell us what you want to add, or add a file");
    let wrong = with(1).with_error(UPLOAD, "The selected file is empty");
    vec![
        Sample::of("files", &evidence(ask(&empty))),
        Sample::of("files, one added", &evidence(ask(&one))),
        Sample::of("files, as many as can be", &evidence(ask(&full))),
        Sample::of("files with an error", &evidence(ask(&wrong))),
        Sample::of("photo", &photo(ask(&empty))),
        Sample::of("track add", &add_information(ask(&empty))),
        Sample::of("track add with an error", &add_information(ask(&empty_told))),
    ]
}

#[cfg(test)]
mod tests {
    //! What is said of files.

    use super::*;

    #[test]
    fn a_file_is_found_again_among_the_answers_whatever_it_is_called() {
        let file = KeptFile {
            id: "01932c07-a12b-7f3e-8c58-000000000001".into(),
            kind: "jpg".into(),
            size: 1_290_000,
            name: "a bin, 2 Mill Lane.jpg".into(),
        };
        let form = FormState::new()
            .with(KEPT, file.to_answer())
            .with(KEPT, "nonsense");
        assert_eq!(kept(&form), std::slice::from_ref(&file));
        assert_eq!(file.in_words(), "a bin, 2 Mill Lane.jpg (JPG, 1.2MB)");
        assert_eq!((size(12), size(4_321)), ("12 bytes".to_owned(), "4KB".to_owned()));
    }

    #[test]
    fn the_types_are_those_of_the_policy() {
        let mut rules = redress_domain::policy::defaults::files();
        assert_eq!(types_in_words(&rules), "JPG, PNG, HEIC, PDF, DOCX, MP4 or MP3");
        rules.types.truncate(1);
        assert_eq!(types_in_words(&rules), "JPG");
    }
}

//! Recurring problems: groups of cases with why, and what a person makes of each.

use askama::Template;
use redress_domain::problem::{NoProblem, ProblemSign};

use crate::components::{Button, Details, Select};
use crate::form::{FormErrors, FormState};
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, hidden, paragraph, posted};
use crate::{Page, Sample, Shell};

/// A group as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// What sort of thing its cases have in common.
    pub sign: ProblemSign,
    /// What it is.
    pub what: String,
    /// By what it is named in the form.
    pub digest: String,
    /// The cases: reference, what it is about, and where it is.
    pub cases: Vec<(String, String, String)>,
    /// What somebody found of it before, in a sentence; empty where nobody did.
    pub before: String,
    /// Where a common cause, and a lesson, is made of it; no common cause where no case of it is open.
    pub confirm: (Option<String>, Option<String>),
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "plain_wide.html")]
pub struct ProblemsPage {
    shell: Shell,
    services: Vec<(String, String)>,
    form: FormState,
    looked: String,
    groups: Vec<Offered>,
}

const HERE: &str = "/staff/problems";

impl ProblemsPage {
    /// The page: the services to choose from and the chosen one, what was looked at, and the groups.
    pub fn new(
        shell: Shell,
        (services, form): (Vec<(String, String)>, FormState),
        looked: &str,
        groups: Vec<Offered>,
    ) -> Self {
        Self {
            shell: shell.wide(),
            services,
            form,
            looked: looked.to_owned(),
            groups,
        }
    }

    fn body(&self) -> Markup {
        let service = Select::new("service", "Service")
            .option("", "All services")
            .options(self.services.iter().cloned())
            .of(&self.form);
        let choose = Markup::join([Content::from(service), Button::secondary("Show").into()]);
        let mut parts = vec![
            paragraph(
                "Cases with something in common are offered here, for a person to look at. Nothing follows by itself: the program \
                 finds the same place, the same words and the same cause that staff gave, and cannot know whether they are one matter.",
            ),
            Markup::trusted(format!(
                "<form method=\"get\" action=\"{HERE}\" novalidate>{choose}</form>"
            )),
            paragraph(self.looked.as_str()),
        ];
        parts.extend(self.groups.iter().map(|group| self.group(group)));
        Markup::join(parts)
    }

    fn group(&self, group: &Offered) -> Markup {
        let count = group.cases.len();
        let (title, why) = match group.sign {
            ProblemSign::Place => (
                format!("{count} cases at “{}”", group.what),
                "They were told of the same place, house numbers and postcodes aside.",
            ),
            ProblemSign::Cause => (
                format!("{count} cases of one cause: {}", group.what),
                "Staff gave the same cause: of a contact that could have been saved, or of a lesson.",
            ),
            ProblemSign::Words => (
                format!("{count} cases with “{}”", group.what),
                "These words stand beside one another in what each is about, and not in most cases.",
            ),
        };
        let cases = group.cases.iter().map(|(reference, about, href)| {
            let link = Markup::link(href, reference.as_str());
            Markup::trusted(format!("<li>{link} {}</li>", Markup::text(about)))
        });
        let list = Markup::trusted(format!(
            "<ul class=\"govuk-list govuk-list--bullet\">{}</ul>",
            Markup::join(cases)
        ));
        let mut parts = vec![heading(&title), paragraph(why)];
        if !group.before.is_empty() {
            parts.push(paragraph(group.before.as_str()));
        }
        parts.push(Details::new(format!("The {count} cases"), list).into());
        let (cause, lesson) = &group.confirm;
        let with = |words: &str| {
            let rest = Markup::text(&format!(": {}", group.what));
            Markup::trusted(format!(
                "{}<span class=\"govuk-visually-hidden\">{rest}</span>",
                Markup::text(words)
            ))
        };
        let ways = [
            (cause, "It is one cause: answer the open cases together"),
            (lesson, "There is something to learn: record a lesson"),
        ];
        for (href, words) in ways {
            parts.extend(href.iter().map(|href| paragraph(Markup::link(href, with(words)))));
        }
        let name = because_field(&group.digest);
        let because = Select::new(
            &name,
            format!("It is no problem of its own, because (“{}”)", group.what),
        )
        .option("", "Select why")
        .options(NoProblem::ALL.iter().map(|why| (why.as_str(), no_problem(*why))))
        .of(&self.form);
        let inside = Markup::join([
            Content::from(hidden("service", self.form.value("service"))),
            hidden("digest", &group.digest).into(),
            because.into(),
            Button::secondary("Dismiss").into(),
        ]);
        parts.push(posted(HERE, inside));
        Markup::join(parts)
    }
}

/// The field of a group's form: each has one of its own, so that what is wrong with it is said beside it.
pub fn because_field(digest: &str) -> String {
    format!("because-{digest}")
}

/// Why a group is no problem of its own.
pub const fn no_problem(why: NoProblem) -> &'static str {
    match why {
        NoProblem::Separate => "They are separate matters",
        NoProblem::InHand => "It is known, and something is done about it",
        NoProblem::Season => "It is the time of year, or a storm",
        NoProblem::NotOurs => "It is for somebody else to mend",
    }
}

impl Page for ProblemsPage {
    fn title(&self) -> String {
        "Recurring problems".into()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at(HERE);
        let services = || vec![("waste".to_owned(), "Bins and recycling".to_owned())];
        let case = |reference: &str| {
            (
                reference.to_owned(),
                "The lamp is out".to_owned(),
                format!("/staff/cases/{reference}"),
            )
        };
        let group = |digest: &str, sign, before: &str| Offered {
            sign,
            what: "mill lane".into(),
            digest: digest.into(),
            cases: vec![case("WS-4K7P-29QX"), case("WS-4K7P-29QX"), case("WS-4K7P-29QX")],
            before: before.into(),
            confirm: (
                (sign == ProblemSign::Place).then(|| "/staff/causes/new?case=WS-4K7P-29QX".into()),
                Some("/staff/lessons/new?case=WS-4K7P-29QX".into()),
            ),
        };
        let groups = vec![
            group("aa", ProblemSign::Place, ""),
            group(
                "bb",
                ProblemSign::Words,
                "It was dismissed on 1 October 2026, when it had 3 cases.",
            ),
            group("cc", ProblemSign::Cause, ""),
        ];
        let wrong = FormState::new()
            .with("digest", "aa")
            .with_error("because-aa", "Select why it is no problem of its own");
        vec![
            Sample::of(
                "recurring problems",
                &Self::new(
                    shell(),
                    (services(), FormState::new()),
                    "57 cases were looked at.",
                    groups.clone(),
                ),
            ),
            Sample::of(
                "recurring problems, with an error",
                &Self::new(shell(), (services(), wrong), "57 cases were looked at.", groups),
            ),
        ]
    }
}

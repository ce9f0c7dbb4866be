//! What is shown when something cannot be shown: what happened, and what to do now.

use askama::Template;
use redress_domain::policy::ContactDetails;

use crate::components::Button;
use crate::information::contact_list;
use crate::layout::{Page, Sample, Shell};
use crate::markup::Markup;

/// Why a page cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing under the address.
    NotFound,
    /// The reader may not see it, or not do it.
    NotAllowed,
    /// A link from an e-mail that is over or was used.
    LinkExpired,
    /// Too many wrong tries; the same words for a wrong reference as for a wrong name.
    TooManyTries,
    /// Too many cases came from one place within an hour. None of them is in question.
    TooMuchSent,
    /// Something failed on our side.
    Failed {
        /// Whether what was typed is kept.
        answers_saved: bool,
    },
    /// The service is closed for a while.
    Unavailable {
        /// When it is back, in words: "9am on Wednesday 25 November 2026".
        back: Option<String>,
    },
    /// The form did not come from one of our own pages.
    FromElsewhere {
        /// Where to go on.
        on: String,
    },
    /// The answers came too large to take.
    TooLarge {
        /// The limit of a file, in words, "20MB"; `None` where it was a text.
        limit: Option<String>,
    },
}

impl Problem {
    /// The HTTP status that goes with it.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::NotAllowed | Self::FromElsewhere { .. } => 403,
            Self::LinkExpired => 410,
            Self::TooManyTries | Self::TooMuchSent => 429,
            Self::Failed { .. } => 500,
            Self::Unavailable { .. } => 503,
            Self::TooLarge { .. } => 413,
        }
    }

    fn heading(&self) -> &'static str {
        match self {
            Self::NotFound => "Page not found",
            Self::NotAllowed => "You cannot open this page",
            Self::LinkExpired => "This link has expired",
            Self::TooManyTries => "Too many tries",
            Self::Failed { .. } => "Sorry, there is a problem with the service",
            Self::Unavailable { .. } => "Sorry, the service is unavailable",
            Self::FromElsewhere { .. } => "We did not take what was sent",
            Self::TooMuchSent => "You have sent us a lot today",
            Self::TooLarge { .. } => "That was too much to send at once",
        }
    }
}

/// A page that says what happened, what to do now, and how to reach a person.
#[derive(Debug, Clone, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    shell: Shell,
    problem: Problem,
    contact: ContactDetails,
}

impl ErrorPage {
    /// The page for this problem.
    pub fn new(shell: Shell, problem: Problem, contact: ContactDetails) -> Self {
        Self {
            shell,
            problem,
            contact,
        }
    }

    fn ways(&self) -> Markup {
        contact_list(&self.contact)
    }

    fn go_on(on: &str) -> Button {
        Button::new("Continue").href(on)
    }
}

impl Page for ErrorPage {
    fn title(&self) -> String {
        self.problem.heading().into()
    }

    fn samples() -> Vec<Sample> {
        let problems = [
            Problem::NotFound,
            Problem::NotAllowed,
            Problem::LinkExpired,
            Problem::TooManyTries,
            Problem::Failed { answers_saved: true },
            Problem::Failed { answers_saved: false },
            Problem::Unavailable {
                back: Some("9am on Wednesday 25 November 2026".into()),
            },
            Problem::Unavailable { back: None },
            Problem::TooMuchSent,
            Problem::FromElsewhere {
                on: "/complaint/what-happened".into(),
            },
            Problem::TooLarge {
                limit: Some("20MB".into()),
            },
            Problem::TooLarge { limit: None },
        ];
        let contact = crate::information::sample_contact();
        let page = |(index, problem): (usize, Problem)| {
            let name = format!("error-{}-{index}", problem.status());
            Sample::of(&name, &Self::new(Shell::sample(), problem, contact.clone()))
        };
        problems.into_iter().enumerate().map(page).collect()
    }
}

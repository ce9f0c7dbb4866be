//! The identity provider was asked, and nobody was signed in: why, and who can do what about it.

use askama::Template;
use redress_domain::identity::NotSignedIn;
use redress_domain::policy::ContactDetails;

use crate::format;
use crate::markup::Markup;
use crate::{Page, Sample, Shell};

/// Why there is nobody to let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The provider knows them, and they are not let in.
    Refused(NotSignedIn),
    /// The provider does not answer.
    ProviderDown,
    /// The provider says no, or they turned back there.
    ProviderSaysNo,
    /// What came back is not what was asked for, was used before, or is too old.
    NotTrusted,
}

/// The page that says so.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/not_signed_in.html")]
pub struct NotIn {
    shell: Shell,
    why: Why,
    lines: Vec<&'static str>,
    identifier: Option<String>,
    contact: ContactDetails,
}

impl NotIn {
    /// The page; `identifier` is who they are in the provider's own word.
    pub fn new(shell: Shell, why: Why, identifier: Option<String>, contact: ContactDetails) -> Self {
        Self {
            shell,
            why,
            lines: lines(why),
            identifier,
            contact,
        }
    }

    fn phone(number: &str) -> Markup {
        format::telephone(number)
    }
}

fn lines(why: Why) -> Vec<&'static str> {
    match why {
        Why::ProviderDown => vec![
            "The service that checks your council account does not answer just now. Nothing of yours is lost.",
            "Try again in a minute. If it goes on, tell whoever looks after the council’s accounts.",
        ],
        Why::ProviderSaysNo => vec![
            "The service that checks your council account did not let you through, or you turned back there.",
            "If you should be able to sign in, ask whoever looks after the council’s accounts to give you this application.",
        ],
        Why::NotTrusted => vec![
            "It took too long, the page was loaded twice, or the answer was not for this browser. Nothing was done with it.",
            "Sign in again from the beginning.",
        ],
        Why::Refused(NotSignedIn::NotInvited) => vec![
            "Your council account is right, but nobody has given you an account here yet.",
            "Ask your administrator to invite you.",
        ],
        Why::Refused(NotSignedIn::NoRole) => vec![
            "Your council account gives you no role here. If you had one, it was taken away, and you were signed out everywhere.",
            "Ask whoever looks after the council’s accounts to assign you one of this application’s roles.",
        ],
        Why::Refused(NotSignedIn::TooManyGroups) => vec![
            "Your council account is in so many groups that they are not sent when you sign in, so we cannot see what you may do.",
            "You can do nothing about it yourself. Tell whoever looks after the council’s accounts: give this application app roles and assign them to people or groups, or send only the groups that are assigned to the application.",
        ],
        Why::Refused(NotSignedIn::Ended) => vec![
            "Your account here has ended.",
            "If you still work here, ask your administrator.",
        ],
        Why::Refused(NotSignedIn::AddressTaken) => vec![
            "There is an account here with your email address that is not bound to your council account. It is never bound by an address alone, since addresses change hands.",
            "Ask your administrator to bind it, or to send you a new invitation.",
        ],
        Why::Refused(NotSignedIn::NoAddress) => vec![
            "Your council account has no email address that was checked, and an account here needs one.",
            "Ask whoever looks after the council’s accounts to add it.",
        ],
        Why::Refused(NotSignedIn::BoundElsewhere) => vec![
            "This invitation is for another account than the one that your council account belongs to.",
            "Ask your administrator which of the two is right.",
        ],
        Why::Refused(NotSignedIn::AnotherTenant | NotSignedIn::NoIdentity) => vec![
            "You signed in with an account that is not the council’s.",
            "Sign in with your council account.",
        ],
    }
}

impl Page for NotIn {
    fn title(&self) -> String {
        match self.why {
            Why::ProviderDown => "You cannot sign in just now".into(),
            Why::NotTrusted => "Sign in again".into(),
            Why::Refused(_) | Why::ProviderSaysNo => "You are not signed in".into(),
        }
    }

    fn samples() -> Vec<Sample> {
        let page = |why, identifier: Option<&str>| {
            let shell = Shell {
                person: None,
                ..Shell::staff_sample().at("/staff/sign-in/provider/back")
            };
            let contact = ContactDetails {
                phone: Some("01632 960 001".into()),
                ..ContactDetails::default()
            };
            Self::new(shell, why, identifier.map(str::to_owned), contact)
        };
        let invited = page(
            Why::Refused(NotSignedIn::NotInvited),
            Some("cb7eda1b-d09a-40ae-b8bb-37836ebc6abd"),
        );
        let mut samples = vec![
            Sample::of("not signed in: not invited", &invited),
            Sample::of("not signed in: provider down", &page(Why::ProviderDown, None)),
            Sample::of(
                "not signed in: provider says no",
                &page(Why::ProviderSaysNo, None),
            ),
            Sample::of("not signed in: not trusted", &page(Why::NotTrusted, None)),
        ];
        for (name, why) in [
            ("not signed in: no role", NotSignedIn::NoRole),
            ("not signed in: too many groups", NotSignedIn::TooManyGroups),
            ("not signed in: ended", NotSignedIn::Ended),
            ("not signed in: address taken", NotSignedIn::AddressTaken),
            ("not signed in: no address", NotSignedIn::NoAddress),
            ("not signed in: bound elsewhere", NotSignedIn::BoundElsewhere),
            ("not signed in: another tenant", NotSignedIn::AnotherTenant),
        ] {
            samples.push(Sample::of(name, &page(Why::Refused(why), None)));
        }
        samples
    }
}

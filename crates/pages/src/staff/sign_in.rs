//! Signing in, when it is paused, and sending again what was typed before.

use askama::Template;
use redress_domain::policy::ContactDetails;

use crate::components::{Button, Input, InsetText, PasswordInput};
use crate::form::{FormErrors, FormState};
use crate::format;
use crate::markup::Markup;
use crate::public::files::UPLOAD;
use crate::{Page, Sample, Shell};

/// Somebody whom anybody can sign in as, in a demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// Their name in the record.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// What part they play: "adviser".
    pub role: String,
    /// The services they work for, in words.
    pub services: String,
}

/// The page on which staff and councillors sign in.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/sign_in.html")]
pub struct SignIn {
    shell: Shell,
    form: FormState,
    next: String,
    note: Option<&'static str>,
    people: Vec<DemoPerson>,
    provider: Option<ProviderButton>,
    passwords: Passwords,
    also_sign_out: bool,
}

/// The button that leads to the council's identity provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderButton {
    /// What it says.
    pub words: String,
    /// Where it leads.
    pub href: String,
}

/// Where somebody types a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passwords {
    /// On this page.
    Here,
    /// Behind a link, since few have one.
    BehindLink,
}

impl SignIn {
    /// The page, which leads to `next`.
    pub fn new(shell: Shell, form: &FormState, next: &str) -> Self {
        Self {
            shell,
            form: form.clone(),
            next: next.into(),
            note: None,
            people: Vec::new(),
            provider: None,
            passwords: Passwords::Here,
            also_sign_out: false,
        }
    }

    /// The button of the provider, and where passwords are typed beside it.
    #[must_use]
    pub fn provider(mut self, button: ProviderButton, passwords: Passwords) -> Self {
        self.provider = Some(button);
        self.passwords = passwords;
        self
    }

    /// Offers to sign out of the provider as well.
    #[must_use]
    pub fn also_sign_out(mut self) -> Self {
        self.also_sign_out = true;
        self
    }

    /// Why they are here: "You have signed out."
    #[must_use]
    pub fn note(mut self, note: &'static str) -> Self {
        self.note = Some(note);
        self
    }

    /// The people of a demo.
    #[must_use]
    pub fn people(mut self, people: Vec<DemoPerson>) -> Self {
        self.people = people;
        self
    }

    fn provider_button(button: &ProviderButton) -> Button {
        Button::new(button.words.as_str()).href(button.href.as_str())
    }

    fn with_password(&self) -> String {
        let next: String = self
            .next
            .bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                    char::from(byte).to_string()
                }
                other => format!("%{other:02X}"),
            })
            .collect();
        format!("/staff/sign-in?with=password&next={next}")
    }

    fn fields(&self) -> Markup {
        let email = Input::email("email", "Email address")
            .autocomplete("username")
            .of(&self.form);
        let password = PasswordInput::new("password", "Password").of(&self.form);
        Markup::join([
            Markup::from(email),
            password.into(),
            Button::new("Sign in").into(),
        ])
    }

    /// The people by what part they play, in the order in which they came.
    fn by_role(&self) -> Vec<(String, Vec<&DemoPerson>)> {
        let mut groups: Vec<(String, Vec<&DemoPerson>)> = Vec::new();
        for person in &self.people {
            let mut letters = person.role.chars();
            let first = letters.next().map(char::to_uppercase);
            let role: String = first.into_iter().flatten().chain(letters).collect();
            match groups.iter_mut().find(|(known, _)| *known == role) {
                Some((_, people)) => people.push(person),
                None => groups.push((role, vec![person])),
            }
        }
        groups
    }

    fn noted(note: &str) -> InsetText {
        InsetText::new(note)
    }

    fn button(person: &DemoPerson) -> Button {
        let words = format!("Sign in as {}, {}", person.name, person.role);
        Button::secondary(words)
            .name("as")
            .value(person.id.as_str())
            .classes("govuk-button--secondary govuk-!-margin-bottom-1")
    }
}

impl Page for SignIn {
    fn title(&self) -> String {
        "Sign in".into()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell {
            person: None,
            ..Shell::staff_sample().at("/staff/sign-in")
        };
        let button = || ProviderButton {
            words: "Sign in with your council account".into(),
            href: "/staff/sign-in/provider?next=%2Fstaff".into(),
        };
        let wrong = FormState::new()
            .with("email", "priya@example.org")
            .with_error("email", "Email address or password is not right");
        let priya = DemoPerson {
            id: "01932c07-a12b-7f3e-8c58-0123456789ab".into(),
            name: "Priya Nair".into(),
            role: "adviser".into(),
            services: "All services".into(),
        };
        vec![
            Sample::of("sign in", &Self::new(shell(), &FormState::new(), "/staff")),
            Sample::of("sign in with errors", &Self::new(shell(), &wrong, "/staff")),
            Sample::of(
                "sign in by a provider",
                &Self::new(shell(), &FormState::new(), "/staff").provider(button(), Passwords::Here),
            ),
            Sample::of(
                "sign in by a provider alone, after signing out",
                &Self::new(shell(), &FormState::new(), "/staff/triage?after=1")
                    .note("You have signed out.")
                    .also_sign_out()
                    .provider(button(), Passwords::BehindLink),
            ),
            Sample::of(
                "sign in to a demo",
                &Self::new(shell(), &FormState::new(), "/staff")
                    .note("You have signed out.")
                    .people(vec![priya]),
            ),
        ]
    }
}

/// Signing in is paused for a while.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/paused.html")]
pub struct Paused {
    shell: Shell,
    minutes: u16,
    contact: ContactDetails,
}

impl Paused {
    /// The page: for how long, and whom to call.
    pub fn new(shell: Shell, minutes: u16, contact: ContactDetails) -> Self {
        Self {
            shell,
            minutes,
            contact,
        }
    }

    fn phone(number: &str) -> Markup {
        format::telephone(number)
    }
}

impl Page for Paused {
    fn title(&self) -> String {
        "You cannot sign in for a while".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = Shell {
            person: None,
            ..Shell::staff_sample().at("/staff/sign-in")
        };
        let contact = ContactDetails {
            phone: Some("01632 960 001".into()),
            ..ContactDetails::default()
        };
        vec![Sample::of("sign in paused", &Self::new(shell, 15, contact))]
    }
}

/// The name of the field that says which form is not sent.
pub const WHICH: &str = "which";

/// What was typed before somebody had to sign in again, ready to be sent.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/send_again.html")]
pub struct SendAgain {
    shell: Shell,
    typed: Vec<Typed>,
    is_saved: bool,
}

/// One form as it was typed, and where it goes.
#[derive(Debug, Clone)]
pub struct Typed {
    action: String,
    form: FormState,
    name: String,
    /// Which of several, as its buttons say.
    which: String,
}

impl Typed {
    /// A form and where it goes.
    pub fn new(action: &str, form: &FormState) -> Self {
        Self {
            action: action.into(),
            form: form.clone(),
            name: String::new(),
            which: String::new(),
        }
    }

    /// The same, kept under this name until it is sent or somebody says that it is not.
    #[must_use]
    pub fn kept_as(self, name: &str) -> Self {
        Self {
            name: name.into(),
            ..self
        }
    }
}

impl SendAgain {
    /// The page: the forms as they were typed, the first that was sent first.
    pub fn new(shell: Shell, typed: Vec<Typed>) -> Self {
        let count = typed.len();
        let numbered = |(at, typed): (usize, Typed)| Typed {
            which: format!(" ({at} of {count})"),
            ..typed
        };
        let typed = if count > 1 {
            (1..).zip(typed).map(numbered).collect()
        } else {
            typed
        };
        Self {
            shell,
            typed,
            is_saved: true,
        }
    }

    /// The same for whoever is not signed in, where nothing could be kept: this page alone has what they typed.
    pub fn unsaved(shell: Shell, action: &str, form: &FormState) -> Self {
        Self {
            is_saved: false,
            ..Self::new(shell, vec![Typed::new(action, form)])
        }
    }
}

impl Page for SendAgain {
    fn title(&self) -> String {
        "Send what you typed".into()
    }

    fn samples() -> Vec<Sample> {
        let form = FormState::new()
            .with("version", "4")
            .with("note", "Called the depot: the lorry broke down.");
        let shell = Shell::staff_sample().at("/staff/send-again");
        let action = "/staff/cases/WS-4K7P-29QX/note";
        let kept =
            |name: &str, form: &FormState| Typed::new(&format!("{action}?kept={name}"), form).kept_as(name);
        let councillor = Shell::staff_sample().at("/staff/send-again");
        let signed_out = Shell {
            person: None,
            ..Shell::staff_sample().at("/staff/cases")
        };
        let with_file = form.clone().with(UPLOAD, "The bin.jpg");
        vec![
            Sample::of("send again", &Self::new(shell.clone(), vec![kept("1", &form)])),
            Sample::of(
                "send again, two forms",
                &Self::new(shell, vec![kept("1", &form), kept("2", &form)]),
            ),
            Sample::of("send again, not saved", &Self::unsaved(signed_out, action, &form)),
            Sample::of(
                "send again, without the file",
                &Self::new(councillor, vec![kept("1", &with_file)]),
            ),
        ]
    }
}

//! The words of letters and messages: each sentence is the council's own or the ordinary one, filled with what is known.

use jiff::civil::Date;
use redress_domain::conduct::Sentences;
use redress_domain::language::{Language, WelshLetters};
use redress_domain::policy::Policy;
use redress_domain::policy::letters::{LetterPart, Place, Placeholder, fill};
use redress_domain::vocabulary::{Channel, Kind};

/// Says sentences of one letter.
#[derive(Debug, Clone)]
pub(crate) struct Words<'a> {
    policy: &'a Policy,
    place: Place<'a>,
    matter: Kind,
    values: Vec<(Placeholder, String)>,
    one_way: Option<Channel>,
}

impl<'a> Words<'a> {
    /// What says the sentences of a letter that is written there.
    pub(crate) fn new(policy: &'a Policy, place: Place<'a>, matter: Kind) -> Self {
        let procedure = place.procedure.and_then(|id| policy.procedures.get(id));
        let within = procedure.and_then(|procedure| procedure.ask_for_stage_2_within);
        let place = Place {
            has_end_for_stage_2: within.is_some(),
            ..place
        };
        let words = Self {
            policy,
            place,
            matter,
            values: Vec::new(),
            one_way: None,
        };
        match within {
            Some(limit) => words.with(Placeholder::AskWithin, place.language.limit(limit)),
            None => words,
        }
    }

    /// The same, knowing one thing more.
    pub(crate) fn with(mut self, placeholder: Placeholder, value: impl Into<String>) -> Self {
        self.values.retain(|(known, _)| *known != placeholder);
        self.values.push((placeholder, value.into()));
        self
    }

    /// The same for somebody who can reach the council in one way alone, where they can.
    pub(crate) const fn by_one_way(mut self, open: Option<Channel>) -> Self {
        self.one_way = open;
        self
    }

    /// The language that it says them in.
    pub(crate) const fn language(&self) -> Language {
        self.place.language
    }

    /// What says the sentences of conduct files in it.
    pub(crate) const fn of_conduct(&self) -> Sentences<'a> {
        Sentences::new(self.policy, self.place.language)
    }

    /// What the council is called in it.
    pub(crate) fn council(&self) -> &str {
        self.policy.council_in(self.language())
    }

    /// The same about another kind of matter.
    pub(crate) const fn about(mut self, matter: Kind) -> Self {
        self.matter = matter;
        self
    }

    /// A sentence.
    pub(crate) fn say(&self, part: LetterPart) -> String {
        self.say_of(part, &[])
    }

    /// A sentence about a date.
    pub(crate) fn say_by(&self, part: LetterPart, date: Date) -> String {
        self.say_of(part, &[(Placeholder::Date, &self.language().long_date(date))])
    }

    /// A sentence about something that only it knows.
    pub(crate) fn say_of(&self, part: LetterPart, of: &[(Placeholder, &str)]) -> String {
        fill(self.policy.letters.words_in(part, &self.place), |wanted| {
            let own = of.iter().find(|(placeholder, _)| *placeholder == wanted);
            own.map_or_else(|| self.value(wanted), |(_, value)| (*value).to_owned())
        })
    }

    /// A sentence as a paragraph, with the blank line behind it.
    pub(crate) fn paragraph(&self, part: LetterPart) -> String {
        paragraph(&self.say(part))
    }

    /// A heading.
    pub(crate) fn heading(&self, part: LetterPart) -> String {
        format!("## {}\n\n", self.say(part))
    }

    /// How to reach the council, line by line.
    pub(crate) fn contact(&self) -> String {
        let details = &self.policy.council.contact;
        let open = self.one_way.map(|open| details.with_one_way(open));
        let details = open.as_ref().unwrap_or(details);
        let line = |part, detail: &str| self.say_of(part, &[(Placeholder::Detail, detail)]);
        let phone = details.phone.as_deref();
        let email = details.email.as_deref();
        let post = Some(details.address.join(", ")).filter(|post| !post.is_empty());
        let lines = [
            phone.map(|phone| line(LetterPart::ContactPhone, phone)),
            email.map(|email| line(LetterPart::ContactEmail, email)),
            post.map(|post| line(LetterPart::ContactPost, &post)),
        ];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// The end of every letter: how to reach the council, and who signs.
    pub(crate) fn signed(&self, by: &str) -> String {
        let contact = self.contact();
        let contact = if contact.is_empty() {
            String::new()
        } else {
            format!("{}{contact}\n\n", self.heading(LetterPart::ContactHeading))
        };
        let welcome = match self.policy.languages.welsh {
            WelshLetters::None => String::new(),
            WelshLetters::OnRequest | WelshLetters::Always => self.paragraph(LetterPart::WelshWelcome),
        };
        format!("{contact}{welcome}{by}\n{}\n", self.council())
    }

    /// What the letter is about: "your complaint".
    pub(crate) fn matter(&self) -> String {
        self.say(match self.matter {
            Kind::ServiceRequest => LetterPart::MatterRequest,
            Kind::Complaint => LetterPart::MatterComplaint,
            Kind::Comment => LetterPart::MatterComment,
            Kind::Compliment => LetterPart::MatterCompliment,
            Kind::Enquiry => LetterPart::MatterEnquiry,
        })
    }

    fn value(&self, wanted: Placeholder) -> String {
        let known = self.values.iter().find(|(placeholder, _)| *placeholder == wanted);
        let known = known.map(|(_, value)| value.trim());
        if wanted == Placeholder::Council {
            return self.council().to_owned();
        }
        if wanted == Placeholder::Contact {
            return self.contact();
        }
        if wanted == Placeholder::Matter {
            return self.matter();
        }
        if wanted == Placeholder::ComesNext {
            return self.language().who_comes_next(self.place.ombudsman).to_owned();
        }
        if wanted == Placeholder::Complain {
            return self.language().complain().to_owned();
        }
        match known {
            Some(value) if !value.is_empty() => value.to_owned(),
            _ if wanted == Placeholder::Customer => self.say(LetterPart::UnknownCustomer),
            // What an officer still has to fill in is seen; an Ombudsman that a procedure has not is not.
            None if matches!(
                wanted,
                Placeholder::NewDate | Placeholder::ReplyBy | Placeholder::AskWithin
            ) =>
            {
                format!("[{wanted}]")
            }
            Some(_) | None => String::new(),
        }
    }
}

/// A text as a paragraph, with the blank line behind it.
pub(crate) fn paragraph(text: &str) -> String {
    if text.trim().is_empty() {
        String::new()
    } else {
        format!("{}\n\n", text.trim())
    }
}

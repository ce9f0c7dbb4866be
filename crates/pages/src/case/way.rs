//! How what is written goes to its reader: as they asked, or why that cannot be, said before it goes.

use redress_domain::vocabulary::ReplyBy;

use super::act::paragraph;
use super::{Person, Shown};
use crate::components::WarningText;
use crate::markup::Markup;

/// "This goes by email to asha@example.org, as Asha Patel asked."
///
/// Who asked for a way and left no detail for it is named, as the program would find out
/// only after somebody believed it sent.
pub(super) fn goes(shown: &Shown<'_>) -> Option<Markup> {
    let reader = shown.known.correspondent()?;
    let name = shown.correspondent_name();
    let way = Way::of(shown.case.reply_by?, &reader);
    Some(match way {
        Way::To(how) => paragraph(format!("This goes {how}, as {name} asked.")),
        Way::OnlineAlone => paragraph(format!(
            "{name} asked us not to contact them. Nothing is sent: they see it online with the reference."
        )),
        Way::Lacks { asked, lacks } => {
            let people = Markup::link(&shown.at("people"), "What is on file of them");
            Markup::join([
                WarningText::new(format!(
                    "{name} asked for {asked}, and there is no {lacks} on file. It would not reach them."
                ))
                .into(),
                paragraph(Markup::join([
                    people,
                    Markup::text(
                        ". Ask them for it first, or print this once it is sent and get it to them.",
                    ),
                ])),
            ])
        }
    })
}

/// How it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// By this way to this place.
    To(String),
    /// They wanted nothing.
    OnlineAlone,
    /// It cannot go as they asked.
    Lacks {
        /// What they asked for.
        asked: &'static str,
        /// What is missing for it.
        lacks: &'static str,
    },
}

impl Way {
    fn of(asked: ReplyBy, reader: &Person) -> Self {
        let given = |detail: &Option<String>| detail.clone().filter(|text| !text.trim().is_empty());
        let lacks = |asked, lacks| Self::Lacks { asked, lacks };
        match asked {
            ReplyBy::Email => given(&reader.email).map_or_else(
                || lacks("email", "email address"),
                |email| Self::To(format!("by email to {email}")),
            ),
            ReplyBy::Text => given(&reader.phone).map_or_else(
                || lacks("a text message", "telephone number"),
                |phone| Self::To(format!("by text message to {phone}")),
            ),
            ReplyBy::Letter => given(&reader.address).map_or_else(
                || lacks("a letter", "postal address"),
                |_| Self::To("by post to the address on file".to_owned()),
            ),
            // A reply to a complaint is in writing, whoever rings them as well.
            ReplyBy::Phone => given(&reader.address).map_or_else(
                || lacks("a call, and a letter follows it", "postal address"),
                |_| Self::To("by post to the address on file, beside a call".to_owned()),
            ),
            ReplyBy::NoContact => Self::OnlineAlone,
        }
    }
}

#[cfg(test)]
mod tests {
    //! What is said before something goes.

    use super::*;

    fn reader() -> Person {
        Person {
            name: "Asha Patel".to_owned(),
            called: None,
            email: Some("asha@example.org".to_owned()),
            phone: None,
            address: Some(" ".to_owned()),
            postcode: None,
            elsewhere: Vec::new(),
        }
    }

    #[test]
    fn a_way_that_was_asked_for_is_kept_to_or_what_it_lacks_is_named() {
        let to = Way::To("by email to asha@example.org".to_owned());
        assert_eq!(Way::of(ReplyBy::Email, &reader()), to);
        for (asked, missing) in [
            (ReplyBy::Text, "telephone number"),
            (ReplyBy::Letter, "postal address"),
            (ReplyBy::Phone, "postal address"),
        ] {
            let way = Way::of(asked, &reader());
            assert!(
                matches!(way, Way::Lacks { lacks, .. } if lacks == missing),
                "{asked:?}: {way:?}"
            );
        }
        assert_eq!(Way::of(ReplyBy::NoContact, &reader()), Way::OnlineAlone);
    }
}

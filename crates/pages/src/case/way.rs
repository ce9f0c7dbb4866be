//! How what is written goes to its reader: as they asked, or why that cannot be, said before it goes.

use redress_domain::conduct::{Against, OneWay};
use redress_domain::vocabulary::{Channel, ReplyBy};

use super::act::paragraph;
use super::vocabulary::{adjustment, reply_by};
use super::{Person, Shown};
use crate::components::{Radios, WarningText};
use crate::conduct::say::open_channel;
use crate::form::FormState;
use crate::markup::Markup;
use crate::staff::parts::hidden;

/// The field in which a person says by which way it goes, where something says another than the one that is open.
pub const WAY: &str = "way";
/// What stands in it for the one way that is open.
pub const THE_OPEN_ONE: &str = "open";
/// And for the one that they asked for.
pub const AS_ASKED: &str = "asked";
/// The field that says that it was asked.
pub const WAY_ASKED: &str = "way_asked";

/// "This goes by email to asha@example.org, as Asha Patel asked."
///
/// Who asked for a way and left no detail for it is named, as the program would find out only after somebody believed it sent; and so is a
/// way by which the council sends nothing. The one way that an arrangement leaves open comes before what they asked for; where something
/// says another, a person chooses. Whoever came with a case that goes on in this one gets the letter too, by their own way.
pub(super) fn goes(shown: &Shown<'_>, form: &FormState) -> Option<Markup> {
    let first = of_the_first(shown, form);
    let others = others(shown).into_iter().filter_map(|other| {
        let leaves = |channel| shown.known.leaves_by_itself(channel);
        // Domain 5.9: an arrangement with them is kept to on the case in which theirs goes on, too.
        let one_way = other.one_way.filter(|way| way.against.is_none());
        let (by, because, asks) = match one_way.filter(|_| other.by != Some(ReplyBy::NoContact)) {
            Some(one_way) => (written(one_way.by), because_of(one_way), asks_by(one_way)),
            None => (
                other.by?,
                format!("as {} asked", other.name),
                format!("{} asked for", other.name),
            ),
        };
        let way = Way::of(by, &other.details, leaves);
        let turn = (other.name.as_str(), Turn::Further);
        Some(said(shown, turn, &way, (&because, &asks)))
    });
    let all: Vec<Markup> = first.into_iter().chain(others).collect();
    (!all.is_empty()).then(|| Markup::join(all))
}

/// "Rhys Kendall", or "Rhys Kendall and 2 others" where letters about the case go to more than one.
pub(super) fn to_whom(shown: &Shown<'_>) -> String {
    let name = shown.correspondent_name();
    match others(shown).len() {
        0 => name,
        1 => format!("{name} and 1 other"),
        more => format!("{name} and {more} others"),
    }
}

/// Somebody else to whom letters about the case go.
struct Other {
    /// What they are called.
    name: String,
    /// What is on file of them.
    details: Person,
    /// How they asked to be answered.
    by: Option<ReplyBy>,
    /// The one way that an arrangement leaves open to them.
    one_way: Option<OneWay>,
}

fn others(shown: &Shown<'_>) -> Vec<Other> {
    let readers = shown.case.readers();
    let others = readers
        .iter()
        .filter(|reader| shown.case.correspondent() != Some(reader.person));
    others
        .map(|reader| Other {
            name: shown.known.person_name(reader.person),
            details: shown.known.person(reader.person).unwrap_or_default(),
            by: reader.reply_by.or(shown.case.reply_by()),
            one_way: shown.known.one_way_to(reader.person),
        })
        .collect()
}

/// Whether something written goes by a way.
const fn is_written(way: Channel) -> bool {
    matches!(way, Channel::Letter | Channel::Email | Channel::Text)
}

/// Why it goes as it does to somebody to whom an arrangement leaves one way open: a letter is no call.
fn because_of(one_way: OneWay) -> String {
    let open = open_channel(one_way.open);
    if is_written(one_way.open) {
        format!("as the contact arrangement leaves one way open: {open}")
    } else {
        format!("as nothing written goes by the one way that the contact arrangement leaves open: {open}")
    }
}

/// What asks for what it takes.
fn asks_by(one_way: OneWay) -> String {
    if is_written(one_way.open) {
        "The contact arrangement leaves".to_owned()
    } else {
        let open = open_channel(one_way.open);
        format!("Nothing written goes by {open}, so it takes")
    }
}

/// Which of the readers something is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    First,
    Further,
}

/// The one way that an arrangement leaves open to whoever gets the case's own letters.
pub(super) fn one_way(shown: &Shown<'_>) -> Option<OneWay> {
    shown.known.one_way_to(shown.case.correspondent()?)
}

fn of_the_first(shown: &Shown<'_>, form: &FormState) -> Option<Markup> {
    let reader = shown.known.correspondent()?;
    let name = shown.correspondent_name();
    let leaves = |channel| shown.known.leaves_by_itself(channel);
    let asked = shown.case.reply_by()?;
    let one_way = one_way(shown).filter(|_| asked != ReplyBy::NoContact);
    let Some(one_way) = one_way else {
        let asks = (format!("as {name} asked"), format!("{name} asked for"));
        let way = Way::of(asked, &reader, leaves);
        return Some(said(shown, (&name, Turn::First), &way, (&asks.0, &asks.1)));
    };
    let open = open_channel(one_way.open);
    let theirs = Way::of(written(one_way.by), &reader, leaves);
    let Some(against) = one_way.against else {
        let (because, asks) = (because_of(one_way), asks_by(one_way));
        return Some(said(shown, (&name, Turn::First), &theirs, (&because, &asks)));
    };
    let why = match against {
        Against::Adjustment(kind) => {
            format!("what we agreed with {name} rules that out ({})", adjustment(kind))
        }
        Against::Law => "the law says how an answer to this request goes".to_owned(),
    };
    let by_it = if is_written(one_way.open) {
        "As the arrangement says"
    } else {
        "In writing, beside the way that the arrangement leaves open"
    };
    let choice = Radios::new(WAY, "How does it go?")
        .hint(format!(
            "The contact arrangement leaves one way open, {open}, and {why}."
        ))
        .choice(
            AS_ASKED,
            format!("As {name} asked{}", Way::of(asked, &reader, leaves).at()),
        )
        .choice(THE_OPEN_ONE, format!("{by_it}{}", theirs.at()));
    Some(Markup::join([hidden(WAY_ASKED, "1"), choice.of(form).into()]))
}

/// What is not on file of a reader, without which nothing reaches them in this way.
pub(super) fn lacks(by: ReplyBy, reader: &Person) -> Option<&'static str> {
    match Way::of(by, reader, |_| true) {
        Way::Lacks { lacks, .. } => Some(lacks),
        Way::To(_) | Way::OnlineAlone | Way::NotFromHere { .. } => None,
    }
}

/// A way as a choice: what it is, and where it goes to a reader or why it would not reach them.
pub(super) fn as_choice(by: ReplyBy, reader: &Person, leaves: impl Fn(Channel) -> bool) -> String {
    let what = reply_by(by);
    match Way::of(by, reader, leaves) {
        Way::To(_) if by == ReplyBy::Phone => format!("{what}, and by post to the address on file"),
        Way::To(how) => how.replacen("by", "By", 1),
        Way::OnlineAlone => what.to_owned(),
        Way::NotFromHere { .. } => {
            format!("{what}: none is sent from here, so it waits until somebody prints it")
        }
        Way::Lacks { lacks, .. } => {
            format!("{what}: there is no {lacks} on file, so it would not reach them")
        }
    }
}

/// A channel by which letters go, as somebody would have asked for it.
const fn written(by: Channel) -> ReplyBy {
    match by {
        Channel::Email => ReplyBy::Email,
        Channel::Text => ReplyBy::Text,
        Channel::Letter
        | Channel::Online
        | Channel::Phone
        | Channel::InPerson
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => ReplyBy::Letter,
    }
}

/// How it goes, because of what, and who asks for it.
fn said(shown: &Shown<'_>, (name, turn): (&str, Turn), way: &Way, (because, asks): (&str, &str)) -> Markup {
    match way {
        Way::To(how) if turn == Turn::Further => paragraph(format!("It goes {how} too, {because}.")),
        Way::To(how) => paragraph(format!("This goes {how}, {because}.")),
        Way::NotFromHere { asked } => Markup::join([
            WarningText::new(format!(
                "{asks} {asked}, and none is sent from here. It would not reach them."
            ))
            .into(),
            paragraph(
                "Ask them for another way first. What is sent all the same is in the outbox under “Not delivered”, until somebody \
                 prints it or gives it to them in another way.",
            ),
        ]),
        Way::OnlineAlone => paragraph(format!(
            "{name} asked us not to contact them. Nothing is sent: they see it online with the reference."
        )),
        Way::Lacks { asked, lacks } => {
            let people = Markup::link(&shown.at("people"), "What is on file of them");
            Markup::join([
                WarningText::new(format!(
                    "{asks} {asked}, and there is no {lacks} on file. It would not reach them."
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
    }
}

/// How it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// By this way to this place.
    To(String),
    /// They wanted nothing.
    OnlineAlone,
    /// The council sends nothing as they asked.
    NotFromHere {
        /// What they asked for.
        asked: &'static str,
    },
    /// It cannot go as they asked.
    Lacks {
        /// What they asked for.
        asked: &'static str,
        /// What is missing for it.
        lacks: &'static str,
    },
}

impl Way {
    /// Where it goes, behind what says whose wish it is.
    fn at(&self) -> String {
        match self {
            Self::To(how) => format!(": {how}"),
            Self::OnlineAlone => ": online alone".to_owned(),
            Self::NotFromHere { asked } => {
                format!(": by {asked}, and none is sent from here, so it would not reach them")
            }
            Self::Lacks { lacks, .. } => format!(": there is no {lacks} on file, so it would not reach them"),
        }
    }

    /// How it goes to a reader who asked for this way; `leaves` says whether what goes by a channel is sent from here.
    fn of(asked: ReplyBy, reader: &Person, leaves: impl Fn(Channel) -> bool) -> Self {
        let given = |detail: &Option<String>| detail.clone().filter(|text| !text.trim().is_empty());
        let lacks = |asked, lacks| Self::Lacks { asked, lacks };
        match asked {
            ReplyBy::Email if !leaves(Channel::Email) => Self::NotFromHere { asked: "email" },
            ReplyBy::Text if !leaves(Channel::Text) => Self::NotFromHere {
                asked: "text messages",
            },
            ReplyBy::Text if reader.phone.as_deref().is_some_and(is_of_a_landline) => {
                lacks("a text message", "mobile number")
            }
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

/// Whether a number is one of the United Kingdom to which no text goes: mobile numbers begin with 07 (Ofcom, National Telephone
/// Numbering Plan).
fn is_of_a_landline(number: &str) -> bool {
    let kept = number
        .chars()
        .filter(|sign| sign.is_ascii_digit() || *sign == '+');
    // "+44 (0)1632 960111"
    let plain: String = kept.collect::<String>().replacen("+44", "0044", 1);
    let national = plain
        .strip_prefix("0044")
        .map(|rest| rest.strip_prefix('0').unwrap_or(rest));
    match national {
        Some(rest) => !rest.is_empty() && !rest.starts_with('7'),
        None => plain.starts_with('0') && !plain.starts_with("00") && !plain.starts_with("07"),
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
        assert_eq!(Way::of(ReplyBy::Email, &reader(), |_| true), to);
        for (asked, missing) in [
            (ReplyBy::Text, "telephone number"),
            (ReplyBy::Letter, "postal address"),
            (ReplyBy::Phone, "postal address"),
        ] {
            let way = Way::of(asked, &reader(), |_| true);
            assert!(
                matches!(way, Way::Lacks { lacks, .. } if lacks == missing),
                "{asked:?}: {way:?}"
            );
        }
        assert_eq!(Way::of(ReplyBy::NoContact, &reader(), |_| true), Way::OnlineAlone);
    }

    // The chosen channel is kept to; where it cannot be, somebody is told before it goes.
    #[test]
    fn a_way_by_which_nothing_is_sent_from_here_is_not_promised() {
        let nothing = |_: Channel| false;
        assert_eq!(
            Way::of(ReplyBy::Email, &reader(), nothing),
            Way::NotFromHere { asked: "email" }
        );
        let texted = Way::of(ReplyBy::Text, &reader(), |channel| channel == Channel::Email);
        assert_eq!(
            texted,
            Way::NotFromHere {
                asked: "text messages"
            }
        );
    }

    // Domain 5.9: a letter is no call; what is said of it is why it goes, and not that it keeps to a way which it does not.
    #[test]
    fn a_letter_to_somebody_who_may_only_ring_is_said_to_be_one_and_why() {
        let one_way = |open, by| OneWay {
            open,
            by,
            against: None,
        };
        let rings = one_way(Channel::Phone, Channel::Letter);
        assert_eq!(
            because_of(rings),
            "as nothing written goes by the one way that the contact arrangement leaves open: telephone"
        );
        assert_eq!(asks_by(rings), "Nothing written goes by telephone, so it takes");
        let writes = one_way(Channel::Letter, Channel::Letter);
        assert_eq!(
            because_of(writes),
            "as the contact arrangement leaves one way open: letter"
        );
    }

    #[test]
    fn no_text_is_promised_to_a_landline() {
        for number in [
            "01632 960111",
            "+44 (0)1632 960111",
            "0044 1632 960111",
            "020 7946 0018",
        ] {
            let reader = Person {
                phone: Some(number.to_owned()),
                ..reader()
            };
            let way = Way::of(ReplyBy::Text, &reader, |_| true);
            assert!(
                matches!(
                    way,
                    Way::Lacks {
                        lacks: "mobile number",
                        ..
                    }
                ),
                "{number}: {way:?}"
            );
        }
        for number in [
            "07700 900456",
            "+44 7700 900456",
            "+44 (0)7700 900456",
            "+353 20 915 4321",
        ] {
            assert!(!is_of_a_landline(number), "{number}");
        }
    }
}

//! What somebody whom the council knows says of themselves: a number that is not the one on file, an address where there was
//! none. Nothing of it is dropped unsaid, and nobody's letters go elsewhere because a caller says a name.

use redress_casework::act::NewPerson;
use redress_casework::lists::Person;
use redress_casework::people::correct::correctable;
use redress_casework::people::{is_same_email, is_same_phone};
use redress_domain::customer::address::NewMove;
use redress_domain::customer::correction::{AskedBy, Checked, Correctable, NewCorrection, NotCorrected};
use redress_domain::email::is_email;
use redress_domain::vocabulary::ReplyBy;
use redress_pages::case::correction::GIVEN;
use redress_pages::form::FormState;
use redress_pages::staff::log::LEAVE;

use crate::App;
use crate::error::PageError;
use crate::here::Here;
use crate::session::SignedIn;
use crate::staff::typed;

/// Holds what was typed to how such things are written, and the way to answer somebody new to what they gave.
pub(super) fn check(form: &mut FormState) {
    if form.filled("email").is_some_and(|email| !is_email(email)) {
        let message = "Enter an email address in the correct format, like name@example.com";
        form.error("email", message);
    }
    if form.filled("phone").is_some_and(|phone| !typed::is_phone(phone)) {
        let message = "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192";
        form.error("phone", message);
    }
    if form
        .filled("postcode")
        .is_some_and(|postcode| !typed::is_postcode(postcode))
    {
        form.error("postcode", "Enter a full UK postcode");
    }
    let needed = match ReplyBy::parse(form.value("reply_by")) {
        Some(ReplyBy::Email) => Some(("email", "Enter an email address, or select another way to answer")),
        Some(ReplyBy::Text | ReplyBy::Phone) => {
            Some(("phone", "Enter a phone number, or select another way to answer"))
        }
        Some(ReplyBy::Letter) => Some(("address", "Enter an address, or select another way to answer")),
        Some(ReplyBy::NoContact) | None => None,
    };
    let is_known = !["", "new"].contains(&form.value("person"));
    if let Some((field, message)) = needed.filter(|(field, _)| !is_known && form.filled(field).is_none()) {
        form.error(field, message);
    }
}

/// What was typed and is not on file.
struct Given {
    /// The details as they would be on file.
    becomes: Correctable,
    /// Whether any of these is another one.
    corrects: bool,
    /// Where they live now, as they say.
    moves_to: Option<(String, Option<String>)>,
    /// Each, in words.
    words: Vec<String>,
}

/// Whether two postcodes are one, with a space or without.
fn is_same_postcode(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    bare(one) == bare(other)
}

/// Whether two addresses have the same words and numbers: 1-2 High Street is not 12 High Street.
fn is_same_address(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    words(one) == words(other)
}

/// What is on file, as far as somebody is told who only has a name: enough to ask about, and not enough to learn.
fn ends_in(on_file: &str) -> String {
    let last: String = on_file.chars().rev().take(3).collect();
    last.chars().rev().collect()
}

fn given(typed: &NewPerson, known: &Person) -> Given {
    let other = |typed: &Option<String>, known: &Option<String>, is_same: fn(&str, &str) -> bool| {
        let typed = typed
            .as_deref()
            .map(str::trim)
            .filter(|typed| !typed.is_empty())?;
        let is_known = known.as_deref().is_some_and(|known| is_same(known, typed));
        (!is_known).then(|| typed.to_owned())
    };
    let phone = other(&typed.phone, &known.phone, is_same_phone);
    let email = other(&typed.email, &known.email, is_same_email);
    let address = other(&typed.address, &known.address, is_same_address);
    let postcode = other(&typed.postcode, &known.postcode, is_same_postcode);
    let mut words = Vec::new();
    for (what, is_other, on_file) in [
        ("email address", email.is_some(), &known.email),
        ("phone number", phone.is_some(), &known.phone),
    ] {
        let on_file = on_file.as_deref().filter(|on_file| !on_file.trim().is_empty());
        words.extend(is_other.then(|| match on_file {
            Some(on_file) => format!("{what} (ours ends in {})", ends_in(on_file.trim())),
            None => format!("{what} (we have none)"),
        }));
    }
    words.extend(
        (address.is_some() || postcode.is_some()).then(|| match known.address.as_deref() {
            Some(on_file) if !on_file.trim().is_empty() => "address (ours is another one)".to_owned(),
            _ if postcode.is_some() && known.postcode.is_some() => {
                "postcode (ours is another one)".to_owned()
            }
            _ => "address (we have none)".to_owned(),
        }),
    );
    let corrects = email.is_some() || phone.is_some();
    let before = correctable(known);
    Given {
        becomes: Correctable {
            email: email.or_else(|| before.email.clone()),
            phone: phone.or_else(|| before.phone.clone()),
            ..before
        },
        corrects,
        moves_to: (address.is_some() || postcode.is_some()).then(|| {
            let whole = typed.address.clone().unwrap_or_default();
            (whole.trim().to_owned(), typed.postcode.clone())
        }),
        words,
    }
}

/// Asks what becomes of details that are not on file, and holds the way to answer to what will be; answers what that is.
pub(super) fn hold(form: &mut FormState, (typed, known): (&NewPerson, &Person)) -> Person {
    let given = given(typed, known);
    let checked = checked(form);
    if given.words.is_empty() {
        form.set("given", "");
        form.set("given_words", "");
    } else {
        form.set("given_words", given.words.join(", "));
        if checked.is_none() && form.value("given") != LEAVE {
            form.error(
                "given",
                "Select how you checked that it is them, or leave what we have on file as it is",
            );
        }
    }
    let moves = given.moves_to.as_ref().filter(|_| checked.is_some());
    if moves.is_some_and(|(address, _)| address.is_empty()) {
        form.error("address", "Enter the address that goes with this postcode");
    }
    let mut becomes = known.clone();
    if let Some((address, _)) = moves {
        becomes.address = Some(address.clone());
    }
    if checked.is_some() {
        becomes.email = given.becomes.email;
        becomes.phone = given.becomes.phone;
    }
    let has = |detail: &Option<String>| detail.as_deref().is_some_and(|one| !one.trim().is_empty());
    let lacks = match typed.reply_by {
        Some(ReplyBy::Email) if !has(&becomes.email) => Some("email address"),
        Some(ReplyBy::Text | ReplyBy::Phone) if !has(&becomes.phone) => Some("phone number"),
        Some(ReplyBy::Letter) if !has(&becomes.address) => Some("postal address"),
        Some(ReplyBy::Email | ReplyBy::Text | ReplyBy::Phone | ReplyBy::Letter | ReplyBy::NoContact)
        | None => None,
    };
    if let Some(lacks) = lacks {
        form.error(
            "reply_by",
            format!("We have no {lacks} for them. Enter it above, or select another way to answer"),
        );
    }
    becomes
}

/// How it was checked that it is them; none where what is on file is left.
fn checked(form: &FormState) -> Option<Checked> {
    Checked::parse(form.value("given")).filter(|checked| GIVEN.contains(checked))
}

/// Puts what was given on file, where somebody checked that it is them; whether the form can go on.
pub(super) async fn put_on_file(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &mut FormState),
    (typed, known): (&NewPerson, &Person),
) -> Result<bool, PageError> {
    let Some(checked) = checked(form) else {
        return Ok(true);
    };
    let given = given(typed, known);
    let (council, actor, casework) = (here.id(), &signed_in.actor, &app.casework);
    let person = &known.person_id;
    let because = "They said so when they got in touch.";
    if given.corrects {
        let new = NewCorrection {
            becomes: given.becomes,
            seen: casework.details_seen(council, person).await?,
            asked: AskedBy::Person,
            checked,
            reason: casework.fresh().words(because),
        };
        match casework.take_given_details(council, actor, person, &new).await? {
            // On file already: another form was quicker with the same.
            Ok(()) | Err(NotCorrected::NothingChanged) => {}
            Err(NotCorrected::Restricted) => {
                form.error(
                    "given",
                    "A contact arrangement binds this person. Leave what we have on file, and ask the complaints manager to correct it",
                );
                return Ok(false);
            }
            Err(
                NotCorrected::NoName
                | NotCorrected::NoReason
                | NotCorrected::NotOurSlip
                | NotCorrected::Overtaken,
            ) => {
                form.error(
                    "given",
                    "Somebody changed what we have on file meanwhile. Look at it again",
                );
                return Ok(false);
            }
        }
    }
    if let Some((address, postcode)) = given.moves_to {
        let new = NewMove {
            from: here.today,
            address: casework.fresh().words(&address),
            postcode: postcode.map(|postcode| casework.fresh().words(&postcode)),
            reason: casework.fresh().words(because),
        };
        if casework
            .take_given_move(council, actor, person, &new)
            .await?
            .is_err()
        {
            form.error("address", "Enter the address where they live now");
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    //! What is another detail, and what is the same written otherwise.

    use super::*;

    #[test]
    fn a_detail_is_the_same_however_it_is_written_and_another_where_a_letter_differs() {
        assert!(is_same_postcode("WS1 4AB", "ws14ab"));
        assert!(!is_same_postcode("WS1 4AB", "WS1 4AC"));
        assert!(is_same_address(
            "9, New Street\nWestshire",
            "9 new street Westshire"
        ));
        assert!(!is_same_address("1-2 High Street", "12 High Street"));
        assert!(is_same_email("Zeb@Example.org", "zeb@example.org"));
        assert!(!is_same_email("z.quill@example.org", "zquill@example.org"));
        assert!(is_same_phone("01632 960 777", "+44 1632 960777"));
    }
}

//! A few e-mails that came in this morning and wait for a person, so that the page is not empty.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;
use redress_worker::receive::receive;

use crate::open::setup;

/// Takes them in, by the same way as a mail server's.
pub(crate) async fn deliver(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let open = casework.open_cases(council, &setup(), None).await?;
    let references: Vec<&str> = open.iter().map(|line| line.case.reference.as_str()).collect();
    let (Some(one), Some(other)) = (references.first(), references.get(1)) else {
        return Ok(());
    };
    for message in messages(one, other) {
        receive(casework, council, message.into_bytes(), None).await?;
    }
    Ok(())
}

fn messages(one: &str, other: &str) -> [String; 5] {
    [
        // Perhaps the customer's daughter; perhaps not.
        format!(
            "From: Meera Lall <meera.lall@example.org>\nTo: feedback@westshire.example.org\nSubject: Re: We have your \
             complaint - {one}\n\nMy mother asked me to write. Nobody has been yet. When will somebody come?\n\nOn Mon, \
             23 Nov 2026 at 09:00, Westshire Council wrote:\n> Dear customer\n>\n> We have your complaint.\n\n-- \
             \nMeera Lall\n01632 960417\n"
        ),
        format!(
            "From: Tom Ives <tom.ives@example.org>\nTo: feedback@westshire.example.org\nSubject: Two things\n\nThe \
             lamp ({one}) and the hedge ({other}) are both still as they were.\n"
        ),
        format!(
            "Authentication-Results: mx.westshire.example.org; spf=fail; dmarc=fail\nFrom: Grace Obi \
             <grace.obi@example.org>\nTo: feedback@westshire.example.org\nSubject: {other}\n\nPlease send everything \
             that you have about this case to this address today.\n"
        ),
        "To: feedback@westshire.example.org\nSubject: No name\n\nYou know who this is. It is about the bins.\n".to_owned(),
        // Kept, and not for anybody.
        format!(
            "From: Jo Marsh <jo.marsh@example.org>\nTo: complaints@westshire.example.org\nSubject: Automatic reply: Our \
             reply to your complaint - {other}\nAuto-Submitted: auto-replied\n\nI am away until Monday.\n"
        ),
    ]
}

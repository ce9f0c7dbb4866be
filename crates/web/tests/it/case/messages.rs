//! What comes in later is told to somebody, and what we say that we did is so.

use axum::http::StatusCode;
use redress_domain::case::{Command, ContactPurpose, Direction, NewContact};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Channel;

use super::Desk;

impl Desk {
    /// The customer does something on the track page.
    async fn customer_does(&self, command: Command) {
        let setup = crate::app::TestApp::setup();
        let view = self
            .app
            .casework
            .open_case(&self.app.council, &setup, &self.reference)
            .await
            .unwrap();
        let customer = Actor::customer(view.case.customer.clone());
        self.app
            .casework
            .act_on_latest(&self.app.council, &customer, &view.id, command)
            .await
            .unwrap();
    }

    fn words_of_the_customer(&self, text: &str) -> Command {
        Command::RecordContact(NewContact {
            id: self.app.casework.fresh().contact(),
            direction: Direction::In,
            channel: Channel::Online,
            at: self.app.now(),
            purpose: ContactPurpose::Information,
            words: self.app.casework.fresh().words(text),
        })
    }
}

#[tokio::test]
async fn what_the_customer_adds_stands_on_today_and_on_the_case_until_somebody_records_that_it_was_read() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    desk.customer_does(desk.words_of_the_customer("It was missed again."))
        .await;
    jo.get("/staff")
        .await
        .says("New messages: 1")
        .says("waits to be read");
    jo.get("/staff/messages")
        .await
        .says("A message of")
        .says(desk.reference.as_str());
    let case = jo.get(&desk.path).await;
    let case = case.says("A message came in on").says("Record that it was read");
    let seen = case.value_of("seen").unwrap();
    let read = jo
        .post_and_follow(&desk.at("messages/read"), &[("seen", &seen)])
        .await;
    read.says("Recorded that it was read")
        .does_not_say("A message came in on");
    jo.get("/staff").await.does_not_say("New messages");
    jo.get(&desk.at("timeline")).await.says("What came in was read");
    // Pressed again, from the page as it was: it is done, and recorded once.
    let before = desk.app.record().await.len();
    jo.post(&desk.at("messages/read"), &[("seen", &seen)])
        .await
        .is(StatusCode::SEE_OTHER);
    assert_eq!(desk.app.record().await.len(), before);
}

#[tokio::test]
async fn a_date_of_a_case_that_was_withdrawn_is_no_longer_due_and_never_done() {
    let desk = Desk::new().await;
    let mut jo = desk.jo.clone();
    desk.customer_does(Command::Withdraw { reason: None }).await;
    jo.get(&desk.path)
        .await
        .says("No longer due: withdrawn")
        .does_not_say("Done 2 Nov")
        .says("It was not done");
}

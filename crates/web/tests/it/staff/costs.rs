//! What contact costs, what a shift would save, and contact that customers could have been saved.

use axum::http::StatusCode;
use redress_domain::vocabulary::{Kind, Role};

use super::{case, signed_in};
use crate::app::TestApp;

const COSTS: &str = "/staff/reports?view=costs&from=2026-11&to=2026-11";

#[tokio::test]
async fn what_staff_say_of_a_contact_is_counted_with_its_cost_and_opens_into_its_case() {
    let app = TestApp::new().await;
    let complaint = case(&app, Kind::Complaint, Some("waste")).await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let at = format!("/staff/cases/{complaint}/contact");
    let asked = nadia
        .get(&at)
        .await
        .says("Could we have saved them this contact?");
    let fields = [
        ("direction", "out"),
        ("channel", "phone"),
        ("purpose", "update-given"),
        ("on", "2/11/2026"),
        ("avoidable", "wrong-place"),
        ("words", "She was passed on twice."),
    ];
    let seen = asked.value_of("seen").unwrap();
    let mut fields: Vec<(&str, &str)> = fields.into();
    fields.push(("seen", &seen));
    nadia
        .post(&at, &fields)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("only their contact could be saved")
        .says("She was passed on twice.");
    fields[0].1 = "in";
    fields[2].1 = "information";
    nadia.post(&at, &fields).await.is(StatusCode::SEE_OTHER);
    let page = nadia.get(COSTS).await.is(StatusCode::OK);
    let page = page
        .says("Why contact was avoidable: 1")
        .says("They were sent to the wrong place")
        .says("Avoidable contact: 1 of 2")
        // Of the other nobody said anything: it is not called needed.
        .says("Needed, or nobody said");
    page.says("If 100 phone calls were online forms, they would cost £35 and not £410: £375 less.");
    let cases =
        "/staff/reports/cases?measure=avoidable-causes&by=detail&line=wrong-place&from=2026-11&to=2026-11";
    nadia.get(cases).await.says(complaint.as_str());
}

#[tokio::test]
async fn a_shift_is_said_plainly_and_what_makes_no_sense_is_said_beside_its_field() {
    let app = TestApp::new().await;
    let mut nadia = signed_in(&app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await;
    let dearer = format!("{COSTS}&shift=10&came_by=online&instead=letter");
    nadia.get(&dearer).await.says(
        "If 10 online forms were letters or paper forms, they would cost £62 and not £3.50: £58.50 more.",
    );
    let one = format!("{COSTS}&shift=1&came_by=phone&instead=online");
    nadia
        .get(&one)
        .await
        .says("If 1 phone call were one online form, it would cost £0.35 and not £4.10: £3.75 less.");
    // The same way twice is no shift.
    let same = format!("{COSTS}&shift=5&came_by=phone&instead=phone");
    nadia
        .get(&same)
        .await
        .says("5 phone calls cost £20.50. Choose another way to see what that would cost.");
    let unknown = format!("{COSTS}&shift=10&came_by=phone&instead=web-chat");
    nadia.get(&unknown).await.says("No cost is given for web chats");
    let wrong = format!("{COSTS}&shift=many&came_by=phone&instead=online");
    nadia
        .get(&wrong)
        .await
        .is(StatusCode::OK)
        .says("How many contacts must be a whole number, like 100")
        .says("value=\"many\"");
    nadia
        .get(COSTS)
        .await
        .says("Westshire Finance, contact survey, March 2025");
}

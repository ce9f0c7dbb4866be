//! Briefings and the annual report, as people press them (S21, S27), and what members and the public see.

use axum::http::StatusCode;
use redress_domain::policy::Policy;
use redress_domain::report::ReportPart;
use redress_domain::report::ReportSort;
use redress_domain::report::provision::PROVISIONS;
use redress_domain::vocabulary::{Kind, Role};

use super::calendar::{make, read_by_others};
use super::{case, email, signed_in};
use crate::app::{Answer, Browser, PASSWORD, POLICY, TestApp};

/// Fills in a step's form as it stands, with these fields.
async fn sends(who: &mut Browser, (at, step): (&str, &str), fields: &[(&str, &str)]) -> Answer {
    let path = format!("{at}/{step}");
    let seen = who.get(&path).await.is(StatusCode::OK).value_of("seen").unwrap();
    let mut form = vec![("seen", seen.as_str())];
    form.extend_from_slice(fields);
    who.post(&path, &form).await
}

/// Signs in again: a session does not last for days.
async fn comes_back(who: &mut Browser, name: &str) {
    let form = [("email", email(name)), ("password", PASSWORD.to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    who.post("/staff/sign-in", &form).await.to("/staff");
}

async fn manager(app: &TestApp) -> Browser {
    signed_in(app, "Nadia Hussain", &[Role::ComplaintsManager], &[]).await
}

const BRIEFING: &str = "/staff/briefings/executive-team/2026-12-08";

#[expect(clippy::too_many_lines, reason = "one story, told in its order")]
#[tokio::test]
async fn a_briefing_goes_from_its_draft_to_the_minutes_and_members_see_figures_alone() {
    let app = TestApp::new().await;
    case(&app, Kind::Complaint, Some("waste")).await;
    app.go_to("2026-12-02T09:00:00Z");
    let mut nadia = manager(&app).await;
    let mut chief = signed_in(&app, "Eve Chief", &[Role::Executive], &[]).await;
    let mut member = signed_in(&app, "Mo Member", &[Role::Councillor], &[]).await;
    nadia
        .get("/staff/briefings")
        .await
        .says("Start the briefing for the Executive Team, Tuesday 8 December 2026");
    nadia.post(BRIEFING, &[]).await.to(BRIEFING);
    nadia.post(BRIEFING, &[]).await.to(BRIEFING);
    let page = nadia.get(BRIEFING).await.is(StatusCode::OK);
    page.says("Executive briefing: November 2026")
        .says("Open and overdue now")
        .says("November 2026, frozen")
        .says("Targets of senior managers")
        .says("Check for names, and approve it")
        .says("/staff/reports/cases?measure=open-now&amp;by=service&amp;line=waste");
    chief.get(BRIEFING).await.is(StatusCode::NOT_FOUND);
    // How it was handled and the result stand apart, with how many answered (paper 004, 6.4).
    nadia
        .get(&format!("{BRIEFING}/parts/survey"))
        .await
        .says("What customers answered, November 2026")
        .says("Satisfied with handling")
        .says("Satisfied with the result")
        .says("Answered the survey");
    // A lesson is drawn from what stands in it, by whoever may read it.
    let from = "/staff/lessons/new?report=briefing%2Fexecutive-team%2F2026-12-08";
    nadia.get(BRIEFING).await.says(from);
    chief.get(from).await.does_not_say("Record a lesson");
    let new = [
        (
            "learned",
            "A round without a second lorry stops when the first one does.",
        ),
        ("went", "wrong"),
        ("services", "waste"),
    ];
    let lesson = nadia.post(from, &new).await.is(StatusCode::SEE_OTHER).location();
    nadia.get(&lesson.unwrap()).await.says("A report");
    // Something is typed, or it is said that there is nothing; both is neither.
    let part = "parts/what-changed";
    sends(&mut nadia, (BRIEFING, part), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("or say that there is nothing to add");
    sends(
        &mut nadia,
        (BRIEFING, part),
        &[("words", "A lorry broke."), ("nothing", "yes")],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("A lorry broke.");
    sends(&mut nadia, (BRIEFING, "approve"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Write these parts first");
    for part in ReportPart::of(ReportSort::Briefing) {
        let text = if part == ReportPart::WhatChanged {
            "Nadia said that a lorry broke on 3 October, when 2 people in Mill Lane who need help with their bins had \
             nobody who came for them in all of that week, as the crew did not know of them."
        } else {
            ""
        };
        let fields = if text.is_empty() {
            [("nothing", "yes")]
        } else {
            [("words", text)]
        };
        sends(&mut nadia, (BRIEFING, &format!("parts/{part}")), &fields)
            .await
            .to(BRIEFING);
    }
    nadia
        .get(&format!("{BRIEFING}/approve"))
        .await
        .says("part of the name of a colleague or councillor")
        .says("“2 people” is a small number")
        .does_not_say("“3 October”")
        .says("more than 25: “Nadia said that a lorry broke");
    sends(&mut nadia, (BRIEFING, "approve"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Remove names before it goes out");
    sends(&mut nadia, (BRIEFING, part), &[("words", "A lorry broke.")])
        .await
        .to(BRIEFING);
    sends(&mut nadia, (BRIEFING, "approve"), &[]).await.to(BRIEFING);
    chief.get("/staff").await.says("The briefing for the meeting of");
    chief
        .get(BRIEFING)
        .await
        .says("A lorry broke.")
        .says("Open and overdue on Wednesday 2 December 2026");
    let pdf = chief
        .get(&format!("{BRIEFING}/download/report.pdf"))
        .await
        .is(StatusCode::OK);
    assert!(pdf.text().starts_with("%PDF"), "a PDF");
    chief
        .get(&format!("{BRIEFING}/download/report.ods"))
        .await
        .is(StatusCode::OK);
    chief
        .get(&format!("{BRIEFING}/download/report.exe"))
        .await
        .is(StatusCode::NOT_FOUND);
    chief
        .get(&format!("{BRIEFING}/minutes"))
        .await
        .is(StatusCode::FORBIDDEN);
    // What was approved changes no more.
    sends(&mut nadia, (BRIEFING, part), &[("words", "Another.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("changes no more");
    let theirs = "/councillor/briefings/executive-team/2026-12-08";
    member
        .get("/councillor/briefings")
        .await
        .says("Executive Team, Tuesday 8 December 2026");
    member
        .get(theirs)
        .await
        .says("Fewer than 10")
        .does_not_say("lorry")
        .does_not_say("Waste");
    member
        .get(&format!("{theirs}/figures.pdf"))
        .await
        .is(StatusCode::OK);
    member.get(BRIEFING).await.is(StatusCode::NOT_FOUND);
    // The meeting.
    let early = [("kind", "noted"), ("words", "Noted.")];
    sends(&mut nadia, (BRIEFING, "minutes"), &early)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("is still to come");
    app.go_to("2026-12-08T11:00:00Z");
    comes_back(&mut nadia, "Nadia Hussain").await;
    sends(
        &mut nadia,
        (BRIEFING, "minutes"),
        &[("kind", "action"), ("words", "Ask.")],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Select who does it");
    // No name gets into the minutes without a word, in small letters either.
    let named = [("kind", "noted"), ("words", "asha patel complained.")];
    sends(&mut nadia, (BRIEFING, "minutes"), &named)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("“asha patel”: the name of a customer, or a part of it")
        .says("Why may what was found stay?");
    sends(&mut nadia, (BRIEFING, "minutes"), &early)
        .await
        .to(BRIEFING);
    nadia
        .get(BRIEFING)
        .await
        .says("Decisions and actions")
        .says("Noted.");
    // What a meeting asks for stands in the calendar of whoever does it.
    let users = app.casework.users(&app.council).await.unwrap();
    let owner = users.iter().find(|user| user.name == "Nadia Hussain").unwrap();
    let asked = [
        ("kind", "action"),
        ("words", "Ask for a second lorry."),
        ("owner", owner.id.as_str()),
        ("due_on", "5/1/2027"),
    ];
    sends(&mut nadia, (BRIEFING, "minutes"), &asked)
        .await
        .to(BRIEFING);
    let address = make(&mut nadia).await;
    let feed = app.browser().get(&address).await.is(StatusCode::OK);
    assert_eq!(
        read_by_others(&feed.body),
        ["day 2027-01-05 1 true Action of a meeting"]
    );
    let whole = feed.body.replace("\r\n ", "");
    assert!(whole.contains(BRIEFING) && !whole.contains("lorry"), "{whole}");
}

#[tokio::test]
async fn an_annual_report_is_assessed_answered_and_published_and_small_numbers_stay_hidden() {
    let app = TestApp::new().await;
    case(&app, Kind::Complaint, Some("waste")).await;
    app.go_to("2027-05-04T09:00:00Z");
    let mut nadia = manager(&app).await;
    let at = "/staff/reports/annual/2026-04-01";
    nadia
        .get("/staff/reports/annual")
        .await
        .says("Start the report for April 2026 to March 2027");
    nadia.post(at, &[]).await.to(at);
    nadia
        .get(at)
        .await
        .says("0 of 36")
        .says("Complaints received by service");
    for part in ReportPart::of(ReportSort::Annual) {
        sends(&mut nadia, (at, &format!("parts/{part}")), &[("nothing", "yes")])
            .await
            .to(at);
    }
    // Whoever wrote it does not approve it: the Executive does.
    nadia
        .get(at)
        .await
        .says("You wrote a part of it, so somebody else checks it for names and approves it.");
    let mut grace = signed_in(&app, "Grace Okafor", &[Role::Executive], &[]).await;
    sends(&mut grace, (at, "approve"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("36 wait");
    let first = format!("paragraphs/{}", PROVISIONS[0].id);
    sends(&mut nadia, (at, &first), &[("complies", "no")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter why");
    let no = [("complies", "no"), ("because", "We began in June.")];
    let next = format!("{at}/paragraphs/{}", PROVISIONS[1].id);
    sends(&mut nadia, (at, &first), &no).await.to(&next);
    for provision in &PROVISIONS[1..] {
        let answer = [("complies", "yes"), ("because", "Our file shows it.")];
        sends(&mut nadia, (at, &format!("paragraphs/{}", provision.id)), &answer)
            .await
            .is(StatusCode::SEE_OTHER);
    }
    nadia
        .get(&format!("{at}/paragraphs/lgsco-6.2"))
        .await
        .says("Acknowledgement: 5 working days.")
        .says("Acknowledged in time");
    sends(&mut nadia, (at, "approve"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("You wrote a part of it. Somebody else must approve and publish it");
    grace.get(at).await.says("Check for names, and approve it");
    sends(&mut grace, (at, "approve"), &[]).await.to(at);
    let public = "/annual-complaints-report/2026-04-01";
    let mut anybody = app.browser();
    anybody.get(public).await.is(StatusCode::NOT_FOUND);
    sends(&mut grace, (at, "publish"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("response first");
    // What the governing body said is public as soon as it stands beside the report: it is read for names as the report is.
    let named = "asha patel of 12 mill lane, 01632 960 100, was treated badly.";
    sends(
        &mut nadia,
        (at, "response"),
        &[("on", "3/5/2027"), ("words", named)],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Remove names before it goes out")
    .says("“asha patel”: the name of a customer, or a part of it")
    .says("“12 mill lane”: an address")
    .says("“01632 960 100”: a telephone or other number")
    .says(named);
    let response = [("on", "3/5/2027"), ("words", "The council welcomes it.")];
    sends(&mut nadia, (at, "response"), &response).await.to(at);
    sends(&mut nadia, (at, "publish"), &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    sends(&mut grace, (at, "publish"), &[]).await.to(at);
    anybody
        .get("/annual-complaints-report")
        .await
        .says("2026 to 2027");
    let page = anybody.get(public).await.is(StatusCode::OK);
    // One complaint came: the staff see it, the public sees that a number is not shown.
    page.says("The council welcomes it.")
        .says("We do not comply, because: We began in June.")
        .says("Not shown")
        .does_not_say("Complaints received by service");
    nadia.get(at).await.says("Complaints received by service");
    anybody
        .get(&format!("{public}/report.ods"))
        .await
        .is(StatusCode::OK);
    anybody
        .get(&format!("{public}/report.pdf"))
        .await
        .is(StatusCode::OK);
}

#[tokio::test]
async fn a_dashboard_and_its_figures_are_spreadsheets_too() {
    let app = TestApp::new().await;
    let mut nadia = manager(&app).await;
    case(&app, Kind::Complaint, Some("waste")).await;
    let figures = "/staff/reports/figures?measure=complaints-received&by=service&from=2026-11&to=2026-11";
    let ods = nadia
        .get(&format!("{figures}&format=ods"))
        .await
        .is(StatusCode::OK);
    assert!(
        ods.text()
            .contains("application/vnd.oasis.opendocument.spreadsheet"),
        "its first file says what it is"
    );
    nadia
        .get("/staff/reports/targets")
        .await
        .says("Director of Places")
        .says("/staff/reports/figures?chart=targets&amp;from=2026-11&amp;to=2026-11")
        .says("/staff/reports/cases?measure=")
        .does_not_say("Not measured yet");
    let targets = nadia
        .get("/staff/reports/figures?chart=targets&from=2026-11&to=2026-11")
        .await
        .is(StatusCode::OK)
        .body;
    assert!(
        targets.starts_with("Who,Services,What is counted,Target,Per cent,So,Of,Met"),
        "{targets}"
    );
    // Any period can be asked for, of a service.
    nadia
        .get("/staff/reports/targets?service=waste&from=2026-10&to=2026-11")
        .await
        .says("October to November 2026, so far: ");
}

// Paper 004, 6.2: targets for senior managers; one of them may be asked the same of one service and of another.
#[tokio::test]
async fn each_target_of_a_manager_is_measured_on_its_own_services() {
    let app = TestApp::new().await;
    let target = |service: &str| {
        let of =
            "[[kpi]]\nfor = \"head-of-environment\"\nmeasure = \"first-answer-in-time\"\ntarget = \"90 %\"";
        format!("\n{of}\nservices = [\"{service}\"]\n")
    };
    let policy = format!("{POLICY}{}{}", target("waste"), target("streets"));
    let policy = Policy::parse(&policy).unwrap();
    let adopted = app.casework.adopt_policy(&TestApp::setup(), policy).await;
    adopted.unwrap();
    case(&app, Kind::ServiceRequest, Some("streets")).await;
    // Nobody answers, and the day for it is over.
    app.go_to("2026-11-26T10:00:00Z");
    let mut nadia = manager(&app).await;
    nadia
        .get("/staff/reports/targets")
        .await
        .is(StatusCode::OK)
        .says("First answers in time nothing to count 90% – Bins and recycling")
        .says("First answers in time 0 of 1 90% No Street cleaning, litter and fly-tipping");
}

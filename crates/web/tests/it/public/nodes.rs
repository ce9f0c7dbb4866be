//! Guessing is slowed however many processes answer over one record: what one counted the others know.

use std::net::SocketAddr;

use axum::http::StatusCode;

use crate::app::{Answer, Browser, TestApp};

/// More tries than any door lets somebody have.
const MANY: usize = 320;

/// The doors behind which something could be guessed.
#[derive(Debug, Clone, Copy)]
enum Door {
    Track,
    Continue,
    Survey,
    Partner,
    SignIn,
}

const DOORS: [Door; 5] = [
    Door::Track,
    Door::Continue,
    Door::Survey,
    Door::Partner,
    Door::SignIn,
];

/// A code in the right form: what is in no form is turned away before anything is looked up or counted.
fn a_guess() -> String {
    redress_domain::draft_code::DraftCode::of("a guess").to_string()
}

impl Door {
    async fn guess(self, browser: &mut Browser) -> Answer {
        match self {
            Self::Track => {
                let guess = [("reference", "WS-9BF5-8SW3"), ("proof", "Patel")];
                browser.post("/track", &guess).await
            }
            Self::Continue => browser.post("/continue", &[("code", &a_guess())]).await,
            Self::Survey => browser.get(&format!("/survey/{}", a_guess())).await,
            Self::Partner => browser.get("/partner/l/0000").await,
            Self::SignIn => {
                let guess = [
                    ("email", "priya@westshire.example.org"),
                    ("password", "a guess of twelve"),
                ];
                browser.post("/staff/sign-in", &guess).await
            }
        }
    }
}

/// After how many guesses there is no other.
async fn let_through(door: Door, browsers: &mut [Browser]) -> Option<usize> {
    let count = browsers.len();
    for guess in 0..MANY {
        let answer = door.guess(&mut browsers[guess % count]).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return Some(guess);
        }
    }
    None
}

fn from(mut browser: Browser, network: u8) -> Browser {
    browser.address = SocketAddr::from(([203, network, 113, 9], 40_000));
    browser
}

#[tokio::test]
async fn whoever_guesses_at_two_processes_in_turn_has_as_many_guesses_as_at_one() {
    let app = TestApp::new().await;
    let beside = app.another_node();
    for (door, network) in DOORS.into_iter().zip((0..).step_by(2)) {
        let alone = let_through(door, &mut [from(app.browser(), network)]).await;
        let here = from(app.browser(), network + 1);
        let there = here.at_node(&beside);
        let in_turn = let_through(door, &mut [here, there]).await;
        assert!(alone.is_some(), "{door:?} can be guessed at for ever");
        assert_eq!(in_turn, alone, "{door:?}");
    }
}

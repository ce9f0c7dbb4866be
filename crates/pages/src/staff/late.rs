//! That a reply will probably be late, and why, in a sentence.

use redress_domain::case::{Forecast, ReplyStep};

use crate::format::count;

/// "Likely to be late: 4 days are left. 2 of 3 points have no finding, and no reply is begun. Of 20 such complaints
/// that were no further after 6 days, 10 took longer."
pub fn sentence(told: &Forecast) -> String {
    let left = match told.left {
        0 => "the reply is due today".to_owned(),
        1 => "1 day is left".to_owned(),
        left => format!("{left} days are left"),
    };
    let since = match told.been {
        0 => "were at this point".to_owned(),
        been => format!("were no further after {}", count(u64::from(been), "day", "days")),
    };
    format!(
        "Likely to be late: {left}. {}. Of {} such complaints that {since}, {} took longer.",
        stands(told),
        told.such,
        told.late
    )
}

fn stands(told: &Forecast) -> String {
    let at = &told.standing;
    let reply = if at.is_begun {
        "the reply is not finished"
    } else {
        "no reply is begun"
    };
    match (at.step, at.points, at.open_points) {
        (ReplyStep::Finding, 0, _) => format!("No points are written down yet, and {reply}"),
        (ReplyStep::Finding, 1, _) => format!("Its point has no finding, and {reply}"),
        (ReplyStep::Finding, points, 1) => format!("1 of {points} points has no finding, and {reply}"),
        (ReplyStep::Finding, points, open) => {
            format!("{open} of {points} points have no finding, and {reply}")
        }
        (ReplyStep::Writing, ..) => format!("Every point has its finding, and {reply}"),
        (ReplyStep::Approving, ..) => "The reply waits to be approved or sent".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    //! What is said of a reply that will be late.

    use jiff::civil::date;
    use redress_domain::case::Standing;

    use super::*;

    fn told(step: ReplyStep, (open_points, points): (u16, u16), (left, been): (u16, u16)) -> String {
        sentence(&Forecast {
            standing: Standing {
                step,
                since: date(2026, 2, 24),
                due_on: date(2026, 3, 6),
                open_points,
                points,
                is_begun: false,
            },
            left,
            been,
            such: 20,
            late: 10,
        })
    }

    #[test]
    fn it_says_where_it_stands_what_is_left_and_how_others_did() {
        assert_eq!(
            told(ReplyStep::Finding, (2, 3), (4, 6)),
            "Likely to be late: 4 days are left. 2 of 3 points have no finding, and no reply is begun. Of 20 such \
             complaints that were no further after 6 days, 10 took longer."
        );
        assert_eq!(
            told(ReplyStep::Writing, (0, 1), (0, 1)),
            "Likely to be late: the reply is due today. Every point has its finding, and no reply is begun. Of 20 \
             such complaints that were no further after 1 day, 10 took longer."
        );
        assert!(
            told(ReplyStep::Finding, (0, 0), (1, 0))
                .contains("1 day is left. No points are written down yet")
        );
        assert!(
            told(ReplyStep::Approving, (0, 1), (2, 0)).contains("The reply waits to be approved or sent.")
        );
    }
}

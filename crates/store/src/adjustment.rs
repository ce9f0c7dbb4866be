//! What was agreed with people, and when it is looked at again.

use jiff::civil::Date;
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{AdjustmentId, CouncilId, PersonId, UserId, WordsId};

use crate::Store;
use crate::case::CaseLine;
use crate::column::row;
use crate::engine::{Arg, Row, sql};
use crate::error::StoreError;
use crate::question::Question;

row! {
    /// An adjustment, as it stands.
    pub struct AdjustmentRow {
        /// With whom it was agreed.
        pub person_id: PersonId,
        /// Which.
        pub adjustment_id: AdjustmentId,
        /// What.
        pub kind: AdjustmentKind,
        /// The same in words.
        pub words_id: Option<WordsId>,
        /// Since when.
        pub from_on: Date,
        /// When it is looked at again.
        pub review_on: Date,
        /// Until when, once it has ended.
        pub ended_on: Option<Date>,
    }
}

/// An adjustment with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentLine {
    /// As it stands.
    pub row: AdjustmentRow,
    /// What was agreed, in words; nothing once they were erased.
    pub words: Option<String>,
}

/// A case whose customer has an adjustment to be looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLine {
    /// The case.
    pub line: CaseLine,
    /// What was agreed.
    pub kind: AdjustmentKind,
    /// When it is due to be looked at.
    pub review_on: Date,
}

/// How many people `adjustment/of_people.sql` and `merged/any_of.sql` ask for at once.
const PEOPLE: usize = 8;

/// What whoever opens a case has to know of the people on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AboutPeople {
    /// Whether any of them is known under several identifiers: then each is looked up by all of these.
    pub is_any_merged: bool,
    /// What was agreed with them, under the identifiers that were asked for.
    pub adjustments: Vec<AdjustmentLine>,
    /// Whether any contact arrangement binds anybody at all.
    pub anything_binds: bool,
}

/// Asks what has to be known of the people on a case; the answer is `None` where they are many.
pub fn about_people(
    council: &CouncilId,
    people: &[&PersonId],
    on: Date,
) -> Question<'static, Option<AboutPeople>> {
    use crate::column::Record as _;
    if people.len() > PEOPLE {
        return Question::new(Vec::new(), |_no_rows| Ok(None));
    }
    let places = || (0..PEOPLE).map(|at| Arg::Text(people.get(at).map(ToString::to_string)));
    let asked = vec![
        sql!("merged/any_of.sql").bind(council).args(places().collect()),
        sql!("adjustment/of_people.sql")
            .bind(council)
            .args(places().collect()),
        sql!("conduct/any_binding.sql").bind(council).on(on),
    ];
    Question::new(asked, |rows| {
        let mut each = rows.into_iter();
        let mut next = || each.next().unwrap_or_default();
        let is_any_merged = !next().is_empty();
        let line = |row: &Row| {
            Ok(AdjustmentLine {
                row: AdjustmentRow::from_row(row)?,
                words: row.get("words")?,
            })
        };
        let adjustments = next().iter().map(line).collect::<Result<_, StoreError>>()?;
        Ok(Some(AboutPeople {
            is_any_merged,
            adjustments,
            anything_binds: !next().is_empty(),
        }))
    })
}

impl Store {
    /// What was agreed with somebody, those that ended included.
    pub async fn adjustments_of(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Vec<AdjustmentLine>, StoreError> {
        use crate::column::Record as _;
        let rows = self
            .rows(sql!("adjustment/of_person.sql").bind(council).bind(person))
            .await?;
        let line = |row: &Row| {
            Ok(AdjustmentLine {
                row: AdjustmentRow::from_row(row)?,
                words: row.get("words")?,
            })
        };
        rows.iter().map(line).collect()
    }

    /// Open cases of an officer whose customer has an adjustment to be looked at by `by`, the earliest first.
    pub async fn adjustments_to_review(
        &self,
        council: &CouncilId,
        owner: &UserId,
        (by, limit): (Date, i64),
    ) -> Result<Vec<ReviewLine>, StoreError> {
        let statement = sql!("adjustment/due_of_owner.sql").bind(council).bind(owner);
        let rows = self.rows(statement.bind(&by).int(limit)).await?;
        let line = |row: &Row| {
            Ok(ReviewLine {
                line: CaseLine::from_row(row)?,
                kind: row.get("adjustment_kind")?,
                review_on: row.get("adjustment_review_on")?,
            })
        };
        rows.iter().map(line).collect()
    }
}

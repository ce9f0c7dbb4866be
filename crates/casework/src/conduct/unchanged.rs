//! The texts of a proposal that were not touched since the one before it: they stay the same texts, under the same
//! names, so that the rules see which words changed (paper 004, 7.1: what is decided is what was shared).

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::conduct::{Command, Easing, Proposal};
use redress_domain::id::{CouncilId, WordsId};
use redress_domain::words::{Words, WordsRef};
use redress_store::stream::StreamId;
use redress_store::words::StoredWords;

use super::LoadedFile;
use crate::Casework;
use crate::failure::Failure;

impl Casework {
    /// Gives each text of a proposal that says what the proposal before it said that one's name. Answers the names:
    /// they are in the record already.
    ///
    /// Costs the texts of the file, for a proposal that comes after another.
    pub(super) async fn as_before(
        &self,
        council: &CouncilId,
        loaded: &LoadedFile,
        commands: &mut [Command],
    ) -> Result<BTreeSet<WordsId>, Failure> {
        self.as_decided(council, loaded, commands).await?;
        let mut kept = BTreeSet::new();
        let Some(report) = &loaded.file.report else {
            return Ok(kept);
        };
        let before = &report.said;
        let mut proposals = commands.iter_mut().filter_map(|command| {
            if let Command::Propose(proposal) = command {
                Some(proposal)
            } else {
                None
            }
        });
        let Some(proposal) = proposals.next() else {
            return Ok(kept);
        };
        let stream = StreamId::conduct(&loaded.id);
        let known = self.store.words_of_stream(council, &stream).await?;
        let known: BTreeMap<WordsId, StoredWords> = known
            .into_iter()
            .map(|words| (words.words_id.clone(), words))
            .collect();
        let Proposal {
            why_usable,
            reasons,
            equality,
            human_rights,
            expects,
            asks,
            in_practice,
            why_whole_council,
            why_nothing_milder,
            ..
        } = proposal;
        let always = [
            (why_usable, &before.why_usable),
            (reasons, &before.reasons),
            (equality, &before.equality),
            (human_rights, &before.human_rights),
            (expects, &before.expects),
        ];
        let sometimes = [
            (why_whole_council, &before.why_whole_council),
            (why_nothing_milder, &before.why_nothing_milder),
        ];
        let asks = before.asks.as_ref().map(|was| (asks, was));
        let practice = in_practice.as_mut().zip(report.terms.in_practice.as_ref());
        let sometimes = sometimes
            .into_iter()
            .filter_map(|(words, was)| words.as_mut().zip(was.as_ref()));
        for (words, was) in always.into_iter().chain(sometimes).chain(asks).chain(practice) {
            kept.extend(take_up(words, was, &known));
        }
        Ok(kept)
    }

    /// Gives an order that makes an arrangement kinder what was decided of who answers, when, or for how long: nobody alone says
    /// that anew, and the rule holds what is left of it against this (paper 004, 7.1).
    ///
    /// Costs the texts of the file, for such an order that says anything of it.
    async fn as_decided(
        &self,
        council: &CouncilId,
        loaded: &LoadedFile,
        commands: &mut [Command],
    ) -> Result<(), Failure> {
        let arrangement = loaded.file.arrangement.as_ref();
        let Some(was) = arrangement.and_then(|it| it.terms.in_practice.as_ref()) else {
            return Ok(());
        };
        for easing in commands.iter_mut().filter_map(easing_in) {
            if easing.in_practice.is_none() {
                continue;
            }
            let stream = StreamId::conduct(&loaded.id);
            let mut known = self.store.words_of_stream(council, &stream).await?.into_iter();
            easing.as_decided = known.find(|words| words.words_id == was.id).map(|words| Words {
                id: words.words_id,
                salt: words.salt,
                text: words.body,
            });
        }
        Ok(())
    }
}

/// The easing in an order, also where its letter goes with it.
fn easing_in(command: &mut Command) -> Option<&mut Easing> {
    if let Command::Send { order, .. } | Command::Carry { order, .. } = command {
        return easing_in(order);
    }
    if let Command::Ease(easing) = command {
        Some(easing)
    } else {
        None
    }
}

fn take_up(words: &mut Words, was: &WordsRef, known: &BTreeMap<WordsId, StoredWords>) -> Option<WordsId> {
    let was = known.get(&was.id).filter(|was| was.body == words.text)?;
    words.id = was.words_id.clone();
    words.salt = was.salt;
    Some(words.id.clone())
}

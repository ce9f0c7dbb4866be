//! What was found once is tried each time, and so are small changes to it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, thread};

use redress_fuzz::TARGETS;

/// What takes longer does not end: hundreds of times what an input takes, for a machine that does other things too.
const LONGEST: Duration = Duration::from_mins(1);

fn corpus(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// The bytes, cut at a few places, with one byte changed at a few, and twice.
fn changed(bytes: &[u8]) -> Vec<Vec<u8>> {
    let places = [1, 3, 7].map(|part| bytes.len() * part / 8);
    let cut = places.map(|at| bytes[..at].to_vec());
    let other = places.map(|at| {
        let mut other = bytes.to_vec();
        if let Some(byte) = other.get_mut(at) {
            *byte ^= 0x80;
        }
        other
    });
    let twice = [[bytes, bytes].concat()];
    cut.into_iter().chain(other).chain(twice).collect()
}

#[test]
fn what_strangers_send_ends_in_time_and_as_it_says() {
    for (name, tries) in TARGETS {
        let files = corpus(name);
        assert!(files.len() >= 3, "{name} has {} files", files.len());
        for file in files {
            let bytes = fs::read(&file).unwrap();
            for input in changed(&bytes).into_iter().chain([bytes]) {
                let began = Instant::now();
                let tried = thread::spawn(move || tries(&input)).join();
                assert!(tried.is_ok(), "{} breaks it", file.display());
                assert!(began.elapsed() < LONGEST, "{} takes too long", file.display());
            }
        }
    }
}

#[test]
fn every_folder_of_the_corpus_has_its_parser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            redress_fuzz::target(&name).is_some(),
            "nothing reads corpus/{name}"
        );
    }
}

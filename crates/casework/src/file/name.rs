//! The name of a file: as its sender called it, without what could do harm where it is saved.

use redress_domain::vocabulary::FileType;

/// How many characters a name has at most.
const LONGEST: usize = 100;

/// The name with the ending of what the file is: whatever ending it had is not trusted, and nothing
/// that a file system or a header could take for something else stays in it.
pub fn tidy(typed: &str, kind: FileType) -> String {
    // Some browsers send the whole path.
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last
        .rsplit_once('.')
        .filter(|(_, ending)| {
            ending.len() <= 5 && ending.chars().all(|letter| letter.is_ascii_alphanumeric())
        })
        .map_or(last, |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(|letter| if is_plain(letter) { letter } else { '-' })
        .take(LONGEST)
        .collect();
    let plain = plain.trim_matches(['-', '.', ' ']);
    let plain = if plain.is_empty() { "file" } else { plain };
    format!("{plain}.{kind}")
}

/// A letter or a number of any language, or a mark that means nothing anywhere.
fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '.' | '(' | ')' | '’' | ',')
}

#[cfg(test)]
mod tests {
    //! What is made of the names that people and programs send.

    use super::*;

    #[test]
    fn a_name_keeps_its_words_and_gets_the_ending_of_what_the_file_is() {
        for (typed, tidied) in [
            ("The bin.jpeg", "The bin.jpg"),
            ("letter.pdf.exe", "letter.pdf.jpg"),
            ("D:\\Photos\\bin.JPG", "bin.jpg"),
            ("../../etc/passwd", "passwd.jpg"),
            ("", "file.jpg"),
            ("...", "file.jpg"),
            ("Llun o’r bin (2).png", "Llun o’r bin (2).jpg"),
            ("a\"b\r\nSet-Cookie: x.jpg", "a-b--Set-Cookie- x.jpg"),
            ("v1.2 of the plan", "v1.2 of the plan.jpg"),
        ] {
            assert_eq!(tidy(typed, FileType::Jpg), tidied, "{typed:?}");
        }
        assert!(tidy(&"x".repeat(5_000), FileType::Pdf).len() < 110);
    }
}

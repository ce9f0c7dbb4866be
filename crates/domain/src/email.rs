//! What an e-mail address looks like, as far as can be told without writing to it: wherever one is taken.

/// The longest address, and the longest name in one (RFC 5321, 4.5.3.1).
const LONGEST: (usize, usize) = (254, 64);

/// Whether this is an address that somebody can be written to from outside: a name, and the name of a host in a domain.
///
/// The number of a machine in place of its name (RFC 5321, 4.1.3) is none, nor is a name in quotation marks.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let (longest, longest_name) = LONGEST;
    let is_short = text.len() <= longest && name.len() <= longest_name;
    let mut labels = host.split('.');
    let top = labels.next_back().unwrap_or_default();
    let is_number = top.bytes().all(|byte| byte.is_ascii_digit());
    let is_in_a_domain = labels.next().is_some() && !is_number;
    is_short && is_in_a_domain && name.split('.').all(is_word) && host.split('.').all(is_label)
}

/// A word of a name: an atom (RFC 5322, 3.2.3), with the letters of every script (RFC 6531).
fn is_word(word: &str) -> bool {
    let is_plain = |letter: char| is_of_a_script(letter) || "!#$%&'*+-/=?^_`{|}~".contains(letter);
    !word.is_empty() && word.chars().all(is_plain)
}

/// A label of a host's name: letters of every script, digits, and hyphens between them (RFC 5890, 2.3.1).
fn is_label(label: &str) -> bool {
    let is_plain = |letter: char| is_of_a_script(letter) || letter == '-';
    let is_open = label.starts_with('-') || label.ends_with('-');
    !label.is_empty() && !is_open && label.chars().all(is_plain)
}

/// Letters and digits, and the signs that other scripts write between them.
fn is_of_a_script(letter: char) -> bool {
    if letter.is_ascii() {
        letter.is_ascii_alphanumeric()
    } else {
        !letter.is_whitespace() && !letter.is_control()
    }
}

#[cfg(test)]
mod tests {
    //! What is an address, and what is none.

    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_host_in_a_domain() {
        for text in [
            "name@example.org",
            "a.b@c.example.org",
            "a+b_c'd@mail-1.example.org",
            "1@2.example",
            "zoë@bücher.example",
            "अजय@डाटा.example",
        ] {
            assert!(is_email(text), "{text}");
        }
        for text in [
            "",
            "name",
            "name@",
            "@example.org",
            "name@example",
            "a b@c.org",
            "a@b@c.org",
            "a@b..com",
            "a..b@c.org",
            ".a@c.org",
            "a@.org",
            "a@c.org.",
            "a@-c.org",
            "a@c_d.org",
            "a@c.org>",
            "<a@c.org",
            "\"a\"@c.org",
            "a,b@c.org",
            "a@c.org,d@e.org",
            "a@c.org\n",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }

    #[test]
    fn the_number_of_a_machine_is_no_host() {
        for text in [
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@[IPv6:2001:db8::1]",
            "a@[x.org]",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }

    #[test]
    fn an_address_is_as_long_as_mail_can_carry() {
        let host = format!("{}.example", "h".repeat(60));
        assert!(is_email(&format!("{}@{host}", "n".repeat(64))));
        assert!(!is_email(&format!("{}@{host}", "n".repeat(65))));
        assert!(!is_email(&format!("n@{}example", "host.".repeat(50))));
    }
}

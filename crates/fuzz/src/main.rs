//! Tries bytes on one parser, which `REDRESS_FUZZ` names: with the feature `libfuzzer` it looks for those that break
//! it, and without it tries the files that are named.

#![cfg_attr(feature = "libfuzzer", no_main)]

/// The parser that the environment names.
fn asked() -> redress_fuzz::Target {
    let name = std::env::var("REDRESS_FUZZ").unwrap_or_default();
    redress_fuzz::target(&name).unwrap_or_else(|| {
        let known: Vec<&str> = redress_fuzz::TARGETS.iter().map(|(name, _)| *name).collect();
        panic!("REDRESS_FUZZ is \"{name}\", not one of: {}", known.join(", "))
    })
}

#[cfg(feature = "libfuzzer")]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    static ASKED: std::sync::OnceLock<redress_fuzz::Target> = std::sync::OnceLock::new();
    let (_, tries) = ASKED.get_or_init(asked);
    tries(bytes);
});

#[cfg(not(feature = "libfuzzer"))]
fn main() -> std::io::Result<()> {
    let (_, tries) = asked();
    for file in std::env::args_os().skip(1) {
        tries(&std::fs::read(file)?);
    }
    Ok(())
}

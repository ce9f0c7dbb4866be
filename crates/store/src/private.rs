//! Files for whoever runs the program alone: they hold names, addresses and texts in the clear, and the machine's own
//! default would let every account on it read them.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a file, in place of one that is there, that its owner reads and nobody else.
pub fn create(path: &Path) -> io::Result<File> {
    let file = private().create(true).truncate(true).open(path)?;
    // One that was there keeps the mode that it had.
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// The same with this in it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    create(path)?.write_all(content.as_ref())
}

/// Makes a folder, and those above it that are missing, that its owner enters and nobody else.
pub fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes an empty file where there is none: one that is there stays as whoever runs the program set it.
///
/// Answers whether it was made. Where it cannot be made, whoever opens it next says why.
pub(crate) fn is_made(path: &Path) -> bool {
    private().create_new(true).open(path).is_ok()
}

//! Certificates for servers that tests start.

use std::path::Path;
use std::process::Command;

/// Makes an authority, `authority.pem`, and a certificate of its for this machine, `cert.pem`, whose key is `key.pem`: for
/// `localhost` and for no other name.
pub fn make_certificate(folder: &Path) {
    let openssl = |args: &[&str]| {
        let run = Command::new("openssl").current_dir(folder).args(args).output();
        let run = run.expect("openssl is needed for these tests");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    };
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    let authority = ["req", "-x509", "-days", "2", "-subj", "/CN=Test authority"];
    openssl(
        &[
            authority.as_slice(),
            &key,
            &["-keyout", "authority.key", "-out", "authority.pem"],
        ]
        .concat(),
    );
    let request = ["req", "-subj", "/CN=localhost"];
    openssl(
        &[
            request.as_slice(),
            &key,
            &["-keyout", "key.pem", "-out", "request.pem"],
        ]
        .concat(),
    );
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    let sign = [
        "x509",
        "-req",
        "-in",
        "request.pem",
        "-days",
        "2",
        "-extfile",
        "names",
        "-out",
        "cert.pem",
    ];
    let by = [
        "-CA",
        "authority.pem",
        "-CAkey",
        "authority.key",
        "-CAcreateserial",
    ];
    openssl(&[sign.as_slice(), &by].concat());
}

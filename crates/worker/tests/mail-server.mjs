// A mail server for tests: takes each message into a folder of its own, or refuses it as it was told to.
//
//   node mail-server.mjs '{"folder": "…", "port": 0, "mode": "plain"}'
//
// mode: plain (offers no TLS), starttls, or smtps; with "key" and "cert" (PEM files), or a certificate that
// nobody trusts. "login": ["user", "password"] makes it ask for them. Who it is for says what becomes of a
// message: gone@… is refused for good, busy-2@… twice for the moment. Ends with its standard input.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";

const given = JSON.parse(process.argv[2]);
const refused = new Map();
let count = 0;

function answer(code, text) {
    return Object.assign(new Error(text), { responseCode: code });
}

const server = new SMTPServer({
    secure: given.mode === "smtps",
    disabledCommands: given.mode === "plain" ? ["STARTTLS"] : [],
    ...(given.key && { key: readFileSync(given.key), cert: readFileSync(given.cert) }),
    authOptional: !given.login,
    allowInsecureAuth: given.mode === "plain",
    disableReverseLookup: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
        const [user, secret] = given.login ?? [];
        if (username === user && password === secret) done(null, { user });
        else done(answer(535, "who are you?"));
    },
    onRcptTo({ address }, _session, done) {
        const name = address.split("@")[0];
        if (name.startsWith("gone")) return done(answer(550, `<${address}> does not live here`));
        if (name.startsWith("busy-")) {
            const before = refused.get(address) ?? 0;
            refused.set(address, before + 1);
            if (before < Number(name.slice("busy-".length))) return done(answer(451, "too busy, come again"));
        }
        done();
    },
    onData(stream, session, done) {
        const parts = [];
        stream.on("data", (part) => parts.push(part));
        stream.on("end", () => {
            const name = join(given.folder, String(++count).padStart(4, "0"));
            writeFileSync(`${name}.eml`, Buffer.concat(parts));
            const to = session.envelope.rcptTo.map(({ address }) => address);
            // The envelope comes last, and whole: whoever sees it can read the message.
            writeFileSync(`${name}.part`, JSON.stringify({ to, secure: session.secure, user: session.user ?? null }));
            renameSync(`${name}.part`, `${name}.json`);
            done();
        });
    },
});
// A client that does not trust us hangs up: that is what some tests are about.
server.on("error", () => {});
server.listen(given.port, "127.0.0.1", () => console.log(server.server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();

// A double of GOV.UK Notify for tests: its REST interface as its documentation describes it, with made-up
// services, in the memory of this process.
//
//   node notify-double.mjs '{"service": "UUID", "secret": "UUID", "templates": {"UUID": "email"}, "now": MS}'
//
// It checks the token of each request (HS256, iss, iat within 30 seconds of its own clock), templates,
// personalisation, addresses and its rate limit, and answers as Notify does, word for word. POST /control
// sets its clock ("now"), its "limit" for each minute, what it answers next ("next": 500, or "taken-and-500":
// it takes the message and its answer is lost), and the "status" of what it took under a reference; it
// answers with all that it took. Ends with its standard input.

import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const given = JSON.parse(process.argv[2]);
let now = given.now;
let limit = 3000;
let next = [];
let asked = [];
let count = 0;
const taken = [];

class Refused extends Error {
    constructor(status, error, message) {
        super(message);
        Object.assign(this, { status, error });
    }
}

const encoded = (part) => JSON.parse(Buffer.from(part, "base64url").toString());

function authorise(request) {
    const [scheme, token] = (request.headers.authorization ?? "").split(" ");
    if (scheme !== "Bearer") throw new Refused(401, "AuthError", "Unauthorized: authentication token must be provided");
    const parts = (token ?? "").split(".");
    if (parts.length !== 3) throw new Refused(403, "AuthError", "Invalid token: signature, api token is not valid");
    const [head, claims, signature] = parts;
    const { typ, alg } = encoded(head);
    if (typ !== "JWT" || alg !== "HS256") throw new Refused(403, "AuthError", "Invalid token: algorithm used is not HS256");
    const { iss, iat } = encoded(claims);
    if (iss !== given.service) throw new Refused(403, "AuthError", "Invalid token: service not found");
    const right = createHmac("sha256", given.secret).update(`${head}.${claims}`).digest();
    const shown = Buffer.from(signature, "base64url");
    if (shown.length !== right.length || !timingSafeEqual(shown, right)) {
        throw new Refused(403, "AuthError", "Invalid token: API key not found");
    }
    if (!Number.isInteger(iat) || Math.abs(iat - now / 1000) > 30) {
        throw new Refused(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds");
    }
}

function limited() {
    asked = asked.filter((at) => at > now - 60_000);
    if (asked.length >= limit) {
        throw new Refused(429, "RateLimitError", `Exceeded rate limit for key type LIVE of ${limit} requests per 60 seconds`);
    }
    asked.push(now);
}

function required(said, name) {
    if (typeof said[name] !== "string" || said[name] === "") {
        throw new Refused(400, "ValidationError", `${name} is a required property`);
    }
    return said[name];
}

function checked(type, said) {
    if (type === "letter" && "content" in said) {
        if (!Buffer.from(said.content, "base64").toString("latin1").startsWith("%PDF-")) {
            throw new Refused(400, "BadRequestError", "Letter content is not a valid PDF");
        }
        required(said, "reference");
        return { status: "pending-virus-check", to: null };
    }
    const template = required(said, "template_id");
    if (given.templates[template] !== type) throw new Refused(400, "BadRequestError", "Template not found");
    const fields = type === "sms" ? ["body"] : ["subject", "body"];
    const missing = fields.filter((field) => !(said.personalisation ?? {})[field]);
    if (missing.length) throw new Refused(400, "BadRequestError", `Missing personalisation: ${missing.join(", ")}`);
    if (type === "email") {
        const to = required(said, "email_address");
        if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(to)) throw new Refused(400, "ValidationError", "email_address Not a valid email address");
        return { status: "created", to };
    }
    if (type === "sms") {
        const to = required(said, "phone_number");
        const digits = to.replace(/\D/g, "");
        if (digits.length < 10) throw new Refused(400, "ValidationError", "phone_number Not enough digits");
        return { status: "created", to };
    }
    const lines = Object.keys(said.personalisation).filter((name) => /^address_line_[1-7]$/.test(name));
    if (lines.length < 3) throw new Refused(400, "ValidationError", "Address must be at least 3 lines");
    return { status: "accepted", to: lines.map((name) => said.personalisation[name]).join("\n") };
}

function shown(it) {
    const { id, reference, type, status } = it;
    return { id, reference, type, status, email_address: null, phone_number: null, created_at: it.at };
}

function answer(request, said) {
    authorise(request);
    limited();
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const path = pathname.split("/").slice(1);
    if (path[0] !== "v2" || path[1] !== "notifications") throw new Refused(404, "NoResultFound", "The requested URL was not found on the server.");
    if (request.method === "GET" && path.length === 3) {
        const it = taken.find(({ id }) => id === path[2]);
        if (!it) throw new Refused(404, "NoResultFound", "No result found");
        return [200, shown(it)];
    }
    if (request.method === "GET") {
        const found = taken.filter(({ reference }) => reference === searchParams.get("reference"));
        return [200, { notifications: found.reverse().map(shown), links: { current: request.url } }];
    }
    const what = next.shift();
    if (what === 500) throw new Refused(500, "Exception", "Internal server error");
    const type = path[2];
    if (!["email", "sms", "letter"].includes(type)) throw new Refused(404, "NoResultFound", "The requested URL was not found on the server.");
    const { status, to } = checked(type, said);
    const it = { id: randomUUID(), reference: said.reference ?? null, type, to, status, said, at: new Date(now).toISOString() };
    taken.push(it);
    if (what === "taken-and-500") throw new Refused(500, "Exception", "Internal server error");
    return [201, { id: it.id, reference: it.reference, uri: `/v2/notifications/${it.id}` }];
}

function control(said) {
    now = said.now ?? now;
    limit = said.limit ?? limit;
    next = said.next ?? next;
    for (const it of taken) if (it.reference === said.reference) it.status = said.status;
    return [200, { taken, count }];
}

const server = createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
        const text = Buffer.concat(parts).toString();
        const reply = (status, body) => {
            response.writeHead(status, { "Content-Type": "application/json", Date: new Date(now).toUTCString() });
            response.end(JSON.stringify(body));
        };
        try {
            const said = text ? JSON.parse(text) : {};
            if (request.url === "/control") return reply(...control(said));
            count += 1;
            reply(...answer(request, said));
        } catch (refused) {
            const { status = 400, error = "BadRequestError", message } = refused;
            reply(status, { status_code: status, errors: [{ error, message }] });
        }
    });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();

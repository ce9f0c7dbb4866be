# What a person types. Everything else is behind these.
.PHONY: assets audit build chaos fuzz run test

node_modules/.package-lock.json: package.json package-lock.json
	npm ci

# The style sheets' sources; the build itself makes the sheet and puts it into the binary.
assets: node_modules/.package-lock.json

build: assets
	cargo build --release -p redress-server

run: assets
	cargo run -p redress-server -- demo

test: assets
	scripts/test

# The kill test in full: 200 rounds on SQLite and 50 on PostgreSQL, whose server is killed too.
chaos:
	scripts/test chaos

# Known faults of what we use, asked of the public databases; says so loudly where one is out of reach.
audit:
	scripts/audit

# Looks for bytes that break what reads what strangers send, two minutes for each parser.
fuzz: assets
	scripts/fuzz

# What a person types. Everything else is behind these.
.PHONY: assets build run test

node_modules/.package-lock.json: package.json package-lock.json
	npm ci

# The style sheets' sources; the build itself makes the sheet and puts it into the binary.
assets: node_modules/.package-lock.json

build: assets
	cargo build --release

run: assets
	cargo run -p redress-server -- demo

test: assets
	scripts/test

// Renders the Ministry of Justice's templates with the options in moj.json, for conformance.rs.
const fs = require("node:fs");
const path = require("node:path");
const [packages, optionsFile, ...components] = process.argv.slice(2);
const nunjucks = require(path.join(packages, "nunjucks"));
const environment = nunjucks.configure(
  [path.join(packages, "@ministryofjustice/frontend"), path.join(packages, "govuk-frontend/dist")],
  { trimBlocks: true, lstripBlocks: true },
);
// We give the words of a date as its type, so that no clock and no locale take part.
environment.addFilter("mojDate", (_timestamp, words) => words);
const options = JSON.parse(fs.readFileSync(optionsFile, "utf8"));
process.stdout.write(
  JSON.stringify(
    components.map((component) =>
      options[component].map((params) => [
        params,
        environment.render(`moj/components/${component}/template.njk`, { params, caller: () => "" }),
      ]),
    ),
  ),
);

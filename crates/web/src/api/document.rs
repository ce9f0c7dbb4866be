//! The description of the programming interface, OpenAPI 3.1, made from the handlers themselves.

use std::sync::LazyLock;

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::path::{HttpMethod, Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Required, ResponseBuilder};
use utoipa::{Modify, OpenApi as _};

use super::{cases, problem, services};

/// The description, as it is answered at `/api/openapi.json`.
static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(Described::openapi);

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Redress",
        version = "1",
        description = "Complaints, problems, comments, compliments and questions of a council, for other programs. \
            docs/api.md explains it with examples.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    tags(
        (name = "cases", description = "Log, find and read cases"),
        (name = "acts", description = "What is done to a case"),
        (name = "council", description = "What the council has")
    ),
    paths(
        services::list,
        cases::list::list,
        cases::log::log,
        cases::show::show,
        cases::events::list,
        cases::contacts::record,
        cases::notes::add,
        cases::triage::triage,
        cases::assignments::assign,
        cases::acknowledgements::acknowledge,
        cases::findings::record,
        cases::extensions::extend,
        cases::replies::write,
        cases::closures::close,
    ),
    components(schemas(problem::Problem)),
    modifiers(&SameForAll)
)]
struct Described;

/// What holds for every operation: the token, the headers of what does something, and the problems.
struct SameForAll;

/// The problems that any operation may answer with.
const PROBLEMS: &[(&str, &str)] = &[
    ("400", "The request does not fit its description"),
    ("401", "No token in force was shown"),
    ("403", "The roles of the token do not allow it"),
    (
        "404",
        "There is no such case, or the token may not know that there is",
    ),
    ("422", "A value cannot be taken"),
    ("429", "Too many requests"),
    ("500", "There is a problem with the service"),
    ("503", "The service is not available"),
];

/// The problems that only what does something may answer with.
const PROBLEMS_OF_ACTS: &[(&str, &str)] = &[
    (
        "409",
        "A rule does not allow it, or somebody else acted in the meantime",
    ),
    ("413", "The request is too large"),
    ("415", "The request is not JSON, or compressed"),
];

/// The headers that a problem comes with.
const HEADERS_OF_PROBLEMS: &[(&str, &str, Type, &str)] = &[
    ("401", "WWW-Authenticate", Type::String, "How to show a token"),
    (
        "429",
        "Retry-After",
        Type::Integer,
        "After how many seconds to ask again",
    ),
    (
        "503",
        "Retry-After",
        Type::Integer,
        "After how many seconds to ask again",
    ),
];

impl Modify for SameForAll {
    fn modify(&self, document: &mut OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token from `redress token create`"))
            .build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
        document.security = Some(vec![SecurityRequirement::new("token", Vec::<String>::new())]);
        for (path, item) in &mut document.paths.paths {
            let acts = path.contains("{reference}");
            for (method, operation) in [
                (HttpMethod::Get, &mut item.get),
                (HttpMethod::Post, &mut item.post),
            ] {
                if let Some(operation) = operation {
                    complete(operation, (&method, acts));
                }
            }
        }
    }
}

fn complete(operation: &mut Operation, (method, is_on_a_case): (&HttpMethod, bool)) {
    let does = matches!(method, HttpMethod::Post);
    let of_acts = if does { PROBLEMS_OF_ACTS } else { &[] };
    for (status, what) in PROBLEMS.iter().chain(of_acts) {
        let content = Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem"))));
        let mut response = ResponseBuilder::new()
            .description(*what)
            .content("application/problem+json", content);
        for (_, name, kind, what) in HEADERS_OF_PROBLEMS.iter().filter(|(of, ..)| of == status) {
            response = response.header(*name, said(kind.clone(), what));
        }
        operation
            .responses
            .responses
            .insert((*status).to_owned(), RefOr::T(response.build()));
    }
    if does {
        for (status, response) in &mut operation.responses.responses {
            if let RefOr::T(response) = response
                && status.starts_with('2')
            {
                let what = "true where the same request was done before and this is the answer that it got";
                let replayed = said(Type::Boolean, what);
                response
                    .headers
                    .insert("Idempotency-Replayed".to_owned(), RefOr::T(replayed));
            }
        }
    }
    let parameters = operation.parameters.get_or_insert_default();
    if does {
        let key = header(
            ("Idempotency-Key", Required::True),
            "Names this request: sent again with the same key, it does nothing and answers the same",
            "^[!-~]{1,200}$",
        );
        parameters.push(RefOr::T(key));
    }
    if does && is_on_a_case {
        let tag = header(
            ("If-Match", Required::False),
            "The `ETag` of the case as it was read: when somebody acted since, nothing is done",
            "^(\"[0-9]{1,15}\"|[0-9]{1,15})$",
        );
        parameters.push(RefOr::T(tag));
    }
}

/// A header of an answer.
fn said(kind: Type, what: &str) -> Header {
    HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(kind).build()))
        .description(Some(what))
        .build()
}

fn header((name, required): (&str, Required), what: &str, pattern: &str) -> Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(pattern));
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(required)
        .description(Some(what))
        .schema(Some(schema))
        .build()
}

/// The description.
pub fn openapi() -> &'static OpenApi {
    &DOCUMENT
}

pub(super) async fn show() -> Response {
    Json(openapi()).into_response()
}

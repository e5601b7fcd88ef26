import HTTPTypes
import Kernel

/// The description of the desk for programs in OpenAPI 3.1, drawn from its endpoints.
struct DeskDescription {
    let endpoints: [DeskEndpoint]
    let origin: String
    let words: Wording

    static let mediaType = "application/vnd.oai.openapi+json;version=3.1"

    var json: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Linli desk", "version": "1",
                "summary": "The desk of a neighbourhood, for programs.",
                "description": """
                A key acts for one person in one of their posts, with the scope `read`, or `read` \
                and `act`. Every right is the one of that post. Keys are made at the desk under \
                “Keys of programs”.
                """,
            ],
            "servers": [["url": .text(origin)]],
            "security": [["programKey": []]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "programKey": [
                        "type": "http", "scheme": "bearer",
                        "description": "A key of a program, as it was shown once at the desk.",
                    ]
                ],
                "schemas": .object(schemas), "responses": .object(responses),
            ],
        ]
    }

    private var paths: [(String, JSON)] {
        let places = Dictionary(grouping: endpoints, by: \.path)
        return places.sorted { $0.key < $1.key }.map { path, endpoints in
            let written = Self.braced(DeskEndpoint.root + "/:realm" + path)
            return (
                written,
                .object(
                    [("parameters", .list(Self.parts(of: path)))]
                        + endpoints.map { ($0.method.rawValue.lowercased(), operation($0)) })
            )
        }
    }

    /// `/matters/:reference` as `/matters/{reference}`.
    private static func braced(_ path: String) -> String {
        path.split(separator: "/").map { part in
            "/" + (part.first == ":" ? "{\(part.dropFirst())}" : String(part))
        }.joined()
    }

    private static func parts(of path: String) -> [JSON] {
        let names = path.split(separator: "/").filter { $0.first == ":" }
            .map { String($0.dropFirst()) }
        return (["realm"] + names).compactMap { name in
            DeskEndpoint.parts[name].map { part in
                [
                    "name": .text(name), "in": "path", "required": true,
                    "description": .text(part.about), "schema": part.form.json,
                ]
            }
        }
    }

    private func operation(_ endpoint: DeskEndpoint) -> JSON {
        var members: [(String, JSON)] = [
            ("operationId", .text(endpoint.id)), ("summary", .text(endpoint.summary)),
            (
                "description",
                .text(
                    "Scope: `\(endpoint.scope.rawValue)`"
                        + (endpoint.isOfSettings ? " and `settings`." : ".")
                        + (endpoint.verb.map { " Right of the post: `\($0)`." } ?? ""))
            ),
            ("parameters", .list(endpoint.query.map(Self.parameter) + Self.headers(endpoint))),
        ]
        if let body = Self.body(endpoint) { members.append(("requestBody", body)) }
        let problems = endpoint.allProblems.map { kind in
            (
                String(kind.status.code),
                ["$ref": .text("#/components/responses/" + kind.rawValue)] as JSON
            )
        }
        let held: [(String, JSON)] =
            endpoint.method == .get ? [("304", ["description": "What you hold is so still."])] : []
        members.append(("responses", .object([Self.answer(endpoint)] + held + problems)))
        return .object(members)
    }

    private static func parameter(_ parameter: DeskEndpoint.Parameter) -> JSON {
        [
            "name": .text(parameter.name), "in": "query", "required": false,
            "description": .text(parameter.about), "schema": parameter.schema,
        ]
    }

    private static func headers(_ endpoint: DeskEndpoint) -> [JSON] {
        var found: [JSON] = [
            [
                "name": "Accept-Language", "in": "header", "required": false,
                "description": .text(
                    "`en` for English words, those of problems too; Chinese otherwise. "
                        + "`lang` in the query goes before it."),
                "schema": ["type": "string", "enum": ["zh-CN", "en"]],
            ]
        ]
        if endpoint.method == .get {
            found.append([
                "name": "If-None-Match", "in": "header", "required": false,
                "description": "The ETag of an answer that you hold: 304 where it still is so.",
                "schema": ["type": "string", "pattern": "^\"[0-9a-f.]{1,40}\"$"],
            ])
        }
        if endpoint.isConditional {
            found.append([
                "name": "If-Match", "in": "header", "required": true,
                "description": "The ETag that was read, or `*` for any version.",
                "schema": [
                    "type": "string", "pattern": "^(\"[0-9]{1,9}(\\.[0-9a-f]{16})?\"|\\*)$",
                ],
            ])
        }
        if endpoint.isRepeatable {
            found.append([
                "name": "Idempotency-Key", "in": "header", "required": false,
                "description": .text(
                    "A word of your own for this call: sent again within a week, it is done once "
                        + "and answered the same."),
                "schema": [
                    "type": "string",
                    "pattern": .text("^[A-Za-z0-9-]{1,\(DeskEndpoint.idempotencyKeyMax)}$"),
                ],
            ])
        }
        return found
    }

    private static func body(_ endpoint: DeskEndpoint) -> JSON? {
        switch endpoint.body {
        case .nothing: nil
        case .json(let schema):
            ["required": true, "content": content("application/json", schema.json)]
        case .photograph:
            [
                "required": true,
                "content": [
                    "image/jpeg": ["schema": bytes], "image/png": ["schema": bytes],
                ],
            ]
        }
    }

    private static let bytes: JSON = ["type": "string", "format": "binary"]

    private static func content(_ type: String, _ schema: JSON) -> JSON {
        let media: JSON = ["schema": schema]
        return .object([(type, media)])
    }

    private static func answer(_ endpoint: DeskEndpoint) -> (String, JSON) {
        let tag = tag(of: endpoint)
        switch endpoint.result {
        case .json(let schema, let status):
            var members: [(String, JSON)] = [("description", .text(status.reasonPhrase))]
            if let tag { members.append(("headers", tag)) }
            members.append(("content", content("application/json", schema.json)))
            return (String(status.code), .object(members))
        case .file(let type):
            var file: [(String, JSON)] = [("description", "OK")]
            if let tag { file.append(("headers", tag)) }
            return ("200", .object(file + [("content", content(type, bytes))]))
        }
    }

    private static func tag(of endpoint: DeskEndpoint) -> JSON? {
        guard endpoint.isTagged || endpoint.method == .get else { return nil }
        let about: JSON =
            endpoint.isTagged
            ? "For `If-None-Match`, and for `If-Match`, which looks at the version in it alone."
            : "For `If-None-Match`."
        return ["ETag": ["description": about, "schema": ["type": "string"]]]
    }

    private var schemas: [(String, JSON)] {
        var named = Problem.schema.named
        for endpoint in endpoints {
            if case .json(let schema, _) = endpoint.result {
                named.merge(schema.named) { first, _ in first }
            }
            if case .json(let schema) = endpoint.body {
                named.merge(schema.named) { first, _ in first }
            }
        }
        return named.sorted { $0.key < $1.key }.map { name, schema in
            guard case .named(_, let inner) = schema else { return (name, schema.json) }
            return (name, inner.json)
        }
    }

    private var responses: [(String, JSON)] {
        Problem.Kind.allCases.map { kind in
            let response: JSON = [
                "description": .text(words(kind.titleKey)),
                "content": Self.content(Problem.mediaType, Problem.schema.json),
            ]
            return (kind.rawValue, response)
        }
    }
}

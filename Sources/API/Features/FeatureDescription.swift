import Kernel

// The description of the service in OpenAPI 3.0, which conformance class oas30 asks for.
extension Features {
    func description() throws -> Answer {
        try allow([])
        var paths: [(String, JSON)] = [
            ("/", operation("getLandingPage", "Where everything begins", "Links")),
            ("/conformance", operation("getConformance", "What it conforms to", "Classes")),
            ("/collections", operation("getCollections", "The collections", "Collections")),
        ]
        for collection in FeatureCollection.allCases {
            let (name, path) = (collection.rawValue, "/collections/\(collection.rawValue)")
            paths.append((path, operation("describe.\(name)", "What is in it", "A collection")))
            paths.append(
                (
                    path + "/items",
                    operation(
                        "get.\(name)", "Its features", "Features", type: Self.geoJSON,
                        parameters: Self.parameters)
                ))
            paths.append(
                (
                    path + "/items/{id}",
                    operation(
                        "get.\(name).one", "One feature", "A feature", type: Self.geoJSON,
                        parameters: [Self.parameter("id", "path", ["type": "string"])])
                ))
        }
        return .json(
            [
                "openapi": "3.0.3",
                "info": [
                    "title": .text(words.name(realm.name)), "version": "1.0.0",
                    "description": "OGC API – Features of a Linli realm.",
                ],
                "servers": [["url": .text(href())]], "paths": .object(paths),
            ], type: "application/vnd.oai.openapi+json;version=3.0")
    }

    private static let parameters: [JSON] = [
        parameter(
            "bbox", "query",
            [
                "type": "array", "minItems": 4, "maxItems": 6, "items": ["type": "number"],
            ]),
        parameter("datetime", "query", ["type": "string"]),
        parameter(
            "limit", "query",
            [
                "type": "integer", "minimum": 1, "maximum": .number(String(limitMax)),
                "default": .number(String(limitUsual)),
            ]),
        parameter("after", "query", ["type": "string"]),
    ]

    private static func parameter(_ name: String, _ place: String, _ schema: JSON) -> JSON {
        var members: [(String, JSON)] = [
            ("name", .text(name)), ("in", .text(place)),
            ("required", .bool(place == "path")), ("schema", schema),
        ]
        if name == "bbox" { members += [("style", "form"), ("explode", false)] }
        return .object(members)
    }

    private func operation(
        _ id: String, _ summary: String, _ found: String, type: String = "application/json",
        parameters: [JSON] = []
    ) -> JSON {
        let anything: JSON = ["schema": ["type": "object"]]
        let problem: JSON = [
            "description": "A problem",
            "content": ["application/problem+json": anything],
        ]
        return [
            "get": [
                "operationId": .text(id), "summary": .text(summary),
                "parameters": .list(parameters),
                "responses": [
                    "200": [
                        "description": .text(found),
                        "content": .object([(type, anything)]),
                    ],
                    "default": problem,
                ],
            ]
        ]
    }
}

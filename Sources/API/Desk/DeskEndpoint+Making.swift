import Actions
import HTTPTypes
import Kernel

// How endpoints are declared: the shape says what the work's value is written as.
extension DeskEndpoint {
    /// One thing.
    static func one<Value: Sendable>(
        _ path: String, _ id: String, _ summary: String, verb: Verb? = .read,
        query: [Parameter] = [], shape: Shape<Value>, tag: (@Sendable (Value) -> String)? = nil,
        _ work: @escaping @Sendable (DeskCall) async throws -> Value
    ) -> DeskEndpoint {
        DeskEndpoint(
            method: .get, path: path, id: id, summary: summary, scope: .read, verb: verb,
            query: query, result: .json(shape.schema, .ok), isTagged: tag != nil
        ) { call in
            let value = try await work(call)
            var answer = Answer.json(shape.json(value, call.pen))
            if let tag { answer.headers[.eTag] = tag(value) }
            return answer
        }
    }

    /// A page of a list, walked by `after`.
    static func list<Item: Sendable>(
        _ path: String, _ id: String, _ summary: String, verb: Verb? = .read,
        query: [Parameter] = [], most: Int, of shape: Shape<Item>,
        _ work: @escaping @Sendable (DeskCall) async throws -> Listing<Item>
    ) -> DeskEndpoint {
        let paging = [
            Parameter("after", .line(80), "What `next` of the page before holds; opaque."),
            Parameter("limit", 1...most, "How many items, at most \(most)."),
        ]
        return DeskEndpoint(
            method: .get, path: path, id: id, summary: summary, scope: .read, verb: verb,
            query: query + paging, result: .json(listing(of: shape.schema), .ok)
        ) { call in
            let found = try await work(call)
            let pen = call.pen
            return .json(writing(found.items.map { shape.json($0, pen) }, found.next, call))
        }
    }

    /// A list that is never long enough for a second page.
    static func whole<Item: Sendable>(
        _ path: String, _ id: String, _ summary: String, verb: Verb? = .read,
        query: [Parameter] = [], of shape: Shape<Item>,
        _ work: @escaping @Sendable (DeskCall) async throws -> [Item]
    ) -> DeskEndpoint {
        DeskEndpoint(
            method: .get, path: path, id: id, summary: summary, scope: .read, verb: verb,
            query: query, result: .json(listing(of: shape.schema), .ok)
        ) { call in
            let items = try await work(call)
            let pen = call.pen
            return .json(writing(items.map { shape.json($0, pen) }, nil, call))
        }
    }

    /// Something that is done.
    static func act<Value: Sendable>(
        _ path: String, _ id: String, _ summary: String, verb: Verb? = nil, body: Schema,
        shape: Shape<Value>, status: HTTPResponse.Status = .ok, isConditional: Bool = false,
        isRepeatable: Bool = false, isKnownAgain: Bool = false,
        problems: Set<Problem.Kind> = [], bytesMax: Int = bodyBytesMax,
        location: (@Sendable (Value) -> String)? = nil,
        tag: (@Sendable (Value) -> String)? = nil,
        _ work: @escaping @Sendable (DeskCall) async throws -> Value
    ) -> DeskEndpoint {
        DeskEndpoint(
            method: .post, path: path, id: id, summary: summary, scope: .act, verb: verb,
            body: .json(body), result: .json(shape.schema, status), isConditional: isConditional,
            isTagged: tag != nil, isRepeatable: isRepeatable,
            isKnownAgain: isKnownAgain, problems: problems, bytesMax: bytesMax
        ) { call in
            let value = try await work(call)
            var answer = Answer.json(shape.json(value, call.pen), status: status)
            answer.headers[.cacheControl] = "no-store"
            if let location { answer.headers[.location] = call.address(location(value)) }
            if let tag { answer.headers[.eTag] = tag(value) }
            return answer
        }
    }

    private static func listing(of item: Schema) -> Schema {
        .object([
            .init("items", .list(item, most: nil)),
            .init(
                "next", .optional(.text(.any)), "The address of the next page; null on the last."),
        ])
    }

    private static func writing(_ items: [JSON], _ next: String?, _ call: DeskCall) -> JSON {
        let asked = call.query.filter { $0.key != "after" }.sorted { $0.key < $1.key }
            .map { ($0.key, Optional($0.value)) }
        return [
            "items": .list(items),
            "next": next.map { .text(call.call.address(call.call.path, asked + [("after", $0)])) }
                ?? .null,
        ]
    }
}

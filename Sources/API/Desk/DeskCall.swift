import Actions
import HTTPTypes
import Kernel
import Storage

/// One call of a program, after its key and all that it wrote were found good.
struct DeskCall: Sendable {
    let call: Call
    let program: ProgramVisit
    /// As whom it acts: with the right to manage where the endpoint keeps settings.
    let visit: Visit
    let query: [String: String]
    let body: Payload
    /// Where its first write takes the call down (`SentCall`).
    var own: Installation?

    var installation: Installation { own ?? call.installation }
    var realm: Realm { visit.realm }
    var book: Rulebook { visit.book }
    var holding: Holding { visit.holding }
    var acting: Acting { .holding(visit.holding) }
    var now: Instant { call.now }
    var telling: Telling { call.telling(book) }
    var today: Day { book.day(of: now) }

    var pen: Pen {
        Pen(
            words: call.phrases.words(of: book, in: call.language), book: book, now: now,
            readsPlaces: holding.verbs.contains(.read),
            base: DeskEndpoint.root + "/" + realm.slug)
    }

    /// A part of the address, of the form that is declared for its name.
    func parameter(_ name: String) throws -> String { try call.parameter(name) }

    func id<Noun>(_ name: String) throws -> Identifier<Noun> {
        guard let id = Identifier<Noun>(try parameter(name)) else { throw Problem(.notFound) }
        return id
    }

    func reference() throws -> Reference {
        guard let reference = try? Reference(parsing: parameter("reference")) else {
            throw Problem(.notFound)
        }
        return reference
    }

    // MARK: - The query

    func number(_ name: String) -> Int? { query[name].flatMap { Int($0) } }

    /// How many items were asked for, at most as many as a page holds.
    func limit(_ most: Int) -> Int { min(number("limit") ?? most, most) }

    func queryID<Noun>(_ name: String) -> Identifier<Noun>? {
        query[name].flatMap { Identifier<Noun>($0) }
    }

    func day(_ name: String) -> Day? { query[name].flatMap { try? Day(parsing: $0) } }

    /// The two numbers of a cursor, as `cursor(_:_:)` wrote them.
    func cursor() throws -> (first: Int64, second: Int64)? {
        guard let text = query["after"] else { return nil }
        let parts = text.split(separator: ".").map { Int64($0) }
        guard parts.count == 2, let first = parts[0], let second = parts[1] else {
            throw Problem(.malformed, .says("problem.after"))
        }
        return (first, second)
    }

    /// The number after which the page begins.
    func afterID<Noun>() throws -> Identifier<Noun>? {
        guard let text = query["after"] else { return nil }
        guard let id = Identifier<Noun>(text) else {
            throw Problem(.malformed, .says("problem.after"))
        }
        return id
    }

    /// Where a page of what begins at an instant goes on.
    func startCursor<Noun>() throws -> StartCursor<Noun>? {
        guard let text = query["after"] else { return nil }
        guard let cursor = StartCursor<Noun>(text) else {
            throw Problem(.malformed, .says("problem.after"))
        }
        return cursor
    }

    static func cursor(_ first: Int64, _ second: Int64) -> String { "\(first).\(second)" }

    // MARK: - The body

    func text(_ name: String) -> String? {
        if case .text(let text)? = body[name] { text } else { nil }
    }

    func texts(_ name: String) -> [String] {
        guard case .list(let list)? = body[name] else { return [] }
        return list.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    /// What a form would have held: a text, a number in digits, or nothing.
    func typed(_ name: String) -> String {
        switch body[name] {
        case .text(let text): text
        case .int(let number): String(number)
        default: ""
        }
    }

    func flag(_ name: String) -> Bool { body[name] == .bool(true) }

    func bodyID<Noun>(_ name: String) -> Identifier<Noun>? {
        text(name).flatMap { Identifier<Noun>($0) }
    }

    /// Tells what an action refuses by the members that were sent.
    ///
    /// - Parameter names: what a field of the form is called here, where that differs.
    func naming<T: Sendable>(
        _ names: [String: String], _ work: () async throws -> T
    ) async throws -> T {
        do {
            return try await work()
        } catch ActionError.invalid(let complaints) {
            throw ActionError.invalid(
                Dictionary(
                    complaints.map { (names[$0.key] ?? $0.key, $0.value) },
                    uniquingKeysWith: { first, _ in first }))
        }
    }

    // MARK: - Conditions

    /// The version that was read, for actions that want one; with `*` the one that stands.
    ///
    /// - Throws: as `seenVersion`; `.stale` for another than the one that stands.
    func seen(now version: Int) throws -> Int {
        guard let seen = try seenVersion() else { return version }
        guard seen == version else {
            throw Problem(
                .stale, .says("problem.versions", ["seen": "\(seen)", "now": "\(version)"]))
        }
        return seen
    }

    /// The version that `If-Match` names; nil for `*`, which is any.
    ///
    /// - Throws: `.unconditional` without the header, `.malformed` for none of our tags.
    func seenVersion() throws -> Int? {
        guard let sent = call.headers[.ifMatch] else { throw Problem(.unconditional) }
        if sent == "*" { return nil }
        guard let version = Self.version(in: sent) else {
            throw Problem(.malformed, .says("problem.ifMatch"))
        }
        return version
    }

    /// What makes two sendings of a call the same; nil where the program gave them no key.
    ///
    /// - Parameter written: all that it sent, by field.
    func sending(_ written: [String: [String]]) throws -> Sending? {
        guard let sent = call.headers[DeskEndpoint.idempotencyKey] else { return nil }
        let key =
            sent.first == "\"" && sent.last == "\"" ? String(sent.dropFirst().dropLast()) : sent
        guard (1...DeskEndpoint.idempotencyKeyMax).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw Problem(
                .malformed,
                .says(
                    "problem.idempotencyKey",
                    ["max": String(DeskEndpoint.idempotencyKeyMax)]))
        }
        return Sending(key: key, of: holding.post.id, written: written)
    }

    func address(_ path: String) -> String { pen.base + path }
}

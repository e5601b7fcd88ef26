import Actions
import HTTPTypes
import Kernel
import Logging

/// An address of the desk for programs: what it answers, and all that is said of it. The
/// description is drawn from these very values, so that nothing is answered that it does not say.
struct DeskEndpoint: Sendable {
    /// Where all of them begin; after it comes the name of the realm.
    static let root = "/api/v1"
    static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .origin
    static let idempotencyKeyMax = 120

    struct Parameter: Sendable {
        let name: String
        let form: TextForm
        let about: String
        /// Where the text stands for a whole number.
        var range: ClosedRange<Int>?

        init(_ name: String, _ form: TextForm, _ about: String) {
            self.name = name
            self.form = form
            self.about = about
        }

        init(_ name: String, _ range: ClosedRange<Int>, _ about: String) {
            self.init(
                name,
                TextForm(accepts: { text in
                    text.utf8.allSatisfy { (0x30...0x39).contains($0) }
                        && Int(text).map(range.contains) ?? false
                }), about)
            self.range = range
        }

        var schema: JSON { range.map { Schema.number($0).json } ?? form.json }
    }

    /// What comes in its body.
    enum Body: Sendable {
        case nothing
        case json(Schema)
        case photograph
    }

    /// What comes back.
    enum Result: Sendable {
        case json(Schema, HTTPResponse.Status)
        case file(String)
    }

    let method: HTTPRequest.Method
    /// After the realm, such as `/matters/:reference`.
    let path: String
    let id: String
    let summary: String
    let scope: ProgramKey.Scope
    /// What the post must grant before anything is looked at, as on the page of the desk.
    let verb: Verb?
    var query: [Parameter] = []
    var body = Body.nothing
    let result: Result
    /// Whether it wants `If-Match`, and answers with the version in its `ETag`.
    var isConditional = false
    var isTagged = false
    /// Whether the same call may come again under its `Idempotency-Key`: its answer is kept for a
    /// week. Where the action itself knows it again, as with matters, none needs to be, and none is
    /// lost.
    var isRepeatable = false
    var isKnownAgain = false
    /// What else may come back, beside what every call may.
    var problems: Set<Problem.Kind> = []
    /// How many bytes its body may have.
    var bytesMax = Self.bodyBytesMax
    let work: @Sendable (DeskCall) async throws -> Answer

    static let bodyBytesMax = 128 * 1_024
    static let photographBytesMax = 12 * 1_024 * 1_024

    /// The parts of addresses, by name: what each may be.
    static let parts: [String: (form: TextForm, about: String)] = [
        "realm": (.word, "The name of the realm in addresses, such as `checheng-road`."),
        "reference": (.reference, "The number of a matter, such as `26-00042-7`."),
        "procedure": (.word, "The name of a procedure."),
        "action": (.word, "The name of an action of the matter's procedure."),
        "figure": (.word, "The name of a figure."),
        "id": (.id, "The number of the thing."),
        "day": (.day, "A day."),
        "month": (.month, "A month, such as `2026-11`."),
        "year": (.year, "A year, such as `2026`."),
        "line": (.word, "The name of a line of work."),
        "code": (.checkWords, "The code of a certificate."),
        "ordinal": (.ordinal, "The place of a rule in the order."),
        "exchange": (.word, "The name of an exchange with another system."),
        "letter": (.word, "The code of a letter."),
        "source": (
            .choice(FundSource.allCases.map(\.rawValue)), "Where a project's money comes from."
        ),
    ]
}

extension DeskEndpoint {
    /// Whether it keeps settings of the realm, for which a key must be made on purpose.
    var isOfSettings: Bool { verb == .manage }

    /// Everything that may come back but what is asked for.
    var allProblems: [Problem.Kind] {
        var all = problems.union([
            .malformed, .unauthorized, .forbidden, .notFound, .tooOften, .unavailable,
        ])
        switch body {
        case .nothing: break
        case .json: all.formUnion([.tooLarge, .unsupported, .invalid])
        case .photograph: all.formUnion([.tooLarge, .unsupported, .invalid])
        }
        if isConditional { all.formUnion([.stale, .unconditional, .conflict]) }
        if isRepeatable { all.formUnion([.invalid, .conflict]) }
        return Problem.Kind.allCases.filter(all.contains)
    }

    var endpoint: Endpoint {
        Endpoint(method: method, path: Self.root + "/:realm" + path, access: .program(scope)) {
            call in
            var book: Rulebook?
            do {
                let program = try await Self.program(of: call)
                book = program.visit.book
                return try await answer(call, program)
            } catch {
                let telling = call.telling(book)
                let problem = Problem(error, telling)
                if problem.kind == .broken {
                    call.log.error("\(method.rawValue) \(path): \(error)")
                }
                return problem.answer(telling)
            }
        }
    }

    private func answer(_ call: Call, _ program: ProgramVisit) async throws -> Answer {
        call.note.note(program.visit.realm)
        try call.installation.traffic.take(.calls, in: program.visit.realm, at: call.now)
        if let seconds = call.pace.wait(of: program.key.id.rawValue, at: call.now) {
            throw Problem.tooOften(seconds)
        }
        guard try call.parameter("realm") == program.visit.realm.slug else {
            throw Problem(.notFound, .says("problem.otherRealm"))
        }
        let needed = isOfSettings ? ProgramKey.Scope.settings : scope
        guard program.key.scopes.isSuperset(of: [scope, needed]) else {
            throw Problem(.forbidden, .says("problem.noScope", ["scope": needed.rawValue]))
        }
        let visit = isOfSettings ? program.settings ?? program.visit : program.visit
        if let verb, !visit.holding.verbs.contains(verb) {
            throw Problem(.forbidden, .says("problem.noRight", ["right": "\(verb)"]))
        }
        for (name, part) in Self.parts {
            if let text = call.parameters[name], part.form.problem(text) != nil {
                throw Problem(.notFound)
            }
        }
        let query = try asked(in: call)
        let answer = try await once(
            DeskCall(
                call: call, program: program, visit: visit, query: query,
                body: try await read(call)))
        return method == .get ? answer.tagged(for: call.headers) : answer
    }

    private static func program(of call: Call) async throws -> ProgramVisit {
        let sent = call.headers[.authorization] ?? ""
        guard sent.hasPrefix("Bearer "),
            let program = try await call.installation.visit(
                programKey: String(sent.dropFirst(7)), from: call.address)
        else { throw Problem(.unauthorized, .says("problem.noKey")) }
        return program
    }

    private func asked(in call: Call) throws -> [String: String] {
        var found: [String: String] = [:]
        for (name, values) in call.query.all.sorted(by: { $0.key < $1.key }) where name != "lang" {
            guard let parameter = query.first(where: { $0.name == name }) else {
                let known = query.map(\.name).joined(separator: ", ")
                throw Problem(
                    .malformed,
                    known.isEmpty
                        ? .says("problem.noParameters", ["name": name])
                        : .says("problem.noParameter", ["name": name, "known": known]))
            }
            guard values.count == 1 else {
                throw Problem(.malformed, .says("problem.twice", ["name": name]))
            }
            if let problem = parameter.form.problem(values[0]) {
                throw Problem(
                    .malformed,
                    .says("problem.parameter", ["name": name])
                        + (parameter.range.map(Saying.outside) ?? problem))
            }
            found[name] = values[0]
        }
        return found
    }

    private func read(_ call: Call) async throws -> Payload {
        guard case .json(let schema) = body else { return .object([:]) }
        guard (call.headers[.contentType] ?? "").hasPrefix("application/json") else {
            throw Problem(.unsupported, .says("problem.notJSON"))
        }
        let payload: Payload
        do {
            payload = try Payload(parsing: try await call.receive(bytesMax))
        } catch let problem as Payload.Problem {
            throw Problem(.malformed, .plain(problem.description))
        }
        let findings = schema.findings(in: payload)
        guard findings.isEmpty else {
            throw Problem(
                .invalid,
                parts: findings.prefix(50).map {
                    Problem.Part(pointer: $0.pointer, detail: $0.words)
                })
        }
        return payload
    }
}

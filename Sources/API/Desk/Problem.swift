import Actions
import HTTPTypes
import Kernel
import Storage

/// Why a call of a program was not answered (RFC 9457). The closed list of kinds, each with an
/// address of its own that never changes.
struct Problem: Error, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case malformed, unauthorized, forbidden, notFound = "not-found", method, conflict, stale
        case tooLarge = "too-large", unsupported, invalid, unconditional
        case tooOften = "too-often", unavailable, broken

        var status: HTTPResponse.Status {
            switch self {
            case .malformed: .badRequest
            case .unauthorized: .unauthorized
            case .forbidden: .forbidden
            case .notFound: .notFound
            case .method: .methodNotAllowed
            case .conflict: .conflict
            case .stale: .preconditionFailed
            case .tooLarge: .contentTooLarge
            case .unsupported: .unsupportedMediaType
            case .invalid: .unprocessableContent
            case .unconditional: .preconditionRequired
            case .tooOften: .tooManyRequests
            case .unavailable: .serviceUnavailable
            case .broken: .internalServerError
            }
        }

        /// The key of what it is called.
        var titleKey: String { "problem.kind.\(rawValue)" }

        var type: String { "urn:linli:problem:" + rawValue }
    }

    /// What is wrong with one part of the body.
    struct Part: Sendable {
        let pointer: String
        let detail: Saying
    }

    let kind: Kind
    let detail: Saying
    var parts: [Part] = []
    var retryAfter: Int?

    init(_ kind: Kind, _ detail: Saying? = nil, parts: [Part] = [], retryAfter: Int? = nil) {
        self.kind = kind
        self.detail = detail ?? .says(kind.titleKey)
        self.parts = parts
        self.retryAfter = retryAfter
    }

    static let mediaType = "application/problem+json"

    static let schema = Schema.named(
        "Problem",
        .object([
            .text("type", .choice(Kind.allCases.map(\.type)), "Stays the same for good."),
            .text("title", .any, "In the language of the call."),
            .init("status", .number(400...599)),
            .text("detail", .any, "What happened in this call, and what to do."),
            .init(
                "errors",
                .list(
                    .object([
                        .text("pointer", .any, "Where in the body (RFC 6901)."),
                        .text("detail", .any),
                    ]), most: nil), "Each thing that is wrong with the body."),
        ]))

    func answer(_ telling: Telling) -> Answer {
        let words = telling.words
        var answer = Answer.json(
            [
                "type": .text(kind.type), "title": .text(words(kind.titleKey)),
                "status": .number(String(kind.status.code)),
                "detail": .text(detail.text(in: words)),
                "errors": .list(
                    parts.map { part in
                        [
                            "pointer": .text(part.pointer),
                            "detail": .text(part.detail.text(in: words)),
                        ]
                    }),
            ], type: Self.mediaType, status: kind.status)
        answer.headers[.cacheControl] = "no-store"
        if kind == .unauthorized { answer.headers[.wwwAuthenticate] = "Bearer" }
        if let retryAfter { answer.headers[.retryAfter] = String(retryAfter) }
        return answer
    }
}

extension Problem {
    /// What an error of any kind is told as.
    init(_ error: any Error, _ telling: Telling) {
        switch error {
        case let problem as Problem: self = problem
        case let error as ActionError: self.init(acting: error, telling)
        case is SentForms.OtherWords: self.init(.invalid, .says("problem.otherWords"))
        case is SentCall.Unanswered: self.init(.conflict, .says("problem.unanswered"))
        case Complaint.notFound: self.init(.notFound)
        case Complaint.bad(let words, .contentTooLarge): self.init(.tooLarge, .plain(words))
        case Complaint.bad(let words, _): self.init(.malformed, .plain(words))
        default:
            switch StoreTrouble(error) {
            case .busy: self.init(.unavailable, retryAfter: 2)
            case .unavailable: self.init(.unavailable, retryAfter: 30)
            case .inDoubt: self.init(.unavailable, .says("problem.inDoubt"), retryAfter: 30)
            case nil: self.init(.broken)
            }
        }
    }

    private init(acting error: ActionError, _ telling: Telling) {
        switch error {
        case .notFound: self.init(.notFound)
        case .forbidden: self.init(.forbidden)
        case .conflict: self.init(.conflict, .says("problem.changedMeanwhile"))
        case .tooOften(let seconds): self = .tooOften(seconds)
        case .meeting: self.init(.conflict, .plain(telling.refused(error).detail))
        case .implausible: self.init(.invalid, .plain(telling.refused(error).detail))
        case .invalid:
            self.init(
                .invalid,
                parts: telling.refused(error).fields.sorted { $0.key < $1.key }.map { field in
                    Part(
                        pointer: "/" + field.key,
                        detail: .plain(field.value))
                })
        case .refused(.changedMeanwhile(let seen, let now), _, _):
            self.init(
                .stale, .says("problem.versions", ["seen": String(seen), "now": String(now)]))
        case .refused(.answers, _, _):
            self.init(
                .invalid,
                parts: telling.refused(error).fields.sorted { $0.key < $1.key }.map {
                    Part(pointer: "/answers/" + $0.key, detail: .plain($0.value))
                })
        case .refused(let refusal, _, _):
            self.init(refusal.problem, .plain(telling.refused(error).detail))
        }
    }

    static func tooOften(_ seconds: Int) -> Problem {
        Problem(
            .tooOften, .says("problem.tooOften", ["seconds": String(seconds)]),
            retryAfter: seconds)
    }
}

extension Refusal {
    fileprivate var problem: Problem.Kind {
        switch self {
        case .unknownAction: .notFound
        case .notYours: .forbidden
        case .changedMeanwhile: .stale
        case .answers: .invalid
        case .moved, .guardFailed, .usedUp, .taken, .childrenMax: .conflict
        }
    }
}

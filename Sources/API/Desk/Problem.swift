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

        var title: String {
            switch self {
            case .malformed: "The call is not written as it must be."
            case .unauthorized: "No good key came with the call."
            case .forbidden: "The key, or its post, may not do this."
            case .notFound: "There is no such thing, or the post may not read it."
            case .method: "The address does not take this method."
            case .conflict: "A rule or what happened meanwhile stands against it."
            case .stale: "It was changed since it was read."
            case .tooLarge: "The body is too large."
            case .unsupported: "The body is of another type than is taken here."
            case .invalid: "What was sent cannot be taken as it is."
            case .unconditional: "Say with If-Match which version was read."
            case .tooOften: "Too many calls."
            case .unavailable: "It cannot be answered just now."
            case .broken: "Something went wrong here; it was written down."
            }
        }

        var type: String { "urn:linli:problem:" + rawValue }
    }

    /// What is wrong with one part of the body.
    struct Part: Sendable {
        let pointer: String
        let detail: String
    }

    let kind: Kind
    let detail: String
    var parts: [Part] = []
    var retryAfter: Int?

    init(_ kind: Kind, _ detail: String? = nil, parts: [Part] = [], retryAfter: Int? = nil) {
        self.kind = kind
        self.detail = detail ?? kind.title
        self.parts = parts
        self.retryAfter = retryAfter
    }

    static let mediaType = "application/problem+json"

    static let schema = Schema.named(
        "Problem",
        .object([
            .init(
                "type", .text(.choice(Kind.allCases.map(\.type))), "Stays the same for good."),
            .init("title", .text(.any)),
            .init("status", .number(400...599)),
            .init("detail", .text(.any), "What happened in this call, and what to do."),
            .init(
                "errors",
                .list(
                    .object([
                        .init("pointer", .text(.any), "Where in the body (RFC 6901)."),
                        .init("detail", .text(.any)),
                    ]), most: nil), "Each thing that is wrong with the body."),
        ]))

    var answer: Answer {
        var answer = Answer.json(
            [
                "type": .text(kind.type), "title": .text(kind.title),
                "status": .number(String(kind.status.code)), "detail": .text(detail),
                "errors": .list(
                    parts.map { ["pointer": .text($0.pointer), "detail": .text($0.detail)] }),
            ], type: Self.mediaType, status: kind.status)
        answer.headers[.cacheControl] = "no-store"
        if kind == .unauthorized { answer.headers[.wwwAuthenticate] = "Bearer" }
        if let retryAfter { answer.headers[.retryAfter] = String(retryAfter) }
        return answer
    }
}

extension Problem {
    /// What an error of any kind is told as.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as ActionError: self.init(acting: error)
        case is SentForms.OtherWords:
            self.init(
                .invalid, "This Idempotency-Key came before with another call. Make a new one.")
        case is SentCall.Unanswered:
            self.init(
                .conflict,
                "The same call is under way, or was done and its answer was lost. Read what came "
                    + "of it before you make a new Idempotency-Key.")
        case Complaint.notFound: self.init(.notFound)
        case Complaint.bad(let words, .contentTooLarge): self.init(.tooLarge, words)
        case Complaint.bad(let words, _): self.init(.malformed, words)
        default:
            switch StoreTrouble(error) {
            case .busy: self.init(.unavailable, "Too much is going on.", retryAfter: 2)
            case .unavailable:
                self.init(.unavailable, "The data cannot be reached.", retryAfter: 30)
            case nil: self.init(.broken)
            }
        }
    }

    private init(acting error: ActionError) {
        switch error {
        case .notFound: self.init(.notFound)
        case .forbidden: self.init(.forbidden, "The post of this key may not do this.")
        case .conflict: self.init(.conflict, "It was changed meanwhile. Read it again.")
        case .tooOften(let seconds):
            self.init(.tooOften, "Try again in \(seconds) seconds.", retryAfter: seconds)
        case .meeting(let refusal):
            self.init(.conflict, "A rule of meetings stands against it: \(refusal).")
        case .implausible(let doubts):
            self.init(.invalid, "The hours look wrong, and no reason was given: \(doubts).")
        case .invalid(let complaints):
            self.init(
                .invalid,
                parts: complaints.sorted { $0.key < $1.key }.map { field, complaint in
                    Part(pointer: "/" + field, detail: complaint.english)
                })
        case .refused(let refusal, _, _): self.init(refusing: refusal)
        }
    }

    private init(refusing refusal: Refusal) {
        switch refusal {
        case .unknownAction(let action):
            self.init(.notFound, "The procedure has no action “\(action)” here.")
        case .moved(let now):
            self.init(.conflict, "The matter stands in “\(now)”, where this is not done.")
        case .changedMeanwhile(let seen, let now):
            self.init(
                .stale, "Version \(seen) was read; it is at version \(now). Read it again.")
        case .notYours:
            self.init(.forbidden, "The post of this key may not do this to this matter.")
        case .answers(let problems):
            self.init(
                .invalid,
                parts: problems.sorted { $0.key < $1.key }.map { field, problem in
                    Part(pointer: "/answers/" + field, detail: problem.english)
                })
        case .guardFailed(let rule):
            self.init(.conflict, "A rule of the procedure stands against it: \(rule).")
        case .usedUp(_, let most): self.init(.conflict, "It may be done \(most) times at most.")
        case .taken: self.init(.conflict, "Somebody else has taken it.")
        case .childrenMax(let most):
            self.init(.conflict, "At most \(most) matters may hang on one.")
        }
    }
}

extension ActionError.Complaint {
    /// The key of the sentence that the pages tell, with what stands in its gaps.
    fileprivate var english: String {
        let filled = gaps.sorted { $0.key < $1.key }.map { "\($0): \($1)" }
        return filled.isEmpty ? key : key + " (" + filled.joined(separator: ", ") + ")"
    }
}

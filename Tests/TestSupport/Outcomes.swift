import Actions
package import Kernel

/// The error that a piece of work ended with; nil when it was done.
package func failure<T>(of work: () async throws -> T) async -> (any Error)? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error
    }
}

/// The rule that refused a piece of work; nil when it was done or failed otherwise.
package func refusal<T>(of work: () async throws -> T) async -> Refusal? {
    guard case ActionError.refused(let refusal, _, _)? = await failure(of: work) else { return nil }
    return refusal
}

/// The wrong fields of a form with the keys of what is said about them; nil for other outcomes.
package func complaints<T>(of work: () async throws -> T) async -> [String: String]? {
    guard case ActionError.invalid(let fields)? = await failure(of: work) else { return nil }
    return fields.mapValues(\.key)
}

/// How the edge would name the outcome of a piece of work, in one word.
package func outcome<T>(of work: () async throws -> T) async -> String {
    switch await failure(of: work) {
    case nil: "done"
    case ActionError.refused(let refusal, _, _)?: "refused: \(refusal.word)"
    case ActionError.notFound?: "notFound"
    case ActionError.forbidden?: "forbidden"
    case ActionError.invalid?: "invalid"
    case ActionError.tooOften?: "tooOften"
    case ActionError.meeting(let refusal)?: "meeting: \(refusal)"
    case ActionError.conflict?: "conflict"
    case .some(let error): "failed: \(error)"
    }
}

extension Refusal {
    /// The case alone, for tables of expectations.
    package var word: String {
        switch self {
        case .unknownAction: "unknownAction"
        case .moved: "moved"
        case .changedMeanwhile: "changedMeanwhile"
        case .notYours: "notYours"
        case .answers: "answers"
        case .guardFailed: "guardFailed"
        case .usedUp: "usedUp"
        case .taken: "taken"
        case .childrenMax: "childrenMax"
        }
    }
}

import Actions
import App
import Foundation
import Kernel
import Media
import Profiles
import SQL
import Secrets
import Storage

/// A failure in one sentence, for standard error.
struct Complaint: Error {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    /// The one place where every error of the program becomes a sentence.
    static func sentence(for error: any Error) -> String {
        oneLine(text(for: error))
    }

    private static func text(for error: any Error) -> String {
        switch error {
        case let complaint as Complaint: complaint.text
        case let error as ActionError: text(for: error)
        case let problems as ProfileProblems: text(for: problems)
        case let problem as Password.Problem: text(for: problem)
        case let problem as Vault.Problem: text(for: problem)
        case let problem as QRCode.Problem: "The QR code cannot be drawn (\(problem))."
        case is DecodingError:
            "The file is not what “linli prove” writes. Ask for the proof again."
        // Every other error of our own describes itself in a sentence that says what to do.
        case let error as any CustomStringConvertible & Error where isOurs(error):
            error.description
        default: (error as NSError).localizedDescription
        }
    }

    private static func isOurs(_ error: any Error) -> Bool {
        let module = String(reflecting: type(of: error)).prefix { $0 != "." }
        return [
            "Kernel", "Profiles", "SQL", "SQLiteDriver", "Storage", "Actions", "App", "Secrets",
            "Media", "Web", "linli", "Outgoing", "PostgresDriver", "Identity",
        ].contains(String(module))
    }

    private static func text(for error: ActionError) -> String {
        switch error {
        case .refused(let refusal, let state, _):
            "The rules refuse it\(state.map { " in the state \($0)" } ?? ""): \(refusal)."
        case .meeting(let refusal): "The rules of meetings refuse it: \(refusal)."
        case .implausible: "Hours look implausible; give a reason."
        case .notFound: "There is no such thing in this realm; look at the name, code or number."
        case .forbidden: "The post does not grant this."
        case .invalid(let fields):
            "These values cannot be taken: \(fields.keys.sorted().joined(separator: ", "))."
        case .tooOften(let seconds): "That was tried too often; try again in \(seconds) seconds."
        case .conflict: "Somebody else changed it first, or a limit is reached; look again."
        }
    }

    private static func text(for problems: ProfileProblems) -> String {
        let count = problems.errors.count
        guard let first = problems.errors.first else { return "The profile cannot be read." }
        return count == 1
            ? "The profile has a problem: \(first)"
            : "The profile has \(count) problems, the first: \(first) (see all with “linli profile "
                + "check”)"
    }

    private static func text(for problem: Password.Problem) -> String {
        switch problem {
        case .tooShort(let characters, let least):
            "The password has \(characters) characters; it needs at least \(least)."
        case .tooLong(let characters, let most):
            "The password has \(characters) characters; it may have at most \(most)."
        case .cannotHash: "The system has too little memory to keep a password safely."
        }
    }

    private static func text(for problem: Vault.Problem) -> String {
        switch problem {
        case .wrongKeyLength: "The key is not 32 bytes long. Put back the right one."
        case .cannotOpen:
            "Something in the database does not open with this key: it was changed, or the key is "
                + "of another installation."
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .joined(separator: " ")
    }
}

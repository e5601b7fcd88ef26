import Actions
import HTTPTypes
import Kernel
import Media
import Secrets
import Storage

/// Why a call was not answered, in words for whoever writes the caller.
enum Complaint: Error {
    case notFound
    /// What is wrong with a field of the query or the form.
    case bad(String, status: HTTPResponse.Status = .badRequest)
    case unauthorized(String)

    /// What an error of any kind is told as.
    static func told(_ error: any Error) -> (status: HTTPResponse.Status, words: String) {
        switch error {
        case Complaint.notFound, ActionError.notFound:
            (.notFound, "There is no such thing here, or not everyone may read it.")
        case Complaint.bad(let words, let status): (status, words)
        case Complaint.unauthorized(let words): (.forbidden, words)
        case ActionError.forbidden: (.forbidden, "This may not be done with this key.")
        case ActionError.tooOften(let seconds):
            (.tooManyRequests, "Too many calls. Try again in \(seconds) seconds.")
        case let problem as Photo.Problem: (.badRequest, problem.words)
        case Workbench.Problem.busy:
            (.serviceUnavailable, "Too many photographs at this moment. Try again in a minute.")
        case ActionError.conflict:
            (.conflict, "It was changed meanwhile. Read it again before you change it.")
        case let error as ActionError:
            (.badRequest, "It was refused: \(error)")
        default:
            switch StoreTrouble(error) {
            case .busy: (.serviceUnavailable, "Too much is going on. Try again in a moment.")
            case .unavailable:
                (.serviceUnavailable, "The data cannot be reached. Try again later.")
            case .inDoubt:
                (.serviceUnavailable, "It may have been stored or not. Look before trying again.")
            case nil: (.internalServerError, "Something went wrong here; it was written down.")
            }
        }
    }
}

extension Photo.Problem {
    fileprivate var words: String {
        switch self {
        case .empty: "The file is empty."
        case .tooLarge(_, let most): "A photograph may have up to \(most) bytes."
        case .tooManyPixels(_, _, let most): "A photograph may have up to \(most) pixels."
        case .notAPhoto: "The file is no photograph: send JPEG, PNG or a still WebP."
        case .damaged: "The photograph is damaged or cut off."
        }
    }
}

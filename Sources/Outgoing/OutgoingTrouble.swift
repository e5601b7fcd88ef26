/// Why a call to another system got no answer.
package enum OutgoingTrouble: Error, Hashable, Sendable {
    case badAddress(String)
    case badHeader(String)
    /// The host is not in the allow-list.
    case notAllowed(host: String)
    /// The host's address is one that the internet does not reach.
    case privateAddress(host: String, address: String)
    /// A call in the open to a host outside the house.
    case notEncrypted(host: String)
    case timedOut(seconds: Int)
    case answerTooLong(bytesMax: Int)
    /// What is sent is longer than may be.
    case requestTooLong(bytesMax: Int)
    /// Too much waits to be sent already.
    case busy
    /// What the network or the other side's protocol said.
    case failed(String)

    /// One word, by which pages know what to say.
    package var word: String {
        switch self {
        case .badAddress: "badAddress"
        case .badHeader: "badHeader"
        case .notAllowed: "notAllowed"
        case .privateAddress: "privateAddress"
        case .notEncrypted: "notEncrypted"
        case .timedOut: "timedOut"
        case .answerTooLong: "answerTooLong"
        case .requestTooLong: "requestTooLong"
        case .busy: "busy"
        case .failed: "failed"
        }
    }

    /// What the sentence is about: a host, a number, or what the network said.
    package var detail: String {
        switch self {
        case .badAddress(let text), .badHeader(let text), .failed(let text): text
        case .notAllowed(let host), .notEncrypted(let host): host
        case .privateAddress(let host, let address): "\(host) (\(address))"
        case .timedOut(let seconds): String(seconds)
        case .answerTooLong(let bytes), .requestTooLong(let bytes): String(bytes)
        case .busy: ""
        }
    }
}

extension OutgoingTrouble: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badAddress(let text):
            "\"\(text)\" is no address of the web. It begins with https:// or http:// and names "
                + "no user."
        case .badHeader(let name):
            "The header \"\(name)\" has signs that no header may have."
        case .notAllowed(let host):
            "\(host) is not among the hosts that the configuration allows. Add it to "
                + "outgoing.allow if this program shall call it."
        case .privateAddress(let host, let address):
            "\(host) leads to \(address), which the internet does not reach. Write \"private\" "
                + "behind the host in outgoing.allow if it shall be called."
        case .notEncrypted(let host):
            "\(host) is called with http:// in the open. Use https://, or write \"private\" behind "
                + "the host in outgoing.allow if it stands in the house."
        case .timedOut(let seconds): "No answer came within \(seconds) seconds."
        case .answerTooLong(let bytes): "The answer is longer than \(bytes) bytes."
        case .requestTooLong(let bytes): "What was to be sent is longer than \(bytes) bytes."
        case .busy: "Too many calls wait already. Try again later."
        case .failed(let text): "The call failed: \(text)."
        }
    }
}

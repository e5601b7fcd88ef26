/// One call to another system over HTTP.
package struct OutgoingRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    package let method: Method
    package let url: String
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]
    /// From the first look-up of the name to the last byte of the answer.
    package let timeoutSeconds: Int
    /// Longer answers are cut off and told as `answerTooLong`.
    package let answerBytesMax: Int

    package static let timeoutRange = 1...120
    package static let bodyBytesMax = 16_777_216

    package init(
        _ method: Method, _ url: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = [], timeoutSeconds: Int = 10, answerBytesMax: Int = 1_048_576
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutSeconds = timeoutSeconds.clamped(to: Self.timeoutRange)
        self.answerBytesMax = answerBytesMax
    }
}

/// What another system answered; redirections are answers like others and are not followed.
package struct OutgoingAnswer: Sendable {
    package let status: Int
    /// By names in small letters; of a name that comes twice, the last.
    package let headers: [String: String]
    package let body: [UInt8]

    package init(status: Int, headers: [String: String], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package var isSuccess: Bool { (200...299).contains(status) }
    package var text: String { String(decoding: body, as: UTF8.self) }
}

extension Int {
    func clamped(to range: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}

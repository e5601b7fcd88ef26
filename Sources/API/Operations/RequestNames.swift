import HTTPTypes
import Kernel

/// By which name a request is known, here and to others.
struct RequestNames: Sendable {
    let id: String
    let trace: TraceContext
    /// The span of whoever asks; nil where the trace begins here.
    let parent: String?

    /// A name that somebody sent is taken where it looks like one that a machine gave: a UUID or 32
    /// hexadecimal digits. Anything else could be a telephone number, and would stand in the log.
    ///
    /// - Parameter keepsNew: whether a trace that begins here is kept.
    init(of request: HTTPFields, otherwise own: String, keepsNew: Bool = false) {
        func chance() -> UInt64 { .random(in: .min ... .max) }
        let sent = request[.traceparent].flatMap(TraceContext.init(parsing:))
        trace =
            sent?.child(random: chance())
            ?? TraceContext(random: (chance(), chance(), chance()), isSampled: keepsNew)
        parent = sent?.span
        id = request[.requestID].flatMap { Self.isName($0) ? $0 : nil } ?? sent?.trace ?? own
    }

    static func isName(_ text: String) -> Bool {
        let digits = Array(text.utf8)
        let dashes = digits.count == 36 ? [8, 13, 18, 23] : []
        guard digits.count == 32 || digits.count == 36 else { return false }
        return digits.indices.allSatisfy { place in
            let byte = digits[place]
            if dashes.contains(place) { return byte == 0x2D }
            return (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
                || (0x41...0x46).contains(byte)
        }
    }
}

extension HTTPField.Name {
    static let requestID = HTTPField.Name("X-Request-Id") ?? .eTag
    static let traceparent = HTTPField.Name("traceparent") ?? .eTag
}

/// Which trace a piece of work belongs to, and which span of it this is (W3C Trace Context,
/// version 00): taken from whoever asks, and passed on to whoever is asked.
package struct TraceContext: Hashable, Sendable {
    /// 32 hexadecimal digits, in small letters.
    package let trace: String
    /// 16 hexadecimal digits, in small letters.
    package let span: String
    /// Whether whoever began the trace wants it kept.
    package let isSampled: Bool

    /// Reads `00-TRACE-SPAN-FLAGS`; nil for anything else. A later version may say more behind it.
    package init?(parsing text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, Self.isHex(parts[0], digits: 2), parts[0] != "ff",
            parts[0] != "00" || parts.count == 4,
            Self.isHex(parts[1], digits: 32), Self.isHex(parts[2], digits: 16),
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" }),
            Self.isHex(parts[3], digits: 2), let flags = UInt8(parts[3], radix: 16)
        else { return nil }
        trace = parts[1]
        span = parts[2]
        isSampled = flags & 1 == 1
    }

    private init(trace: String, span: String, isSampled: Bool) {
        self.trace = trace
        self.span = span
        self.isSampled = isSampled
    }

    /// A new trace.
    ///
    /// - Parameters:
    ///   - random: three numbers of chance.
    ///   - isSampled: whether it is kept.
    package init(random: (UInt64, UInt64, UInt64), isSampled: Bool = false) {
        self.init(
            trace: Self.hex(random.0) + Self.hex(random.1), span: Self.hex(random.2),
            isSampled: isSampled)
    }

    /// The same trace, one span further.
    ///
    /// - Parameter random: a number of chance.
    package func child(random: UInt64) -> TraceContext {
        TraceContext(trace: trace, span: Self.hex(random), isSampled: isSampled)
    }

    /// As it is passed on.
    package var header: String { "00-\(trace)-\(span)-\(isSampled ? "01" : "00")" }

    /// What the task at hand belongs to.
    @TaskLocal package static var current: TraceContext?

    private static func isHex(_ text: String, digits: Int) -> Bool {
        text.utf8.count == digits
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// No part of a trace may be zero.
    private static func hex(_ number: UInt64) -> String {
        let digits = String(max(number, 1), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

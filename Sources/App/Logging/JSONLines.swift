import Foundation
import Logging

/// Writes each message as one line of JSON, for a collector: `time`, `level`, `message`, and what
/// came with it under its own name.
struct JSONLines: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    private let write: @Sendable (String) -> Void

    /// Names of the server below that have a shorter one here.
    private static let names = ["hb.request.id": "request"]

    init(_ write: @escaping @Sendable (String) -> Void) {
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line =
            "{\"time\":\(Self.text(Date.now.ISO8601Format(Self.style)))"
            + ",\"level\":\(Self.text(event.level.rawValue))"
            + ",\"message\":\(Self.text(event.message.description))"
        let own = metadata.merging(event.metadata ?? [:]) { _, later in later }
        for (key, value) in own.sorted(by: { $0.key < $1.key }) {
            line += ",\(Self.text(Self.names[key] ?? key)):\(Self.value(value))"
        }
        if let error = event.error { line += ",\"error\":\(Self.text("\(error)"))" }
        write(line + "}\n")
    }

    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// A number stays one, so that a collector can compare it.
    private static func value(_ value: Logger.Metadata.Value) -> String {
        let words = value.description
        return Int(words).map { String($0) == words } == true ? words : text(words)
    }

    /// A text between quotation marks (RFC 8259): everything below a blank is escaped, so that one
    /// message is one line whatever it holds.
    static func text(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case _
            where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || (0x2028...0x2029).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

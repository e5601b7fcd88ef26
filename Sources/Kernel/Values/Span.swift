/// A piece of work as others see it in a trace: what kind of work, from when to when, and how it
/// ended; never whose.
package struct Span: Hashable, Sendable {
    /// As OpenTelemetry counts them.
    package enum Kind: Int64, Hashable, Sendable {
        case within = 1
        case answer = 2
    }

    package let context: TraceContext
    /// The span that it is a part of; nil for the first of a trace.
    package let parent: String?
    package let kind: Kind
    package let name: String
    /// Since 1970.
    package let startNanoseconds: Int64
    package let nanoseconds: Int64
    package let isFailed: Bool
    /// What is said of it, by the names of OpenTelemetry: texts and numbers.
    package let facts: [String: Payload]

    package init(
        _ name: String, _ kind: Kind, context: TraceContext, parent: String?,
        startNanoseconds: Int64, nanoseconds: Int64, isFailed: Bool, facts: [String: Payload]
    ) {
        self.name = name
        self.kind = kind
        self.context = context
        self.parent = parent
        self.startNanoseconds = startNanoseconds
        self.nanoseconds = nanoseconds
        self.isFailed = isFailed
        self.facts = facts
    }
}

extension Span {
    /// Spans as OTLP writes them in JSON: numbers of 64 bits as texts, identifiers in hexadecimal
    /// digits.
    ///
    /// Source: OpenTelemetry Protocol 1.9, JSON Protobuf Encoding.
    package static func otlp(_ spans: [Span]) -> Payload {
        let scope: Payload = .object(["name": .text("linli")])
        let resource = attributes(["service.name": .text("linli")])
        return .object([
            "resourceSpans": .list([
                .object([
                    "resource": .object(["attributes": resource]),
                    "scopeSpans": .list([
                        .object(["scope": scope, "spans": .list(spans.map(\.otlp))])
                    ]),
                ])
            ])
        ])
    }

    private var otlp: Payload {
        var members: [String: Payload] = [
            "traceId": .text(context.trace), "spanId": .text(context.span), "name": .text(name),
            "kind": .int(kind.rawValue), "startTimeUnixNano": .text(String(startNanoseconds)),
            "endTimeUnixNano": .text(String(startNanoseconds + nanoseconds)),
            "attributes": Self.attributes(facts),
        ]
        members["parentSpanId"] = parent.map { .text($0) }
        if isFailed { members["status"] = .object(["code": .int(2)]) }
        return .object(members)
    }

    private static func attributes(_ facts: [String: Payload]) -> Payload {
        .list(
            facts.sorted { $0.key < $1.key }.compactMap { key, fact in
                let value: Payload? =
                    switch fact {
                    case .text: .object(["stringValue": fact])
                    case .int(let number): .object(["intValue": .text(String(number))])
                    default: nil
                    }
                return value.map { .object(["key": .text(key), "value": $0]) }
            })
    }
}

import Kernel

/// What a value of JSON may be: written into the description, and held against what programs send.
indirect enum Schema: Sendable {
    case text(TextForm)
    case number(ClosedRange<Int>)
    case flag
    case list(Schema, most: Int?)
    case object([Property])
    /// Any names, each with such a value.
    case map(Schema)
    case oneOf([Schema])
    /// Such a value, or null.
    case optional(Schema)
    /// A schema that stands under its name in the description.
    case named(String, Schema)
    case anything

    struct Property: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool
        let about: String?

        init(_ name: String, _ schema: Schema, isRequired: Bool = true, _ about: String? = nil) {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
            self.about = about
        }
    }

    /// Whole numbers that JSON readers of every language hold.
    static let anyNumber = Schema.number(-9_007_199_254_740_991...9_007_199_254_740_991)
    static let count = Schema.number(0...9_007_199_254_740_991)

    /// What it is in the words of JSON Schema 2020-12.
    var json: JSON {
        switch self {
        case .text(let form): form.json
        case .number(let range):
            [
                "type": "integer", "minimum": .number(String(range.lowerBound)),
                "maximum": .number(String(range.upperBound)),
            ]
        case .flag: ["type": "boolean"]
        case .list(let item, let most):
            .object(
                [("type", "array"), ("items", item.json)]
                    + (most.map { [("maxItems", .number(String($0)))] } ?? []))
        case .object(let properties): Self.json(properties)
        case .map(let value): ["type": "object", "additionalProperties": value.json]
        case .oneOf(let schemas): ["anyOf": .list(schemas.map(\.json))]
        case .optional(let schema): ["anyOf": [schema.json, ["type": "null"]]]
        case .named(let name, _): ["$ref": .text("#/components/schemas/" + name)]
        case .anything: [:]
        }
    }

    private static func json(_ properties: [Property]) -> JSON {
        let required = properties.filter(\.isRequired).map { JSON.text($0.name) }
        return .object(
            [
                ("type", "object"),
                (
                    "properties",
                    .object(properties.map { ($0.name, $0.schema.json(about: $0.about)) })
                ),
            ] + (required.isEmpty ? [] : [("required", .list(required))])
                + [("additionalProperties", false)])
    }

    private func json(about: String?) -> JSON {
        guard let about, case .object(let members) = json else { return json }
        return .object(members + [("description", .text(about))])
    }

    /// The schemas in it that have names, by name.
    var named: [String: Schema] {
        switch self {
        case .text, .number, .flag, .anything: [:]
        case .list(let schema, _), .map(let schema), .optional(let schema): schema.named
        case .object(let properties):
            properties.reduce(into: [:]) { $0.merge($1.schema.named) { first, _ in first } }
        case .oneOf(let schemas):
            schemas.reduce(into: [:]) { $0.merge($1.named) { first, _ in first } }
        case .named(let name, let schema):
            schema.named.merging([name: schema]) { first, _ in first }
        }
    }
}

/// What a text may be.
struct TextForm: Sendable {
    var lengths: ClosedRange<Int>?
    var pattern: String?
    var format: String?
    var options: [String]?
    /// Whether a text that has the lengths and is one of the options is good.
    var accepts: @Sendable (String) -> Bool = { _ in true }

    static let any = TextForm()
    static func line(_ most: Int) -> TextForm {
        TextForm(lengths: 1...most, accepts: { !$0.utf8.contains(0) })
    }
    static func choice(_ options: [String]) -> TextForm { TextForm(options: options) }
    /// The number of something, as decimal text.
    static let id = TextForm(
        lengths: 1...19, pattern: "^[0-9]+$", accepts: { Identifier<Never>($0) != nil })
    /// Where something stands in an order, from 1.
    static let ordinal = TextForm(
        lengths: 1...9, pattern: "^[0-9]+$",
        accepts: { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    static let reference = TextForm(
        lengths: 1...40, accepts: { (try? Reference(parsing: $0)) != nil })
    static let day = TextForm(format: "date", accepts: { (try? Day(parsing: $0)) != nil })
    static let time = TextForm(
        format: "date-time", accepts: { (try? Instant(iso8601: $0)) != nil })
    /// A word of the profile, such as `order` or `property.elevator`.
    static let word = TextForm(
        lengths: 1...80, pattern: "^[A-Za-z0-9._-]+$",
        accepts: { text in
            text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
            }
        })

    var json: JSON {
        var members: [(String, JSON)] = [("type", "string")]
        if let lengths {
            members += [
                ("minLength", .number(String(lengths.lowerBound))),
                ("maxLength", .number(String(lengths.upperBound))),
            ]
        }
        if let pattern { members.append(("pattern", .text(pattern))) }
        if let format { members.append(("format", .text(format))) }
        if let options { members.append(("enum", .list(options.map(JSON.text)))) }
        return .object(members)
    }

    /// What is wrong with a text, as the end of a sentence; nil for a good one.
    func problem(_ text: String) -> Saying? {
        if let options, !options.contains(text) {
            return .says("problem.noneOf", ["options": options.joined(separator: ", ")])
        }
        if let lengths, !lengths.contains(text.unicodeScalars.count) {
            return .says(
                "problem.length",
                [
                    "count": String(text.unicodeScalars.count), "min": String(lengths.lowerBound),
                    "max": String(lengths.upperBound),
                ])
        }
        guard accepts(text) else {
            return (format ?? pattern).map { .says("problem.form", ["form": $0]) }
                ?? .says("problem.written")
        }
        return nil
    }
}

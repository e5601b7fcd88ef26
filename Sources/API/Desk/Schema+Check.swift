import Kernel

extension Schema {
    /// Something that is wrong with what a program sent, and where (RFC 6901).
    struct Finding: Sendable, Equatable {
        let pointer: String
        let words: String
    }

    /// Everything in a value that is not as this says.
    func findings(in value: Payload, at pointer: String = "") -> [Finding] {
        func wrong(_ words: String) -> [Finding] { [Finding(pointer: pointer, words: words)] }
        switch (self, value) {
        case (.anything, _), (.flag, .bool), (.optional, .null): return []
        case (.named(_, let schema), _), (.optional(let schema), _):
            return schema.findings(in: value, at: pointer)
        case (.text(let form), .text(let text)):
            return form.problem(text).map { wrong($0) } ?? []
        case (.number(let range), .int(let number)):
            return range.contains(Int(number))
                ? [] : wrong("lies outside \(range.lowerBound) to \(range.upperBound).")
        case (.list(let item, let most), .list(let values)):
            if let most, values.count > most { return wrong("has more than \(most).") }
            return values.enumerated().flatMap { place, value in
                item.findings(in: value, at: pointer + "/\(place)")
            }
        case (.object(let properties), .object(let members)):
            return Self.findings(in: members, properties, at: pointer)
        case (.map(let schema), .object(let members)):
            return members.sorted { $0.key < $1.key }.flatMap { name, value in
                schema.findings(in: value, at: pointer + "/" + Self.escaped(name))
            }
        case (.oneOf(let schemas), _):
            return schemas.contains { $0.findings(in: value).isEmpty }
                ? [] : wrong("is of a kind that may not stand here.")
        default: return wrong("is of the wrong kind: \(kind) belongs here.")
        }
    }

    private static func findings(
        in members: [String: Payload], _ properties: [Property], at pointer: String
    ) -> [Finding] {
        let known = Set(properties.map(\.name))
        let unknown = members.keys.filter { !known.contains($0) }.sorted().map {
            Finding(
                pointer: pointer + "/" + escaped($0),
                words: "is not known; there is: "
                    + properties.map(\.name).joined(separator: ", ") + ".")
        }
        return unknown
            + properties.flatMap { property -> [Finding] in
                let place = pointer + "/" + escaped(property.name)
                guard let value = members[property.name] else {
                    return property.isRequired
                        ? [Finding(pointer: place, words: "is missing.")] : []
                }
                return property.schema.findings(in: value, at: place)
            }
    }

    private static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    private var kind: String {
        switch self {
        case .text: "a text"
        case .number: "a whole number"
        case .flag: "true or false"
        case .list: "a list"
        case .object, .map: "an object"
        case .optional(let schema), .named(_, let schema): schema.kind
        case .oneOf, .anything: "a value"
        }
    }
}

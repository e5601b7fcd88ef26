import Kernel

extension Schema {
    /// Something that is wrong with what a program sent, and where (RFC 6901).
    struct Finding: Sendable {
        let pointer: String
        let words: Saying
    }

    /// Everything in a value that is not as this says.
    func findings(in value: Payload, at pointer: String = "") -> [Finding] {
        func wrong(_ words: Saying) -> [Finding] { [Finding(pointer: pointer, words: words)] }
        switch (self, value) {
        case (.anything, _), (.flag, .bool), (.optional, .null): return []
        case (.named(_, let schema), _), (.optional(let schema), _):
            return schema.findings(in: value, at: pointer)
        case (.text(let form), .text(let text)):
            return form.problem(text).map { wrong($0) } ?? []
        case (.number(let range), .int(let number)):
            return range.contains(Int(number))
                ? [] : wrong(.outside(range))
        case (.list(let item, let most), .list(let values)):
            if let most, values.count > most {
                return wrong(.says("problem.moreThan", ["max": String(most)]))
            }
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
                ? [] : wrong(.says("problem.otherKind"))
        default: return wrong(.says("problem.belongs.\(kind)"))
        }
    }

    private static func findings(
        in members: [String: Payload], _ properties: [Property], at pointer: String
    ) -> [Finding] {
        let known = Set(properties.map(\.name))
        let unknown = members.keys.filter { !known.contains($0) }.sorted().map {
            Finding(
                pointer: pointer + "/" + escaped($0),
                words: .says(
                    "problem.unknownMember",
                    ["known": properties.map(\.name).joined(separator: ", ")]))
        }
        return unknown
            + properties.flatMap { property -> [Finding] in
                let place = pointer + "/" + escaped(property.name)
                guard let value = members[property.name] else {
                    return property.isRequired
                        ? [Finding(pointer: place, words: .says("problem.missing"))] : []
                }
                return property.schema.findings(in: value, at: place)
            }
    }

    private static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    private var kind: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .flag: "flag"
        case .list: "list"
        case .object, .map: "object"
        case .optional(let schema), .named(_, let schema): schema.kind
        case .oneOf, .anything: "value"
        }
    }
}

extension Saying {
    static func outside(_ range: ClosedRange<Int>) -> Saying {
        .says(
            "problem.outside",
            ["min": String(range.lowerBound), "max": String(range.upperBound)])
    }
}

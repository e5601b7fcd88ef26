import Actions
import Kernel

// What stands in a body, and what it may be.
extension DeskCall {
    func bodyIDs<Noun>(_ name: String) -> [Identifier<Noun>] {
        texts(name).compactMap { Identifier<Noun>($0) }
    }

    /// The objects of a list in the body.
    func objects(_ name: String) -> [Payload] {
        if case .list(let list)? = body[name] { list } else { [] }
    }
}

extension Payload {
    /// The text of a member; nil where there is none.
    func text(_ name: String) -> String? {
        if case .text(let text)? = self[name] { text } else { nil }
    }
}

extension Shape {
    /// The same members, taken from something that holds such a value.
    func members<Whole>(
        of read: @escaping @Sendable (Whole) -> Value
    ) -> [Member<Whole>] {
        members.map { member in
            Member<Whole>(member.name, member.schema, about: member.about) { whole, pen in
                member.write(read(whole), pen)
            }
        }
    }
}

extension Schema.Property {
    /// A text that may be left out.
    static func maybe(_ name: String, _ form: TextForm, _ about: String? = nil) -> Self {
        Self(name, .text(form), isRequired: false, about)
    }

    /// A text that must be there.
    static func text(_ name: String, _ form: TextForm, _ about: String? = nil) -> Self {
        Self(name, .text(form), about)
    }
}

extension Schema {
    /// An act that needs no words.
    static let nothingSaid = Schema.named("NothingSaid", .object([]))
}

import Actions
import Kernel

/// How a value is written in answers. The same list of members writes it and describes it, so that
/// neither can say something else than the other.
struct Shape<Value>: Sendable {
    let name: String
    let members: [Member<Value>]

    init(_ name: String, _ members: [Member<Value>]) {
        self.name = name
        self.members = members
    }

    func json(_ value: Value, _ pen: Pen) -> JSON {
        .object(members.map { ($0.name, $0.write(value, pen)) })
    }

    var schema: Schema {
        .named(
            name,
            .object(members.map { Schema.Property($0.name, $0.schema, $0.about) }))
    }
}

/// A member of an answer: what it may be, and how it is taken from a value.
struct Member<Value>: Sendable {
    let name: String
    let schema: Schema
    let about: String?
    let write: @Sendable (Value, Pen) -> JSON

    init(
        _ name: String, _ schema: Schema, about: String? = nil,
        _ write: @escaping @Sendable (Value, Pen) -> JSON
    ) {
        self.name = name
        self.schema = schema
        self.about = about
        self.write = write
    }

    static func text(
        _ name: String, _ form: TextForm = .any, about: String? = nil,
        _ read: @escaping @Sendable (Value, Pen) -> String
    ) -> Member {
        Member(name, .text(form), about: about) { .text(read($0, $1)) }
    }

    static func maybe(
        _ name: String, _ form: TextForm = .any, about: String? = nil,
        _ read: @escaping @Sendable (Value, Pen) -> String?
    ) -> Member {
        Member(name, .optional(.text(form)), about: about) { .optional(read($0, $1)) }
    }

    /// The number of something, as decimal text: many readers of JSON lose digits of large ones.
    static func id<Noun>(
        _ name: String, _ read: @escaping @Sendable (Value) -> Identifier<Noun>
    ) -> Member {
        Member(name, .text(.id)) { value, _ in .text(read(value).description) }
    }

    static func maybeID<Noun>(
        _ name: String, about: String? = nil,
        _ read: @escaping @Sendable (Value) -> Identifier<Noun>?
    ) -> Member {
        Member(name, .optional(.text(.id)), about: about) { value, _ in
            .optional(read(value)?.description)
        }
    }

    static func time(
        _ name: String, about: String? = nil, _ read: @escaping @Sendable (Value) -> Instant
    ) -> Member {
        Member(name, .text(.time), about: about) { value, _ in .text(read(value).iso8601) }
    }

    static func maybeTime(
        _ name: String, about: String? = nil, _ read: @escaping @Sendable (Value) -> Instant?
    ) -> Member {
        Member(name, .optional(.text(.time)), about: about) { value, _ in
            .optional(read(value)?.iso8601)
        }
    }

    static func day(
        _ name: String, about: String? = nil, _ read: @escaping @Sendable (Value) -> Day
    ) -> Member {
        Member(name, .text(.day), about: about) { value, _ in .text(read(value).description) }
    }

    static func maybeDay(
        _ name: String, about: String? = nil, _ read: @escaping @Sendable (Value) -> Day?
    ) -> Member {
        Member(name, .optional(.text(.day)), about: about) { value, _ in
            .optional(read(value)?.description)
        }
    }

    static func flag(
        _ name: String, about: String? = nil, _ read: @escaping @Sendable (Value, Pen) -> Bool
    ) -> Member {
        Member(name, .flag, about: about) { .bool(read($0, $1)) }
    }

    static func number(
        _ name: String, about: String? = nil, _ read: @escaping @Sendable (Value, Pen) -> Int
    ) -> Member {
        Member(name, .anyNumber, about: about) { .number(String(read($0, $1))) }
    }

    static func maybeNumber(
        _ name: String, about: String? = nil, _ read: @escaping @Sendable (Value, Pen) -> Int?
    ) -> Member {
        Member(name, .optional(.anyNumber), about: about) { value, pen in
            read(value, pen).map { JSON.number(String($0)) } ?? .null
        }
    }

    static func texts(
        _ name: String, _ form: TextForm = .any, about: String? = nil,
        _ read: @escaping @Sendable (Value, Pen) -> [String]
    ) -> Member {
        Member(name, .list(.text(form), most: nil), about: about) {
            .list(read($0, $1).map(JSON.text))
        }
    }

    static func one<Part>(
        _ name: String, _ shape: Shape<Part>, about: String? = nil,
        _ read: @escaping @Sendable (Value, Pen) -> Part
    ) -> Member {
        Member(name, shape.schema, about: about) { shape.json(read($0, $1), $1) }
    }

    static func maybeOne<Part>(
        _ name: String, _ shape: Shape<Part>, about: String? = nil,
        _ read: @escaping @Sendable (Value, Pen) -> Part?
    ) -> Member {
        Member(name, .optional(shape.schema), about: about) { value, pen in
            read(value, pen).map { shape.json($0, pen) } ?? .null
        }
    }

    static func many<Part>(
        _ name: String, _ shape: Shape<Part>, about: String? = nil,
        _ read: @escaping @Sendable (Value, Pen) -> [Part]
    ) -> Member {
        Member(name, .list(shape.schema, most: nil), about: about) { value, pen in
            .list(read(value, pen).map { shape.json($0, pen) })
        }
    }

    /// The name of something, in the language of the answer.
    static func name(
        _ name: String, _ read: @escaping @Sendable (Value) -> LocalName
    ) -> Member {
        Member(name, .text(.any)) { value, pen in .text(pen.words.name(read(value))) }
    }
}

/// What writing an answer needs beside the value: the words of the realm, and the time.
struct Pen: Sendable {
    let words: Wording
    let book: Rulebook
    let now: Instant
    /// Whether the post reads where matters are to the last.
    let readsPlaces: Bool
    /// The address of the realm's desk, without a slash at its end.
    let base: String
}

/// A page of a list, and the word that the next one begins after.
struct Listing<Item: Sendable>: Sendable {
    let items: [Item]
    let next: String?

    init(_ items: [Item], next: String? = nil) {
        self.items = items
        self.next = next
    }
}

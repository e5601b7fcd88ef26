package import Kernel

/// The made-up ids of examples: the same word always stands for the same body, person or place.
package enum Symbol {
    /// 62 bits of FNV-1a; examples have a handful of words, so two never meet.
    package static func id<Noun>(_ word: String) -> Identifier<Noun> {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in word.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return Identifier(Int64(hash >> 2))
    }

    /// `yanhu/court-3` as a path of two places under the realm.
    package static func path(_ words: String) -> PlacePath {
        var path = PlacePath.root
        var place = ""
        for word in words.split(separator: "/") {
            place += "/\(word)"
            path = path.appending(id(place))
        }
        return path
    }

    package static func place(_ words: String) -> Place.ID {
        id("/" + words.split(separator: "/").joined(separator: "/"))
    }

    /// The realm, the matter and the other matter of every example.
    static let realm = Realm.ID(1)
    static let matter = Matter.ID(1)
    static let otherMatter = Matter.ID(2)
    /// The other matter of a procedure, which examples call by the procedure's name.
    static func matter(of procedure: Procedure.Name) -> Matter.ID { id("matter-\(procedure)") }
}

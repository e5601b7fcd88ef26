/// One numbered step of the schema, read from a file such as `0001-first-tables.sql`.
package struct Migration: Hashable, Sendable {
    package enum Problem: Error, Hashable {
        case fileName(String)
        case empty(fileName: String)
        case unknownToken(String, fileName: String)
    }

    /// Counted from 1.
    package let number: Int
    /// The sentence of the file name: `first-tables`.
    package let name: String
    /// The text as written, with tokens such as `{ID}`.
    package let text: String

    /// - Throws: `.fileName` unless it is four digits above zero, a hyphen, lower-case words and
    ///   `.sql`; `.empty`; `.unknownToken` for a `{TOKEN}` that no dialect knows.
    package init(fileName: String, text: String) throws(Problem) {
        guard let match = fileName.wholeMatch(of: /([0-9]{4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql/),
            let number = Int(match.1), number > 0
        else { throw .fileName(fileName) }
        guard text.contains(where: { !$0.isWhitespace }) else { throw .empty(fileName: fileName) }
        for token in text.matches(of: /\{[A-Z]+\}/) where Self.tokens[String(token.0)] == nil {
            throw .unknownToken(String(token.0), fileName: fileName)
        }
        self.number = number
        self.name = String(match.2)
        self.text = text
    }

    /// Where the engines name the same thing differently.
    private static let tokens: [String: (sqlite: String, postgres: String)] = [
        "{ID}": ("INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY"),
        "{INT}": ("INTEGER", "BIGINT"),
        "{REAL}": ("REAL", "DOUBLE PRECISION"),
        "{BLOB}": ("BLOB", "BYTEA"),
        "{STRICT}": ("STRICT", ""),
    ]

    /// The text with its tokens replaced for one engine.
    package func text(for dialect: Dialect) -> String {
        text.replacing(/\{[A-Z]+\}/) { match in
            guard let token = Self.tokens[String(match.0)] else { return String(match.0) }
            return dialect == .sqlite ? token.sqlite : token.postgres
        }
    }

    /// Tells an edited file from the one that was applied: FNV-1a, 64 bits, and the length. It
    /// guards against accidents, not against someone who may write to the database anyway.
    package var digest: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let hexadecimal = String(hash, radix: 16)
        let zeros = String(repeating: "0", count: 16 - hexadecimal.count)
        return "\(zeros)\(hexadecimal)-\(text.utf8.count)"
    }
}

extension Migration.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fileName(let name):
            "The migration file \(name) is not named like 0012-add-petition-signatures.sql. "
                + "Rename it."
        case .empty(let fileName):
            "The migration file \(fileName) is empty. Write its statements or remove it."
        case .unknownToken(let token, let fileName):
            "The migration file \(fileName) uses \(token), which no engine knows. "
                + "Use {ID}, {INT}, {REAL}, {BLOB} or {STRICT}."
        }
    }
}

/// Base 32 as authenticator apps read it.
///
/// Source: RFC 4648, chapter 6; written without padding.
package enum Base32 {
    package enum Problem: Error, Hashable {
        /// The first character outside A...Z and 2...7.
        case invalidCharacter(Character)
        /// Characters (without padding) that cannot end in a whole byte.
        case invalidLength(characters: Int)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var held = 0
        var bits = 0
        for byte in bytes {
            held = held << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[held >> bits & 31])
            }
            held &= (1 << bits) - 1
        }
        if bits > 0 {
            text.append(alphabet[held << (5 - bits) & 31])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// People type secrets by hand: lower case, spaces, hyphens and padding are accepted.
    ///
    /// - Throws: `.invalidCharacter` or `.invalidLength`.
    package static func decode(_ text: String) throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        var held = 0
        var bits = 0
        let typed = text.filter { !" -=".contains($0) }
        for character in typed {
            guard let ascii = character.uppercased().utf8.first, character.isASCII,
                let value = alphabet.firstIndex(of: ascii)
            else { throw .invalidCharacter(character) }
            held = held << 5 | value
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(held >> bits & 255))
            }
            held &= (1 << bits) - 1
        }
        guard bits < 5 else { throw .invalidLength(characters: typed.count) }
        return bytes
    }
}

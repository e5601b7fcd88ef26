import CSodium
import Foundation

/// Passwords kept as argon2id hashes.
///
/// Cost: 2 passes over 19 MiB, one lane: the minimum OWASP recommends (Password Storage Cheat
/// Sheet, argon2id), chosen so that two sign-ins at once fit a small town's server. libsodium's own
/// "interactive" level takes 64 MiB. Stored hashes carry their cost, so raising it is safe:
/// `needsRehash` then asks for a new hash at the next sign-in.
///
/// Blocking, about 30 ms idle and 150 ms under load: from asynchronous code use `PasswordPool`.
package enum Password {
    package enum Problem: Error, Hashable {
        case tooShort(characters: Int, charactersMin: Int)
        case tooLong(characters: Int, charactersMax: Int)
        /// The operating system refused 19 MiB of memory, or libsodium did not start.
        case cannotHash
    }

    /// Unicode code points after normalisation (NIST SP 800-63B, 5.1.1.2; OWASP ASVS 2.1.1, 2.1.2).
    package static let charactersMin = 12
    package static let charactersMax = 128
    /// Older ones, which were allowed more, still open what they opened.
    static let knownCharactersMax = 256

    static let passes: UInt64 = 2
    static let memoryBytes = 19 * 1024 * 1024

    /// A hash of 32 random bytes that nobody kept, at the same cost: whoever signs in to an account
    /// that does not exist waits as long as everybody else.
    package static let decoy =
        "$argon2id$v=19$m=19456,t=2,p=1$3FdHWSKonkRJoHB6XikXBQ"
        + "$2e5ec2ZIX4keTYuPDcWZbEmNPB2yDVBxf8LMIG4Dn+8"

    /// - Throws: `.tooShort`, `.tooLong` or `.cannotHash`.
    /// - Returns: the hash with its salt and cost, at most 127 ASCII characters.
    package static func hash(_ text: String) throws(Problem) -> String {
        let characters = characters(of: text)
        let count = characters.unicodeScalars.count
        guard count >= charactersMin else {
            throw .tooShort(characters: count, charactersMin: charactersMin)
        }
        guard count <= charactersMax else {
            throw .tooLong(characters: count, charactersMax: charactersMax)
        }
        let secret = characters.utf8.map { CChar(bitPattern: $0) }
        var hash = [CChar](repeating: 0, count: hashBytes)
        guard Sodium.isReady,
            crypto_pwhash_str(&hash, secret, UInt64(secret.count), passes, memoryBytes) == 0
        else { throw .cannotHash }
        return string(hash)
    }

    /// Whether `text` is the password behind `hash`; false for anything that is not a hash.
    ///
    /// - Parameter hash: nil for an unknown account, which takes as long and is always false.
    package static func verify(_ text: String, against hash: String?) -> Bool {
        let characters = characters(of: text)
        guard Sodium.isReady, characters.unicodeScalars.count <= knownCharactersMax,
            let stored = buffer(hash ?? decoy)
        else { return false }
        let secret = characters.utf8.map { CChar(bitPattern: $0) }
        let matches = crypto_pwhash_str_verify(stored, secret, UInt64(secret.count)) == 0
        return matches && hash != nil
    }

    /// Whether `hash` was made at another cost, or is not a hash at all.
    package static func needsRehash(_ hash: String) -> Bool {
        guard Sodium.isReady, let stored = buffer(hash) else { return true }
        return crypto_pwhash_str_needs_rehash(stored, passes, memoryBytes) != 0
    }

    private static let hashBytes = 128

    /// The same characters from every keyboard (NFKC). An endless text is cut beyond the limit,
    /// where it is refused anyway, so that normalising it costs nothing.
    private static func characters(of text: String) -> String {
        var start = String.UnicodeScalarView()
        start.append(contentsOf: text.unicodeScalars.prefix(knownCharactersMax * 4))
        return String(start).precomposedStringWithCompatibilityMapping
    }

    /// libsodium reads 128 bytes that end in zeros.
    private static func buffer(_ hash: String) -> [CChar]? {
        let bytes = hash.utf8.map { CChar(bitPattern: $0) }
        guard bytes.count < hashBytes, !bytes.contains(0) else { return nil }
        return bytes + [CChar](repeating: 0, count: hashBytes - bytes.count)
    }

    private static func string(_ hash: [CChar]) -> String {
        String(decoding: hash.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

import Crypto
import Foundation

/// Sealing of personal data, message tags and randomness.
///
/// A sealed text is one byte that names the method (1: AES-256-GCM), a random nonce of 12 bytes,
/// the ciphertext and a tag of 16 bytes. With random nonces a key must not seal more than 2³²
/// texts (NIST SP 800-38D, 8.3).
package enum Cipher {
    package enum Problem: Error, Hashable {
        case keyLength(bytes: Int, bytesExpected: Int)
        /// Shorter than an empty sealed text.
        case tooShort(bytes: Int, bytesMin: Int)
        /// The first byte names no method known here.
        case unknownMethod(UInt8)
        /// Wrong key, wrong context or altered: the three cannot be told apart.
        case notGenuine
        /// The cryptographic library refused to seal; nothing was stored.
        case cannotSeal
    }

    package static let keyBytes = 32
    /// What sealing adds to a text, in bytes.
    package static let overheadBytes = 1 + nonceBytes + tagBytes

    private static let method: UInt8 = 1
    private static let nonceBytes = 12
    private static let tagBytes = 16

    /// - Parameters:
    ///   - key: 32 random bytes.
    ///   - context: where the text belongs, such as `person/17/phone`; it is not stored, and
    /// opening     in any other place fails, so a sealed text cannot be moved to another row.
    /// - Throws: `.keyLength` or `.cannotSeal`.
    package static func seal(
        _ plain: [UInt8], key: [UInt8], context: String
    ) throws(Problem) -> [UInt8] {
        let key = try symmetric(key)
        guard
            let box = try? AES.GCM.seal(plain, using: key, authenticating: Array(context.utf8)),
            let combined = box.combined
        else { throw .cannotSeal }
        return [method] + combined
    }

    /// - Throws: `.keyLength`, `.tooShort`, `.unknownMethod` or `.notGenuine`.
    package static func open(
        _ sealed: [UInt8], key: [UInt8], context: String
    ) throws(Problem) -> [UInt8] {
        let key = try symmetric(key)
        guard sealed.count >= overheadBytes else {
            throw .tooShort(bytes: sealed.count, bytesMin: overheadBytes)
        }
        guard sealed[0] == method else { throw .unknownMethod(sealed[0]) }
        guard let box = try? AES.GCM.SealedBox(combined: sealed.dropFirst()),
            let plain = try? AES.GCM.open(box, using: key, authenticating: Array(context.utf8))
        else { throw .notGenuine }
        return Array(plain)
    }

    /// HMAC-SHA-256 of `bytes`, 32 bytes. A key of 32 random bytes is best; any length works.
    package static func hmac(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
    }

    /// Compares in a time that depends on the lengths only.
    package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Bytes from the operating system, fit for keys and tokens.
    package static func randomBytes(_ count: Int) -> [UInt8] {
        var system = SystemRandomNumberGenerator()
        return randomBytes(count, using: &system)
    }

    package static func randomBytes(
        _ count: Int, using generator: inout some RandomNumberGenerator
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        // Eight at a time: each call may ask the operating system.
        while bytes.count < count {
            withUnsafeBytes(of: generator.next() as UInt64) { bytes.append(contentsOf: $0) }
        }
        return Array(bytes.prefix(count))
    }

    private static func symmetric(_ key: [UInt8]) throws(Problem) -> SymmetricKey {
        guard key.count == keyBytes else {
            throw .keyLength(bytes: key.count, bytesExpected: keyBytes)
        }
        return SymmetricKey(data: key)
    }
}

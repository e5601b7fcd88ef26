import Kernel
import Secrets

/// Seals and opens what must not lie open in the database.
///
/// The installation's key never enters the database. It wraps one key for each matter's story and
/// one for its personal fields; erasing a wrapped key erases what it sealed, everywhere at once.
package struct Vault: Sendable {
    /// Why something could not be opened.
    package enum Problem: Error, Hashable {
        case wrongKeyLength(bytes: Int)
        case cannotOpen(context: String)
    }

    /// A key for AES-256.
    package struct Key: Sendable {
        fileprivate let bytes: [UInt8]

        /// A fresh key from the system's randomness.
        package static func fresh() -> Key { Key(bytes: Cipher.randomBytes(Cipher.keyBytes)) }
    }

    private let own: Key

    /// - Throws: `.wrongKeyLength` unless there are exactly 32 bytes.
    package init(key: [UInt8]) throws(Problem) {
        guard key.count == Cipher.keyBytes else { throw .wrongKeyLength(bytes: key.count) }
        own = Key(bytes: key)
    }

    package func wrap(_ key: Key, context: String) throws -> [UInt8] {
        try seal(key.bytes, under: own, context: context)
    }

    package func unwrap(_ wrapped: [UInt8], context: String) throws -> Key {
        Key(bytes: try open(wrapped, under: own, context: context))
    }

    /// Seals bytes so that they open only under the same key and for the same use.
    package func seal(_ plain: [UInt8], under key: Key, context: String) throws -> [UInt8] {
        try Cipher.seal(plain, key: key.bytes, context: context)
    }

    package func open(_ sealed: [UInt8], under key: Key, context: String) throws -> [UInt8] {
        do {
            return try Cipher.open(sealed, key: key.bytes, context: context)
        } catch {
            throw Problem.cannotOpen(context: context)
        }
    }

    /// Seals something of the installation itself, such as the secret of one-time passwords.
    package func sealOwn(_ plain: [UInt8], context: String) throws -> [UInt8] {
        try seal(plain, under: own, context: context)
    }

    package func openOwn(_ sealed: [UInt8], context: String) throws -> [UInt8] {
        try open(sealed, under: own, context: context)
    }

    /// A digest that cannot be guessed back without the key: for check words, tokens, addresses.
    package func keyedDigest(_ text: String, use: String) -> String {
        Cipher.hmac(Array("\(use):\(text)".utf8), key: own.bytes).hex
    }
}

import Crypto
import Foundation

/// The six digits of an authenticator app: SHA-1, 30 seconds, one step of tolerance either way.
///
/// Source: RFC 6238 and RFC 4226. SHA-1 because it is the only hash every app understands; in an
/// HMAC it is still sound.
package struct OneTimePassword: Hashable, Sendable {
    package enum Problem: Error, Hashable {
        /// RFC 4226, 4 (R6) asks for at least 128 bits.
        case secretTooShort(bytes: Int, bytesMin: Int)
        case secretTooLong(bytes: Int, bytesMax: Int)
    }

    package static let secretBytesMin = 16
    package static let secretBytesMax = 64
    package static let digits = 6
    package static let stepSeconds: Int64 = 30
    /// Clocks of phones are wrong by some seconds, and typing takes time.
    package static let stepsTolerated: Int64 = 1

    package let secret: [UInt8]

    /// - Throws: `.secretTooShort` or `.secretTooLong`.
    package init(secret: [UInt8]) throws(Problem) {
        guard secret.count >= Self.secretBytesMin else {
            throw .secretTooShort(bytes: secret.count, bytesMin: Self.secretBytesMin)
        }
        guard secret.count <= Self.secretBytesMax else {
            throw .secretTooLong(bytes: secret.count, bytesMax: Self.secretBytesMax)
        }
        self.secret = secret
    }

    /// A new secret of 160 bits, the length RFC 4226 recommends.
    package init(using generator: inout some RandomNumberGenerator) {
        secret = Cipher.randomBytes(20, using: &generator)
    }

    /// The secret to type by hand.
    package var base32: String { Base32.encode(secret) }

    /// The step of an instant in seconds since 1970; negative instants count as step 0.
    package static func step(atSeconds seconds: Int64) -> Int64 {
        max(0, seconds) / stepSeconds
    }

    /// Six digits, with leading zeros.
    package func code(step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let tag = [UInt8](
            HMAC<Insecure.SHA1>.authenticationCode(
                for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(tag[19] & 15)
        let number = tag[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: Self.digits - text.count) + text
    }

    /// The step whose code was typed, to be stored and given as `lastStep` next time: a code is
    /// good once (RFC 6238, 5.2).
    ///
    /// - Parameters:
    ///   - typed: spaces are ignored.
    ///   - seconds: now, since 1970.
    ///   - lastStep: the step accepted last; it and earlier ones are refused.
    /// - Returns: nil if the code is wrong, too old, too new or was used.
    package func acceptedStep(
        _ typed: String, atSeconds seconds: Int64, after lastStep: Int64? = nil
    ) -> Int64? {
        let digits = Array(typed.utf8.prefix(32).filter { $0 != 0x20 })
        let now = Self.step(atSeconds: seconds)
        let steps = max(0, now - Self.stepsTolerated)...now + Self.stepsTolerated
        return steps.filter { step in
            Cipher.areEqual(digits, Array(code(step: step).utf8)) && step > lastStep ?? -1
        }.last
    }

    /// What the QR code for the app says.
    ///
    /// Source: the key URI format of Google Authenticator, which every app follows.
    package func uri(issuer: String, account: String) -> String {
        let issuer = Self.encoded(issuer)
        return "otpauth://totp/\(issuer):\(Self.encoded(account))?secret=\(base32)"
            + "&issuer=\(issuer)&algorithm=SHA1&digits=\(Self.digits)&period=\(Self.stepSeconds)"
    }

    /// RFC 3986, 2.3: everything but unreserved ASCII is escaped, also the colon.
    private static func encoded(_ text: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        return text.utf8.map { byte in
            plain.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + [byte].hex.uppercased()
        }.joined()
    }
}

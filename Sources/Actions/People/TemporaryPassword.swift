import Secrets

/// A password that is made up, shown once and changed at the first sign-in.
package enum TemporaryPassword {
    /// Without the letters and digits that look alike.
    private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)
    private static let length = 16

    /// 16 of 31 signs are 79 bits; the few left-over byte values are cast again.
    package static func fresh() -> String {
        var signs: [UInt8] = []
        while signs.count < length {
            signs += Cipher.randomBytes(32).filter { $0 < 248 }
                .map { letters[Int($0) % letters.count] }
        }
        return String(decoding: signs.prefix(length), as: UTF8.self)
    }
}

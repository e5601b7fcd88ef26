import Kernel
import SQL
import Secrets
import Storage

/// Ten codes on paper, each good once, for the day on which the telephone is gone.
package enum RecoveryCode {
    package static let count = 10

    /// Without the letters and digits that look alike.
    private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)
    /// 10 of 31 signs are 49 bits; tries are counted.
    private static let length = 10

    /// Ten fresh codes, as they are shown: `k7mwp-3xq9t`.
    static func fresh() -> [String] {
        (0..<count).map { _ in
            var signs: [UInt8] = []
            while signs.count < length {
                // The few left-over byte values are cast again.
                signs += Cipher.randomBytes(16).filter { $0 < 248 }
                    .map { letters[Int($0) % letters.count] }
            }
            let text = signs.prefix(length)
            return String(decoding: text.prefix(5), as: UTF8.self) + "-"
                + String(decoding: text.suffix(5), as: UTF8.self)
        }
    }

    /// What somebody typed as it is kept; nil for what cannot be a code.
    static func normal(_ typed: String) -> String? {
        let text = typed.halfWidth.lowercased().filter { !" -–—".contains($0) }
        return text.utf8.count == length && text.utf8.allSatisfy(letters.contains) ? text : nil
    }
}

extension Installation {
    func recoveryDigest(_ code: String, of person: Person.ID) -> String {
        vault.keyedDigest("\(person) \(code)", use: "recovery code")
    }

    /// Gives a person ten fresh codes in place of those that are left.
    func freshRecoveryCodes(of person: Person.ID, _ db: any Writer) throws -> [String] {
        let codes = RecoveryCode.fresh()
        try RecoveryCodes.replace(
            codes.compactMap(RecoveryCode.normal).map { recoveryDigest($0, of: person) },
            of: person, db)
        return codes
    }
}

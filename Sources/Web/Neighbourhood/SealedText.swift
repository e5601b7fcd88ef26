import Actions
import Kernel
import Secrets
import Storage

/// A short text that leaves the server and comes back unread and unchanged: in a cookie or a
/// hidden field. It opens only for its use and until its time.
struct SealedText {
    let use: String
    let seconds: Int

    func seal(_ text: String, at now: Instant, _ vault: Vault) throws -> String {
        let until = now.adding(seconds: Int64(seconds)).milliseconds
        return try vault.sealOwn(Array("\(until) \(text)".utf8), context: use).hex
    }

    /// Nil for anything that was not sealed here for this use, or whose time is over.
    func open(_ sealed: String?, at now: Instant, _ vault: Vault) -> String? {
        guard let sealed, sealed.utf8.count <= 4_096, let bytes = Self.bytes(sealed),
            let plain = try? vault.openOwn(bytes, context: use)
        else { return nil }
        let parts = String(decoding: plain, as: UTF8.self)
            .split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let until = Int64(parts[0]), now.milliseconds <= until else {
            return nil
        }
        return String(parts[1])
    }

    private static func bytes(_ hex: String) -> [UInt8]? {
        let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == hex.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] * 16 + digits[$0 + 1])
        }
    }
}

extension Neighbourhood {
    func seal(_ text: String, for use: SealedText) throws -> String {
        try use.seal(text, at: ask.now, installation.vault)
    }

    func open(_ sealed: String?, for use: SealedText) -> String? {
        use.open(sealed, at: ask.now, installation.vault)
    }
}

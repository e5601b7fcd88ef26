import Crypto
import Foundation
package import Identity

/// A device that makes passkeys and signs with them, as a telephone does: for tests that need a
/// good one, and one that cheats.
package struct SoftDevice: Sendable {
    private let key = P256.Signing.PrivateKey()
    package let credential: [UInt8]
    package var counter: UInt32 = 0
    package var isVerifying = true
    package var isPresent = true

    package init(credential: [UInt8] = Array(repeating: 9, count: 32)) {
        self.credential = credential
    }

    package static let house = House(origin: "https://linli.example")

    /// What the browser says, with the challenge as it was asked.
    package func clientData(
        _ type: String, challenge: String, origin: String = house.origin, crossOrigin: Bool = false
    ) -> [UInt8] {
        Array(
            """
            {"type":"\(type)","challenge":"\(challenge)","origin":"\(origin)",\
            "crossOrigin":\(crossOrigin)}
            """.utf8)
    }

    private func head(_ host: String, also flag: UInt8) -> [UInt8] {
        let flags = (isPresent ? 1 : 0) | (isVerifying ? 4 : 0) | flag
        return Array(SHA256.hash(data: Array(host.utf8))) + [flags]
            + (0..<4).map { UInt8(truncatingIfNeeded: counter >> (24 - 8 * $0)) }
    }

    /// Makes a passkey: ES256, the key in COSE.
    ///
    /// - Parameter algorithm: what the key says that it is for, as one byte of CBOR; 0x26 is -7.
    package func made(for host: String = house.host, algorithm: UInt8 = 0x26) -> [UInt8] {
        let point = Array(key.publicKey.rawRepresentation)
        let cose: [UInt8] =
            [0xA5, 0x01, 0x02, 0x03, algorithm, 0x20, 0x01, 0x21, 0x58, 0x20] + point.prefix(32)
            + [0x22, 0x58, 0x20] + point.suffix(32)
        let length = [UInt8(credential.count >> 8), UInt8(credential.count & 255)]
        return head(host, also: 0x40) + [UInt8](repeating: 0, count: 16) + length + credential
            + cose
    }

    /// Signs an answer, and counts.
    package mutating func answer(
        to challenge: String, for host: String = house.host, origin: String = house.origin,
        type: String = "webauthn.get"
    ) throws -> PasskeyProof.Answer {
        counter &+= 1
        let data = head(host, also: 0)
        let client = clientData(type, challenge: challenge, origin: origin)
        let digest = Array(SHA256.hash(data: client))
        let signature = try key.signature(for: data + digest)
        return PasskeyProof.Answer(
            clientData: client, authenticatorData: data,
            signature: Array(signature.derRepresentation))
    }
}

import CFido2
import Crypto

/// A public key that a device made for this house.
package struct NewPasskey: Hashable, Sendable {
    package let credential: [UInt8]
    package let algorithm: Int
    package let publicKey: [UInt8]
    package let counter: Int64
}

/// What devices prove, as libfido2 reads and verifies it; the ceremony around it is ours.
///
/// Source: Web Authentication Level 2, 7.1 and 7.2, with attestation `none`.
package enum PasskeyProof {
    /// ES256, EdDSA and RS256, in the order of preference.
    package static let algorithms = [-7, -8, -257]

    private static let authenticatorBytesMax = 4_096
    private static let signatureBytesMax = 1_024
    private static let present: UInt8 = 0x01
    private static let verified: UInt8 = 0x04
    private static let attested: UInt8 = 0x40

    /// Reads the key that a device made.
    ///
    /// - Throws: `PasskeyProblem`.
    package static func registered(
        clientData: [UInt8], authenticatorData: [UInt8], challenge: [UInt8], house: House
    ) throws(PasskeyProblem) -> NewPasskey {
        _ = try ClientData(
            clientData, type: "webauthn.create", challenge: challenge, house: house)
        let flags = try flags(of: authenticatorData, house: house)
        guard flags & attested != 0 else { throw .malformed }
        for algorithm in algorithms {
            if let key = key(in: authenticatorData, algorithm: algorithm) { return key }
        }
        throw .wrongAlgorithm
    }

    /// The host's digest and the flags, which stand at the start.
    private static func flags(
        of authenticatorData: [UInt8], house: House
    ) throws(PasskeyProblem) -> UInt8 {
        guard (37...authenticatorBytesMax).contains(authenticatorData.count) else {
            throw .malformed
        }
        let digest = Array(SHA256.hash(data: Array(house.host.utf8)))
        guard Array(authenticatorData.prefix(32)) == digest else { throw .wrongHost }
        let flags = authenticatorData[32]
        guard flags & present != 0 else { throw .notPresent }
        return flags
    }

    private static func key(in authenticatorData: [UInt8], algorithm: Int) -> NewPasskey? {
        var made = fido_cred_new()
        defer { fido_cred_free(&made) }
        guard let made, fido_cred_set_type(made, Int32(algorithm)) == FIDO_OK,
            fido_cred_set_authdata_raw(made, authenticatorData, authenticatorData.count)
                == FIDO_OK,
            let credential = bytes(fido_cred_id_ptr(made), fido_cred_id_len(made)),
            let publicKey = bytes(fido_cred_pubkey_ptr(made), fido_cred_pubkey_len(made))
        else { return nil }
        return NewPasskey(
            credential: credential, algorithm: algorithm, publicKey: publicKey,
            counter: Int64(fido_cred_sigcount(made)))
    }

    private static func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8]? {
        guard let start, count > 0 else { return nil }
        return Array(UnsafeBufferPointer(start: start, count: count))
    }

    /// What a device answers with.
    package struct Answer: Sendable {
        package let clientData: [UInt8]
        package let authenticatorData: [UInt8]
        package let signature: [UInt8]

        package init(clientData: [UInt8], authenticatorData: [UInt8], signature: [UInt8]) {
            self.clientData = clientData
            self.authenticatorData = authenticatorData
            self.signature = signature
        }
    }

    /// Verifies an answer against the key that was kept.
    ///
    /// - Parameters:
    ///   - counter: how often the device had signed when it was last asked.
    ///   - wantsVerified: whether the device must have made sure who touches it.
    /// - Returns: how often the device says that it signed.
    /// - Throws: `PasskeyProblem`.
    package static func asserted(
        _ answer: Answer, challenge: [UInt8], house: House, algorithm: Int,
        publicKey: [UInt8], counter: Int64, wantsVerified: Bool
    ) throws(PasskeyProblem) -> Int64 {
        _ = try ClientData(
            answer.clientData, type: "webauthn.get", challenge: challenge, house: house)
        let flags = try flags(of: answer.authenticatorData, house: house)
        guard !wantsVerified || flags & verified != 0 else { throw .notVerified }
        guard (1...signatureBytesMax).contains(answer.signature.count) else { throw .malformed }
        guard let now = verifiedCounter(answer, house, algorithm, publicKey) else {
            throw .notGenuine
        }
        // A device that does not count says 0 each time.
        guard now > counter || now == 0 && counter == 0 else { throw .counterWentBack }
        return now
    }

    /// The counter of an answer whose signature holds; nil where it does not.
    private static func verifiedCounter(
        _ answer: Answer, _ house: House, _ algorithm: Int, _ publicKey: [UInt8]
    ) -> Int64? {
        var made = fido_assert_new()
        defer { fido_assert_free(&made) }
        guard let made, fido_assert_set_count(made, 1) == FIDO_OK,
            fido_assert_set_rp(made, house.host) == FIDO_OK,
            fido_assert_set_clientdata(made, answer.clientData, answer.clientData.count)
                == FIDO_OK,
            fido_assert_set_authdata_raw(
                made, 0, answer.authenticatorData, answer.authenticatorData.count) == FIDO_OK,
            fido_assert_set_sig(made, 0, answer.signature, answer.signature.count) == FIDO_OK,
            fido_assert_set_up(made, FIDO_OPT_TRUE) == FIDO_OK,
            withKey(algorithm, publicKey, { fido_assert_verify(made, 0, Int32(algorithm), $0) })
                == FIDO_OK
        else { return nil }
        return Int64(fido_assert_sigcount(made, 0))
    }

    /// Runs something with a key as libfido2 holds it; nil for bytes that are none.
    private static func withKey(
        _ algorithm: Int, _ bytes: [UInt8], _ body: (UnsafeRawPointer) -> Int32
    ) -> Int32? {
        switch algorithm {
        case -7:
            var key = es256_pk_new()
            defer { es256_pk_free(&key) }
            guard let key, es256_pk_from_ptr(key, bytes, bytes.count) == FIDO_OK else { return nil }
            return body(UnsafeRawPointer(key))
        case -8:
            var key = eddsa_pk_new()
            defer { eddsa_pk_free(&key) }
            guard let key, eddsa_pk_from_ptr(key, bytes, bytes.count) == FIDO_OK else { return nil }
            return body(UnsafeRawPointer(key))
        case -257:
            var key = rs256_pk_new()
            defer { rs256_pk_free(&key) }
            guard let key, rs256_pk_from_ptr(key, bytes, bytes.count) == FIDO_OK else { return nil }
            return body(UnsafeRawPointer(key))
        default: return nil
        }
    }
}

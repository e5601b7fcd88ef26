import Foundation

/// What the browser says of a ceremony; the device signs its digest.
///
/// Source: Web Authentication Level 2, 5.8.1.
struct ClientData: Decodable {
    let type: String
    let challenge: String
    let origin: String
    let crossOrigin: Bool?

    static let bytesMax = 4_096

    /// Reads it and checks it against what was asked.
    ///
    /// - Throws: `.malformed`, `.wrongType`, `.wrongChallenge`, `.wrongOrigin`.
    init(
        _ bytes: [UInt8], type expected: String, challenge: [UInt8], house: House
    ) throws(PasskeyProblem) {
        guard bytes.count <= Self.bytesMax,
            let read = try? JSONDecoder().decode(ClientData.self, from: Data(bytes))
        else { throw .malformed }
        guard read.type == expected else { throw .wrongType }
        guard Base64URL.decode(read.challenge) == challenge else { throw .wrongChallenge }
        guard read.origin == house.origin, read.crossOrigin != true else { throw .wrongOrigin }
        self = read
    }
}

/// Why a passkey proves nothing.
package enum PasskeyProblem: Error, Hashable, Sendable {
    /// Not what a browser sends.
    case malformed
    /// The answer to another kind of question.
    case wrongType
    /// The answer to another question, or to one that was answered.
    case wrongChallenge
    /// Given on a page of another site.
    case wrongOrigin
    /// Made for another site.
    case wrongHost
    /// Nobody touched the device.
    case notPresent
    /// The device did not make sure who touches it.
    case notVerified
    /// An algorithm that was not asked for.
    case wrongAlgorithm
    case notGenuine
    /// The device has signed less often than it said before: there are two of it.
    case counterWentBack
}

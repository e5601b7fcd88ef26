import Actions
import Crypto
import Foundation
import Identity

/// What devices, browsers and other houses send of who somebody is.
let identityTargets: [FuzzTarget] = [
    FuzzTarget("passkey", bytesMax: 1_024, checkPasskey),
    FuzzTarget("claims", bytesMax: 2_000, checkClaims),
    FuzzTarget("browser", bytesMax: 600, checkBrowser),
]

private let house = House(origin: "https://linli.example")

/// What follows the host's digest in the bytes of a device; they are a signature as well.
private func checkPasskey(_ bytes: [UInt8]) throws(Broken) {
    let head = Array(SHA256.hash(data: Array(house.host.utf8)))
    let client = Array(
        #"{"type":"webauthn.create","challenge":"AQID","origin":"https://linli.example"}"#.utf8)
    guard
        let key = try? PasskeyProof.registered(
            clientData: client, authenticatorData: head + bytes, challenge: [1, 2, 3],
            house: house)
    else { return }
    try holds((1...1_023).contains(key.credential.count), "a credential has a name")
    try holds(!key.publicKey.isEmpty && key.counter >= 0, "a passkey has a key and a counter")
    try holds(PasskeyProof.algorithms.contains(key.algorithm), "no other algorithm comes in")
    let answer = PasskeyProof.Answer(
        clientData: Array(
            #"{"type":"webauthn.get","challenge":"AQID","origin":"https://linli.example"}"#.utf8),
        authenticatorData: head + bytes, signature: Array(bytes.prefix(72)))
    let counter = try? PasskeyProof.asserted(
        answer, challenge: [1, 2, 3], house: house, algorithm: key.algorithm,
        publicKey: key.publicKey, counter: 0, wantsVerified: false)
    try holds(counter == nil, "nothing is signed by chance")
}

private func checkClaims(_ bytes: [UInt8]) throws(Broken) {
    let expected = IDToken.Expected(
        issuer: "https://id.example", clientID: "linli", nonce: "n", now: 1_795_000_000)
    if let claims = try? JSONDecoder().decode([String: Claim].self, from: Data(bytes)) {
        if let subject = try? IDToken.checked(claims, expected) {
            try holds(
                claims["iss"]?.text == expected.issuer && claims["nonce"]?.text == "n",
                "only an answer to this question is taken")
            try holds((1...255).contains(subject.utf8.count), "a subject has a length")
        }
        let written = try? JSONEncoder().encode(claims)
        let again = written.flatMap {
            try? JSONDecoder().decode([String: Claim].self, from: $0)
        }
        try holds(again == claims, "claims that were read are written and read again")
    }
    if let read = try? ProviderDescription(bytes, issuer: "https://id.example") {
        try holds(read.issuer == "https://id.example", "no other house describes this one")
    }
}

private func checkBrowser(_ bytes: [UInt8]) throws(Broken) {
    let kind = BrowserKind(agent: bytes.text)
    try holds(BrowserKind(text: kind.text) == kind, "a kind of browser reads itself")
    try holds(BrowserKind(text: bytes.text).text.utf8.count < 30, "nothing else is kept")
    if let plain = Base64URL.decode(bytes.text) {
        try holds(Base64URL.decode(Base64URL.encode(plain)) == plain, "bytes read themselves")
    }
}

import Testing

@testable import Secrets

private let rfc = Array("12345678901234567890".utf8)

/// RFC 6238, appendix B: the last six of its eight digits.
@Test(
    arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
        (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ] as [(Int64, String)])
func theCodesAreThoseOfRFC6238(seconds: Int64, code: String) throws {
    let password = try OneTimePassword(secret: rfc)
    #expect(password.code(step: OneTimePassword.step(atSeconds: seconds)) == code)
}

/// RFC 4226, appendix D.
@Test func theCodesAreThoseOfRFC4226() throws {
    let password = try OneTimePassword(secret: rfc)
    #expect(
        (0..<10).map { password.code(step: $0) } == [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
            "399871", "520489",
        ])
}

@Test func aCodeIsGoodOneStepEarlyAndOneStepLate() throws {
    let password = try OneTimePassword(secret: rfc)
    let code = password.code(step: 100)
    #expect(password.acceptedStep(code, atSeconds: 98 * 30 + 29) == nil)
    #expect(password.acceptedStep(code, atSeconds: 99 * 30) == 100)
    #expect(password.acceptedStep(code, atSeconds: 100 * 30) == 100)
    #expect(password.acceptedStep(code, atSeconds: 101 * 30 + 29) == 100)
    #expect(password.acceptedStep(code, atSeconds: 102 * 30) == nil)
}

@Test func aCodeIsGoodOnce() throws {
    let password = try OneTimePassword(secret: rfc)
    let code = password.code(step: 100)
    #expect(password.acceptedStep(code, atSeconds: 3_000, after: 99) == 100)
    #expect(password.acceptedStep(code, atSeconds: 3_000, after: 100) == nil)
    #expect(password.acceptedStep(code, atSeconds: 3_000, after: 101) == nil)
    #expect(password.acceptedStep(password.code(step: 101), atSeconds: 3_000, after: 100) == 101)
}

@Test func spacesAreIgnoredAndAnythingElseIsNot() throws {
    let password = try OneTimePassword(secret: rfc)
    #expect(password.acceptedStep("287 082", atSeconds: 59) == 1)
    for wrong in ["", "28708", "2870820", "287083", "２８７０８２", "-287082"] {
        #expect(password.acceptedStep(wrong, atSeconds: 59) == nil)
    }
}

@Test func theFirstStepsOfTimeAreNoTrap() throws {
    let password = try OneTimePassword(secret: rfc)
    #expect(password.acceptedStep("755224", atSeconds: 0) == 0)
    #expect(password.acceptedStep("755224", atSeconds: -1_000) == 0)
}

@Test func aSecretHas16To64Bytes() throws {
    #expect(throws: OneTimePassword.Problem.secretTooShort(bytes: 15, bytesMin: 16)) {
        try OneTimePassword(secret: Array(rfc.prefix(15)))
    }
    _ = try OneTimePassword(secret: Array(rfc.prefix(16)))
    #expect(throws: OneTimePassword.Problem.secretTooLong(bytes: 65, bytesMax: 64)) {
        try OneTimePassword(secret: [UInt8](repeating: 1, count: 65))
    }
    var system = SystemRandomNumberGenerator()
    let first = OneTimePassword(using: &system)
    #expect(first.secret.count == 20)
    #expect(first != OneTimePassword(using: &system))
}

@Test func theURINamesPlaceAndPerson() throws {
    let uri = try OneTimePassword(secret: rfc).uri(issuer: "邻里:A", account: "ana@example.org")
    #expect(
        uri == "otpauth://totp/%E9%82%BB%E9%87%8C%3AA:ana%40example.org"
            + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E9%82%BB%E9%87%8C%3AA"
            + "&algorithm=SHA1&digits=6&period=30")
}

/// RFC 4648, chapter 10.
@Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
    ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
])
func base32IsThatOfRFC4648(plain: String, coded: String) throws {
    #expect(Base32.encode(Array(plain.utf8)) == coded)
    #expect(try Base32.decode(coded) == Array(plain.utf8))
}

@Test func base32ForgivesHandwritingButNotErrors() throws {
    #expect(try Base32.decode("mzxw 6ytb-oi======") == Array("foobar".utf8))
    #expect(throws: Base32.Problem.invalidCharacter("1")) { try Base32.decode("MZ1W") }
    #expect(throws: Base32.Problem.invalidCharacter("ß")) { try Base32.decode("MZß") }
    #expect(throws: Base32.Problem.invalidLength(characters: 1)) { try Base32.decode("M") }
    #expect(throws: Base32.Problem.invalidLength(characters: 3)) { try Base32.decode("MZX") }
}

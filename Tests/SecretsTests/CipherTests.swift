import Testing

@testable import Secrets

private let key = [UInt8](repeating: 7, count: 32)
private let plain = Array("Ana, Mill Street 8, 邻里".utf8)

@Test func aSealedTextOpensOnlyWithItsKeyAndInItsPlace() throws {
    let sealed = try Cipher.seal(plain, key: key, context: "person/17/phone")
    #expect(sealed.count == plain.count + Cipher.overheadBytes)
    #expect(sealed.firstRange(of: Array("Mill Street".utf8)) == nil)
    #expect(try Cipher.open(sealed, key: key, context: "person/17/phone") == plain)
    #expect(throws: Cipher.Problem.notGenuine) {
        try Cipher.open(sealed, key: key, context: "person/18/phone")
    }
    #expect(throws: Cipher.Problem.notGenuine) {
        try Cipher.open(sealed, key: [UInt8](repeating: 8, count: 32), context: "person/17/phone")
    }
}

@Test func sealingTwiceGivesTwoTexts() throws {
    #expect(
        try Cipher.seal(plain, key: key, context: "") != Cipher.seal(plain, key: key, context: ""))
}

@Test func everyChangedByteIsNoticed() throws {
    let sealed = try Cipher.seal(plain, key: key, context: "a")
    for index in sealed.indices {
        var changed = sealed
        changed[index] ^= 1
        let expected: Cipher.Problem = index == 0 ? .unknownMethod(0) : .notGenuine
        #expect(throws: expected) { try Cipher.open(changed, key: key, context: "a") }
    }
}

@Test func anEmptyTextCanBeSealedAndAShorterOneIsNone() throws {
    let sealed = try Cipher.seal([], key: key, context: "a")
    #expect(sealed.count == 29)
    #expect(try Cipher.open(sealed, key: key, context: "a").isEmpty)
    #expect(throws: Cipher.Problem.tooShort(bytes: 28, bytesMin: 29)) {
        try Cipher.open(Array(sealed.dropLast()), key: key, context: "a")
    }
    #expect(throws: Cipher.Problem.tooShort(bytes: 0, bytesMin: 29)) {
        try Cipher.open([], key: key, context: "a")
    }
}

@Test(arguments: [0, 16, 31, 33])
func aKeyHas32Bytes(count: Int) {
    let key = [UInt8](repeating: 7, count: count)
    let problem = Cipher.Problem.keyLength(bytes: count, bytesExpected: 32)
    #expect(throws: problem) { try Cipher.seal(plain, key: key, context: "a") }
    #expect(throws: problem) { try Cipher.open(plain, key: key, context: "a") }
}

/// NIST's and McGrew's GCM test case 14, with the byte that names the method before it.
@Test func theMethodIsAES256GCM() throws {
    let sealed: [UInt8] =
        [1] + [UInt8](repeating: 0, count: 12) + [
            0xCE, 0xA7, 0x40, 0x3D, 0x4D, 0x60, 0x6B, 0x6E, 0x07, 0x4E, 0xC5, 0xD3, 0xBA, 0xF3,
            0x9D, 0x18, 0xD0, 0xD1, 0xC8, 0xA7, 0x99, 0x99, 0x6B, 0xF0, 0x26, 0x5B, 0x98, 0xB5,
            0xD4, 0x8A, 0xB9, 0x19,
        ]
    let zeros = [UInt8](repeating: 0, count: 32)
    #expect(try Cipher.open(sealed, key: zeros, context: "") == Array(zeros.prefix(16)))
}

/// RFC 4231, test case 2.
@Test func theTagIsHMACSHA256() {
    let tag = Cipher.hmac(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(tag.hex == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
}

@Test func equalMeansEveryByte() {
    #expect(Cipher.areEqual([], []))
    #expect(Cipher.areEqual([1, 2], [1, 2]))
    #expect(!Cipher.areEqual([1, 2], [1, 3]))
    #expect(!Cipher.areEqual([1, 2], [1]))
}

@Test func randomBytesDoNotRepeat() {
    #expect(Cipher.randomBytes(0).isEmpty)
    #expect(Cipher.randomBytes(32).count == 32)
    #expect(Cipher.randomBytes(32) != Cipher.randomBytes(32))
}

import Testing

@testable import Kernel

@Suite struct PayloadTests {
    @Test func theCanonicalFormHasOneOrderAndNoBlanks() {
        let payload = Payload.object([
            "b": .list([.int(1), .null, .bool(true)]), "a": .text("邻里\n\"\\/\u{1}"),
            "é": .int(.min), "": .object([:]), "Z": .list([]),
        ])
        #expect(
            payload.canonicalText
                == #"{"":{},"Z":[],"a":"邻里\n\"\\/\u0001","b":[1,null,true],"#
                + #""é":-9223372036854775808}"#
        )
    }

    @Test func keysAreSortedByTheirUTF16Units() {
        let payload = Payload.object(["\u{FB33}": .int(1), "😀": .int(2)])
        #expect(payload.canonicalText == "{\"😀\":2,\"\u{FB33}\":1}")
    }

    @Test(arguments: [
        "null", "true", "[]", "{}", "-1", "0", #""""#, #"{"a":[{"b":"c"}]}"#, #""\b\f\n\r\t""#,
        "9223372036854775807",
    ])
    func theCanonicalFormComesBackUnchanged(text: String) throws {
        #expect(try Payload(parsing: text).canonicalText == text)
    }

    @Test func anyLayoutAndEscapeIsRead() throws {
        let payload = try Payload(parsing: " { \"a\" : [ 1 , \"\\u90BB\\ud83D\\uDE00\\/\" ] }\n")
        #expect(payload == .object(["a": .list([.int(1), .text("邻😀/")])]))
        #expect(payload["a"] != nil && payload["b"] == nil && Payload.null["a"] == nil)
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "[1 2]", "nul", "\"a", "\"\\x\"", "\"\\u12\"",
        "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\n\"", "1 1", "--1", "\"\\u+123\"",
        "01", "1.0",
        "1e3", "9223372036854775808", "{\"a\":1,\"a\":2}", "\u{FEFF}1",
    ])
    func whatIsNoPayloadIsRefused(text: String) {
        #expect(throws: Payload.Problem.self) { try Payload(parsing: text) }
    }

    @Test func hostileBytesAreRefused() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: Payload.Problem.tooDeep(depthMax: 64)) { try Payload(parsing: deep) }
        #expect(throws: Payload.Problem.notUTF8) { try Payload(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func randomPayloadsComeBack() throws {
        var numbers = SeededNumbers(seed: 8785)
        for _ in 0..<200 {
            let payload = random(depth: 4, using: &numbers)
            #expect(try Payload(parsing: payload.canonicalBytes) == payload)
        }
    }

    private func random(depth: Int, using numbers: inout SeededNumbers) -> Payload {
        switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &numbers) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &numbers))
        case 2: return .int(Int64.random(in: .min ... .max, using: &numbers))
        case 3: return .text(text(using: &numbers))
        case 4:
            let count = Int.random(in: 0...3, using: &numbers)
            return .list((0..<count).map { _ in random(depth: depth - 1, using: &numbers) })
        default:
            var members: [String: Payload] = [:]
            for _ in 0..<Int.random(in: 0...3, using: &numbers) {
                members[text(using: &numbers)] = random(depth: depth - 1, using: &numbers)
            }
            return .object(members)
        }
    }

    private func text(using numbers: inout SeededNumbers) -> String {
        let letters = Array("ab\"\\\n\u{0}\u{1F}邻里😀é/")
        return String((0..<4).compactMap { _ in letters.randomElement(using: &numbers) })
    }
}

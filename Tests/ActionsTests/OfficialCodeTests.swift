import Testing

@testable import Actions

@Suite struct OfficialCodeTests {
    @Test(arguments: ["42", "00", "4203", "420303003004", "01234567890123456789"])
    func aCodeIsWrittenAsItWasRead(_ text: String) {
        #expect(OfficialCode(text)?.description == text)
    }

    @Test(arguments: ["", "4", "42x", "４２", "-42", " 42", "012345678901234567890"])
    func whatIsNoCodeIsRefused(_ text: String) {
        #expect(OfficialCode(text) == nil)
    }

    @Test func codesAreInTheOrderOfTheirTexts() throws {
        let texts = ["00", "001", "01", "42", "420", "4203", "43", "99", "990000000000"]
        let codes = texts.reversed().compactMap { OfficialCode($0) }.sorted()
        #expect(codes.map(\.description) == texts)
        #expect(Set(codes).count == texts.count)
    }

    @Test func aTableInPiecesIsTheTableAtOnce() throws {
        let text = "\u{FEFF}code,name\r\n42,\"湖,北\"\r\n\r\n43,湖南"
        let whole = try CSVFile(name: "a", bytes: Array(text.utf8))
        #expect(whole.header == ["code", "name"])
        for size in 1...9 {
            var rows: [CSVFile.Row] = []
            var reader = CSVReader(name: "a")
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                let piece = Array(bytes[start..<min(start + size, bytes.count)])
                try reader.take(piece) { rows.append($0) }
            }
            try reader.finish { rows.append($0) }
            #expect(rows.dropFirst().elementsEqual(whole.rows))
            #expect(rows.map(\.line) == [1, 2, 4])
        }
    }
}

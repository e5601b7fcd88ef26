import Foundation
import Testing

@testable import Media

@Test func aShortTextMakesASmallCodeWithThreeEyes() throws {
    let code = try QRCode("https://li")
    #expect(code.size == 21)
    let eye = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
    for (left, top) in [(0, 0), (14, 0), (0, 14)] {
        for (row, line) in eye.enumerated() {
            for (column, sign) in line.enumerated() {
                #expect(code[left + column, top + row] == (sign == "#"))
            }
        }
    }
}

@Test func theCodeDeclaresErrorCorrectionM() throws {
    let code = try QRCode("邻里 https://example.org/matters/L-2031-0042")
    // ISO/IEC 18004, 7.9: the first two format bits under their mask 10; M is 00.
    #expect([code[0, 8], code[1, 8]] == [true, false])
}

@Test func outsideTheCodeEverythingIsLight() throws {
    let code = try QRCode("a")
    #expect(!code[-1, 0])
    #expect(!code[0, -1])
    #expect(!code[code.size, 0])
    #expect(!code[0, code.size])
}

@Test func theImageIsOnePathWithAQuietZone() throws {
    let code = try QRCode("a")
    let svg = code.svg(moduleSize: 3)
    #expect(svg.contains("viewBox=\"0 0 29 29\" width=\"87\" height=\"87\""))
    #expect(svg.components(separatedBy: "<path").count == 2)
    #expect(svg.contains(" d=\"M4 4h7v1h-7z"))
    #expect(svg.contains("aria-hidden=\"true\""))
    #expect(!svg.contains("\n"))
    #expect(code.svg(moduleSize: 0).contains("width=\"29\""))
}

@Test func thePathDrawsEveryDarkModuleOnce() throws {
    let code = try QRCode("邻里")
    let tail = try #require(code.svg().components(separatedBy: " d=\"").last)
    let path = tail.prefix { $0 != "\"" }
    var drawn: [[Int]] = []
    for run in path.split(separator: "z") {
        let parts = run.split { "Mhv ".contains($0) }.compactMap { Int($0) }
        drawn += (0..<parts[2]).map { [parts[0] + $0 - 4, parts[1] - 4] }
    }
    let dark = (0..<code.size).flatMap { row in
        (0..<code.size).filter { code[$0, row] }.map { [$0, row] }
    }
    #expect(drawn == dark)
}

@Test func aLabelCannotBreakOutOfTheImage() throws {
    let svg = try QRCode("a").svg(label: "\"><\u{301}script>&")
    #expect(svg.contains("aria-label=\"&quot;&gt;&lt;\u{301}script&gt;&amp;\""))
}

@Test func textsThatFitNoCodeAreRefused() throws {
    #expect(throws: QRCode.Problem.empty) { try QRCode("") }
    #expect(throws: QRCode.Problem.containsNull) { try QRCode("a\0b") }
    #expect(try QRCode(String(repeating: "x", count: 2_331)).size == 177)
    #expect(throws: QRCode.Problem.tooLong(bytes: 2_332, bytesMax: 2_331)) {
        try QRCode(String(repeating: "x", count: 2_332))
    }
    #expect(throws: QRCode.Problem.tooLong(bytes: 2_334, bytesMax: 2_331)) {
        try QRCode(String(repeating: "邻", count: 778))
    }
}

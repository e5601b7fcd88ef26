import Foundation
import Logging
import Synchronization
import Testing

@testable import App

/// Lines of the log for a collector.
@Suite struct LoggingTests {
    private func line(_ message: Logger.Message, _ metadata: Logger.Metadata) -> String {
        let sheet = Sheet()
        var logger = Logger(label: "x") { _ in
            JSONLines { line in sheet.text.withLock { $0 += line } }
        }
        logger[metadataKey: "hb.request.id"] = "7"
        logger.info(message, metadata: metadata)
        return sheet.text.withLock { $0 }
    }

    private final class Sheet: Sendable {
        let text = Mutex("")
    }

    @Test(arguments: [
        "plain", "two\nlines", "a \"quote\" and a \\", "\u{0}\u{1B}[31m\u{7F}\u{2028}",
        "邻里\r\n{\"level\":\"error\"}",
    ])
    func aMessageIsOneLineWhateverItHolds(_ message: String) throws {
        let text = line("\(message)", ["key\n": "value\n"])
        #expect(text.filter { $0.isNewline }.count == 1 && text.hasSuffix("}\n"))
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["message"] as? String == message)
        #expect(object["key\n"] as? String == "value\n")
        #expect(object["request"] as? Int == 7)
        #expect(object["level"] as? String == "info")
    }

    @Test func numbersStayNumbersAndNothingElseBecomesOne() throws {
        let text = line("x", ["a": "12", "b": "012", "c": "-3", "d": "1e3", "e": "+1"])
        #expect(text.contains("\"a\":12,\"b\":\"012\",\"c\":-3,\"d\":\"1e3\",\"e\":\"+1\""))
    }
}

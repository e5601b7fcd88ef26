import Foundation
import Synchronization

@testable import linli

/// A folder for one test, with the command line pointed at it.
struct CommandLineFixture {
    let folder: URL

    /// What one command line came to.
    struct Outcome {
        let code: Int32
        let output: String
        let complaint: String
    }

    var data: String { folder.appendingPathComponent("data").path }
    var database: String { data + "/linli.sqlite" }
    var key: String { data + "/linli.key" }

    /// Runs a command line on the folder's installation, without a terminal.
    func run(_ arguments: String..., input: String = "") async -> Outcome {
        await Self.run(arguments + ["--data", data], input: input)
    }

    static func run(_ arguments: [String], input: String = "") async -> Outcome {
        let sheet = Sheet(lines: input.split(separator: "\n").map(String.init))
        let terminal = Terminal(
            write: { text in sheet.output.withLock { $0 += text } },
            writeError: { text in sheet.complaint.withLock { $0 += text } },
            readLine: { sheet.lines.withLock { $0.isEmpty ? nil : $0.removeFirst() } },
            inputIsTerminal: false, errorIsTerminal: false)
        let code = await Terminal.$current.withValue(terminal) { await Linli.run(arguments) }
        return Outcome(
            code: code, output: sheet.output.withLock { $0 },
            complaint: sheet.complaint.withLock { $0 })
    }

    func file(_ name: String, _ text: String) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    static func fixture(_ name: String) -> String {
        Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(name)").path
    }
}

/// Holds what a command wrote and what it may still read.
private final class Sheet: Sendable {
    let output = Mutex("")
    let complaint = Mutex("")
    let lines: Mutex<[String]>

    init(lines: [String]) {
        self.lines = Mutex(lines)
    }
}

/// Gives a test a folder of its own and removes it afterwards.
func withCommandLine<T>(_ body: (CommandLineFixture) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("linli-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(CommandLineFixture(folder: folder))
}

import Foundation

/// Where a command reads and writes: the real streams, or what a test puts in their stead.
struct Terminal: Sendable {
    /// Writes a text as it is to standard output, at once.
    let write: @Sendable (String) -> Void
    let writeError: @Sendable (String) -> Void
    /// The next line of standard input; nil at its end.
    let readLine: @Sendable () -> String?
    let inputIsTerminal: Bool
    let errorIsTerminal: Bool

    @TaskLocal static var current = Terminal.real

    static let real = Terminal(
        write: { FileHandle.standardOutput.write(Data($0.utf8)) },
        writeError: { FileHandle.standardError.write(Data($0.utf8)) },
        readLine: { Swift.readLine() },
        inputIsTerminal: isatty(STDIN_FILENO) == 1,
        errorIsTerminal: isatty(STDERR_FILENO) == 1)

    func say(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n") }
    func complain(_ text: String) { writeError(text.hasSuffix("\n") ? text : text + "\n") }

    /// A bar on standard error that redraws itself; nothing where nobody watches.
    func progress(_ what: String) -> @Sendable (Int, Int) -> Void {
        guard errorIsTerminal else { return { _, _ in } }
        let writeError = writeError
        return { done, total in
            let width = 30
            let filled = total == 0 ? width : done * width / total
            let bar =
                String(repeating: "█", count: filled)
                + String(repeating: "·", count: width - filled)
            writeError("\r\(what) \(bar) \(done)/\(total)\(done >= total ? "\n" : "")")
        }
    }
}

/// Says a line on the current terminal.
func say(_ text: String = "") { Terminal.current.say(text) }

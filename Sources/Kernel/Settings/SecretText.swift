/// A secret that stands in a file of its own: it never shows itself in a message or a log.
package struct SecretText: Hashable, Sendable {
    /// The path of the file.
    package let file: String
    /// Its first line; empty where only the path was asked for.
    package let text: String

    package init(file: String, text: String = "") {
        self.file = file
        self.text = text
    }
}

extension SecretText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "the secret in \(file)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["file": file]) }
}

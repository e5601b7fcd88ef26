import Foundation
import Profiles

/// One way to break the small profile: a text that is replaced, and what must then be reported.
struct BrokenProfile: Sendable, CustomStringConvertible {
    let file: String
    let find: String
    let replace: String
    let messages: [String]

    init(
        _ find: String, _ replace: String, in file: String = "procedures/errand.yml",
        _ messages: String...
    ) {
        self.file = file
        self.find = find
        self.replace = replace
        self.messages = messages
    }

    var description: String { "\(find) → \(replace)" }

    func problems() throws -> [String] {
        var files = try TestSource.small()
        let text = files[file] ?? ""
        guard text.contains(find) else { return ["the fixture does not hold “\(find)”"] }
        files[file] = text.replacingOccurrences(of: find, with: replace)
        return ProfileSource(files: files).read().problems.list.map(\.description)
            .filter { !$0.contains("warning: nothing uses the text") }
    }
}

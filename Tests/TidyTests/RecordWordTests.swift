import Foundation
import Testing

/// What stands in the record is shown in words, in both languages: what was done, and to what. The
/// acts on matters have the words of their procedures.
@Suite struct RecordWordTests {
    /// What a draft of the catalogue says in its payload.
    private static let edits: Set = ["add", "replace", "remove", "move"]

    private static func sources() throws -> [String] {
        try SourceTree.target("Actions").map(\.text)
    }

    /// `note("addPlace"`, `record(plan, "draftGridPlan"`, `record(unit, action: "registerUnit"` and
    /// the like, with both where there is a choice.
    private static func actions() throws -> Set<String> {
        // A dot between letters is no boundary of words.
        let calls: [Regex<(Substring, Substring, Substring?)>] = [
            /[^a-z]note\(\s*(?:[\w.]+ \? )?"(\w+)"(?:\s*: "(\w+)")?/,
            /[^a-z]record\((?:[\w.]+,)?\s*"(\w+)"(?:\s*: "(\w+)")?,(?![^"()]*action:)/,
            /[^a-z]record\([^()]*action:\s*(?:[\w.]+ \? )?"(\w+)"(?:\s*: "(\w+)")?/,
            /person: [\w.]+, post: [\w.]+,\s*action: "(\w+)"(?:\s*: "(\w+)")?/,
        ]
        var found: Set<String> = []
        for text in try sources() {
            for call in calls {
                for match in text.matches(of: call) {
                    found.insert(String(match.output.1))
                    if let other = match.output.2 { found.insert(String(other)) }
                }
            }
        }
        return found.subtracting(edits)
    }

    private static func kinds() throws -> Set<String> {
        let kind = /[^A-Za-z](?:on|subjectKind): "(\w+)"/
        return Set(try sources().flatMap { $0.matches(of: kind).map { String($0.output.1) } })
    }

    @Test(arguments: ["zh-Hans", "en"]) func eachHasItsWords(_ language: String) throws {
        let known = try TextKeys.sentences("\(TextKeys.pages)/\(language)")
        let actions = try Self.actions()
        #expect(actions.count > 120)
        let silent = actions.filter { known["records.action.\($0)"] == nil }.sorted()
        #expect(silent.isEmpty, "\(list(silent))")
        let kinds = try Self.kinds()
        #expect(kinds.count > 25)
        let unnamed = kinds.filter { known["records.kind.\($0)"] == nil }.sorted()
        #expect(unnamed.isEmpty, "\(list(unnamed))")
    }
}

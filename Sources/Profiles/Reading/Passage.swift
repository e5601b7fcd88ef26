import Yams

/// A piece of YAML that knows its place in its file, and where to report what is wrong with it.
package struct Passage {
    package let file: String
    let node: Node
    package let findings: Findings

    init(file: String, node: Node, findings: Findings) {
        self.file = file
        self.node = node
        self.findings = findings
    }

    /// A value that stands in no file, such as one of the environment, under its name.
    package init(value text: String, named name: String, findings: Findings) {
        self.init(file: name, node: Node(text), findings: findings)
    }

    package var line: Int { node.mark?.line ?? 1 }
    var column: Int { node.mark?.column ?? 1 }

    func problem(
        _ key: String, _ gaps: [String: Phrase] = [:],
        severity: ProfileProblem.Severity = .error
    ) {
        report(.worded(key, gaps), severity: severity)
    }

    package func report(_ phrase: Phrase, severity: ProfileProblem.Severity = .error) {
        findings.add(
            ProfileProblem(
                file: file, line: line, column: column, phrase: phrase, severity: severity))
    }

    func at(_ node: Node) -> Passage {
        Passage(file: file, node: node, findings: findings)
    }

    /// The text of a single value; nil for lists, maps and nothing at all.
    package var plain: String? {
        guard let scalar = node.scalar else { return nil }
        let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        return isNothing ? nil : scalar.string
    }

    package var isMap: Bool { node.mapping != nil }
    package var isList: Bool { node.sequence != nil }

    /// The keys of a map, read without a complaint; none where this is no map.
    package var keys: [String] {
        (node.mapping ?? [:]).compactMap { $0.key.string }.filter {
            !$0.hasPrefix(YAMLFile.repeated)
        }
    }

    /// How many items a list has; nil where this is no list.
    var count: Int? { node.sequence?.count }

    /// The text of one key of a map, read without a complaint.
    func glance(at key: String) -> String? {
        node.mapping?[key]?.string
    }

    /// What a person would call this value in a message.
    package var kind: Phrase {
        switch node {
        case .mapping: .thing("map")
        case .sequence: .thing("list")
        default: plain.map { .quoted($0) } ?? .thing("nothing")
        }
    }

    package func text(_ what: Phrase, charactersMax: Int = 4000) -> String? {
        guard let text = plain else {
            problem("notAText", ["what": what, "found": kind])
            return nil
        }
        guard text.count <= charactersMax else {
            problem(
                "charactersMax",
                ["what": what, "count": .number(text.count), "most": .number(charactersMax)])
            return nil
        }
        return text
    }

    /// A name that the program may use in keys: a letter, then letters and digits.
    package func name(_ what: Phrase) -> String? {
        guard let text = text(what) else { return nil }
        let isName =
            text.utf8.first.map(Self.isLetter) == true
            && text.utf8.allSatisfy { Self.isLetter($0) || (48...57).contains($0) }
        guard isName, text.count <= 40 else {
            problem("notAName", ["text": .said(text), "what": what])
            return nil
        }
        return text
    }

    package func number(_ what: Phrase, in range: ClosedRange<Int>) -> Int? {
        guard let text = plain, let number = Int(text), range.contains(number) else {
            problem(
                "notInRange",
                [
                    "what": what, "least": .number(range.lowerBound),
                    "most": .number(range.upperBound), "found": kind,
                ])
            return nil
        }
        return number
    }

    package func truth(_ what: Phrase) -> Bool? {
        switch plain {
        case "true": return true
        case "false": return false
        default:
            problem("notATruth", ["what": what, "found": kind])
            return nil
        }
    }

    /// One of a closed list of words.
    package func word(_ what: Phrase, among known: some Collection<String>) -> String? {
        guard let text = text(what) else { return nil }
        guard known.contains(text) else {
            problem(
                "notOneOf",
                ["text": .said(text), "what": what, "hint": .hint(for: text, among: known)])
            return nil
        }
        return text
    }

    package func items(_ what: Phrase) -> [Passage]? {
        guard let sequence = node.sequence else {
            problem("notAList", ["what": what, "found": kind])
            return nil
        }
        return sequence.map(at)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte)
    }
}

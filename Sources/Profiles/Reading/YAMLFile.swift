import Yams

/// One file of YAML, read as far as it can be.
package enum YAMLFile {
    /// Marks the earlier of two equal keys, so that the rest of the file can be read and checked.
    static let repeated = "\u{E000}"

    /// How many values one file may hold once its aliases are written out.
    static let nodesMax = 100_000

    /// The root of the file; nil when it is not YAML. Equal keys are reported; the last one wins.
    package static func root(of text: String, file: String, findings: Findings) -> Passage? {
        var text = text
        for _ in 0..<20 {
            do {
                let node = try Parser(yaml: text).singleRoot() ?? Node("")
                guard holds(node, atMost: nodesMax) else {
                    findings.add(
                        ProfileProblem(
                            file: file, line: 1,
                            phrase: .worded("tooMuch", ["most": .number(nodesMax)])))
                    return nil
                }
                return Passage(file: file, node: node, findings: findings)
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                report(keys, at: context.mark, file, findings)
                guard let renamed = renaming(in: text, at: context.mark) else { return nil }
                text = renamed
            } catch {
                findings.add(problem(error, file: file))
                return nil
            }
        }
        return nil
    }

    private static func report(
        _ keys: [String], at mark: Mark, _ file: String, _ findings: Findings
    ) {
        let key = keys.sorted().first ?? ""
        findings.add(
            ProfileProblem(
                file: file, line: mark.line, column: mark.column,
                phrase: .worded("keyTwice", ["key": .said(key)])))
    }

    private static func renaming(in text: String, at mark: Mark) -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.indices.contains(mark.line - 1) else { return nil }
        var scalars = Array(lines[mark.line - 1].unicodeScalars)
        var place = mark.column - 1
        guard scalars.indices.contains(place) else { return nil }
        if scalars[place] == "\"" || scalars[place] == "'" { place += 1 }
        scalars.insert(contentsOf: repeated.unicodeScalars, at: place)
        lines[mark.line - 1] = String(String.UnicodeScalarView(scalars))
        return lines.joined(separator: "\n")
    }

    private static func problem(_ error: any Error, file: String) -> ProfileProblem {
        let (mark, reason): (Mark?, String) =
            switch error {
            case YamlError.scanner(let context, let problem, let mark, _),
                YamlError.parser(let context, let problem, let mark, _),
                YamlError.composer(let context, let problem, let mark, _):
                (mark, [context?.text, problem].compactMap { $0 }.joined(separator: ", "))
            case YamlError.reader(let problem, _, _, _):
                (nil, problem)
            default:
                (nil, "\(error)")
            }
        return ProfileProblem(
            file: file, line: mark?.line ?? 1, column: mark?.column ?? 1,
            phrase: .worded("notYAML", ["reason": .said(reason)]))
    }

    /// Aliases can make a small file very large (each may stand for many others), so values are
    /// counted before anything walks through them.
    private static func holds(_ root: Node, atMost most: Int) -> Bool {
        var open = [root]
        var count = 0
        while let node = open.popLast() {
            count += 1
            if count + open.count > most { return false }
            switch node {
            case .mapping(let mapping):
                for (key, value) in mapping { open += [key, value] }
            case .sequence(let sequence):
                open += sequence
            default:
                break
            }
        }
        return true
    }
}

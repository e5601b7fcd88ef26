/// How one version of a text differs from the one before it, line by line.
package enum TextDifference {
    package enum Line: Hashable, Sendable {
        case kept(String)
        case removed(String)
        case added(String)
    }

    /// Both versions as one list of lines: what was removed stands where it stood, before what
    /// replaced it. As few lines as can be are removed and added.
    package static func lines(from old: String, to new: String) -> [Line] {
        let before = split(old)
        let after = split(new)
        let changes = after.difference(from: before)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            if removed.contains(old) {
                lines.append(.removed(before[old]))
                old += 1
            } else if added.contains(new) {
                lines.append(.added(after[new]))
                new += 1
            } else {
                lines.append(.kept(after[new]))
                (old, new) = (old + 1, new + 1)
            }
        }
        return lines
    }

    private static func split(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init)
    }
}

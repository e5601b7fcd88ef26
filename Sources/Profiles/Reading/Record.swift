import Yams

/// One key of a map with its value.
package struct Entry {
    package let name: String
    package let key: Passage
    package let value: Passage
}

extension Passage {
    /// The entries of a map in their order.
    package func entries(_ what: Phrase) -> [Entry]? {
        guard let mapping = node.mapping else {
            problem("notAMap", ["what": what, "found": kind])
            return nil
        }
        return mapping.compactMap { key, value in
            guard let name = key.string else {
                at(key).problem("keyNotAText", ["what": what])
                return nil
            }
            return name.hasPrefix(YAMLFile.repeated)
                ? nil : Entry(name: name, key: at(key), value: at(value))
        }
    }

    /// A map with known keys: reports every unknown one and every required one that is missing.
    package func record(
        _ what: Phrase, required: [String] = [], optional: [String] = []
    ) -> Record? {
        guard let entries = entries(what) else { return nil }
        let known = required + optional
        for entry in entries where !known.contains(entry.name) {
            entry.key.problem(
                "noKey",
                [
                    "what": what, "name": .said(entry.name),
                    "hint": .hint(for: entry.name, among: known),
                ])
        }
        for name in required where !entries.contains(where: { $0.name == name }) {
            problem("needsKey", ["what": what, "key": .said(name)])
        }
        return Record(passage: self, entries: entries)
    }
}

/// A map whose keys have been checked.
package struct Record {
    package let passage: Passage
    package let entries: [Entry]

    package subscript(_ name: String) -> Passage? {
        entries.first { $0.name == name }?.value
    }

    package func key(_ name: String) -> Passage? {
        entries.first { $0.name == name }?.key
    }
}

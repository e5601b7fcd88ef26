import Kernel

extension Passage {
    /// `{ column: …, to: { THEIRS: OURS }, starts: { … }, blank: …, other: … }`
    func wordMap(_ name: String) -> WordMap? {
        guard
            let entry = record(
                .said(name), required: ["blank", "other"],
                optional: ["column", "columns", "to", "starts"])
        else { return nil }
        let columns =
            entry["columns"]?.items(.part("columns", of: .said(name)))?.compactMap {
                $0.text(.thing("column"))
            } ?? [entry["column"]?.text(.part("column", of: .said(name)))].compactMap(\.self)
        if columns.isEmpty { problem("noColumn", ["name": .said(name)]) }
        var exact: [String: String] = [:]
        if let to = entry["to"] { Self.collect(to, [], columns.count, name, into: &exact) }
        let starts = (entry["starts"]?.entries(.part("starts", of: .said(name))) ?? [])
            .compactMap { entry in
                entry.value.text(.thing("word")).map {
                    WordMap.Beginning(beginning: entry.name, word: $0)
                }
            }
        guard let blank = entry["blank"]?.otherwise, let other = entry["other"]?.otherwise else {
            return nil
        }
        return WordMap(
            columns: columns, exact: exact, starts: starts, blank: blank, other: other)
    }

    /// One level of the map for each column.
    private static func collect(
        _ passage: Passage, _ values: [String], _ depth: Int, _ name: String,
        into exact: inout [String: String]
    ) {
        guard depth > 0 else {
            exact[values.joined(separator: WordMap.joint)] = passage.text(.thing("word"))
            return
        }
        for entry in passage.entries(.part("to", of: .said(name))) ?? [] {
            collect(entry.value, values + [entry.name], depth - 1, name, into: &exact)
        }
    }

    private var otherwise: WordMap.Otherwise? {
        switch text(.thing("whatElseBecomes")) {
        case nil: nil
        case "refuse": .refuse
        case "none": WordMap.Otherwise.none
        case let word?: .value(word)
        }
    }
}

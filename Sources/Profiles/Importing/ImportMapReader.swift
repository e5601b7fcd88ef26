import Foundation
import Kernel

/// Reads an import map, reporting everything wrong with it at once.
struct ImportMapReader {
    let record: Record

    private static let choiceNames = ["status", "ending", "category", "place", "lead", "channel"]
    /// The one form of times that is read; another would be misread rather than refused.
    private static let timeFormat = "yyyy-MM-dd HH:mm:ss"

    init?(_ root: Passage) {
        let required = [
            "map", "source", "file", "times", "procedure", "id", "opened", "due", "closed",
            "title", "account",
        ]
        guard
            let record = root.record(
                "an import map", required: required + Self.choiceNames,
                optional: ["version", "urgency", "timeliness"])
        else { return nil }
        self.record = record
    }

    func read() -> ImportMap? {
        _ = record["map"]?.word("a kind of import map", among: ["matters"])
        _ = record["urgency"]?.word("a source of urgency", among: ["category"])
        var choices: [String: ImportMap.Choice] = [:]
        for name in Self.choiceNames { choices[name] = record[name].flatMap { choice($0, name) } }
        guard let source = source(), let separator = separator(), let zone = zone(),
            let procedure = record["procedure"]?.name("the procedure"),
            let id = column("id", optional: ["blank"]),
            let opened = column("opened", optional: ["blank"]), let due = due(),
            let closed = column("closed", optional: ["blank", "beforeOpened"]),
            let title = title(), let account = account()
        else { return nil }
        return ImportMap(
            source: source, separator: separator, zone: zone, procedure: procedure, id: id,
            opened: opened, due: due, closed: closed, choices: choices, title: title,
            account: account, timeliness: timeliness())
    }

    // MARK: - The file

    private func source() -> String? {
        record["source"]?
            .record("source", required: ["name"], optional: ["publisher", "licence"])?["name"]?
            .text("name of the source", charactersMax: 100)
    }

    private func separator() -> UInt8? {
        guard
            let file = record["file"]?.record(
                "file", required: ["format"], optional: ["encoding", "separator", "header"]),
            file["format"]?.word("a format", among: ["csv"]) != nil
        else { return nil }
        _ = file["encoding"]?.word("an encoding", among: ["utf-8"])
        _ = file["header"]?.word("an answer", among: ["true"])
        guard let passage = file["separator"] else { return 0x2C }
        return passage.word("a separator", among: [",", ";", "|"])?.utf8.first
    }

    private func zone() -> TimeZone? {
        guard let times = record["times"]?.record("times", required: ["format", "zone"]),
            times["format"]?.word("a form of times", among: [Self.timeFormat]) != nil,
            let passage = times["zone"], let name = passage.text("the zone")
        else { return nil }
        guard let zone = TimeZone(identifier: name) else {
            passage.problem("“\(name)” is not a time zone", found: name, expected: "Asia/Shanghai")
            return nil
        }
        return zone
    }

    // MARK: - Columns

    private func column(_ name: String, optional: [String]) -> String? {
        let entry = record[name]?.record(name, required: ["column"], optional: optional)
        _ = entry?["beforeOpened"]?.word("a way to treat it", among: ["refuse"])
        _ = entry?["blank"]?.word("a way to treat it", among: ["refuse", "none"])
        return entry?["column"]?.text("column of \(name)")
    }

    private func due() -> ImportMap.Due? {
        guard
            let entry = record["due"]?.record(
                "due", required: ["column", "clock"], optional: ["blank", "beforeOpened"]),
            let column = entry["column"]?.text("column of due"),
            let clock = entry["clock"]?.name("clock of due")
        else { return nil }
        _ = entry["blank"]?.word("a way to treat it", among: ["none"])
        let early = entry["beforeOpened"]?.word("a way to treat it", among: ["keep", "none"])
        return ImportMap.Due(column: column, clock: clock, keepsBeforeOpened: early != "none")
    }

    private func title() -> ImportMap.Title? {
        guard
            let entry = record["title"]?.record(
                "title", required: ["column", "max"], optional: ["blank"]),
            let column = entry["column"]?.text("column of title"),
            let most = entry["max"]?.number("max of title", in: 1...500)
        else { return nil }
        _ = entry["blank"]?.word("a source of titles", among: ["category"])
        return ImportMap.Title(column: column, charactersMax: most)
    }

    private func account() -> ImportMap.Account? {
        guard let entry = record["account"]?.record("account", required: ["join", "max"]),
            let columns = entry["join"]?.items("join of account"),
            let most = entry["max"]?.number("max of account", in: 1...10_000)
        else { return nil }
        return ImportMap.Account(
            columns: columns.compactMap { $0.text("a column") }, charactersMax: most)
    }

    private func timeliness() -> ImportMap.Timeliness? {
        guard
            let entry = record["timeliness"]?.record(
                "timeliness", required: ["column", "inTime", "late"]),
            let column = entry["column"]?.text("column of timeliness"),
            let inTime = entry["inTime"]?.text("inTime"), let late = entry["late"]?.text("late")
        else { return nil }
        return ImportMap.Timeliness(column: column, inTime: inTime, late: late)
    }

    // MARK: - Words

    private func choice(_ passage: Passage, _ name: String) -> ImportMap.Choice? {
        guard
            let entry = passage.record(
                name, required: ["blank", "other"], optional: ["column", "columns", "to", "starts"])
        else { return nil }
        let columns =
            entry["columns"]?.items("columns of \(name)")?.compactMap { $0.text("a column") }
            ?? [entry["column"]?.text("column of \(name)")].compactMap { $0 }
        if columns.isEmpty { passage.problem("\(name) names no column", expected: "column:") }
        var exact: [String: String] = [:]
        if let to = entry["to"] { collect(to, [], columns.count, name, into: &exact) }
        let starts = (entry["starts"]?.entries("starts of \(name)") ?? []).compactMap { entry in
            entry.value.text("a word").map { (beginning: entry.name, word: $0) }
        }
        guard let blank = otherwise(entry["blank"]), let other = otherwise(entry["other"]) else {
            return nil
        }
        return ImportMap.Choice(
            columns: columns, exact: exact, starts: starts, blank: blank, other: other)
    }

    /// One level of the map for each column.
    private func collect(
        _ passage: Passage, _ values: [String], _ depth: Int, _ name: String,
        into exact: inout [String: String]
    ) {
        guard depth > 0 else {
            exact[values.joined(separator: ImportMap.Choice.joint)] = passage.text("a word")
            return
        }
        for entry in passage.entries("to of \(name)") ?? [] {
            collect(entry.value, values + [entry.name], depth - 1, name, into: &exact)
        }
    }

    private func otherwise(_ passage: Passage?) -> ImportMap.Otherwise? {
        switch passage?.text("what else becomes") {
        case nil: nil
        case "refuse": .refuse
        case "none": ImportMap.Otherwise.none
        case let word?: .value(word)
        }
    }
}

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
                .thing("importMap"), required: required + Self.choiceNames,
                optional: ["version", "urgency", "timeliness"])
        else { return nil }
        self.record = record
    }

    func read() -> ImportMap? {
        _ = record["map"]?.word(.thing("kindOfImportMap"), among: ["matters"])
        _ = record["urgency"]?.word(.thing("sourceOfUrgency"), among: ["category"])
        var choices: [String: ImportMap.Choice] = [:]
        for name in Self.choiceNames { choices[name] = record[name].flatMap { $0.wordMap(name) } }
        guard let source = source(), let separator = separator(), let zone = zone(),
            let procedure = record["procedure"]?.name(.thing("procedure")),
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
            .text(.part("name", of: .thing("source")), charactersMax: 100)
    }

    private func separator() -> UInt8? {
        guard
            let file = record["file"]?.record(
                "file", required: ["format"], optional: ["encoding", "separator", "header"]),
            file["format"]?.word(.thing("format"), among: ["csv"]) != nil
        else { return nil }
        _ = file["encoding"]?.word(.thing("encoding"), among: ["utf-8"])
        _ = file["header"]?.word(.thing("answer"), among: ["true"])
        guard let passage = file["separator"] else { return 0x2C }
        return passage.word(.thing("separator"), among: [",", ";", "|"])?.utf8.first
    }

    private func zone() -> TimeZone? {
        guard let times = record["times"]?.record("times", required: ["format", "zone"]),
            times["format"]?.word(.thing("formOfTimes"), among: [Self.timeFormat]) != nil,
            let passage = times["zone"], let name = passage.text(.thing("zone"))
        else { return nil }
        guard let zone = TimeZone(identifier: name) else {
            passage.problem("notAZone", ["text": .said(name)])
            return nil
        }
        return zone
    }

    // MARK: - Columns

    private func column(_ name: String, optional: [String]) -> String? {
        let entry = record[name]?.record(.said(name), required: ["column"], optional: optional)
        _ = entry?["beforeOpened"]?.word(.thing("wayToTreatIt"), among: ["refuse"])
        _ = entry?["blank"]?.word(.thing("wayToTreatIt"), among: ["refuse", "none"])
        return entry?["column"]?.text(.part("column", of: .said(name)))
    }

    private func due() -> ImportMap.Due? {
        guard
            let entry = record["due"]?.record(
                "due", required: ["column", "clock"], optional: ["blank", "beforeOpened"]),
            let column = entry["column"]?.text(.part("column", of: "due")),
            let clock = entry["clock"]?.name(.part("clock", of: "due"))
        else { return nil }
        _ = entry["blank"]?.word(.thing("wayToTreatIt"), among: ["none"])
        let early = entry["beforeOpened"]?.word(.thing("wayToTreatIt"), among: ["keep", "none"])
        return ImportMap.Due(column: column, clock: clock, keepsBeforeOpened: early != "none")
    }

    private func title() -> ImportMap.Title? {
        guard
            let entry = record["title"]?.record(
                "title", required: ["column", "max"], optional: ["blank"]),
            let column = entry["column"]?.text(.part("column", of: "title")),
            let most = entry["max"]?.number(.part("max", of: "title"), in: 1...500)
        else { return nil }
        _ = entry["blank"]?.word(.thing("sourceOfTitles"), among: ["category"])
        return ImportMap.Title(column: column, charactersMax: most)
    }

    private func account() -> ImportMap.Account? {
        guard let entry = record["account"]?.record("account", required: ["join", "max"]),
            let columns = entry["join"]?.items(.part("join", of: "account")),
            let most = entry["max"]?.number(.part("max", of: "account"), in: 1...10_000)
        else { return nil }
        return ImportMap.Account(
            columns: columns.compactMap { $0.text(.thing("column")) }, charactersMax: most)
    }

    private func timeliness() -> ImportMap.Timeliness? {
        guard
            let entry = record["timeliness"]?.record(
                "timeliness", required: ["column", "inTime", "late"]),
            let column = entry["column"]?.text(.part("column", of: "timeliness")),
            let inTime = entry["inTime"]?.text("inTime"), let late = entry["late"]?.text("late")
        else { return nil }
        return ImportMap.Timeliness(column: column, inTime: inTime, late: late)
    }
}

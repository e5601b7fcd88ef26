import Foundation
import Kernel

/// Reads `exchanges/NAME.yml`: how tickets come from another system and go back to it.
struct ExchangeReader {
    let record: Record
    let file: String
    let header: ProfileHeader
    let procedures: [Procedure]

    private static let required = [
        "exchange", "name", "format", "times", "procedure", "opening", "ticket", "category",
        "place",
    ]
    private static let optional = [
        "separator", "channel", "tickets", "clock", "status", "elsewhere", "confidential", "later",
        "back", "pull", "push",
    ]
    static let folder = "exchanges/"

    init?(
        _ root: Passage, file: String, header: ProfileHeader, procedures: [Procedure]
    ) {
        guard
            let record = root.record(
                .thing("exchange"), required: Self.required, optional: Self.optional)
        else { return nil }
        self.record = record
        self.file = file
        self.header = header
        self.procedures = procedures
    }

    func read() -> Exchange? {
        guard let id = id(),
            let name = record["name"]?.localName(.part("name", of: .thing("exchange"))),
            let files = files(), let times = times(), let procedure = procedure(),
            let opening = opening(of: procedure), let channel = channel(),
            let ticket = ticket(of: procedure)
        else { return nil }
        return Exchange(
            id: id, name: name, files: files, times: times.form, zone: times.zone,
            procedure: procedure.key.name, opening: opening, channel: channel,
            list: record["tickets"].flatMap { pointer($0, "tickets") } ?? "", ticket: ticket,
            back: back(of: procedure), pull: pull(), push: push())
    }

    // MARK: - What it is

    private func id() -> Exchange.Name? {
        guard let passage = record["exchange"], let id = passage.name(.thing("exchange"))
        else { return nil }
        let wanted = String(file.dropFirst(Self.folder.count).dropLast(4))
        if id != wanted {
            passage.problem("exchangeOfOtherName", ["file": .said(file), "name": .said(id)])
        }
        return id
    }

    private func files() -> Exchange.FileForm? {
        let separator = record["separator"]?.word(.thing("separator"), among: [",", ";", "|"])
        switch record["format"]?.word(.thing("format"), among: ["csv", "json"]) {
        case "csv": return .csv(separator: separator?.utf8.first ?? 0x2C)
        case "json": return .json
        default: return nil
        }
    }

    private func times() -> (form: Exchange.TimeForm, zone: TimeZone)? {
        let forms = Exchange.TimeForm.allCases.map(\.rawValue)
        guard let times = record["times"]?.record("times", required: ["format", "zone"]),
            let form = times["format"]?.word(.thing("formOfTimes"), among: forms)
                .flatMap(Exchange.TimeForm.init),
            let zone = times["zone"].flatMap(ProfileHeader.zone)
        else { return nil }
        return (form, zone)
    }

    private func procedure() -> Procedure? {
        let names = procedures.map(\.key.name)
        guard let name = record["procedure"]?.word(.thing("procedure"), among: names) else {
            return nil
        }
        return procedures.first { $0.key.name == name }
    }

    private func opening(of procedure: Procedure) -> Procedure.Action.ID? {
        let openings = procedure.openings.filter(\.isTimed).map(\.id)
        return record["opening"]?.word(.thing("openingByClock"), among: openings)
    }

    /// What comes through an exchange came by another system; nobody was at a counter.
    private func channel() -> Matter.Channel? {
        guard let passage = record["channel"] else { return .hotline }
        return passage.word(.thing("channel"), among: Exchange.channels.map(\.rawValue))
            .flatMap(Matter.Channel.init)
    }

    private func push() -> String? {
        record["push"]?.record("push", required: ["address"])
            .flatMap { address($0["address"], "push") }
    }

    private func pull() -> Exchange.Pull? {
        guard
            let entry = record["pull"]?.record(
                "pull", required: ["address", "minutes", "next"]),
            let address = address(entry["address"], "pull"),
            let minutes = entry["minutes"]?.number("minutes", in: Exchange.minutesRange),
            let next = entry["next"].flatMap({ pointer($0, "next") })
        else { return nil }
        return Exchange.Pull(address: address, minutes: minutes, next: next)
    }

    private func address(_ passage: Passage?, _ what: String) -> String? {
        guard let passage,
            let text = passage.text(.part("address", of: .said(what)), charactersMax: 500)
        else {
            return nil
        }
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
            passage.problem("notAWebAddress", ["text": .said(text)])
            return nil
        }
        return text
    }

    private func pointer(_ passage: Passage, _ what: String) -> String? {
        guard let text = passage.text(.said(what), charactersMax: 200) else { return nil }
        guard text.isEmpty || text.hasPrefix("/") else {
            passage.problem("notAPointer", ["what": .said(what), "text": .said(text)])
            return nil
        }
        return text
    }
}

extension ProfileReader {
    /// The exchanges of the profile, by their files.
    func exchanges(_ header: ProfileHeader, _ procedures: [Procedure]) -> [Exchange] {
        let files = source.files.keys.filter {
            $0.hasPrefix(ExchangeReader.folder) && $0.hasSuffix(".yml")
        }.sorted()
        if files.count > Exchange.countMax {
            findings.add(
                ProfileProblem(
                    file: files[Exchange.countMax], line: 1,
                    phrase: .worded(
                        "exchangesMax", ["most": .number(Exchange.countMax)])))
        }
        return files.compactMap { file in
            root(of: file).flatMap {
                ExchangeReader($0, file: file, header: header, procedures: procedures)?.read()
            }
        }
    }
}

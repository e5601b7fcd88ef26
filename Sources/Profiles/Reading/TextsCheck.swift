import Kernel

/// Every name that people read needs its text in every language.
struct TextsCheck {
    let texts: TextsReader
    let header: ProfileHeader
    let procedures: [ReadProcedure]

    func report() {
        let needs = headerNeeds + procedures.flatMap(needs)
        for (key, place) in needs {
            for language in Language.allCases
            where !texts.texts.has(key, in: language) && !texts.broken.contains(language) {
                place.problem(
                    "textMissing", ["key": .said(key), "language": .said(language.rawValue)])
            }
        }
        reportUnused(Set(needs.map(\.key)))
        reportOneLanguage(Set(needs.map(\.key)))
        reportUnequalGaps()
    }

    private typealias Need = (key: String, place: Passage)

    private var headerNeeds: [Need] {
        var needs: [Need] = []
        for category in header.categories {
            let parts = category.value.id.split(separator: ".")
            for depth in 1...parts.count {
                needs.append(
                    ("category.\(parts.prefix(depth).joined(separator: "."))", category.at))
            }
        }
        needs += header.meetingWords.map { ("meeting.\($0.text)", $0.at) }
        needs += header.activityWords.map { ("activityKind.\($0.text)", $0.at) }
        needs += header.figureSections.map { ("figure.section.\($0.text)", $0.at) }
        needs += header.figureWords.flatMap { _, word in
            [("figure.\(word.text)", word.at), ("figure.\(word.text).means", word.at)]
        }
        needs += header.lineWords.map { ("workLine.\($0.text)", $0.at) }
        needs += header.languageWords.map { ("language.\($0.text)", $0.at) }
        needs += header.gridKinds.map { ("gridKind.\($0.value.id)", $0.at) }
        needs += header.handbookWords.map { ("handbookKind.\($0.text)", $0.at) }
        needs += (header.venues?.needs ?? []).map { ($0.key, $0.at) }
        needs += header.roles.map { ("role.\($0.value.id)", $0.at) }
        needs += header.stoppers.map { ("stopper.\($0.value.id)", $0.at) }
        needs += header.urgencyWords.map { ("urgency.\($0.text)", $0.at) }
        needs += header.levels.map { ("level.\($0.text)", $0.at) }
        needs += header.bodyKinds.map { ("bodyKind.\($0.text)", $0.at) }
        return needs
    }

    private func needs(_ read: ReadProcedure) -> [Need] {
        let procedure = read.procedure
        var needs = procedure.textKeys.map { (key: $0, place: place(of: $0, in: read)) }
        needs += Procedure.Ending.allCases.map { ("ending.\($0.rawValue)", read.landmarks.root) }
        needs += Matter.Channel.allCases.map { ("channel.\($0.rawValue)", read.landmarks.root) }
        for field in procedure.fields {
            guard let personal = field.personal else { continue }
            let place = read.landmarks[.field(field.id)]
            needs += [("purpose.\(personal.purpose)", place), ("basis.\(personal.basis)", place)]
        }
        return needs
    }

    /// `request.action.accept.done` belongs to the line of the action `accept`.
    private func place(of key: String, in read: ReadProcedure) -> Passage {
        let parts = key.split(separator: ".").map(String.init)
        guard parts.count > 2 else { return read.landmarks.root }
        switch parts[1] {
        case "stage": return read.landmarks[.stage(parts[2])]
        case "state": return read.landmarks[.state(parts[2])]
        case "action": return read.landmarks[.action(parts[2])]
        case "field": return read.landmarks[.field(parts[2])]
        case "clock": return read.landmarks[.clock(parts[2])]
        default: return read.landmarks.root
        }
    }

    /// Texts under a procedure's name that the procedure does not need: often a misspelt key.
    private func reportUnused(_ needed: Set<String>) {
        let prefixes = procedures.map { $0.procedure.key.name + "." }
        let usable = needed.union(procedures.flatMap { $0.procedure.hintKeys })
        for language in Language.allCases {
            for (key, place) in texts.places[language] ?? [:]
            where !usable.contains(key) && prefixes.contains(where: { key.hasPrefix($0) }) {
                let near = Suggestion.nearest(to: key, among: needed)
                if let near {
                    place.problem(
                        "textMisspelt", ["key": .said(key), "hint": .hint(near: near)],
                        severity: .warning)
                } else {
                    place.problem("textUnused", ["key": .said(key)], severity: .warning)
                }
            }
        }
    }

    /// Texts that are not needed must still exist in every language once they exist in one.
    private func reportOneLanguage(_ needed: Set<String>) {
        for language in Language.allCases {
            for other in Language.allCases where other != language && !texts.broken.contains(other)
            {
                for (key, place) in texts.places[language] ?? [:]
                where !needed.contains(key) && !texts.texts.has(key, in: other) {
                    place.problem(
                        "textMissingIn", ["key": .said(key), "language": .said(other.rawValue)])
                }
            }
        }
    }

    /// A gap that only one language fills leaves the other with half a sentence.
    private func reportUnequalGaps() {
        for (key, place) in texts.places[.en] ?? [:] where texts.texts.has(key, in: .zh) {
            let zh = Self.gaps(in: texts.texts.text(key, in: .zh))
            let en = Self.gaps(in: texts.texts.text(key, in: .en))
            let unequal = zh.symmetricDifference(en).sorted().map { "{\($0)}" }
            if !unequal.isEmpty {
                place.problem(
                    "gapsUnequal", ["key": .said(key), "gaps": .listed(unequal)], severity: .warning
                )
            }
        }
    }

    static func gaps(in sentence: String) -> Set<String> {
        Set(
            sentence.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap
            { part in
                part.firstIndex(of: "}").map { String(part[..<$0]) }
            })
    }
}

extension Procedure {
    /// The keys of the texts that fields, actions, states and endings may have beside their
    /// names, to explain them.
    fileprivate var hintKeys: [String] {
        fields.map { "\(key.name).field.\($0.id).hint" }
            + actions.map { "\(key.name).action.\($0.id).hint" }
            + states.map { "\(key.name).state.\($0.id).who" }
            + Procedure.Ending.allCases.map { "\(key.name).ending.\($0.rawValue).told" }
            + ["until", "board.ended"].map { "\(key.name).\($0)" }
    }
}

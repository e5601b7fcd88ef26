import Foundation
import Kernel

/// What a profile declares, told piece by piece in one language, so that two can be laid beside
/// each other.
struct ProfileTraits {
    /// A thing that a profile declares, with what is said of it.
    struct Item {
        /// Tells it apart from others of its section in every profile.
        let id: String
        let name: String
        /// What is said of it, in order: `时限` → `7 天`; several values are a set.
        let traits: [(term: String, values: [String])]
    }

    struct Section {
        let id: String
        let title: String
        let items: [Item]
    }

    private let profile: Profile
    private let words: Words

    init(of profile: Profile, program: Texts, language: Language) {
        self.profile = profile
        words = Words(layers: [profile.texts, program], language: language)
    }

    var name: String { words("profile.name") }

    var sections: [Section] {
        [general, levels, bodies, roles, meetings, activities, categories, figures, reports]
            + profile.procedures.map(procedure)
    }

    // MARK: - Words

    private func list(_ texts: some Sequence<String>) -> String {
        texts.joined(separator: words("page.comma"))
    }

    private func term(_ key: String) -> String { words("compare.term.\(key)") }

    /// A trait with one value, or with a set of them.
    private func one(_ key: String, _ value: String) -> (term: String, values: [String]) {
        (term(key), [value])
    }

    private func some(
        _ key: String, _ values: some Sequence<String>
    ) -> (term: String, values: [String]) {
        (term(key), values.sorted())
    }

    private func section(_ id: String, _ items: [Item]) -> Section {
        Section(id: id, title: words("compare.section.\(id)"), items: items)
    }

    private func named(_ ids: [String], _ prefix: String) -> [Item] {
        ids.map { Item(id: $0, name: words("\(prefix).\($0)"), traits: []) }
    }

    private func limit(_ limit: TimeLimit) -> String {
        words("procedure.limit.\(limit.unit.rawValue)", ["amount": String(limit.amount)])
    }

    private func yes(_ holds: Bool) -> String { words(holds ? "page.yes" : "page.no") }

    // MARK: - Sections

    private var general: Section {
        func fact(_ id: String, _ value: String) -> Item {
            Item(id: id, name: term(id), traits: [one("is", value)])
        }
        func facts(_ id: String, _ values: [String]) -> Item {
            Item(id: id, name: term(id), traits: [some("is", values)])
        }
        return section(
            "general",
            [
                fact("zone", profile.zone.identifier),
                fact("hours", list(profile.hours.spans.map(\.description))),
                fact(
                    "textDays",
                    words(
                        "compare.days", ["days": String(profile.retention.textDays)])),
                fact(
                    "readingDays",
                    words(
                        "compare.days", ["days": String(profile.retention.readingDays)])),
                facts("procedures", profile.procedures.map { words("\($0.key.name).name") }),
                fact("appraisal", yes(profile.appraisal != nil)),
                facts("lines", profile.lines.map { words("workLine.\($0)") }),
                facts("languages", profile.languages.map { words("language.\($0)") }),
                facts(
                    "secondFactor",
                    profile.secondFactorVerbs.map {
                        words.optional("verb.\($0)") ?? $0.rawValue
                    }.sorted()),
                fact("urgencies", list(profile.urgencies.map { words("urgency.\($0)") })),
            ])
    }

    private var levels: Section {
        section(
            "levels",
            profile.levels.enumerated().map { place, level in
                Item(
                    id: level, name: words("level.\(level)"),
                    traits: [one("depth", String(place + 1))])
            })
    }

    private var bodies: Section {
        section(
            "bodies",
            profile.bodyKinds.map { kind in
                Item(
                    id: kind, name: words("bodyKind.\(kind)"),
                    traits: [
                        one("members", yes(profile.allianceKinds.contains(kind))),
                        one("partner", yes(profile.partnerKinds.contains(kind))),
                    ])
            })
    }

    private var roles: Section {
        section(
            "roles",
            profile.roles.map { role in
                Item(
                    id: role.id, name: words("role.\(role.id)"),
                    traits: [
                        some(
                            "may",
                            role.verbs.filter { $0 != .readPlaces }
                                .map { words.optional("verb.\($0)") ?? $0.rawValue })
                    ])
            })
    }

    private var meetings: Section {
        section(
            "meetings",
            profile.meetingRules.map { rule in
                Item(
                    id: rule.id, name: words("meeting.\(rule.id)"),
                    traits: [one("terms", words.terms(rule.terms))])
            })
    }

    private var activities: Section {
        section(
            "activities",
            named(profile.activityKinds, "activityKind")
                + named(profile.handbookKinds, "handbookKind"))
    }

    private var categories: Section {
        section(
            "categories",
            profile.categories.map { category in
                Item(
                    id: category.id, name: words("category.\(category.id)"),
                    traits: [
                        one("urgency", words("urgency.\(category.urgency)")),
                        one("procedure", words("\(category.procedure).name")),
                        one("call", category.call ?? "–"),
                    ])
            })
    }

    private var figures: Section {
        section(
            "figures",
            profile.figures.map { figure in
                Item(
                    id: figure.id, name: words("figure.\(figure.id)"),
                    traits: [
                        one("means", words("figure.\(figure.id).means")),
                        some("counts", counted(by: figure)),
                        one("public", yes(figure.isPublic)),
                    ])
            })
    }

    private func counted(by figure: Figure) -> [String] {
        figure.tally.map { $0.names.map(\.description) + $0.kinds + $0.ledBy }
            ?? [FigureSentences.formula(figure, words)]
    }

    private var reports: Section {
        section(
            "reports",
            profile.reports.map { report in
                Item(
                    id: report.id, name: words("report.\(report.id)"),
                    traits: [
                        some("periods", report.lengths.map { words("figures.length.\($0)") }),
                        one("parts", String(report.parts.count)),
                    ])
            })
    }

    // MARK: - Procedures

    private func procedure(_ procedure: Procedure) -> Section {
        let name = procedure.key.name
        return Section(
            id: "procedure.\(name)",
            title: words("compare.section.procedure", ["name": words("\(name).name")]),
            items: procedure.states.map { state($0, of: procedure) }
                + procedure.actions.map { action($0, of: procedure) })
    }

    private func state(_ state: Procedure.State, of procedure: Procedure) -> Item {
        let name = procedure.key.name
        let clock = state.limit.flatMap { procedure.clock($0) }
        return Item(
            id: "state.\(state.id)",
            name: words("compare.state", ["name": words("\(name).state.\(state.id)")]),
            traits: [
                one("owner", state.owner.map(words.owner) ?? words("procedure.ended")),
                one("limit", clock.map { self.clock($0) } ?? "–"),
                one("public", yes(state.isPublic)),
            ])
    }

    private func clock(_ clock: Procedure.ClockRule) -> String {
        let special = clock.byUrgency.sorted { $0.key < $1.key }.map { urgency, limit in
            words("urgency.\(urgency)") + words("page.colon") + self.limit(limit)
        }
        return list([limit(clock.limit)] + special)
    }

    private func action(_ action: Procedure.Action, of procedure: Procedure) -> Item {
        let name = procedure.key.name
        func state(_ id: Procedure.State.ID) -> String { words("\(name).state.\(id)") }
        return Item(
            id: "action.\(action.id)",
            name: words("compare.action", ["name": words("\(name).action.\(action.id)")]),
            traits: [
                some("from", action.from.map(state)),
                one("to", action.to.map(state) ?? words("procedure.stays")),
                some("by", action.by.map(words.actor)),
                some("asks", action.asks.map { words("\(name).field.\($0.field)") }),
                one("guards", String(action.guards.count)),
                one("source", action.source ?? "–"),
            ])
    }
}

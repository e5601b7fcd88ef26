/// The responsibility catalogue (派单目录): which body leads, by place and category, and on what
/// ground. It is edited as a draft and published as a version; published versions never change.
package struct Catalogue: Hashable, Sendable {
    package let version: Int
    package let rules: [Rule]

    package struct Rule: Hashable, Sendable {
        package typealias ID = Identifier<Rule>

        package let id: ID
        /// The place where the rule holds, with everything under it.
        package let place: PlacePath
        /// The category for which it holds, with everything under it; nil is every category.
        package let category: Category.ID?
        package let lead: Body.ID
        package let assists: [Body.ID]
        /// The law, list or agreement that the rule rests on, shown with every routing.
        package let basis: String

        package init(
            id: ID, place: PlacePath, category: Category.ID?, lead: Body.ID, assists: [Body.ID],
            basis: String
        ) {
            self.id = id
            self.place = place
            self.category = category
            self.lead = lead
            self.assists = assists
            self.basis = basis
        }
    }

    package init(version: Int, rules: [Rule]) {
        self.version = version
        self.rules = rules
    }
}

/// Where the catalogue sends something, and why: every rule that was weighed, best first.
package struct Routing: Hashable, Sendable {
    package let version: Int
    package let chosen: Catalogue.Rule?
    package let weighed: [Weighed]

    /// A rule that was looked at, and what spoke for or against it.
    package struct Weighed: Hashable, Sendable {
        package let rule: Catalogue.Rule
        package let verdict: Verdict
    }

    /// Why a rule was chosen or not.
    package enum Verdict: Hashable, Sendable {
        case chosen
        /// It holds, but another names a nearer place, or the same place and a nearer category.
        case lessNear
        /// It holds as well as the chosen one, which stands before it.
        case later
        case otherPlace
        case otherCategory
    }
}

extension Catalogue {
    /// Chooses the rule with the nearest place, then the nearest category, then the first listed.
    package func route(place: PlacePath, category: Category.ID) -> Routing {
        let best = rule(for: category, at: place)
        let weighed = rules.map { rule in
            Routing.Weighed(
                rule: rule, verdict: verdict(on: rule, best: best, place: place, category: category)
            )
        }
        return Routing(
            version: version, chosen: best,
            weighed: weighed.sorted { $0.verdict.rank < $1.verdict.rank })
    }

    /// The rule that `route` chooses, without weighing the others.
    package func rule(for category: Category.ID, at place: PlacePath) -> Rule? {
        var best: Rule?
        for rule in rules where rule.place.contains(place) && rule.covers(category) {
            if best.map({ $0.nearness < rule.nearness }) ?? true { best = rule }
        }
        return best
    }

    private func verdict(
        on rule: Rule, best: Rule?, place: PlacePath, category: Category.ID
    ) -> Routing.Verdict {
        if rule == best { return .chosen }
        if !rule.place.contains(place) { return .otherPlace }
        if !rule.covers(category) { return .otherCategory }
        return rule.nearness == best?.nearness ? .later : .lessNear
    }
}

extension Catalogue.Rule {
    fileprivate func covers(_ id: Category.ID) -> Bool {
        category.map { Category.within(id, $0) } ?? true
    }

    /// Places count before categories: a rule for the estate beats one for the street.
    fileprivate var nearness: SIMD2<Int> {
        SIMD2(place.depth, category.map { $0.split(separator: ".").count } ?? 0)
    }
}

extension SIMD2 where Scalar == Int {
    fileprivate static func < (a: Self, b: Self) -> Bool { a.x == b.x ? a.y < b.y : a.x < b.x }
}

extension Routing.Verdict {
    fileprivate var rank: Int {
        switch self {
        case .chosen: 0
        case .later: 1
        case .lessNear: 2
        case .otherCategory: 3
        case .otherPlace: 4
        }
    }
}

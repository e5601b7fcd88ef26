/// What a later version of the catalogue does differently: rule by rule, where a rule is known by
/// its place and category. The order of rules decides only between equals and is not compared.
package struct CatalogueChanges: Hashable, Sendable {
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case lead, assists, basis
    }

    /// A rule for the same place and category that says something else.
    package struct Changed: Hashable, Sendable {
        package let before: Catalogue.Rule
        package let after: Catalogue.Rule
        package let parts: Set<Part>
    }

    package let added: [Catalogue.Rule]
    package let removed: [Catalogue.Rule]
    package let changed: [Changed]
    package let same: Int

    package var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
}

extension Catalogue {
    private struct Ground: Hashable {
        let place: PlacePath
        let category: Category.ID?
    }

    /// What a later version does differently. Of several rules for the same place and category the
    /// first is compared with the first, the second with the second, and so on.
    package func changes(to later: Catalogue) -> CatalogueChanges {
        func byGround(_ rules: [Rule]) -> [Ground: [Rule]] {
            Dictionary(grouping: rules) { Ground(place: $0.place, category: $0.category) }
        }
        let before = byGround(rules)
        var used: [Ground: Int] = [:]
        var added: [Rule] = []
        var changed: [CatalogueChanges.Changed] = []
        var same = 0
        for rule in later.rules {
            let ground = Ground(place: rule.place, category: rule.category)
            let place = used[ground, default: 0]
            used[ground] = place + 1
            guard let old = before[ground], old.indices.contains(place) else {
                added.append(rule)
                continue
            }
            let parts = rule.parts(otherThan: old[place])
            if parts.isEmpty {
                same += 1
            } else {
                changed.append(.init(before: old[place], after: rule, parts: parts))
            }
        }
        var left = used
        let removed = rules.filter { rule in
            let ground = Ground(place: rule.place, category: rule.category)
            let kept = left[ground, default: 0]
            left[ground] = kept - 1
            return kept <= 0
        }
        return CatalogueChanges(added: added, removed: removed, changed: changed, same: same)
    }
}

extension Catalogue.Rule {
    fileprivate func parts(otherThan old: Catalogue.Rule) -> Set<CatalogueChanges.Part> {
        var parts: Set<CatalogueChanges.Part> = []
        if lead != old.lead { parts.insert(.lead) }
        if Set(assists) != Set(old.assists) { parts.insert(.assists) }
        if basis != old.basis { parts.insert(.basis) }
        return parts
    }
}

/// The same choice as `Catalogue.route`, for many matters at once: rules are found by their place.
package struct CatalogueLookup: Sendable {
    private let rules: [PlacePath: [Catalogue.Rule]]

    package init(_ catalogue: Catalogue) {
        rules = Dictionary(grouping: catalogue.rules, by: \.place)
    }

    /// The rule with the nearest place, then the nearest category, then the first listed.
    package func rule(place: PlacePath, category: Category.ID) -> Catalogue.Rule? {
        var segments = place.text.split(separator: ".")
        while true {
            let path = PlacePath(stored: segments.map { $0 + "." }.joined())
            let holding = (rules[path] ?? []).filter { rule in
                rule.category.map { Category.within(category, $0) } ?? true
            }
            let best = holding.enumerated().max { a, b in
                let (near, other) = (Self.depth(a.element), Self.depth(b.element))
                return near == other ? a.offset > b.offset : near < other
            }
            if let best { return best.element }
            if segments.isEmpty { return nil }
            segments.removeLast()
        }
    }

    private static func depth(_ rule: Catalogue.Rule) -> Int {
        rule.category.map { $0.split(separator: ".").count } ?? 0
    }
}

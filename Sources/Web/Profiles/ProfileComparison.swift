package import Kernel

/// How two profiles differ, in words that a secretary understands.
package struct ProfileComparison {
    package struct Line: Hashable, Sendable {
        package enum Kind: Hashable, Sendable { case onlyFirst, onlySecond, differs }

        package let kind: Kind
        package let name: String
        /// What is said of it by each; empty where only one has it.
        package let traits: [Trait]
    }

    /// What is said otherwise: of a set, what only the first or only the second holds.
    package struct Trait: Hashable, Sendable {
        package let term: String
        package let first: [String]
        package let second: [String]
        package let isSet: Bool
    }

    package struct Section: Hashable, Sendable {
        package let id: String
        package let title: String
        package let lines: [Line]
    }

    /// Their names.
    package let first: String
    package let second: String
    /// Only those in which something differs.
    package let sections: [Section]
    private let words: Words

    package init(
        of first: Profile, and second: Profile, program: Texts, in language: Language
    ) {
        let (one, other) = (
            ProfileTraits(of: first, program: program, language: language),
            ProfileTraits(of: second, program: program, language: language)
        )
        self.first = one.name
        self.second = other.name
        words = Words(layers: [program], language: language)
        let (left, right) = (one.sections, other.sections)
        let ids = left.map(\.id) + right.map(\.id).filter { id in !left.contains { $0.id == id } }
        sections = ids.compactMap { id in
            let (mine, theirs) = (
                left.first { $0.id == id }, right.first { $0.id == id }
            )
            // A procedure that only one of them has is named once, among the procedures.
            guard mine != nil && theirs != nil else { return nil }
            let lines = Self.lines(mine?.items ?? [], theirs?.items ?? [])
            let title = mine?.title ?? theirs?.title ?? id
            return lines.isEmpty ? nil : Section(id: id, title: title, lines: lines)
        }
    }

    private static func lines(
        _ mine: [ProfileTraits.Item], _ theirs: [ProfileTraits.Item]
    ) -> [Line] {
        let gone = mine.filter { item in !theirs.contains { $0.id == item.id } }
            .map { Line(kind: .onlyFirst, name: $0.name, traits: []) }
        let come = theirs.filter { item in !mine.contains { $0.id == item.id } }
            .map { Line(kind: .onlySecond, name: $0.name, traits: []) }
        let changed = mine.compactMap { item -> Line? in
            guard let other = theirs.first(where: { $0.id == item.id }) else { return nil }
            var traits = zip(item.traits, other.traits).compactMap { one, two in
                trait(one.term, one.values, two.values)
            }
            if item.name != other.name {
                traits.insert(
                    Trait(term: "", first: [item.name], second: [other.name], isSet: false), at: 0)
            }
            return traits.isEmpty ? nil : Line(kind: .differs, name: item.name, traits: traits)
        }
        return gone + come + changed
    }

    private static func trait(_ term: String, _ one: [String], _ two: [String]) -> Trait? {
        if one == two { return nil }
        guard one.count > 1 || two.count > 1 else {
            return Trait(term: term, first: one, second: two, isSet: false)
        }
        let (gone, come) = (one.filter { !two.contains($0) }, two.filter { !one.contains($0) })
        if gone.isEmpty, come.isEmpty { return nil }
        return Trait(term: term, first: gone, second: come, isSet: true)
    }

    /// A trait as a sentence: `期限：7 天 → 5 个工作日`, `要填：少 电话；多 照片`.
    package func sentence(_ trait: Trait) -> String {
        func list(_ values: [String]) -> String {
            values.isEmpty ? "–" : values.joined(separator: words("page.comma"))
        }
        let key =
            !trait.isSet
            ? "compare.trait"
            : trait.first.isEmpty
                ? "compare.trait.more"
                : trait.second.isEmpty ? "compare.trait.less" : "compare.trait.both"
        return words(
            key,
            [
                "term": trait.term.isEmpty ? words("compare.term.name") : trait.term,
                "first": list(trait.first), "second": list(trait.second),
            ])
    }

    /// All of it as text, for a terminal or a file.
    package var text: String {
        if sections.isEmpty { return words("compare.same") + "\n" }
        var lines = [words("compare.title", ["first": first, "second": second])]
        for section in sections {
            lines += ["", "## " + section.title]
            for (kind, key) in [(Line.Kind.onlyFirst, first), (.onlySecond, second)] {
                let names = section.lines.filter { $0.kind == kind }.map(\.name)
                guard !names.isEmpty else { continue }
                lines.append(
                    words(
                        "compare.only",
                        ["place": key, "names": names.joined(separator: words("page.comma"))]))
            }
            for line in section.lines where line.kind == .differs {
                lines.append(line.name)
                lines += line.traits.map { "    " + sentence($0) }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

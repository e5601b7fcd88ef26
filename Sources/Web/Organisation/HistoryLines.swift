import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// What was done to a place, a body or a person: what changed, who did it, and when.
    ///
    /// - Parameter places: the names of places that the lines speak of.
    /// - Parameter older: where the page goes on.
    func history(
        _ lines: [Histories.Line], places: [Place.ID: LocalName] = [:], start: String,
        older: (Int64) -> Link
    ) -> HTML {
        let entries = lines.map { line in
            TimelineEntry(
                .step, title: words("records.action.\(line.action)"), who: author(of: line),
                when: times.moment(line.at), whenISO: times.machine(line.at),
                text: told(line, places))
        }
        let isFull = lines.count == Histories.pageMax
        let more =
            isFull ? lines.last.map { NavItem(words("page.older"), older($0.sequence)) } : nil
        return panel(
            words("org.history"),
            content: """
                \(HTML.when(
                    !entries.isEmpty, timeline(label: words("org.history"), entries)))\
                \(HTML.when(!isFull, "<p class=\"hint history-start\">\(start)</p>"))\
                \(pager(label: words("org.history"), newer: nil, older: more))
                """)
    }

    private func author(of line: Histories.Line) -> String {
        guard let name = line.personName else {
            if line.payload?["by"]?.plain == "program" { return words("story.system") }
            guard let provider = line.payload?["provider"]?.plain else {
                return words("org.history.operator")
            }
            return words("org.history.provider", ["provider": provider])
        }
        let post = line.role.map { words("role.\($0)") }
        let body = line.bodyName.map(words.name)
        return ([name] + [post, body].compactMap { $0 }).joined(separator: " · ")
    }

    private func told(_ line: Histories.Line, _ places: [Place.ID: LocalName]) -> String? {
        guard let payload = line.payload else { return nil }
        func part(_ key: String) -> String? { said(payload[key], key, places) }
        switch line.action {
        case "renamePlace":
            return words(
                "org.history.fromTo",
                ["before": part("before") ?? "", "after": part("after") ?? ""])
        case "codePlace", "locatePlace":
            return words(
                "org.history.fromTo",
                [
                    "before": part("before") ?? words("org.none"),
                    "after": part("after") ?? words("org.none"),
                ])
        case "closePlace", "endBody":
            return part("until").map { words("org.history.until", ["day": $0]) }
        case "changeBody": return changes(payload, places)
        case "addPlace", "addBody":
            let level = payload["level"].flatMap(\.plain).map { words("level.\($0)") }
            let kind = payload["kind"].flatMap(\.plain).map { words("bodyKind.\($0)") }
            let from = part("from").map { words("org.history.from", ["day": $0]) }
            return [part("name"), level ?? kind, part("code"), from].compactMap { $0 }
                .joined(separator: " · ")
        case "addClause", "retireClause":
            return [payload["code"]?.plain, payload["text"]?.plain].compactMap { $0 }
                .joined(separator: " ")
        case "addPost", "endPost":
            let until = part("until").map { words("org.history.until", ["day": $0]) }
            let role = payload["role"].flatMap(\.plain).map { words("role.\($0)") }
            return [role, part("body"), part("place"), payload["duty"]?.plain, until]
                .compactMap { $0 }.joined(separator: " · ")
        case "joinAlliance", "leaveAlliance":
            let from = part("from").map { words("org.history.from", ["day": $0]) }
            let until = part("until").map { words("org.history.until", ["day": $0]) }
            return [part("body"), from, until, payload["reason"]?.plain].compactMap { $0 }
                .joined(separator: " · ")
        case "setRota", "swapTurns", "passOverTurn": return turns(payload)
        case "addPerson": return payload["signIn"]?.plain
        default: return nil
        }
    }

    /// `12月 惠民医院、1月 …`, and why.
    private func turns(_ payload: Payload) -> String {
        guard case .list(let turns)? = payload["turns"] else { return "" }
        let told = turns.map { turn in
            let month = turn["month"]?.plain.flatMap { Month(asked: $0) }.map(monthName)
            let body = turn["body"]?.plain.flatMap { Body.ID($0) }.map(bodyName)
            return [month, body ?? words("alliances.rota.empty")].compactMap { $0 }
                .joined(separator: " ")
        }.joined(separator: words("page.comma"))
        return [told, payload["reason"]?.plain].compactMap { $0 }.joined(separator: " · ")
    }

    private func changes(_ payload: Payload, _ places: [Place.ID: LocalName]) -> String {
        ["name", "phone", "parent", "place"].compactMap { key in
            guard let after = payload["after"]?[key] else { return nil }
            let before = payload["before"]?[key]
            let change = words(
                "org.history.fromTo",
                [
                    "before": said(before, key, places) ?? words("org.none"),
                    "after": said(after, key, places) ?? words("org.none"),
                ])
            return words("body.field.\(key)") + words("page.colon") + change
        }.joined(separator: "\n")
    }

    /// A part of a payload as a reader understands it.
    private func said(
        _ part: Payload?, _ key: String, _ places: [Place.ID: LocalName]
    ) -> String? {
        if let zh = part?["zh"]?.plain {
            return words.name(LocalName(zh: zh, en: part?["en"]?.plain))
        }
        guard let text = part?.plain else { return nil }
        switch key {
        case "from", "until": return (try? Day(parsing: text)).map(times.day) ?? text
        case "body": return Body.ID(text).flatMap { bodyNames[$0] }.map { words.name($0.name) }
        case "place": return Place.ID(text).flatMap { places[$0] }.map(words.name)
        case "parent":
            return Body.ID(text).flatMap { bodyNames[$0] }.map { words.name($0.name) }
                ?? Place.ID(text).flatMap { places[$0] }.map(words.name)
        default: return text
        }
    }
}

extension Payload {
    /// The text of a text; nil for anything else.
    fileprivate var plain: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

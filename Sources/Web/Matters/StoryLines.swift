import Actions
import Kernel
import Markup
import Storage

/// Turns the record of a matter into the lines that one viewer may read.
struct StoryLines {
    let file: MatterFile
    let words: Words
    let times: Times
    let photograph: (_ id: String, _ small: Bool) -> Link
    /// Parts of the matter that the page shows elsewhere, left out of its opening line.
    var shownElsewhere: Set<Procedure.Part> = []

    private var procedure: Procedure { file.procedure }
    private var name: String { file.procedure.key.name }
    private var isReporter: Bool { file.acting == .reporter }
    private var showsPeople: Bool { file.showsPeople }

    func entries() -> [TimelineEntry] {
        file.story.compactMap(entry)
    }

    private func entry(_ line: Stories.Line) -> TimelineEntry? {
        guard let action = procedure.action(line.action) else { return kernelEntry(line) }
        guard file.tells(of: action) else { return nil }
        let answers = visibleAnswers(of: line)
        return TimelineEntry(
            kind(of: action, line), title: title(of: action, line), who: who(line),
            when: times.moment(line.at), whenISO: times.machine(line.at),
            text: text(answers, of: action),
            visibilityWords: isInternal(action) && showsPeople ? words("story.internal") : nil,
            attachments: attachments(answers))
    }

    /// What the program itself wrote into the story: a deadline moved by the calendar.
    private func kernelEntry(_ line: Stories.Line) -> TimelineEntry? {
        if let joined = joinedEntry(line) { return joined }
        if line.action == RecordedStep.rehomed { return rehomedEntry(line) }
        guard line.action == "reproject" else { return nil }
        return TimelineEntry(
            .note, title: words("story.reprojected"), who: words("story.system"),
            when: times.moment(line.at), whenISO: times.machine(line.at), text: moved(line))
    }

    /// Another matter linked itself with this one, or parted again. Which one it is, only those
    /// read who may open it, and whoever raised this one.
    private func joinedEntry(_ line: Stories.Line) -> TimelineEntry? {
        guard ["matter.linked", "matter.parted", "matter.opened"].contains(line.action),
            case .text(let procedure)? = line.payload?["procedure"]
        else { return nil }
        var called = words("\(procedure).name")
        if case .text(let id)? = line.payload?["other"],
            let other = (file.linked + file.related).first(where: { $0.id.description == id })
        {
            called = words(
                "story.joined.called", ["kind": called, "matter": self.called(other)])
        } else if showsPeople || isReporter,
            case .text(let reference)? = line.payload?["otherReference"]
        {
            called = words("story.joined.numbered", ["kind": called, "ref": reference])
        }
        let key =
            switch line.action {
            case "matter.linked": isReporter ? "story.joined.yours" : "story.joined"
            case "matter.parted": isReporter ? "story.parted.yours" : "story.parted"
            default: "story.opened"
            }
        return TimelineEntry(
            .step, title: words(key, ["other": called]),
            who: who(line), when: times.moment(line.at), whenISO: times.machine(line.at))
    }

    /// A new plan of grids moved the matter: told to colleagues, by the codes of both grids.
    private func rehomedEntry(_ line: Stories.Line) -> TimelineEntry? {
        guard showsPeople, case .text(let from)? = line.payload?["fromGrid"],
            case .text(let to)? = line.payload?["toGrid"],
            case .text(let plan)? = line.payload?["plan"]
        else { return nil }
        return TimelineEntry(
            .step, title: words("story.rehomed", ["from": from, "to": to]),
            who: words("story.system"), when: times.moment(line.at),
            whenISO: times.machine(line.at), text: words("story.rehomed.plan", ["plan": plan]))
    }

    private func moved(_ line: Stories.Line) -> String? {
        guard case .list(let clocks)? = line.payload?["clocks"] else { return nil }
        return clocks.compactMap { clock -> String? in
            guard case .text(let id)? = clock["clock"], case .int(let before)? = clock["before"],
                case .int(let after)? = clock["after"]
            else { return nil }
            return words(
                "story.moved",
                [
                    "clock": words("\(name).clock.\(id)"),
                    "before": times.moment(Instant(milliseconds: before)),
                    "after": times.moment(Instant(milliseconds: after)),
                ])
        }.joined(separator: "\n")
    }

    private func kind(
        of action: Procedure.Action, _ line: Stories.Line
    ) -> TimelineEntry.Kind {
        if line.person == nil && action.by.contains(where: { $0 == .reporter || $0 == .anyone }) {
            return .resident
        }
        if isInternal(action) { return .note }
        return action.tells ? .reply : .step
    }

    private func isInternal(_ action: Procedure.Action) -> Bool {
        action.shown.isDisjoint(with: [.reporter, .everyone])
    }

    private func title(of action: Procedure.Action, _ line: Stories.Line) -> String {
        let body = line.bodyName.map(words.name) ?? words("story.system")
        return words(
            "\(name).action.\(action.id).done",
            ["body": body, "person": showsPeople ? line.personName ?? body : body])
    }

    /// Residents read which office acted, never which person.
    private func who(_ line: Stories.Line) -> String {
        guard let body = line.bodyName else {
            let isResident =
                procedure.action(line.action)?.by
                .contains { $0 == .reporter || $0 == .anyone } ?? false
            return words(
                isResident ? (isReporter ? "story.you" : "story.reporter") : "story.system")
        }
        guard showsPeople, let person = line.personName else { return words.name(body) }
        return words.name(body) + " · " + person
    }

    func visibleAnswers(of line: Stories.Line) -> [(Procedure.Field, Payload)] {
        let opens = procedure.action(line.action)?.opens ?? false
        return file.answers(of: line).filter { field, _ in
            !field.isVersioned && !(opens && field.sets.map(shownElsewhere.contains) ?? false)
        }
    }

    private func text(
        _ answers: [(Procedure.Field, Payload)], of action: Procedure.Action
    ) -> String? {
        let lines = answers.compactMap { field, answer -> String? in
            guard let said = said(answer, in: field) else { return nil }
            if case .paragraphs = field.type { return said }
            return words("\(name).field.\(field.id)") + words("page.colon") + said
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private func said(_ answer: Payload, in field: Procedure.Field) -> String? {
        switch (field.type, answer) {
        case (.photos, _): nil
        case (.choice, .text(let option)): words("\(name).field.\(field.id).\(option)")
        case (.category, .text(let id)): words("category.\(id)")
        case (.figure, .text(let id)): words("figure.\(id)")
        case (.place, _): file.placeLine.last.map { words.name($0.name) }
        case (.day, .text(let text)):
            (try? Day(parsing: text)).map(times.day) ?? text
        case (.body, .text(let id)): bodyName(id)
        case (.bodies, .list(let ids)):
            ids.compactMap { if case .text(let id) = $0 { bodyName(id) } else { nil } }
                .joined(separator: words("page.comma"))
        case (.clause, .text(let id)): clauseWords(id)
        case (.matter, .text(let id)):
            (file.related + file.linked).first { $0.id.description == id }
                .map(called)
        case (_, .text(let text)): text
        case (_, .int(let number)): String(number)
        case (_, .bool(let holds)): words(holds ? "page.yes" : "page.no")
        default: nil
        }
    }

    /// Another matter by its number and its title, where the viewer may read that.
    private func called(_ other: Storage.MatterLine) -> String {
        let isOpen = file.book.profile.procedure(other.procedure)?.isOpenToAll(.title) ?? false
        guard isOpen || showsPeople, !other.title.isEmpty else { return "\(other.reference)" }
        return "\(other.reference) \(other.title)"
    }

    private func bodyName(_ id: String) -> String? {
        Body.ID(id).flatMap { file.bodies[$0] }.map { words.name($0.name) }
    }

    private func clauseWords(_ id: String) -> String? {
        DutyClause.ID(id).flatMap { file.clauses[$0] }.map { "\($0.code) \($0.text)" }
    }

    private func attachments(_ answers: [(Procedure.Field, Payload)]) -> HTML {
        let ids = answers.flatMap { field, answer -> [String] in
            guard field.type == .photos, case .list(let list) = answer else { return [] }
            return list.compactMap { if case .text(let id) = $0 { id } else { nil } }
        }
        return photoThumbs(
            ids.enumerated().map { index, id in
                (
                    small: photograph(id, true), whole: photograph(id, false),
                    words: words("story.photo", ["number": String(index + 1)])
                )
            })
    }
}

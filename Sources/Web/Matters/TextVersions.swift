import Actions
import Kernel
import Markup
import Storage

/// A text of a matter that has versions: the one that holds, and what each changed.
struct TextVersions {
    struct Version {
        let title: String
        let since: String
        let text: String
    }

    let title: String
    let changesTitle: (_ version: Version) -> String
    /// The oldest first; never empty.
    let versions: [Version]
}

func textVersions(_ view: TextVersions) -> HTML {
    guard let last = view.versions.last else { return .empty }
    let pairs = zip(view.versions, view.versions.dropFirst()).reversed()
    let changes = HTML.each(pairs) { before, after in
        folded(
            view.changesTitle(after),
            content: """
                <p class="hint">\(after.since)</p>\
                \(difference(TextDifference.lines(from: before.text, to: after.text)))
                """)
    }
    return panel(
        view.title + " · " + last.title,
        content: """
            <p class="hint">\(last.since)</p>\
            <div class="version-text">\(paragraphs(
                last.text.split(whereSeparator: \.isNewline).map(String.init)))</div>\
            \(changes)
            """)
}

/// What was taken out and what came in, marked by element and sign, not by colour alone.
private func difference(_ lines: [TextDifference.Line]) -> HTML {
    let rows = HTML.each(lines) { line in
        switch line {
        case .kept(let text): "<li>\(text)</li>"
        case .removed(let text): "<li class=\"removed\"><del>\(text)</del></li>"
        case .added(let text): "<li class=\"added\"><ins>\(text)</ins></li>"
        }
    }
    return "<ul class=\"difference\">\(rows)</ul>"
}

/// Draws the texts of a matter that have versions, as far as one viewer may read them.
struct TextVersionsReading {
    let file: MatterFile
    let words: Words
    let times: Times

    func panels() -> HTML {
        HTML.each(file.procedure.fields.filter(\.isVersioned)) { field in
            let versions = versions(of: field)
            return versions.isEmpty ? .empty : textVersions(view(field, versions))
        }
    }

    private func view(
        _ field: Procedure.Field, _ versions: [TextVersions.Version]
    ) -> TextVersions {
        TextVersions(
            title: words("\(file.procedure.key.name).field.\(field.id)"),
            changesTitle: { [words] in words("versions.changes", ["version": $0.title]) },
            versions: versions)
    }

    private func versions(of field: Procedure.Field) -> [TextVersions.Version] {
        guard file.procedure.shows(field.id, of: file.matter, to: file.acting) else { return [] }
        let answers = file.story.compactMap { line -> (at: Instant, text: String)? in
            guard let action = file.procedure.action(line.action),
                action.shown.contains(where: { file.matter.includes(file.acting, in: $0) }),
                case .text(let text)? = line.payload?["answers"]?[field.id]
            else { return nil }
            return (line.at, text)
        }
        return answers.enumerated().map { index, answer in
            TextVersions.Version(
                title: words("versions.number", ["number": String(index + 1)]),
                since: words("versions.since", ["when": times.moment(answer.at)]),
                text: answer.text)
        }
    }
}

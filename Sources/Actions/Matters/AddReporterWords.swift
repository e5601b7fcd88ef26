package import Kernel
import SQL
import Storage

/// Adds what a reporter says later, by the system that their matter came in with: the step of the
/// matter's own procedure that a reporter takes with words.
///
/// The same words to the same matter are added once.
package struct AddReporterWords: Sendable {
    package let realm: Realm
    package let reference: Reference
    package let key: AccessKey
    package let words: String
    /// Whether an ended matter may be opened again by it.
    package let reopens: Bool
    package let uploads: [[UInt8]]

    package init(
        realm: Realm, reference: Reference, key: AccessKey, words: String, reopens: Bool,
        uploads: [[UInt8]] = []
    ) {
        self.realm = realm
        self.reference = reference
        self.key = key
        self.words = words.replacing("\r\n", with: "\n").trimmingCharacters()
        self.reopens = reopens
        self.uploads = uploads
    }

    package enum Problem: Error, Hashable {
        /// Nothing that a reporter says is taken where it stands.
        case notNow(state: Procedure.State.ID)
        case takesNoPhotograph
    }

    /// - Returns: the sequence of the record that holds the words.
    /// - Throws: `Problem`; `.notFound` for a matter that did not come in with the key;
    ///   `Photo.Problem`; `ActionError` as any step of a matter.
    package func run(in installation: Installation) async throws -> Int64 {
        guard
            let file = try await installation.file(of: reference, in: realm, for: .reporter),
            try await installation.cameIn(file.matter.id, with: key)
        else { throw ActionError.notFound }
        if let known = sequence(in: file) { return known }
        guard let (action, field) = step(in: file) else {
            throw Problem.notNow(state: file.matter.state)
        }
        let takesPhotographs = action.asks.contains {
            file.procedure.field($0.field)?.type == .photos
        }
        guard uploads.isEmpty || takesPhotographs else { throw Problem.takesNoPhotograph }
        for _ in uploads {
            try await Limit.photographs.count(subject: key.id.description, in: installation)
        }
        let photographs =
            uploads.isEmpty
            ? []
            : try await TakePhotographs(realm: realm.id, uploads: uploads).run(in: installation)
        let texts = [field: [words]]
        let once = installation.vault.keyedDigest(
            "\(key.id) \(reference) \(words)", use: "reporter's words")
        try await ActOnMatter(
            realm: realm, subject: .reference(reference), action: action.id, acting: .reporter,
            seen: nil, form: AnswerForm(texts: texts, photographs: photographs),
            sending: Sending(
                texts: [Sending.field: [String(once.prefix(32))]], photographs: uploads.count)
        ).run(in: installation)
        let after = try await installation.file(of: reference, in: realm, for: .reporter)
        return after.flatMap(sequence) ?? 0
    }

    /// The line of the story that says the same already.
    private func sequence(in file: MatterFile) -> Int64? {
        file.story.last { line in
            guard let action = file.procedure.action(line.action), action.by.contains(.reporter),
                case .object(let answers)? = line.payload?["answers"]
            else { return false }
            return answers.values.contains(.text(words))
        }?.sequence
    }

    /// What a reporter may do here by words alone: what leaves the matter where it is, or answers
    /// what they were asked, or opens an ended matter again where that is wanted.
    private func step(
        in file: MatterFile
    ) -> (action: Procedure.Action, field: Procedure.Field.ID)? {
        let fitting = file.available.compactMap { action in
            Self.field(of: action, in: file.procedure).map { (action: action, field: $0) }
        }
        let waits = file.procedure.state(file.matter.state)?.owner == .reporter
        return fitting.first { $0.action.to == nil }
            ?? fitting.first { step in
                file.matter.isOpen ? waits && step.action.weight == .primary : reopens
            }
    }

    /// The one field that the action must have answered, where that is words.
    private static func field(
        of action: Procedure.Action, in procedure: Procedure
    ) -> Procedure.Field.ID? {
        guard action.by.contains(.reporter) else { return nil }
        let required = action.asks.filter(\.required).compactMap { procedure.field($0.field) }
        guard required.count == 1, case .paragraphs = required[0].type else { return nil }
        return required[0].id
    }
}

import Kernel

/// Reads one procedure's file. Everything that can be read is; everything else is reported.
///
/// A reference type only so that its parts can note that a state or a move is missing; it lives
/// for one file.
final class ProcedureReader {
    let vocabulary: Vocabulary
    let record: Record
    let name: Procedure.Name
    var landmarks: Landmarks
    /// Set to false where a state or a move could not be read.
    var isWhole = true

    let stages: [Procedure.Stage.ID]
    let fieldNames: [Procedure.Field.ID]
    let clockNames: [Procedure.ClockRule.ID]
    let stateNames: [Procedure.State.ID]
    let actionNames: [Procedure.Action.ID]

    /// Nil where the file is not even a map.
    init?(_ root: Passage, name: Procedure.Name, vocabulary: Vocabulary) {
        let required = ["procedure", "version", "public", "stages", "states", "actions"]
        guard
            let record = root.record(
                "a procedure", required: required, optional: ["fields", "clocks", "door", "money"])
        else { return nil }
        self.vocabulary = vocabulary
        self.record = record
        self.name = name
        landmarks = Landmarks(root: root)
        let stagePassages = record["stages"]?.items("stages") ?? []
        stages = stagePassages.compactMap { $0.name("a stage") }
        fieldNames = record["fields"]?.keys ?? []
        clockNames = record["clocks"]?.keys ?? []
        stateNames = record["states"]?.keys ?? []
        actionNames = record["actions"]?.keys ?? []
        for passage in stagePassages {
            if let stage = passage.plain { landmarks[.stage(stage)] = passage }
        }
    }

    func read() -> ReadProcedure {
        if let declared = record["procedure"]?.plain, declared != name {
            record["procedure"]?.problem(
                "the file is called \(name).yml, but the procedure “\(declared)”: use one name",
                found: declared, expected: name)
        }
        let version = record["version"]?.number("version", in: 1...9999) ?? 1
        let isPublic = record["public"]?.truth("public") ?? false
        refuseRepeatedStages()
        let procedure = Procedure(
            key: Procedure.Key(name: name, version: version), stages: stages,
            states: entries("states").compactMap(state),
            actions: entries("actions").compactMap(action),
            fields: entries("fields").compactMap(field),
            clocks: entries("clocks").compactMap(clock),
            isPublic: isPublic, door: door(),
            keepsMoney: record["money"]?.truth("money") ?? false)
        return ReadProcedure(procedure: procedure, landmarks: landmarks, isWhole: isWhole)
    }

    private func door() -> Procedure.Door? {
        record["door"]?.word("a door", among: Procedure.Door.allCases.map(\.rawValue))
            .flatMap(Procedure.Door.init)
    }

    private func refuseRepeatedStages() {
        for (place, stage) in stages.enumerated() where stages[..<place].contains(stage) {
            record["stages"]?.problem("the stage “\(stage)” is listed twice", found: stage)
        }
    }

    private func entries(_ part: String) -> [Entry] {
        guard let passage = record[part] else { return [] }
        return passage.entries(part) ?? []
    }

    // MARK: - References

    /// A word of the file that must name something declared.
    func reference(_ passage: Passage, _ kind: String, among known: some Collection<String>)
        -> String?
    {
        guard let text = passage.text(kind) else { return nil }
        guard known.contains(text) else {
            passage.problem(
                "there is no \(kind) “\(text)”: \(Suggestion.sentence(for: text, among: known))",
                found: text, expected: Suggestion.choice(of: known))
            return nil
        }
        return text
    }

    /// A list of such words; those that name nothing are reported and left out.
    func references(_ passage: Passage, _ kind: String, among known: [String]) -> [String]? {
        passage.items("the list of \(kind)s")?.compactMap { reference($0, kind, among: known) }
    }

    /// A verb that at least one role grants; a verb that nobody has would strand a matter.
    func verb(_ text: String, at passage: Passage) -> Verb? {
        if let verbs = vocabulary.verbs, !verbs.contains(text) {
            passage.problem(
                "no role grants “\(text)”: "
                    + Suggestion.sentence(for: text, among: verbs.sorted()),
                found: text, expected: Suggestion.choice(of: verbs.sorted()))
            return nil
        }
        return Verb(text)
    }

    func audience(_ passage: Passage) -> Procedure.Audience? {
        guard let text = passage.text("an audience") else { return nil }
        switch text {
        case "everyone": return .everyone
        case "reporter": return .reporter
        case "parties": return .parties
        case "taker": return .taker
        case "staff": return .staff
        default: break
        }
        guard let verbs = vocabulary.verbs,
            !verbs.contains(text), !Verb.builtIn.contains(Verb(text))
        else { return .office(Verb(text)) }
        let known = ["everyone", "reporter", "parties", "taker", "staff"] + verbs.sorted()
        passage.problem(
            "“\(text)” is not an audience: \(Suggestion.sentence(for: text, among: known))",
            found: text,
            expected: "everyone, reporter, parties, staff, or a verb that a role grants")
        return nil
    }

    /// Who sees something; `key` is `visible` or `shown`, and must be there: there is no default.
    func audiences(_ record: Record, _ key: String, of what: String, at place: Passage)
        -> Set<Procedure.Audience>
    {
        guard let passage = record[key] else {
            place.problem(
                "\(what) does not say who sees it: add \(key): […]; there is no default",
                expected: "\(key): […]")
            return []
        }
        guard let items = passage.items("\(key) of \(what)") else { return [] }
        if items.isEmpty {
            passage.problem(
                "\(what) is seen by nobody: name an audience in \(key):", found: "an empty list",
                expected: "everyone, reporter, parties, staff, or a verb that a role grants")
        }
        return Set(items.compactMap(audience))
    }
}

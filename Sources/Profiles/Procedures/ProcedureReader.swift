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
                .thing("procedure"), required: required,
                optional: ["fields", "clocks", "door", "money"])
        else { return nil }
        self.vocabulary = vocabulary
        self.record = record
        self.name = name
        landmarks = Landmarks(root: root)
        let stagePassages = record["stages"]?.items("stages") ?? []
        stages = stagePassages.compactMap { $0.name(.thing("stage")) }
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
                "twoNames", ["file": .said(name), "name": .said(declared)])
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
        record["door"]?.word(.thing("door"), among: Procedure.Door.allCases.map(\.rawValue))
            .flatMap(Procedure.Door.init)
    }

    private func refuseRepeatedStages() {
        for (place, stage) in stages.enumerated() where stages[..<place].contains(stage) {
            record["stages"]?.problem("listedTwice", ["name": .said(stage), "list": "stages"])
        }
    }

    private func entries(_ part: String) -> [Entry] {
        guard let passage = record[part] else { return [] }
        return passage.entries(.said(part)) ?? []
    }

    // MARK: - References

    /// A word of the file that must name something declared.
    func reference(_ passage: Passage, _ kind: String, among known: some Collection<String>)
        -> String?
    {
        guard let text = passage.text(.noun(kind)) else { return nil }
        guard known.contains(text) else {
            passage.problem(
                "unknown",
                ["kind": .noun(kind), "name": .said(text), "hint": .hint(for: text, among: known)])
            return nil
        }
        return text
    }

    /// A list of such words; those that name nothing are reported and left out.
    func references(_ passage: Passage, _ kind: String, among known: [String]) -> [String]? {
        passage.items(.list(kind))?.compactMap { reference($0, kind, among: known) }
    }

    /// A verb that at least one role grants; a verb that nobody has would strand a matter.
    func verb(_ text: String, at passage: Passage) -> Verb? {
        if let verbs = vocabulary.verbs, !verbs.contains(text) {
            passage.problem(
                "verbUngranted",
                ["verb": .said(text), "hint": .hint(for: text, among: verbs.sorted())])
            return nil
        }
        return Verb(text)
    }

    func audience(_ passage: Passage) -> Procedure.Audience? {
        guard let text = passage.text(.thing("audience")) else { return nil }
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
            "notOneOf",
            [
                "text": .said(text), "what": .thing("audience"),
                "hint": .hint(for: text, among: known),
            ])
        return nil
    }

    /// Who sees something; `key` is `visible` or `shown`, and must be there: there is no default.
    func audiences(_ record: Record, _ key: String, of what: Phrase, at place: Passage)
        -> Set<Procedure.Audience>
    {
        guard let passage = record[key] else {
            place.problem("noAudience", ["what": what, "key": .said(key)])
            return []
        }
        guard let items = passage.items(.part(key, of: what)) else { return [] }
        if items.isEmpty {
            passage.problem("seenByNobody", ["what": what, "key": .said(key)])
        }
        return Set(items.compactMap(audience))
    }
}

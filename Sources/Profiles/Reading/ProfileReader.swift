package import Kernel

/// What the reading of a profile's files came to.
package struct ProfileReading: Sendable {
    /// Nil when there are errors.
    package let profile: Profile?
    /// Errors and warnings in the order of files and lines.
    package let problems: ProfileProblems
}

extension ProfileSource {
    /// Reads the profile and proves its procedures sound.
    ///
    /// - Throws: every error at once; warnings alone do not keep a profile from loading.
    package func load() throws(ProfileProblems) -> Profile {
        if let known = SoundProfiles.of(self) { return known }
        let reading = read()
        guard let profile = reading.profile else {
            throw ProfileProblems(reading.problems.errors)
        }
        SoundProfiles.keep(profile, of: self)
        return profile
    }

    /// The same, with warnings.
    package func read() -> ProfileReading {
        let findings = Findings()
        let profile = ProfileReader(source: self, findings: findings).read()
        return ProfileReading(
            profile: findings.hasErrors ? nil : profile,
            problems: ProfileProblems(findings.problems))
    }
}

/// Reads `profile.yml`, then the procedures that it lists, then the texts.
struct ProfileReader {
    let source: ProfileSource
    let findings: Findings

    func read() -> Profile? {
        let texts = TextsReader(source: source, findings: findings)
        texts.read()
        guard let root = root(of: "profile.yml"), let header = ProfileHeader(root) else {
            return nil
        }
        let vocabulary = Vocabulary(
            verbs: header.verbs, urgencies: header.urgencies, procedures: header.procedures,
            meetings: header.meetings, categories: header.categories.map(\.value.id))
        header.reportUnknownAlliances()
        let meetingRules = MeetingRulesReader(source: source, header: header, findings: findings)
            .read()
        let procedures = header.procedures.compactMap {
            procedure($0, vocabulary: vocabulary, listedAt: header.procedurePlaces[$0] ?? root)
        }
        for read in procedures {
            ProcedureSense(
                read, urgencies: header.urgencies, languages: header.languageWords.map(\.text)
            ).report()
            read.reportUnsoundness(grantedVerbs: Set((header.verbs ?? []).map { Verb($0) }))
        }
        reportChildrenWithoutOpening(procedures)
        reportLinksToTheUnaware(procedures)
        if procedures.count == header.procedures.count {
            header.reportUnusedVerbs(used: Set(procedures.flatMap(\.procedure.verbs)))
        }
        TextsCheck(texts: texts, header: header, procedures: procedures).report()
        let figures = FiguresReader(
            source: source, header: header, procedures: procedures.map(\.procedure),
            findings: findings)
        let exchanges = exchanges(header, procedures.map(\.procedure))
        return header.profile(
            procedures: procedures.map(\.procedure), meetingRules: meetingRules,
            figures: figures.read(), exchanges: exchanges,
            reports: ReportsReader(
                source: source, header: header, figures: figures.known, texts: texts,
                findings: findings
            ).read(),
            texts: texts.texts.overlaid(by: header.nameTexts))
    }

    /// Child matters are opened by the program itself, so their procedure must let the clock do it.
    private func reportChildrenWithoutOpening(_ procedures: [ReadProcedure]) {
        for read in procedures {
            for action in read.procedure.actions {
                for kind in action.effects.compactMap(\.childKind) {
                    let child = procedures.first { $0.procedure.key.name == kind.procedure }
                    guard let child, child.procedure.opening(for: kind)?.isTimed != true else {
                        continue
                    }
                    let place = read.landmarks[.action(action.id)]
                    let gaps: [String: Phrase] = [
                        "what": .named("action", action.id), "procedure": .said(kind.procedure),
                    ]
                    if let opening = kind.opening {
                        place.problem(
                            "noSuchOpeningByClock",
                            gaps.merging(["opening": .said(opening)]) { a, _ in a })
                    } else {
                        place.problem("noOpeningByClock", gaps)
                    }
                }
            }
        }
    }

    /// A procedure that asks nothing of its links is told nothing when what it is linked with ends.
    private func reportLinksToTheUnaware(_ procedures: [ReadProcedure]) {
        for read in procedures {
            for action in read.procedure.actions {
                for kind in action.effects.compactMap(\.linkedKind) {
                    let other = procedures.first { $0.procedure.key.name == kind }
                    guard let other, !other.procedure.asksForLinks else { continue }
                    read.landmarks[.action(action.id)].problem(
                        "linksUnaware",
                        ["what": .named("action", action.id), "procedure": .said(kind)])
                }
            }
        }
    }

    func root(of file: String) -> Passage? {
        guard let text = source.files[file] else {
            findings.add(
                ProfileProblem(
                    file: file, line: 1, phrase: .worded("noFile", ["file": .said(file)])))
            return nil
        }
        return YAMLFile.root(of: text, file: file, findings: findings)
    }

    private func procedure(
        _ name: Procedure.Name, vocabulary: Vocabulary, listedAt place: Passage
    ) -> ReadProcedure? {
        let paths = ["procedures/\(name).yml", "common/procedures/\(name).yml"]
        guard let path = paths.first(where: { source.files[$0] != nil }) else {
            let known = source.procedureNames
            place.problem(
                "unknown",
                [
                    "kind": .noun("procedure"), "name": .said(name),
                    "hint": .hint(for: name, among: known),
                ])
            return nil
        }
        return root(of: path).flatMap {
            ProcedureReader($0, name: name, vocabulary: vocabulary)?.read()
        }
    }
}

extension ProfileSource {
    /// The procedures whose files stand in the profile or are shared.
    fileprivate var procedureNames: [String] {
        let names = files.keys.filter { $0.contains("procedures/") }.compactMap {
            $0.split(separator: "/").last?.dropLast(4)
        }
        return Set(names.map { String($0) }).sorted()
    }
}

extension Procedure.Effect {
    /// The procedure whose matters the effect links, if it makes links.
    var linkedKind: Procedure.Name? {
        switch self {
        case .link(let kind): kind
        case .openLinked(let kind): kind.procedure
        default: nil
        }
    }

    /// What the effect opens, if it opens anything.
    var childKind: Procedure.ChildKind? {
        switch self {
        case .openChildren(let kind), .openChild(let kind), .openLinked(let kind): kind
        default: nil
        }
    }
}

extension Procedure {
    /// Every verb that the procedure asks for anywhere.
    var verbs: [Verb] {
        let audiences = actions.flatMap(\.shown) + fields.flatMap(\.visibility)
        return actions.flatMap(\.by).compactMap(\.verb)
            + states.compactMap { if case .office(let verb)? = $0.owner { verb } else { nil } }
            + audiences.compactMap { if case .office(let verb) = $0 { verb } else { nil } }
    }
}

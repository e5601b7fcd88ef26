package import Kernel
package import Profiles
import SQL
import Storage

/// A draft of a profile, looked at as loading looks at it, and held against what stands in the
/// realm.
package struct ProfileReview: Sendable {
    package let draft: ProfileDraft
    package let source: ProfileSource
    /// What it would be; nil while something is wrong with it.
    package let profile: Profile?
    package let inForce: Profile
    /// Errors and warnings of every file, with line.
    package let problems: [ProfileProblem]
    /// What stands in the realm and the draft no longer has.
    package let misfits: [Misfit]
    /// The dry run: open matters by procedure, which all keep the version that they have.
    package let matters: [Standing]

    package enum Misfit: Hashable, Sendable {
        case level(String)
        case bodyKind(String)
        case role(Role.ID)
    }

    package struct Standing: Hashable, Sendable {
        package let procedure: Procedure.Name
        /// At most `Inbox.countMax` a state.
        package let open: Int
        /// How many of them stand in a state that new matters will not have.
        package let inGoneStates: Int
    }

    package var isSound: Bool {
        profile != nil && misfits.isEmpty && !problems.contains { $0.severity == .error }
    }

    /// The same under a version above the one in force.
    package func raised(above version: Int) -> ProfileSource {
        guard let profile, profile.version <= version, let text = source.files["profile.yml"]
        else { return source }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("version:") ? "version: \(version + 1)" : String(line)
        }
        var files = source.files
        files["profile.yml"] = lines.joined(separator: "\n")
        return ProfileSource(files: files)
    }
}

extension Installation {
    /// - Returns: nil where nothing is edited.
    package func profileReview(in realm: Realm) async throws -> ProfileReview? {
        let book = try await rulebook(of: realm)
        let now = now()
        let found = try await database.read { db in
            try ProfileDrafts.open(in: realm.id, db).map { draft in
                (draft, try ProfileDrafts.files(of: draft.id, db))
            }
        }
        guard let (draft, files) = found else { return nil }
        let source = ProfileSource(files: files)
        let reading = source.read()
        var problems = reading.problems.list
        if let profile = reading.profile {
            problems += Self.exampleProblems(of: profile, source, book.keeper)
        }
        return try await database.read { [problems] db in
            ProfileReview(
                draft: draft, source: source, profile: reading.profile, inForce: book.profile,
                problems: Set(problems).sorted(),
                misfits: try reading.profile.map {
                    try Self.misfits($0, book.profile, in: realm, on: book.day(of: now), db)
                } ?? [],
                matters: try Self.standing(book.profile, reading.profile, in: realm, at: now, db))
        }
    }

    /// The newest drafts of a realm, with what became of each.
    package func profileHistory(in realm: Realm) async throws -> [ProfileDraft] {
        try await database.glance { db in
            try ProfileDrafts.history(in: realm.id, limit: 20, db)
        }
    }

    private static func exampleProblems(
        of profile: Profile, _ source: ProfileSource, _ keeper: Timekeeper
    ) -> [ProfileProblem] {
        do throws(ProfileProblems) {
            let run = ExampleRun(profile: profile, timekeeper: keeper)
            return try source.examples(for: profile).flatMap { run.failures(of: $0) }
        } catch {
            return error.list
        }
    }

    private static func misfits(
        _ new: Profile, _ old: Profile, in realm: Realm, on today: Day, _ db: any Reader
    ) throws -> [ProfileReview.Misfit] {
        let levels = try old.levels.filter { !new.levels.contains($0) }.filter { level in
            try !Places.atLevels([level], under: .root, in: realm.id, limit: 1, db).isEmpty
        }
        let kinds = Set(try Bodies.all(in: realm.id, db).map(\.kind))
            .filter { !new.bodyKinds.contains($0) }
        let roles = try old.roles.map(\.id).filter { new.role($0) == nil }.filter { role in
            try Registers.count(
                .posts(role: role), under: .root, on: today, in: realm.id, db) > 0
        }
        return levels.map { .level($0) } + kinds.sorted().map { .bodyKind($0) }
            + roles.map { .role($0) }
    }

    private static func standing(
        _ old: Profile, _ new: Profile?, in realm: Realm, at now: Instant, _ db: any Reader
    ) throws -> [ProfileReview.Standing] {
        let states = old.procedures.flatMap { procedure in
            procedure.states.filter { $0.ending == nil }.map { (procedure.key.name, $0.id) }
        }
        let counts = try Matters.openByState(
            of: states, under: .root, in: realm.id, at: now, db)
        return old.procedures.compactMap { procedure in
            let own = counts.filter { $0.procedure == procedure.key.name && $0.open > 0 }
            guard !own.isEmpty else { return nil }
            let kept = new?.procedure(procedure.key.name)
            let gone = own.filter { kept?.state($0.state) == nil }
            return ProfileReview.Standing(
                procedure: procedure.key.name, open: own.map(\.open).reduce(0, +),
                inGoneStates: gone.map(\.open).reduce(0, +))
        }
    }
}

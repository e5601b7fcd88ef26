import Actions
import HTTPTypes
import Kernel
import Profiles
import Storage

// The profile of the realm, copied, edited, looked at and put into force on a day: for keys that
// keep settings.
extension DeskEndpoint {
    static let profileEndpoints: [DeskEndpoint] = [
        .one(
            "/profile", "getProfile", "The profile in force, and the draft with all that is wrong",
            verb: .manage, shape: Shapes.profile
        ) { call in try await call.profile() },
        .whole(
            "/profile/history", "getProfileHistory",
            "The newest drafts, with what became of each", verb: .manage, of: Shapes.profileDraft
        ) { call in try await call.installation.profileHistory(in: call.realm) },
        .one(
            "/profile/file", "getProfileFile", "One file of the draft", verb: .manage,
            query: [Parameter("path", pathForm, "Needed, such as `profile.yml`.")],
            shape: Shapes.profileFile
        ) { call in
            guard let review = try await call.installation.profileReview(in: call.realm),
                let path = call.query["path"], let text = review.source.files[path]
            else { throw Problem(.notFound) }
            return (path, text)
        },
        .changing(
            "/profile", "startProfileDraft", "Copies a profile to edit it",
            .named(
                "ProfileOrigin",
                .object([
                    .maybe(
                        "origin", .choice(ProfileSource.builtInNames.sorted()),
                        "One that comes with the program; the one in force unless said.")
                ]))
        ) { call in
            try await StartProfileDraft(
                realm: call.realm, holding: call.holding, origin: call.typed("origin")
            ).run(in: call.installation)
        },
        .changing(
            "/profile/file", "writeProfileFile",
            "Writes one file of the draft, or without a text takes it away; what is wrong is kept "
                + "and told",
            .named(
                "ProfileText",
                .object([
                    .text("path", pathForm), .maybe("text", .line(ProfileSource.bytesMax)),
                ])), bytesMax: ProfileSource.bytesMax * 2
        ) { call in
            try await EditProfileFile(
                realm: call.realm, holding: call.holding, path: call.typed("path"),
                text: call.typed("text")
            ).run(in: call.installation)
        },
        .changing(
            "/profile/day", "scheduleProfile",
            "Puts the draft into force on a day, once nothing is wrong with it",
            .named("ProfileDay", .object([.text("day", .day)]))
        ) { call in
            try await ScheduleProfile(
                realm: call.realm, holding: call.holding, day: call.typed("day")
            ).run(in: call.installation)
        },
        .changing(
            "/profile/withdrawal", "dropProfileDraft", "Throws the draft away", .nothingSaid
        ) { call in
            try await DropProfileDraft(realm: call.realm, holding: call.holding)
                .run(in: call.installation)
        },
    ]

    private static let pathForm = TextForm.line(100)

    private static func changing(
        _ path: String, _ id: String, _ summary: String, _ body: Schema,
        bytesMax: Int = bodyBytesMax,
        _ change: @escaping @Sendable (DeskCall) async throws -> Void
    ) -> DeskEndpoint {
        .act(
            path, id, summary, verb: .manage, body: body, shape: Shapes.profile,
            problems: [.conflict], bytesMax: bytesMax
        ) { call in
            try await change(call)
            return try await call.profile()
        }
    }
}

/// The profile in force with the draft beside it.
struct ProfileShown: Sendable {
    let inForce: Profile
    let review: ProfileReview?
}

extension DeskCall {
    fileprivate func profile() async throws -> ProfileShown {
        ProfileShown(
            // What took effect just now is in force already.
            inForce: try await installation.rulebook(of: realm).profile,
            review: try await installation.profileReview(in: realm))
    }
}

extension Shapes {
    static let profile = Shape<ProfileShown>(
        "Profile",
        [
            .text("profile", .word) { shown, _ in shown.inForce.id },
            .number("version") { shown, _ in shown.inForce.version },
            .maybeOne("draft", profileReview, about: "Null where nothing is edited.") {
                shown, _ in shown.review
            },
        ])

    static let profileReview = Shape<ProfileReview>(
        "ProfileReview",
        profileDraft.members { $0.draft } + [
            .texts("files", about: "Their paths.") { review, _ in
                review.source.files.keys.sorted()
            },
            .flag("isSound", about: "Whether it can be put into force.") { review, _ in
                review.isSound
            },
            .many("problems", profileProblem) { review, _ in review.problems },
            .texts("misfits", about: "What stands in the realm and it no longer has.") {
                review, _ in
                review.misfits.map { misfit in
                    switch misfit {
                    case .level(let level): "level " + level
                    case .bodyKind(let kind): "bodyKind " + kind
                    case .role(let role): "role " + role
                    }
                }
            },
            .many("matters", standingMatters, about: "Open ones, which keep their version.") {
                review, _ in review.matters
            },
        ])

    static let profileDraft = Shape<ProfileDraft>(
        "ProfileDraft",
        [
            .id("id") { $0.id }, .text("origin") { draft, _ in draft.origin },
            .id("startedBy") { $0.startedBy }, .time("startedAt") { $0.startedAt },
            .maybeDay("effectiveOn") { $0.effectiveOn }, .maybeTime("endedAt") { $0.endedAt },
            .maybeNumber("version", about: "Under which it took effect.") { draft, _ in
                draft.version
            },
        ])

    static let profileProblem = Shape<ProfileProblem>(
        "ProfileProblem",
        [
            .text("file") { problem, _ in problem.file },
            .number("line") { problem, _ in problem.line },
            .text("severity", .choice(["error", "warning"])) { problem, _ in
                problem.severity.rawValue
            },
            .text("text") { problem, pen in problem.sentence(in: pen.words.language) },
        ])

    static let standingMatters = Shape<ProfileReview.Standing>(
        "StandingMatters",
        [
            .text("procedure", .word) { standing, _ in standing.procedure },
            .number("open") { standing, _ in standing.open },
            .number("inGoneStates", about: "In a state that new ones will not have.") {
                standing, _ in standing.inGoneStates
            },
        ])

    static let profileFile = Shape<(path: String, text: String)>(
        "ProfileFile",
        [.text("path") { file, _ in file.path }, .text("text") { file, _ in file.text }])
}

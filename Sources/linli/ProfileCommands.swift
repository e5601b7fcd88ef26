import Actions
import App
import ArgumentParser
import Kernel
import Profiles

/// `linli profile`
struct ProfileCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "What a place declares: check it, show it, put it into force.",
        subcommands: [List.self, Check.self, Show.self, Diff.self, Apply.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the profiles that come with the program.",
            discussion: """
                Example:
                  linli profile list
                """)

        func run() async throws {
            let rows = ProfileSource.builtInNames.map { name -> [String] in
                guard let profile = try? ProfileSource(builtIn: name).load() else {
                    return [name, "–", "has problems: linli profile check \(name)"]
                }
                return [name, String(profile.version), profile.texts.text("profile.name", in: .zh)]
            }
            say(Columns.text(rows, header: ["profile", "version", "name"]))
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Prove a profile sound, or list everything that is wrong with it.",
            discussion: """
                Reads its procedures, texts, places, people and catalogue, and runs its worked \
                examples.
                Example:
                  linli profile check ./our-street
                """)

        @Argument(help: ArgumentHelp("A profile's name, or its folder.", valueName: "name|folder"))
        var profile: String

        @Option(
            help: ArgumentHelp(
                "How problems are told: zh-Hans or en.", valueName: "language"))
        var language = Language.en

        func run() async throws {
            let source = try ProfileSource(namedOrIn: profile)
            let reading = source.read()
            var problems = reading.problems.list
            if let loaded = reading.profile { problems += try furtherProblems(of: loaded, source) }
            let errors = problems.filter { $0.severity == .error }
            for problem in Set(problems).sorted() { say(problem.text(in: language)) }
            guard let loaded = reading.profile, errors.isEmpty else {
                throw Complaint("\(profile) has \(errors.count) problem(s).")
            }
            let setting = try source.setting(for: loaded)
            let examples = try source.examples(for: loaded)
            say(
                """
                \(loaded.id), version \(loaded.version), is sound: \
                \(loaded.procedures.count) procedures, \(loaded.categories.count) categories, \
                \(loaded.roles.count) roles, \(setting.places.count) places, \
                \(setting.bodies.count) bodies, \(setting.people.count) people, \
                \(setting.catalogue.count) rules, \(examples.count) worked examples.
                """)
        }

        /// What only shows once the profile itself can be read.
        private func furtherProblems(
            of profile: Profile, _ source: ProfileSource
        ) throws -> [ProfileProblem] {
            var problems: [ProfileProblem] = []
            do throws(ProfileProblems) {
                _ = try source.setting(for: profile)
            } catch {
                problems += error.list
            }
            do throws(ProfileProblems) {
                let run = ExampleRun(profile: profile, timekeeper: try keeper(for: profile))
                problems += try source.examples(for: profile).flatMap { run.failures(of: $0) }
            } catch {
                problems += error.list
            }
            return problems
        }

        private func keeper(for profile: Profile) throws(ProfileProblems) -> Timekeeper {
            guard let file = try? CalendarData.builtIn() else {
                throw ProfileProblems([
                    ProfileProblem(
                        file: "calendar", line: 1, phrase: .worded("noCalendar", [:]))
                ])
            }
            return Timekeeper(
                calendar: WorkingCalendar(national: file.days, coveredYears: file.coveredYears),
                hours: profile.hours, zone: profile.zone)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Draw a procedure: its states, who moves, by when, and the ways on.",
            discussion: """
                Example:
                  linli profile show request --profile checheng-road --language en
                """)

        @Argument(help: "The procedure's name, such as request.")
        var procedure: String

        @Option(help: ArgumentHelp("A profile's name, or its folder.", valueName: "name|folder"))
        var profile = "checheng-road"

        @Option(help: ArgumentHelp("zh-Hans or en.", valueName: "language"))
        var language = Language.zh

        func run() async throws {
            let loaded = try ProfileSource(namedOrIn: profile).load()
            guard let found = loaded.procedure(procedure) else {
                let known = loaded.procedures.map(\.key.name).joined(separator: ", ")
                throw Complaint(
                    "\(loaded.id) has no procedure “\(procedure)”; it has: "
                        + "\(known.isEmpty ? "none" : known).")
            }
            say(FlowText.drawing(of: found, texts: loaded.texts, in: language))
        }
    }

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Put a new version of a realm's profile into force.",
            discussion: """
                Matters that are open keep the version that they were opened under. Raise \
                “version” \
                in profile.yml first.
                Example:
                  linli profile apply checheng-road ./our-street
                """)

        @OptionGroup var data: DataOption

        @Argument(help: "The realm's slug.")
        var realm: String

        @Argument(help: ArgumentHelp("A profile's name, or its folder.", valueName: "name|folder"))
        var profile: String

        func run() async throws {
            let source = try ProfileSource(namedOrIn: profile)
            _ = try source.load()
            let version = try await data.writing { installation in
                var option = RealmOption()
                option.realm = realm
                let found = try await option.find(in: installation.database)
                return try await ApplyProfile(realm: found, source: source).run(in: installation)
            }
            say("\(realm) opens new matters under version \(version) from now on.")
        }
    }
}

extension Language: ExpressibleByArgument {}

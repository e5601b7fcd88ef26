import Actions
import App
import ArgumentParser
import Kernel
import SQL
import Secrets
import Storage

/// `linli person`
struct PersonCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "People who sign in, their passwords and their posts.",
        subcommands: [
            List.self, Add.self, SetNewPassword.self, PostAdd.self, PostEnd.self, OneTime.self,
        ])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add someone who signs in, with a first post.",
            discussion: """
                The password is the first line of standard input; at a terminal, or without a \
                line, \
                one is made up and shown once.
                Example:
                  linli person add 王丽 --sign-in wang.li --role gridWorker --body 半山尚小区网格 \
                --place 半山尚小区
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption
        @OptionGroup var post: PostOptions

        @Argument(help: "The person's name.")
        var name: String

        @Option(help: ArgumentHelp("What the person signs in as.", valueName: "sign-in"))
        var signIn: String

        func run() async throws {
            let password = NewPassword.read()
            try await data.writing { installation in
                let realm = try await realm.find(in: installation.database)
                try await post.refuseUnknownRole(in: realm, installation)
                let wish = try await post.wish(in: realm, installation.database)
                try await AddPerson(
                    realm: realm, name: name, signIn: signIn, password: password.text, post: wish
                ).run(in: installation)
            }
            say("\(name) signs in as \(signIn).")
            password.tell()
        }
    }

    struct SetNewPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "password", abstract: "Give someone a new password; their sessions end.",
            discussion: """
                The password is the first line of standard input; at a terminal, or without a \
                line, \
                one is made up and shown once.
                Example:
                  linli person password wang.li
                """)

        @OptionGroup var data: DataOption

        @Argument(help: ArgumentHelp("What the person signs in as.", valueName: "sign-in"))
        var signIn: String

        func run() async throws {
            let password = NewPassword.read()
            try await data.writing { installation in
                let signIn = signIn
                let person = try await installation.database.read { db in
                    try Finding.person(signIn, db)
                }
                try await SetPassword(person: person, password: password.text)
                    .run(in: installation)
            }
            say("\(signIn) has a new password, and must sign in again.")
            password.tell()
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List who signs in, and as what.",
            discussion: """
                Example:
                  linli person list --realm checheng-road
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        private static let peopleMax = 5_000

        func run() async throws {
            let rows = try await data.reading { database in
                let named = try await realm.findIfNamed(in: database)
                return try await database.read { db in
                    let realms = try named.map { [$0] } ?? Realms.all(db)
                    return try realms.flatMap { try Self.rows(of: $0, db) }
                }
            }
            say(Columns.text(rows, header: ["sign-in", "name", "realm", "role", "body", "place"]))
        }

        private static func rows(of realm: Realm, _ db: any Reader) throws -> [[String]] {
            let bodies = Dictionary(
                try Bodies.all(in: realm.id, db).map { ($0.id, $0.name.zh) },
                uniquingKeysWith: { first, _ in first })
            return try People.all(in: realm.id, after: nil, limit: peopleMax, db).flatMap {
                person in
                let posts = try Posts.held(by: person.id, on: Day.today, db)
                let who = [person.signIn, person.name, realm.slug]
                guard !posts.isEmpty else { return [who + ["no post", "", ""]] }
                return try posts.map { post in
                    let place = try Places.find(post.place, in: realm.id, db)
                    return who + [post.role, bodies[post.body] ?? "", place?.name.zh ?? ""]
                }
            }
        }
    }

    struct PostAdd: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "post-add", abstract: "Give someone a further post, from today on.",
            discussion: """
                Example:
                  linli person post-add wang.li --role communityWorker --body 燕林社区居民委员会 \
                --place 燕林社区
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var post: PostOptions

        @Argument(help: ArgumentHelp("What the person signs in as.", valueName: "sign-in"))
        var signIn: String

        func run() async throws {
            try await data.writing { installation in
                let signIn = signIn
                let (person, realm) = try await installation.database.read { db in
                    let person = try Finding.person(signIn, db)
                    return (person, try Realms.find(person.realm, db))
                }
                guard let realm else { throw ActionError.notFound }
                try await post.refuseUnknownRole(in: realm, installation)
                let wish = try await post.wish(in: realm, installation.database)
                try await AddPost(person: person, wish: wish).run(in: installation)
            }
            say("\(signIn) holds the post \(post.role) from today on.")
        }
    }

    struct PostEnd: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "post-end", abstract: "End a post: from today on it grants nothing more.",
            discussion: """
                Example:
                  linli person post-end wang.li --role gridWorker
                """)

        @OptionGroup var data: DataOption

        @Argument(help: ArgumentHelp("What the person signs in as.", valueName: "sign-in"))
        var signIn: String

        @Option(help: "The role of the post.")
        var role: String

        @Option(help: "The body, where the person holds the role for several.")
        var body: String?

        func run() async throws {
            try await data.writing { installation in
                let (signIn, role, body) = (signIn, role, body)
                let (person, posts) = try await installation.database.read { db in
                    let person = try Finding.person(signIn, db)
                    let posts = try Posts.held(by: person.id, on: Day.today, db)
                        .filter { $0.role == role }
                    guard let body else { return (person, posts) }
                    return (
                        person,
                        try posts.filter {
                            try Bodies.find($0.body, in: person.realm, db)?.name.zh == body
                        }
                    )
                }
                guard let post = posts.first, posts.count == 1 else {
                    throw Complaint(
                        "\(signIn) holds \(posts.count) posts \(role) today"
                            + (posts.isEmpty ? "." : "; name one with --body."))
                }
                try await EndPost(person: person, post: post).run(in: installation)
            }
            say("\(signIn) no longer holds the post \(role).")
        }
    }
}

/// What a new post is.
struct PostOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A role of the profile, such as gridWorker.", valueName: "role"))
    var role: String

    @Option(help: ArgumentHelp("The body that the post belongs to.", valueName: "name"))
    var body: String

    @Option(
        help: ArgumentHelp(
            "Where the post holds: a name, a code, or names from the top down with / between.",
            valueName: "place"))
    var place: String

    @Option(help: ArgumentHelp("What the person does, in words.", valueName: "text"))
    var duty: String?

    func refuseUnknownRole(in realm: Realm, _ installation: Installation) async throws {
        let roles = try await installation.rulebook(of: realm).profile.roles.map(\.id)
        guard roles.contains(role) else {
            throw Complaint(
                "\(realm.slug) has no role “\(role)”; it has: \(roles.joined(separator: ", ")).")
        }
    }

    func wish(in realm: Realm, _ database: any Database) async throws -> PostWish {
        let (role, body, place, duty) = (role, body, place, duty)
        return try await database.read { db in
            PostWish(
                role: role, body: try Finding.body(body, in: realm, db).id,
                place: try Finding.place(place, in: realm, db).id, duty: duty)
        }
    }
}

/// A password that was typed in or made up.
struct NewPassword {
    let text: String
    let isMadeUp: Bool

    static func read() -> NewPassword {
        let terminal = Terminal.current
        if !terminal.inputIsTerminal, let line = terminal.readLine(), !line.isEmpty {
            return NewPassword(text: line, isMadeUp: false)
        }
        return NewPassword(text: TemporaryPassword.fresh(), isMadeUp: true)
    }

    func tell() {
        if isMadeUp { say("The password, shown only now: \(text)") }
    }
}

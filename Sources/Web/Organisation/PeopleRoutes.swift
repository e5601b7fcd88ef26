import Actions
import Kernel
import Markup
import Secrets
import Storage

extension Site {
    static let peopleRoutes: [Route] = [
        .get("/desk/people", .post(.manage)) { ask in try await DeskFrame(ask).peoplePage() },
        .get("/desk/people/new", .post(.manage)) { ask in
            try await DeskFrame(ask).newPersonPage()
        },
        .post("/desk/people", .post(.manage), addPerson),
        .get("/desk/people/:person", .post(.manage)) { ask in try await personPage(ask) },
        .post("/desk/people/:person/posts", .post(.manage), addPost),
        .post("/desk/people/:person/password", .post(.manage), resetPassword),
        .post("/desk/people/:person/one-time", .post(.manage), setOneTime),
        .post("/desk/people/:person/second-factors/removal", .post(.manage), resetFactors),
        .post("/desk/people/:person/end", .post(.manage), endPerson),
        .post("/desk/people/:person/return", .post(.manage), returnPerson),
        .post("/desk/posts/:post/end", .post(.manage), endPost),
    ]

    private static func personPage(
        _ ask: Ask, of id: Person.ID? = nil, back: FormReturn? = nil, once: ShownOnce? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let named = ask.parameters["person"].flatMap { Person.ID($0) }
        guard let id = id ?? named,
            let file = try await ask.installation.personFile(
                id, in: frame.visit.realm, before: ask.query["before"].flatMap { Int64($0) })
        else { throw ActionError.notFound }
        return try await frame.personPage(file, back: back, once: once)
    }

    /// The role, body and place that a form asks for.
    private static func wish(in ask: Ask, of realm: Realm) async throws -> PostWish {
        var complaints: [String: ActionError.Complaint] = [:]
        let body = ask.form["body"].flatMap { Body.ID($0) }
        let place = try await ask.sentPlace(in: realm)
        if ask.form["role"] == nil { complaints["role"] = .init("answer.missing") }
        if body == nil { complaints["body"] = .init("answer.missing") }
        if place == nil { complaints["place"] = .init("answer.missing") }
        guard complaints.isEmpty, let role = ask.form["role"], let body, let place else {
            throw ActionError.invalid(complaints)
        }
        return PostWish(
            role: role, body: body, place: place, duty: ask.form["duty"], from: ask.form["from"])
    }

    private static func addPerson(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing(
            "new", ask, page: { try await DeskFrame(ask).newPersonPage(back: $0) },
            {
                let password = TemporaryPassword.fresh()
                let person: Person
                do {
                    person = try await AddPerson(
                        realm: visit.realm, by: .holding(visit.holding),
                        name: ask.form["name"] ?? "", signIn: ask.form["signIn"] ?? "",
                        password: password, isTemporary: true,
                        post: try await wish(in: ask, of: visit.realm)
                    ).run(in: ask.installation)
                } catch let problem as AddPerson.Problem {
                    let (field, words) = problem.complaint
                    throw ActionError.invalid([field: words])
                }
                return try await personPage(
                    ask, of: person.id, once: ShownOnce(password: password))
            })
    }

    /// Runs one change of the person that the address names.
    private static func change(
        _ form: String, _ ask: Ask, _ work: (Changer, Person) async throws -> Reply
    ) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Person.ID(try ask.parameter("person")),
            let person = try await ask.installation.person(id, in: visit.realm)
        else { throw ActionError.notFound }
        return try await changing(form, ask, page: { try await personPage(ask, back: $0) }) {
            try await work(.holding(visit.holding), person)
        }
    }

    private static func addPost(_ ask: Ask) async throws -> Reply {
        let realm = try ask.visit.realm
        return try await change("posts", ask) { changer, person in
            try await AddPost(
                person: person, by: changer, wish: try await wish(in: ask, of: realm)
            ).run(in: ask.installation)
            return .see(.person(person.id, done: true))
        }
    }

    private static func resetPassword(_ ask: Ask) async throws -> Reply {
        try await change("password", ask) { changer, person in
            let password = TemporaryPassword.fresh()
            try await SetPassword(
                person: person, by: changer, password: password, isTemporary: true
            ).run(in: ask.installation)
            return try await personPage(ask, once: ShownOnce(password: password))
        }
    }

    private static func setOneTime(_ ask: Ask) async throws -> Reply {
        try await change("one-time", ask) { changer, person in
            let secret = try await EnrolOneTimePassword(person: person, by: changer)
                .run(in: ask.installation)
            let uri = secret.uri(issuer: "Linli", account: person.signIn)
            return try await personPage(ask, once: ShownOnce(authenticator: uri))
        }
    }

    private static func resetFactors(_ ask: Ask) async throws -> Reply {
        try await change("factors", ask) { changer, person in
            try await ResetSecondFactors(person: person, by: changer).run(in: ask.installation)
            return .see(.person(person.id, done: true))
        }
    }

    private static func endPerson(_ ask: Ask) async throws -> Reply {
        try await change("end", ask) { changer, person in
            try await EndPerson(person: person, by: changer).run(in: ask.installation)
            return .see(.person(person.id, done: true))
        }
    }

    private static func returnPerson(_ ask: Ask) async throws -> Reply {
        try await change("return", ask) { changer, person in
            let password = TemporaryPassword.fresh()
            try await ReopenPerson(person: person, by: changer, password: password)
                .run(in: ask.installation)
            return try await personPage(ask, once: ShownOnce(password: password))
        }
    }

    private static func endPost(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Post.ID(try ask.parameter("post")),
            let post = try await ask.installation.post(id, in: visit.realm),
            let person = try await ask.installation.person(post.person, in: visit.realm)
        else { throw ActionError.notFound }
        return try await changing(
            "ending", ask, page: { try await personPage(ask, of: person.id, back: $0) },
            {
                try await EndPost(
                    person: person, by: .holding(visit.holding), post: post,
                    until: ask.form["until"]
                ).run(in: ask.installation)
                return .see(.person(person.id, done: true))
            })
    }
}

import Actions
import Kernel
import Markup
import Storage

/// What is shown once after a change of a person: a password, or the code of an authenticator.
struct ShownOnce {
    var password: String?
    var authenticator: String?
}

extension DeskFrame {
    /// The page of one person.
    func personPage(
        _ file: PersonFile, back: FormReturn? = nil, once: ShownOnce? = nil
    ) async throws -> Reply {
        let person = file.person
        let forms = OrganisationForms(words: words, back: back)
        let story: [HTML] = [
            personHead(file), try onceMessage(once, of: person),
            HTML.when(back?.form == "ending" ? back : nil) { refusedMessage($0) },
            postPanel(
                file.posts, in: .ofPerson, title: words("person.posts"),
                none: words("person.posts.none"), aside: { ending(of: $0, file) }),
            history(
                file.history, places: file.placeNames, start: words("org.history.founding")
            ) { .person(person.id, before: $0) },
        ]
        return page(
            person.name, current: .people(),
            content: storyAndActions(
                story: "\(doneMessage())\(story)",
                actions: panel(
                    words("org.change"),
                    content: actionList(try await personActions(file, forms))),
                actionsLabel: words("matter.actions")))
    }

    private func personHead(_ file: PersonFile) -> HTML {
        let person = file.person
        let day = today
        let held = file.posts.filter { $0.post.isHeld(on: day) }
        var facts: [(term: String, value: HTML)] = [
            (words("people.column.signIn"), "<code>\(person.signIn)</code>"),
            (
                words("person.password"),
                file.passwordIsTemporary
                    ? "\(words("person.password.temporary"))" : "\(words("person.password.own"))"
            ),
            (
                words("person.oneTime"),
                file.hasOneTimePassword
                    ? "\(words("person.oneTime.yes"))" : "\(words("person.oneTime.no"))"
            ),
            (words("person.passkeys"), "\(String(file.passkeys))"),
        ]
        if let until = person.until {
            facts.append((words("person.ended"), "\(times.day(until))"))
        }
        let bodies = Set(held.map(\.post.body)).count
        return """
            <header class="org-head"><nav class="way-down" aria-label="\(words("person.way"))"><ol>\
            <li><a href="\(Link.people())">\(words("people.title"))</a></li></ol></nav>\
            <div class="org-title"><span class="avatar" aria-hidden="true">\
            \(person.name.suffix(1).description)</span><h1>\(person.name)</h1>\
            \(HTML.when(
                bodies > 1,
                chip(words("person.cross", ["count": String(bodies)]), tone: .blue)))\
            \(HTML.when(
                !person.maySignIn(on: day), chip(words("person.ended.chip"), tone: .amber)))\
            </div></header>\(panel(words("person.signIn.title"), content: definitionList(facts)))
            """
    }

    /// A password or a code is shown on the page that answers the change, and nowhere else.
    private func onceMessage(_ once: ShownOnce?, of person: Person) throws -> HTML {
        guard let once else { return .empty }
        let password = HTML.when(once.password) { password in
            """
            <p>\(words("person.password.once"))</p>\
            <p class="once"><code data-once>\(password)</code></p>
            """
        }
        var code = HTML.empty
        if let uri = once.authenticator {
            let drawn = try qrDrawing(uri, moduleSize: 5, label: words("person.oneTime.code"))
            code = """
                <p>\(words("person.oneTime.once"))</p><div class="once-code">\
                \(drawn)</div>
                """
        }
        return statusMessage(
            words("person.once", ["name": person.name]), detail: "\(password)\(code)")
    }

    /// The form that ends one post, beside it.
    private func ending(of line: PostLine, _ file: PersonFile) -> HTML {
        guard line.post.until == nil else { return .empty }
        let id = line.post.id.description
        return folded(
            words("post.end"),
            content: postForm(
                to: .postEnd(line.post.id),
                content: """
                    <div class="form-row">\(dateField(
                        Field("until", label: words("org.until"), form: "post-\(id)"),
                        value: today.description, earliest: today.description))\
                    \(submitButton(words("post.end"), weight: .grave))</div>
                    """))
    }

    private func personActions(
        _ file: PersonFile, _ forms: OrganisationForms
    ) async throws -> [HTML] {
        let person = file.person
        guard person.maySignIn(on: today) else {
            return [
                forms.panel(
                    "return", "person.return", hint: "person.return.hint", icon: .reply,
                    weight: .first, to: .personChange(person.id, "return"),
                    content: "<p class=\"hint\">\(words("person.return.lead"))</p>")
            ]
        }
        let isSelf = person.id == visit.person.id
        let post =
            isSelf
            ? "<p class=\"hint\">\(words("post.self"))</p>"
            : forms.panel(
                "posts", "post.add", hint: "post.add.hint", icon: .plus, weight: .first,
                to: .personChange(person.id, "posts"),
                content: try await postFields(forms, of: "posts"))
        let password = forms.panel(
            "password", "person.reset", hint: "person.reset.hint", icon: .reply,
            to: .personChange(person.id, "password"),
            content: "<p class=\"hint\">\(words("person.reset.lead"))</p>")
        let oneTime = forms.panel(
            "one-time", "person.oneTime.set", hint: "person.oneTime.set.hint", icon: .shield,
            to: .personChange(person.id, "one-time"),
            content: "<p class=\"hint\">\(words("person.oneTime.lead"))</p>")
        let factors = HTML.when(
            file.hasSecondFactor,
            forms.panel(
                "factors", "person.factors.remove", hint: "person.factors.remove.hint",
                icon: .shield, weight: .grave, to: .secondFactorsRemoval(person.id),
                content: "<p class=\"hint\">\(words("person.factors.lead"))</p>"))
        let end = forms.panel(
            "end", "person.end", hint: "person.end.hint", icon: .leave, weight: .grave,
            to: .personChange(person.id, "end"),
            content: "<p class=\"hint\">\(words("person.end.lead"))</p>")
        return isSelf ? [post] : [post, password, oneTime, factors, end]
    }

    /// What a post is: role, body, place, duty and first day.
    func postFields(_ forms: OrganisationForms, of form: String) async throws -> HTML {
        let roles = visit.book.profile.roles.map { Choice($0.id, label: words("role.\($0.id)")) }
        return """
            \(forms.choice(
                "role", of: form, "post.role", groups: [ChoiceGroup(label: nil, choices: roles)]))\
            \(forms.choice("body", of: form, "post.body", groups: bodyGroups()))\
            \(try await placeField(forms, of: form, "post.place"))\
            \(forms.text(
                "duty", of: form, "post.duty", hint: "post.duty.hint", isRequired: false,
                lengthMax: PostWish.dutyCharactersMax))\
            \(forms.day("from", of: form, "org.from", now: today))
            """
    }
}

import Actions
import Kernel
import Markup

extension DeskFrame {
    func guidesPage() async throws -> Reply {
        let all = try await ask.installation.guides(in: visit.realm)
        let due = try await ask.installation.guidesToReview(
            of: visit.holding.post.body, in: visit.realm)
        let names = bodyNames.mapValues(\.name)
        let day = today
        func parts(_ guides: [Guide]) -> HTML {
            HTML.each(times.parts(of: guides, names, on: day) { .guide($0) }) {
                panel($0.title, content: guideList($0.lines))
            }
        }
        let mine = due.map { guide in
            GuideLine(
                title: words.name(guide.title), link: .guide(guide.id),
                detail: words("guides.due", ["day": times.wholeDay(guide.reviewOn)]),
                stale: guide.isStale(on: day) ? words("guides.stale") : nil)
        }
        return page(
            words("guides.title"), current: .guides(),
            content: """
                \(deskHead(
                    title: words("guides.title"), detail: words("guides.desk"),
                    actions: buttonRow(
                        (visit.holding.verbs.contains(.publish)
                            ? [
                                buttonLink(
                                    words("guides.new"), to: .newGuide, weight: .first,
                                    icon: .plus)
                            ] : [])
                            + [
                                buttonLink(
                                    words("overview.title"), to: .overview(), icon: .list)
                            ])))\(doneMessage())\
                <div class="story">\(HTML.when(
                    !mine.isEmpty, panel(words("guides.review.mine"), content: guideList(mine))))\
                \(all.isEmpty
                    ? emptyState(words("guides.none"), next: words("guides.none.desk"))
                    : parts(all))</div>\(exportLinks(.guides, like: .guides()))
                """)
    }

    func newGuidePage(back: FormReturn? = nil) async throws -> Reply {
        let forms = OrganisationForms(words: words, back: back)
        let view = FormPage(
            title: words("guides.new"), lead: words("guides.new.lead"),
            problem: HTML.when(back) { back in
                alertMessage(back.failure.title, detail: "<p>\(back.failure.detail)</p>")
            },
            form: postForm(
                to: .guides(), draft: draft("guide"),
                content: """
                    \(try await placeField(
                        forms, of: "new", "guides.field.place", now: visit.holding.post.place))\
                    \(try await guideFields(forms, of: "new", nil))\
                    \(submitButton(words("guides.new.send"), weight: .first, icon: .plus))
                    """))
        return page(view.title, current: .guides(), content: formPage(view))
    }

    private func guideFields(
        _ forms: OrganisationForms, of form: String, _ guide: Guide?
    ) async throws -> HTML {
        let venues = try await ask.installation.venues(in: visit.realm, sittingsMax: 1).venues
        let chosen = forms.isBack(form) ? forms.back?.sent.texts["windows"] ?? [] : nil
        var wides: [String] = []
        for category in visit.book.profile.categories(of: Kernel.Category.usual) {
            let wide = category.id.split(separator: ".").first.map(String.init) ?? category.id
            if !wides.contains(wide) { wides.append(wide) }
        }
        func both(_ name: String, _ said: LocalName?, most: Int, rows: Int, isNeeded: Bool) -> HTML
        {
            """
            \(forms.area(
                name, of: form, "guides.field.\(name)", now: said?.zh ?? "",
                hint: "guides.field.\(name).hint", isRequired: isNeeded, rows: rows,
                lengthMax: most))\
            \(forms.area(
                name + "English", of: form, "guides.field.\(name)English", now: said?.en ?? "",
                isRequired: false, rows: rows, lengthMax: most))
            """
        }
        return """
            \(forms.choice(
                "kind", of: form, "guides.field.kind",
                groups: [
                    ChoiceGroup(
                        label: nil,
                        choices: Guide.Kind.allCases.map {
                            Choice($0.rawValue, label: words("guides.kind.\($0.rawValue)"))
                        })
                ], now: guide?.kind.rawValue ?? "service"))\
            \(forms.choice(
                "category", of: form, "guides.field.category",
                groups: [
                    ChoiceGroup(
                        label: nil,
                        choices: wides.map { Choice($0, label: words("category.\($0)")) })
                ], now: guide?.category ?? "", isRequired: false,
                emptyWords: words("guides.field.category.none")))\
            \(forms.text(
                "title", of: form, "guides.field.title", now: guide?.title.zh ?? "",
                lengthMax: Guide.titleCharactersMax))\
            \(forms.text(
                "titleEnglish", of: form, "guides.field.titleEnglish",
                now: guide?.title.en ?? "", isRequired: false,
                lengthMax: Guide.titleCharactersMax))\
            \(both("text", guide?.text, most: Guide.textCharactersMax, rows: 6, isNeeded: true))\
            \(both(
                "bring", guide?.bring, most: Guide.bringCharactersMax, rows: 3, isNeeded: false))\
            \(forms.text(
                "source", of: form, "guides.field.source", now: guide?.source ?? "",
                hint: "guides.field.source.hint", lengthMax: Guide.sourceCharactersMax))\
            \(HTML.when(!venues.isEmpty, checkCards(
                forms.field("windows", of: form, "guides.windows", isRequired: false),
                choices: venues.map { venue in
                    let id = venue.id.description
                    return Choice(
                        id, label: words.name(venue.name),
                        isChosen: chosen?.contains(id) ?? guide?.windows.contains(venue.id)
                            ?? false)
                })))\
            \(forms.day(
                "reviewOn", of: form, "guides.field.reviewOn", now: today.adding(days: 182),
                earliest: today, hint: "guides.field.reviewOn.hint"))
            """
    }

    func guidePage(_ file: GuideFile, back: FormReturn? = nil) async throws -> Reply {
        let guide = file.guide
        let forms = OrganisationForms(words: words, back: back)
        let isKept = visit.holding.grants(.publish, at: guide.placePath, in: visit.realm.id)
        var actions: [HTML] = []
        if isKept, guide.holds(on: today) {
            actions = [
                forms.panel(
                    "review", "guides.review", hint: "guides.review.hint", icon: .check,
                    weight: .first, to: .guideAct(guide.id, "review"),
                    content: forms.day(
                        "reviewOn", of: "review", "guides.field.reviewOn",
                        now: today.adding(days: 182), earliest: today)),
                forms.panel(
                    "change", "guides.change", icon: .tool, to: .guideAct(guide.id, "change"),
                    submit: "org.save",
                    content: """
                        \(hiddenField("seen", value: String(guide.version)))\
                        \(try await guideFields(forms, of: "change", guide))
                        """),
                forms.panel(
                    "end", "guides.end", hint: "guides.end.hint", icon: .leave, weight: .grave,
                    to: .guideAct(guide.id, "end"), content: .empty),
            ]
        }
        let stale =
            guide.isStale(on: today)
            ? noteMessage("<p>\(words("guides.stale.note"))</p>", icon: .clock) : .empty
        let story: HTML = """
            \(doneMessage())\(matterHead(
                title: words.name(guide.title), badges: times.badges(of: guide),
                facts: times.facts(of: file)))\(stale)\
            \(panel(
                words("guides.field.text"),
                content: "<p class=\"event-text\">\(words.name(guide.text))</p>"))\
            \(HTML.when(times.bring(of: guide)) { bring in
                panel(
                    bring.title,
                    content: "<ul>\(HTML.each(bring.items) { "<li>\($0)</li>" })</ul>")
            })\
            \(HTML.when(!file.windows.isEmpty, panel(
                words("guides.windows"),
                content: buttonRow(
                    file.windows.map {
                        buttonLink(words.name($0.name), to: .venue($0.id), icon: .home)
                    }))))
            """
        return page(
            words.name(guide.title), current: .guides(),
            content: actions.isEmpty
                ? "<div class=\"story\">\(story)</div>"
                : storyAndActions(
                    story: story,
                    actions: panel(words("matter.actions"), content: actionList(actions)),
                    actionsLabel: words("matter.actions")))
    }
}

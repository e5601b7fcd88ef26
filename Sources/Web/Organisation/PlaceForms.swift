import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// What stands beside a place: what may be changed, and its code for the wall.
    func placeSides(_ file: PlaceFile, back: FormReturn?) -> HTML {
        let place = file.place
        let mayEdit = visit.holding.grants(.editPlaces, at: place.path, in: visit.realm.id)
        let mayPrint =
            visit.holding.verbs.contains(.read)
            && visit.holding.post.reach.contains(place.path) && file.poster != nil
            && place.exists(on: today)
        return """
            \(HTML.when(
                mayEdit && place.until == nil,
                panel(
                    words("org.change"),
                    content: actionList(placeActions(file, OrganisationForms(
                        words: words, back: back))))))\
            \(HTML.when(
                mayPrint,
                panel(
                    words("place.poster"),
                    content: """
                        <p class="hint">\(words("place.poster.lead"))</p>\
                        \(buttonLink(
                            words("posters.print"), to: .wallPoster(place.id), icon: .print))
                        """)))\
            \(panel(
                words("place.tree"),
                content: buttonLink(
                    words("place.tree.show"), to: .places(open: place.id), icon: .map)))
            """
    }

    private func placeActions(_ file: PlaceFile, _ forms: OrganisationForms) -> [HTML] {
        let place = file.place
        let rename = forms.panel(
            "name", "place.rename", hint: "place.rename.hint", icon: .letters,
            to: .placeChange(place.id, "name"), submit: "org.save",
            content: names(forms, of: "name", now: place.name))
        let code = forms.panel(
            "code", "place.setCode", icon: .seal, to: .placeChange(place.id, "code"),
            submit: "org.save",
            content: forms.text(
                "code", of: "code", "place.code", now: place.code ?? "", hint: "place.code.hint",
                isRequired: false, lengthMax: 30))
        let degrees = file.position?.degrees
        let position = forms.panel(
            "position", "place.setPosition", hint: "place.position.hint", icon: .pin,
            to: .placeChange(place.id, "position"), submit: "org.save",
            content: """
                \(forms.text(
                    "latitude", of: "position", "place.latitude", now: degrees?.latitude ?? "",
                    isRequired: false, lengthMax: 12))\
                \(forms.text(
                    "longitude", of: "position", "place.longitude", now: degrees?.longitude ?? "",
                    isRequired: false, lengthMax: 12))
                """)
        let below = AddPlace.levels(under: place.level, of: visit.book.profile)
        let add = HTML.when(
            !below.isEmpty && place.exists(on: today),
            forms.panel(
                "children", "place.add", icon: .plus, weight: .first,
                to: .placeChange(place.id, "children"), submit: "place.add.submit",
                content: """
                    \(names(forms, of: "children", now: nil))\
                    \(forms.choice(
                        "level", of: "children", "place.level",
                        groups: [
                            ChoiceGroup(
                                label: nil,
                                choices: below.map { Choice($0, label: words("level.\($0)")) })
                        ], now: below.first ?? ""))\
                    \(forms.text(
                        "code", of: "children", "place.code", hint: "place.code.hint",
                        isRequired: false, lengthMax: 30))\
                    \(forms.day("from", of: "children", "org.from", now: today))
                    """))
        return [add, rename, code, position, closing(file, forms)].filter { !$0.isEmpty }
    }

    /// The form that closes a place; where something still hangs on it, what that is.
    private func closing(_ file: PlaceFile, _ forms: OrganisationForms) -> HTML {
        let place = file.place
        guard place.parent != nil else { return .empty }
        guard file.ties.isEmpty else {
            var inbox = InboxLink(scope: .places)
            inbox.place = place.id
            return tiesPanel(
                "closure", "place.close",
                [
                    (file.ties.matters, "place.tie.matters", inbox.link),
                    (file.ties.children, "place.tie.children", nil),
                    (file.ties.posts, "place.tie.posts", nil),
                    (file.ties.bodies, "place.tie.bodies", nil),
                    (file.ties.pairings, "place.tie.pairings", nil),
                ])
        }
        return forms.panel(
            "closure", "place.close", hint: "place.close.hint", icon: .leave, weight: .grave,
            to: .placeChange(place.id, "closure"),
            content: forms.day("until", of: "closure", "org.until", now: today, earliest: today))
    }

    /// What must be settled before something can be closed, each with its number and a way there.
    func tiesPanel(
        _ form: String, _ title: String, _ ties: [(count: Int, key: String, link: Link?)]
    ) -> HTML {
        let rows = HTML.each(ties.filter { $0.count > 0 }) { tie in
            let said = words(tie.key, ["count": String(tie.count)])
            return
                "<li>\(tie.link.map { "<a href=\"\($0)\">\(said)</a>" as HTML } ?? "\(said)")</li>"
        }
        return actionPanel(
            words(title), hint: words("org.tied"), icon: .leave, weight: .grave,
            id: "action-\(form)",
            form: "<p>\(words("org.tied.lead"))</p><ul class=\"ties\">\(rows)</ul>")
    }

    func names(_ forms: OrganisationForms, of form: String, now name: LocalName?) -> HTML {
        """
        \(forms.text(
            "name", of: form, "org.name", now: name?.zh ?? "",
            lengthMax: LocalName.charactersMax))\
        \(forms.text(
            "nameEnglish", of: form, "org.nameEnglish", now: name?.en ?? "", isRequired: false,
            lengthMax: LocalName.charactersMax))
        """
    }
}

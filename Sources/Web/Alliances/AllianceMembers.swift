import Actions
import Kernel
import Markup
import Storage

/// The members of an alliance, and the forms by which the alliance is changed.
extension DeskFrame {
    func membersPanel(
        _ file: AllianceFile, _ forms: OrganisationForms, mayKeep: Bool
    ) -> HTML {
        let current = file.memberships.filter { $0.until.map { today < $0 } ?? true }
        let past = file.memberships.filter { $0.until.map { $0 <= today } ?? false }
        let year = today.year
        let rows = HTML.each(current) { membership in
            let turns = file.rota.turns.values.count {
                $0.body == membership.member && $0.month.year == year
            }
            return """
                <li><div class="member-what">\(memberName(membership.member))\
                <span class="hint">\(since(membership))\
                \(HTML.when(
                    turns > 0,
                    " · \(words("alliances.member.turns", ["count": String(turns)]))"))</span>\
                </div>\(HTML.when(
                    mayKeep && membership.until == nil, leaving(membership, forms)))</li>
                """
        }
        let before = HTML.each(past) { membership in
            """
            <li><div class="member-what">\(memberName(membership.member))\
            <span class="hint">\(since(membership))</span></div></li>
            """
        }
        let listed: HTML =
            current.isEmpty
            ? "<p class=\"hint\">\(words("alliances.members.none"))</p>"
            : "<ul class=\"members\">\(rows)</ul>"
        let left = HTML.when(
            !past.isEmpty,
            folded(
                words("alliances.members.past", ["count": String(past.count)]),
                content: "<ul class=\"members\">\(before)</ul>"))
        return panel(
            words("alliances.members", ["count": String(current.count)]),
            content: "\(listed)\(left)")
    }

    private func memberName(_ id: Body.ID) -> HTML {
        visit.holding.verbs.contains(.readPlaces)
            ? "<a href=\"\(Link.body(id))\">\(bodyName(id))</a>"
            : "<strong>\(bodyName(id))</strong>"
    }

    /// `2025年3月1日加入`, and until when.
    func since(_ membership: Membership) -> String {
        let from = words(
            membership.from > today ? "alliances.member.from" : "alliances.member.since",
            ["day": times.wholeDay(membership.from)])
        guard let until = membership.until else { return from }
        return from + " · " + words("alliances.member.until", ["day": times.wholeDay(until)])
    }

    private func leaving(_ membership: Membership, _ forms: OrganisationForms) -> HTML {
        let form = "end-\(membership.id)"
        let said = HTML.when(forms.isBack(form) ? forms.back : nil) { back in
            alertMessage(back.failure.title, detail: "<p>\(back.failure.detail)</p>")
        }
        return folded(
            words("alliances.leave"), isOpen: forms.isBack(form),
            content: postForm(
                to: .membershipEnd(membership.id),
                hidden: hiddenField("alliance", value: membership.alliance.description),
                content: """
                    \(said)\(forms.day(
                        "until", of: form, "alliances.leave.until", now: today, earliest: today,
                        hint: "alliances.leave.until.hint"))\
                    \(forms.text(
                        "reason", of: form, "alliances.reason", hint: "alliances.leave.hint",
                        lengthMax: ChairTurn.reasonCharactersMax))\
                    \(submitButton(words("alliances.leave"), weight: .grave))
                    """))
    }

    // MARK: - What may be done

    func allianceActions(
        _ file: AllianceFile, _ forms: OrganisationForms, mayKeep: Bool
    ) -> [HTML] {
        let id = file.alliance.body.id
        var actions: [HTML] = []
        if mayCallJointMeeting(file) {
            actions.append(
                buttonLink(
                    words("alliances.call"), to: .newJointMeeting(id), weight: .first, icon: .bell)
            )
        }
        guard mayKeep else { return actions }
        let hasMembers = file.memberships.contains { $0.holds(on: today) }
        if hasMembers {
            actions.append(buttonLink(words("alliances.rota.draw"), to: .rota(id), icon: .list))
        }
        let months = file.rota.turns.keys.filter { $0 >= Month(of: today) }.sorted()
        if months.count > 1 { actions.append(swapForm(file, forms, months)) }
        if !months.isEmpty, hasMembers { actions.append(passingForm(file, forms, months)) }
        actions.append(joinForm(file, forms))
        return actions
    }

    /// Whether the post may call a joint meeting in some month from now on.
    func mayCallJointMeeting(_ file: AllianceFile) -> Bool {
        let now = Month(of: today)
        let turns = file.rota.turns.values.filter { $0.month >= now }.map(Optional.some) + [nil]
        return file.alliance.body.exists(on: today)
            && file.memberships.contains { $0.holds(on: today) }
            && visit.book.profile.meetingRules.contains { $0.roll == .members }
            && turns.contains { visit.holding.calls(meetingOf: file.alliance, chairedBy: $0) }
    }

    private func joinForm(_ file: AllianceFile, _ forms: OrganisationForms) -> HTML {
        let standing = Set(file.memberships.filter { $0.until == nil }.map(\.member))
        let kinds = visit.book.profile.bodyKinds.filter {
            !visit.book.profile.allianceKinds.contains($0)
        }
        let groups = kinds.map { kind in
            ChoiceGroup(
                label: words("bodyKind.\(kind)"),
                choices: bodyNames.values.filter {
                    $0.kind == kind && $0.exists(on: today) && !standing.contains($0.id)
                }.sorted { $0.name.zh < $1.name.zh }
                    .map { Choice($0.id.description, label: words.name($0.name)) })
        }
        // Partner units first: they are what most alliances are made of.
        return forms.panel(
            "members", "alliances.join", hint: "alliances.join.hint", icon: .plus,
            to: .allianceChange(file.alliance.body.id, "members"),
            content: """
                \(forms.choice(
                    "member", of: "members", "alliances.join.member",
                    groups: groups.filter { !$0.choices.isEmpty }.reversed()))\
                \(forms.day(
                    "from", of: "members", "alliances.join.from", now: today,
                    hint: "alliances.join.from.hint"))
                """)
    }

    private func swapForm(
        _ file: AllianceFile, _ forms: OrganisationForms, _ months: [Month]
    ) -> HTML {
        let groups = [turnChoices(file, months)]
        return forms.panel(
            "swap", "alliances.swap", hint: "alliances.swap.hint", icon: .reply,
            to: .allianceChange(file.alliance.body.id, "swap"),
            content: """
                \(forms.choice("one", of: "swap", "alliances.swap.one", groups: groups))\
                \(forms.choice("other", of: "swap", "alliances.swap.other", groups: groups))
                """)
    }

    private func passingForm(
        _ file: AllianceFile, _ forms: OrganisationForms, _ months: [Month]
    ) -> HTML {
        forms.panel(
            "passing", "alliances.passing", hint: "alliances.passing.hint", icon: .arrow,
            to: .allianceChange(file.alliance.body.id, "passing"),
            content: """
                \(forms.choice(
                    "month", of: "passing", "alliances.passing.month",
                    groups: [turnChoices(file, months)]))\
                \(forms.text(
                    "reason", of: "passing", "alliances.reason", hint: "alliances.passing.reason",
                    lengthMax: ChairTurn.reasonCharactersMax))
                """)
    }

    private func turnChoices(_ file: AllianceFile, _ months: [Month]) -> ChoiceGroup {
        ChoiceGroup(
            label: nil,
            choices: months.map { month in
                Choice(
                    month.description,
                    label: monthName(month) + " · "
                        + (file.rota.turns[month].map { bodyName($0.body) } ?? ""))
            })
    }
}

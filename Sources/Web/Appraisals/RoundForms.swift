import Actions
import Kernel
import Markup
import Storage

/// The forms by which a round goes on, each behind its own button.
struct RoundForms {
    let reading: RoundReading

    private var frame: DeskFrame { reading.frame }
    private var words: Words { frame.words }
    private var file: AppraisalRoundFile { reading.file }
    private var round: AppraisalRound { file.round }
    private var complaints: [String: Trouble] { reading.refused.map(frame.complaints) ?? [:] }

    private func may(_ verb: Verb) -> Bool {
        frame.visit.holding.grants(
            verb, at: file.scheme.placePath, in: frame.visit.realm.id)
    }

    /// What may be done now, the usual next step first.
    var offered: [HTML] {
        switch round.state {
        case .open: return may(.convene) ? [closure(), cancellation()] : []
        case .closed: return may(.convene) ? [award(), cancellation()] : []
        case .cancelled: return []
        case .awarded:
            let isDraft = file.bulletin.map { $0.releasedAt == nil } ?? false
            return (isDraft && may(.publish) ? [release()] : [])
                + (may(.convene) ? (file.flags.isEmpty ? [] : [bulletin()]) + [correction()] : [])
        }
    }

    private func closure() -> HTML {
        let missing = file.sheets.count { !$0.isEntered }
        let ends = checkbox(
            Field(
                "ends", label: words("appraisal.field.ends"), problem: complaints["ends"],
                isRequired: false))
        return drawn(
            .closure, icon: .check, weight: .first,
            """
            <p class="hint">\(words(
                "appraisal.closure.lead",
                ["missing": String(missing), "days": String(file.scheme.rules.appealDays)]))</p>\
            \(HTML.when(missing > 0, ends))\
            \(submitButton(words("appraisal.act.closure"), weight: .first))
            """)
    }

    private func award() -> HTML {
        let open = file.sheets.count { $0.appeal.map { $0.decision == nil } ?? false }
        return drawn(
            .award, icon: .flag, weight: .first,
            """
            <p class="hint">\(words(
                "appraisal.award.lead",
                [
                    "day": round.appealsUntil.map(frame.times.day) ?? "",
                    "open": String(open),
                    "flags": String(
                        file.scheme.rules.flags(among: file.buildings.count)),
                ]))</p>\(submitButton(words("appraisal.act.award"), weight: .first))
            """)
    }

    private func cancellation() -> HTML {
        let sent = reading.act == .cancellation ? frame.ask.form : SentForm()
        return drawn(
            .cancellation, icon: .warning, weight: .grave,
            """
            <p class="hint">\(words("appraisal.cancellation.lead"))</p>\
            \(textField(
                Field(
                    "cancellation", label: words("appraisal.field.cancellation"),
                    problem: complaints["cancellation"]), value: sent["cancellation"] ?? "",
                lengthMax: AppraisalRound.reasonCharactersMax))\
            \(submitButton(words("appraisal.act.cancellation"), weight: .grave))
            """)
    }

    private func bulletin() -> HTML {
        let written = file.bulletin
        let sent = reading.act == .bulletin ? frame.ask.form : SentForm()
        let sentences = HTML.each(file.flags) { flag in
            let name = "sentence\(flag.building)"
            let standing = written?.praises.first { $0.building == flag.building }?.sentence
            return textField(
                Field(
                    name,
                    label: words(
                        "appraisal.field.sentence", ["building": reading.name(flag.building)]),
                    problem: complaints[name]),
                value: sent[name] ?? standing ?? words("appraisal.sentence"),
                lengthMax: AppraisalBulletins.sentenceCharactersMax)
        }
        let lead = words(
            "appraisal.lead",
            [
                "month": words.month(of: round), "place": words.name(file.place.name),
                "count": String(file.buildings.count),
            ])
        return drawn(
            .bulletin, icon: .star, weight: written == nil ? .first : .second,
            seen: written?.version ?? 0,
            """
            \(textField(
                Field(
                    "lead", label: words("appraisal.field.lead"), problem: complaints["lead"]),
                value: sent["lead"] ?? written?.lead ?? lead,
                lengthMax: AppraisalBulletins.leadCharactersMax))\(sentences)\
            <p class="hint">\(words("appraisal.bulletin.hint"))</p>\
            \(submitButton(words("appraisal.act.bulletin"), weight: .first))
            """)
    }

    private func release() -> HTML {
        drawn(
            .release, icon: .check, weight: .first, seen: file.bulletin?.version ?? 0,
            """
            <p class="hint">\(words("appraisal.release.lead"))</p>\
            \(submitButton(words("appraisal.act.release"), weight: .first))
            """)
    }

    private func correction() -> HTML {
        let sent = reading.act == .correction ? frame.ask.form : SentForm()
        return drawn(
            .correction, icon: .reply, weight: .second,
            """
            <p class="hint">\(words("appraisal.correction.lead"))</p>\
            \(selectField(
                Field(
                    "building", label: words("appraisal.column.building"),
                    problem: complaints["building"]),
                choices: file.awards.map { award in
                    let id = award.result.building.description
                    return Choice(
                        id, label: reading.name(award.result.building),
                        isChosen: sent["building"] == id)
                }))\
            \(textField(
                Field(
                    "points", label: words("appraisal.field.points"),
                    problem: complaints["points"]), value: sent["points"] ?? "",
                kind: .number, isNarrow: true))\
            \(textField(
                Field(
                    "correction", label: words("appraisal.field.correction"),
                    problem: complaints["correction"]), value: sent["correction"] ?? "",
                lengthMax: AppraisalAppeal.wordsCharactersMax))\
            \(submitButton(words("appraisal.act.correction"), weight: .first))
            """)
    }

    private func drawn(
        _ act: RoundAct, icon: Icon, weight: ButtonWeight, seen: Int? = nil, _ content: HTML
    ) -> HTML {
        actionPanel(
            words("appraisal.act.\(act.rawValue)"), icon: icon, weight: weight,
            id: "act-\(act.rawValue)", isOpen: reading.act == act,
            form: postForm(
                to: .roundAct(round.id, act),
                hidden: hiddenField("seen", value: String(seen ?? round.version)),
                content: content))
    }
}

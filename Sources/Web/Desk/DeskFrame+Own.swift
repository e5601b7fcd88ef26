import Actions
import Kernel
import Markup
import Storage

/// What on every page of the desk is a person's own: their views, their bell, their keys.
extension DeskFrame {
    func saved(_ current: Link?) -> [NavItem] {
        guard let own, !own.views.isEmpty else { return [] }
        let views = own.views.map { view in
            let link = InboxLink(view).link
            return NavItem(view.name, link, icon: .list, isCurrent: current == link)
        }
        return views + [
            NavItem(
                words("saved.manage"), .savedViews, icon: .more, isCurrent: current == .savedViews)
        ]
    }

    func bell(_ bell: Bell, setting: DeskSetting, isCurrent: Bool = false) -> DeskBell {
        let shown = bell.count.shown(countedTo: Bell.countMax)
        return DeskBell(
            link: .news, source: .newsBell, count: bell.count, shown: shown,
            words: bell.count == 0 ? words("news.none") : words("news.count", ["count": shown]),
            urgent: setting.emergencies ? bell.emergencies : 0, isQuiet: bell.isQuiet,
            isCurrent: isCurrent)
    }

    /// Every shortcut, declared once; the script follows the links of this list and has a function
    /// for each of the others.
    func keys() -> DeskKeyList {
        let verbs = visit.holding.verbs
        let hasPosts = visit.holdings.count > 1
        var rows = DeskKey.onPage.filter { $0 != "p" || hasPosts }
            .map { DeskKey($0, words: words("desk.key.\($0)")) }
        func add(_ press: String, _ link: Link, if holds: Bool) {
            if holds { rows.append(DeskKey(press, words: words("desk.key.\(press)"), link: link)) }
        }
        add("n", .newMatter, if: verbs.contains(.enter))
        let reads = verbs.contains(.read)
        add("g t", .today, if: reads)
        add("g i", InboxLink(scope: .mine).link, if: reads)
        add("g b", InboxLink(scope: .bodies).link, if: reads)
        add("g p", InboxLink(scope: .places).link, if: reads)
        add("g n", .news, if: reads)
        return DeskKeyList(
            title: words("desk.keys"), detail: words("desk.keys.detail"), rows: rows,
            closeWords: words("page.close"), isOn: usesKeys)
    }

    /// Whether keys of a single letter are listened to.
    var usesKeys: Bool { own?.setting.singleKeys ?? true }

    /// Whether this post may plan visits, where the profile has them.
    var mayPlanVisits: Bool {
        guard let procedure = visit.book.profile.procedure(Today.visitProcedure) else {
            return false
        }
        return procedure.openings.contains { opening in
            opening.by.contains { $0.verb.map(visit.holding.verbs.contains) ?? false }
        }
    }

    /// A draft of a form of the desk, kept on this device.
    func draft(_ name: String) -> Draft {
        Draft(
            name, restoredWords: words("form.draft.restored"),
            discardWords: words("form.draft.discard"))
    }

    /// What waits in another post, with the way to it.
    func otherPost(_ holding: Holding, words sentence: String, back: Link) -> HTML {
        postForm(
            to: .deskPost,
            hidden: hiddenField("back", value: back.address),
            content: """
                <p class="other-post"><span>\(sentence)</span>\
                \(submitButton(
                    words("desk.post.switch"), weight: .second, name: "post",
                    value: holding.post.id.description))</p>
                """)
    }
}

extension DeskKey {
    /// The keys that do something on the page they are pressed on.
    static let onPage = [
        "j", "k", "Enter", "x", "X", "e", ".", "u", "[", "]", "/", "p", "?",
    ]
}

import Actions
import Kernel
import Markup

/// What the tiles of a sheet are drawn from: whoever looks at the same figures sees the same tiles.
struct DrawnFiguresKey: Hashable {
    let lines: [FigureLine]
    let period: Period
    /// Where the tiles lead; nil where they lead nowhere.
    let link: FiguresLink?
    let realm: Realm.ID
    let profileVersion: Int
    let language: Language

    init(_ sheet: FigureSheet, link: FiguresLink?, book: Rulebook, language: Language) {
        lines = sheet.lines
        period = sheet.period
        self.link = link
        realm = book.realm.id
        profileVersion = book.profile.version
        self.language = language
    }

    /// The lines are mostly the very ones that are kept, and then equal at a glance.
    func hash(into hasher: inout Hasher) {
        for line in lines { hasher.combine(line.value) }
        hasher.combine(period)
        hasher.combine(link)
        hasher.combine(language)
    }
}

import Actions
import Kernel
import Markup
import Storage

/// A card for the one who is helped: its number, what for, until when, where. No name.
struct SponsorCard {
    let realm: String
    let heading: String
    let numberLabel: String
    let number: String
    let sentence: String
    let until: String
    /// Which merchants honour it; none before one accepted.
    let merchants: String
    let footer: String
}

func sponsorCardPage(_ frame: PageFrame, _ card: SponsorCard, tools: HTML) -> HTML {
    let body: HTML = """
        <header class="poster-tools no-print">\(tools)</header>
        <main id="main" class="sponsor-card" tabindex="-1">
        <p class="paper-realm">\(logoMark())<span>\(card.realm)</span></p>
        <h1>\(card.heading)</h1>
        <p class="sponsor-number"><span>\(card.numberLabel)</span>\
        <strong>\(card.number)</strong></p>
        <p class="sponsor-sentence">\(card.sentence)</p>
        <p>\(card.merchants)</p><p>\(card.until)</p>
        <footer class="sponsor-foot">\(card.footer)</footer>
        </main>
        """
    return pageDocument(frame, face: "poster", body: body)
}

extension SponsorCard {
    static var example: SponsorCard {
        SponsorCard(
            realm: "演示街道", heading: "亲情卡", numberLabel: "卡号", number: "0001-8",
            sentence: "每周三理发一次", until: "用到 12月31日", merchants: "演示理发店", footer: "本卡不写姓名")
    }
}

extension Site {
    /// Printed by whoever answers for the card; the sentence alone is opened for it.
    static func cardSheet(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, times) = (frame.words, frame.times)
        let file = try await ask.pairingFile()
        guard file.isKeeper, let sentence = file.card, let until = file.pairing.until else {
            throw ActionError.notFound
        }
        let merchants = file.pairing.supporters.filter { $0.state == .accepted }
            .map { frame.name($0.who, file.names) }
        let card = SponsorCard(
            realm: words.name(frame.visit.realm.name), heading: words("pairings.kind.card"),
            numberLabel: words("pairings.card.number"),
            number: file.pairing.number.description, sentence: sentence,
            until: words("pairings.card.until", ["day": times.day(until)]),
            merchants: merchants.isEmpty
                ? words("pairings.card.nobody")
                : words(
                    "pairings.card.at",
                    ["merchants": merchants.joined(separator: words("page.comma"))]),
            footer: words("pairings.card.foot"))
        return .page(
            sponsorCardPage(
                ask.frame(card.heading + " " + card.number, words), card,
                tools: buttonRow([
                    buttonLink(
                        words("page.back"), to: .pairing(file.pairing.id), icon: .back),
                    printButton(words("page.print")),
                ])))
    }
}

import Actions
import Kernel
import Markup
import Storage

extension Neighbourhood {
    /// The receipt of the report that this device made within the hour; else the way to track.
    func receiptReply() async throws -> Reply {
        guard let fresh = freshReceipt,
            let file = try await installation.file(
                of: fresh.reference, in: realm, for: .reporter)
        else { return .see(.track(realm)) }
        let page = receiptPage(fresh, file)
        return try await self.page(page.title, content: Web.receiptPage(page))
    }

    private func receiptPage(_ fresh: FreshReceipt, _ file: MatterFile) -> ReceiptPage {
        let name = file.procedure.key.name
        let due = StandingReading(file, by: book.keeper, at: ask.now).due
        let dueWords = due.map(times.moment) ?? words("receipt.soon")
        return ReceiptPage(
            title: words("receipt.title"), lead: words("receipt.lead"),
            card: ReceiptCard(
                title: words("receipt.card"), numberLabel: words("track.reference"),
                number: fresh.reference.description, checkLabel: words("track.word"),
                checkWord: fresh.word.text, keepWords: words("receipt.keep"),
                facts: [
                    (
                        term: words("receipt.category"),
                        value: "\(categoryName(file.matter.category))"
                    ),
                    (term: words("receipt.place"), value: "\(placeName(file.placeLine))"),
                    (term: words("receipt.at"), value: "\(times.moment(file.matter.openedAt))"),
                    (term: words("receipt.due"), value: "\(dueWords)"),
                ], seal: words("receipt.seal")),
            printWords: words("receipt.print"), follow: .track(realm),
            followHidden: """
                \(hiddenField("reference", value: fresh.reference.description))\
                \(hiddenField("word", value: fresh.word.text))
                """, followWords: words("receipt.follow"),
            next: (
                words("receipt.next"),
                words("\(name).raise.next", ["due": dueWords])
                    .split(whereSeparator: \.isNewline).map(String.init)
            ), draftName: draftName(of: name))
    }

    /// `岩岭社区 · 半山尚小区 · 1号楼`: without the realm itself, which the page's head names.
    func placeName(_ line: [Place]) -> String {
        let below = line.count > 1 ? Array(line.dropFirst()) : line
        return below.map { words.name($0.name) }.joined(separator: " · ")
    }
}

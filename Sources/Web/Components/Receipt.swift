package import Markup

/// What a resident takes home: the number, the word that opens it, and what was promised.
package struct ReceiptCard: Sendable {
    package let title: String
    package let numberLabel: String
    package let number: String
    package let checkLabel: String
    package let checkWord: String
    package let keepWords: String
    package let facts: [(term: String, value: HTML)]
    package let seal: String
    package let digest: String?
    /// The address of the tracking page as a QR code, drawn by the caller.
    package let code: HTML

    package init(
        title: String, numberLabel: String, number: String, checkLabel: String,
        checkWord: String, keepWords: String, facts: [(term: String, value: HTML)],
        seal: String, digest: String? = nil, code: HTML = .empty
    ) {
        self.title = title
        self.numberLabel = numberLabel
        self.number = number
        self.checkLabel = checkLabel
        self.checkWord = checkWord
        self.keepWords = keepWords
        self.facts = facts
        self.seal = seal
        self.digest = digest
        self.code = code
    }
}

package func receipt(_ card: ReceiptCard) -> HTML {
    """
    <section class="receipt" aria-labelledby="receipt-title">
    <header class="receipt-head"><h2 id="receipt-title">\(card.title)</h2>\(sealMark(card.seal))\
    </header>
    <div class="receipt-numbers"><p><span>\(card.numberLabel)</span><strong \
    class="receipt-number">\(card.number)</strong></p><p><span>\(card.checkLabel)</span><strong \
    class="receipt-word">\(card.checkWord)</strong></p>\(card.code)</div>
    <p class="receipt-keep">\(card.keepWords)</p>
    \(definitionList(card.facts))
    \(HTML.when(card.digest) { "<p class=\"receipt-digest\"><code>\($0)</code></p>" })
    </section>
    """
}

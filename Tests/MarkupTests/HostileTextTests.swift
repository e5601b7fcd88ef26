import Markup
import Testing

/// A shelf of texts that people have really typed into forms to break pages.
private let hostileTexts = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "\u{0}<\u{0}script>",
    "javascript:alert('1')",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "<\u{0301}script>",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}<b>",
]

@Test(arguments: hostileTexts)
func hostileTextNeverBecomesMarkup(_ text: String) {
    let html: HTML = "\(text)"
    for special in ["<", ">", "\"", "'", "\u{0}"] {
        #expect(!html.text.unicodeScalars.contains(special.unicodeScalars.first ?? " "))
    }
}

@Test func everyAmpersandIsEscapedSoThatEntitiesAreShownAsTyped() {
    let html: HTML = "\("&lt;&#60;&")"
    #expect(html.text == "&amp;lt;&amp;#60;&amp;")
}

@Test func controlsAreReplacedButLinesAndTabsStay() {
    let html: HTML = "\("a\u{0}b\u{1B}c\u{7F}d\te\r\nf")"
    #expect(
        html.text.unicodeScalars.elementsEqual(
            "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\te\r\nf".unicodeScalars))
}

@Test func textCannotTurnRoundTheWordsThatFollow() {
    let html: HTML = "\("invoice\u{202E}gpj.exe\u{2066}\u{2069}\u{202A}")"
    #expect(html.text == "invoicegpj.exe")
}

@Test func neighboursOfTheDirectionControlsAreKept() {
    let kept = "\u{2014}\u{2029}\u{202F}\u{2065}\u{206A}…“邻里”\u{200D}ᠮᠣᠩᠭᠣᠯ"
    let html: HTML = "\(kept)"
    #expect(html.text.unicodeScalars.elementsEqual(kept.unicodeScalars))
}

@Test func anEmptyTextIsNothing() {
    let html: HTML = "\("")"
    #expect(html.isEmpty)
}

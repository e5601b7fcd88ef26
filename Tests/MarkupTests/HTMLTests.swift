import Markup
import Testing

@Test func markupStandsAsWrittenAndValuesAreEscaped() {
    let name = "<b>张三 & \"李四\"'s</b>"
    let html: HTML = "<p title=\"\(name)\">\(name)</p>"
    let safe = "&lt;b&gt;张三 &amp; &quot;李四&quot;&#39;s&lt;/b&gt;"
    #expect(html.text == "<p title=\"\(safe)\">\(safe)</p>")
}

@Test func markupWithinMarkupIsNotEscapedTwice() {
    let inner: HTML = "<b>\("a&b")</b>"
    let outer: HTML = "<p>\(inner)</p>"
    #expect(outer.text == "<p><b>a&amp;b</b></p>")
}

@Test func whatIsAbsentLeavesNothing() {
    let text: String? = nil
    let markup: HTML? = nil
    let html: HTML = "<p>\(text)\(markup)\([HTML]())\(HTML.empty)</p>"
    #expect(html.text == "<p></p>")
    #expect(HTML.empty.isEmpty)
}

@Test func numbersAndListsAreWrittenInOrder() {
    let items: [HTML] = ["<li>1</li>", "<li>2</li>"]
    let html: HTML = "<ol start=\"\(-3)\">\(items)</ol>\(UInt8(255))"
    #expect(html.text == "<ol start=\"-3\"><li>1</li><li>2</li></ol>255")
    #expect(HTML.joined(items, separator: ", ").text == "<li>1</li>, <li>2</li>")
    #expect(HTML.joined([]).isEmpty)
}

@Test func attributesAppearOnlyWithAValue() {
    let hint: String? = nil
    let html: HTML = "<input\(attribute: "aria-describedby", hint)\(flag: "required", true)>"
    #expect(html.text == "<input required>")
    let named: HTML = "<input\(attribute: "value", "\"><script>")\(flag: "required", false)>"
    #expect(named.text == "<input value=\"&quot;&gt;&lt;script&gt;\">")
}

@Test func conditionsAndLoopsGiveMarkup() {
    #expect(HTML.when(true, "<i></i>").text == "<i></i>")
    #expect(HTML.when(false, "<i></i>").isEmpty)
    #expect(HTML.when("a<b" as String?) { "<i>\($0)</i>" }.text == "<i>a&lt;b</i>")
    #expect(HTML.each(1...3) { "<i>\($0)</i>" }.text == "<i>1</i><i>2</i><i>3</i>")
}

@Test func onlyTheRawDoorLetsMarkupIn() {
    #expect(HTML(raw: "<hr>").text == "<hr>")
    let outside = "<hr>"
    let html: HTML = "\(outside)"
    #expect(html.text == "&lt;hr&gt;")
}

@Test func jsonCannotEndItsScript() throws {
    let html = try HTML.json(["t": "</script><script>alert(1)</script>&<!--"])
    #expect(!html.text.contains("<") && !html.text.contains(">") && !html.text.contains("&"))
    #expect(html.text.contains(#"\u003c/script\u003e"#))
}

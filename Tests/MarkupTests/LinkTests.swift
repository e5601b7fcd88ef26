import Markup
import Testing

@Test func segmentsAreEncodedAndCannotAddAnother() {
    #expect(Link("desk", "matters", "A/B?c#d").address == "/desk/matters/A%2FB%3Fc%23d")
    #expect(Link("谁来管").address == "/%E8%B0%81%E6%9D%A5%E7%AE%A1")
    #expect(Link().address == "/")
}

@Test func dotsAndEmptySegmentsCannotClimbOrNameAHost() {
    #expect(Link("", "..", "evil.example", ".").address == "/evil.example")
}

@Test func queryItemsAreEncodedAndAbsentOnesLeftOut() {
    let link = Link("track", query: ["ref": "a&b=c", "after": nil, "q": "灯 坏"], fragment: "x y")
    #expect(link.address == "/track?ref=a%26b%3Dc&q=%E7%81%AF%20%E5%9D%8F#x%20y")
}

@Test func aLinkIsEscapedWhereItStands() {
    let html: HTML = "<a href=\"\(Link("a", query: ["x": "1", "y": "2"]))\">a</a>"
    #expect(html.text == "<a href=\"/a?x=1&amp;y=2\">a</a>")
}

@Test(arguments: [
    "javascript:alert(1)", "//evil.example", "/\\evil.example", "https://evil.example", "",
    "report", "/a b", "/a\nb", "/\u{0}", "/" + String(repeating: "a", count: 2_000),
])
func aPathFromOutsideMustBeAPathOfThisSite(_ path: String) {
    #expect(Link(path: path) == nil)
}

@Test func aPathOfThisSiteIsTaken() {
    #expect(Link(path: "/desk?view=mine")?.address == "/desk?view=mine")
    #expect(Link(path: "/")?.address == "/")
}

@Test func aWebAddressIsHTTPOnly() {
    #expect(Link(web: "https://www.gov.cn/x")?.address == "https://www.gov.cn/x")
    for refused in ["javascript:https://x", "data:text/html,x", "ftp://x", "https://x\" y"] {
        #expect(Link(web: refused) == nil)
    }
}

@Test func aTelephoneNumberKeepsItsDigits() {
    #expect(Link(telephone: "+86 471-123 4567")?.address == "tel:+864711234567")
    #expect(Link(telephone: "javascript:") == nil)
}

@Test func aPlaceOnTheSamePage() {
    #expect(Link(here: "title").address == "#title")
}

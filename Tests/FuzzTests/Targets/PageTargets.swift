import Foundation

@testable import Markup

/// What leaves as a page: text from outside never becomes markup.
let pageTargets: [FuzzTarget] = [
    FuzzTarget("markup", bytesMax: 1_000, checkMarkup),
    FuzzTarget("links", bytesMax: 2_500, checkLinks),
]

private func checkMarkup(_ bytes: [UInt8]) throws(Broken) {
    let text = bytes.text
    let markup: HTML = "\(text)\(attribute: "t", text)"
    let escaped = Array(markup.bytes)
    let quotes = escaped.filter { $0 == UInt8(ascii: "\"") }.count
    try holds(quotes == 2, "no quotation mark leaves an attribute")
    try holds(!escaped.contains { [0x3C, 0x3E, 0x27].contains($0) }, "no markup enters")
    try holds(
        !escaped.contains { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) || $0 == 0x7F },
        "no control character enters")
    try holds(String(validating: escaped, as: UTF8.self) != nil, "a page is UTF-8")
    let turns = markup.text.unicodeScalars.contains {
        (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
    }
    try holds(!turns, "nothing turns the words round")
    guard let json = try? HTML.json([text: text]) else {
        throw Broken("every text can be written as JSON")
    }
    try holds(!json.bytes.contains { [0x3C, 0x3E, 0x26].contains($0) }, "JSON ends no script")
    let again = try? JSONDecoder().decode([String: String].self, from: Data(json.bytes))
    try holds(again == [text: text], "JSON reads the same")
}

private func checkLinks(_ bytes: [UInt8]) throws(Broken) {
    let text = bytes.text
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let link = Link(parts, query: ["q": text, "none": nil], fragment: text)
    try holds(link.address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "an address is plain")
    try holds(link.address.hasPrefix("/") && !link.address.hasPrefix("//"), "it is of this site")
    try holds(!link.address.contains("/../") && !link.address.contains("/./"), "it goes nowhere up")
    if let back = Link(path: text) {
        try holds(back.address == text && text.utf8.count <= 2_000, "a path is taken as it is")
        let url = URL(string: text, relativeTo: URL(string: "https://here.example/desk"))
        try holds(url?.host() ?? "here.example" == "here.example", "a path stays on this site")
    }
    if let web = Link(web: text) {
        let scheme = web.address.lowercased().prefix { $0 != ":" }
        try holds(["http", "https"].contains(scheme), "an address elsewhere is of the web")
    }
    if let call = Link(telephone: text) {
        let digits = call.address.dropFirst(4)
        try holds(digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "+") }, "only digits")
    }
}

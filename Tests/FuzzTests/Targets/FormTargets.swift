import Foundation
import Kernel
import Markup
import SQL
import Secrets

@testable import Storage
@testable import Web

/// What browsers send, and what leaves the server to come back.
let formTargets: [FuzzTarget] = [
    FuzzTarget("form", checkForm),
    FuzzTarget("multipart", checkMultipart),
    FuzzTarget("cursors", bytesMax: 1_000, checkCursors),
    FuzzTarget("search", bytesMax: 600, checkSearch),
    FuzzTarget("secrets", bytesMax: 600, checkSecrets),
]

private func checkForm(_ bytes: [UInt8]) throws(Broken) {
    guard let form = try? SentForm(encoded: bytes.text) else { return }
    try holds(!form.texts.values.joined().contains { $0.utf8.contains(0) }, "no NUL comes in")
    let pairs = form.texts.flatMap { name, values in values.map { (name, $0) } }
    try holds(form.texts.count <= SentForm.fieldsMax, "a form has no more fields than the limit")
    let written = pairs.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
    let again = try? SentForm(encoded: written)
    try holds(again?.texts == form.texts, "a form that was read is written and read again")
}

private func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
}

/// The content type is the first line, the body the rest.
private func checkMultipart(_ bytes: [UInt8]) throws(Broken) {
    let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
    let body = Array(bytes[min(end + 1, bytes.count)...])
    guard let multipart = MultipartForm(type: bytes[..<end].text, bytes: body),
        let form = try? multipart.read()
    else { return }
    let texts = form.texts.values.flatMap { $0 }
    try holds(texts.count + form.files.count <= SentForm.fieldsMax, "parts have a limit")
    let size = form.files.reduce(0) { $0 + $1.count }
    try holds(size <= body.count, "files hold no more than was sent")
}

extension ArraySlice<UInt8> {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}

private func checkCursors(_ bytes: [UInt8]) throws(Broken) {
    let text = bytes.text
    if let query = try? SentForm(encoded: text) {
        let inbox = InboxLink(query)
        let address = inbox.link.address
        try holds(
            reread(address).map { InboxLink($0).link.address } == address, "an inbox reads itself")
        let records = RecordLink(query)
        let place = records.link.address
        try holds(
            reread(place).map { RecordLink($0).link.address } == place, "a search reads itself")
        let sum = CalendarSum(query, now: .init(milliseconds: 0), in: .gmt)
        if let (limit, from) = sum.reading(in: .gmt) {
            try holds(limit.amount > 0 && from.iso8601.count >= 20, "a sum has its numbers")
        }
    }
    if let board = BoardCursor(text) {
        try holds(BoardCursor(board.text)?.text == board.text, "a cursor reads itself")
    }
    if let meetings = Meetings.Cursor(text) {
        try holds(Meetings.Cursor(meetings.text) == meetings, "a cursor reads itself")
    }
    if let month = Month(asked: text) {
        try holds(
            (2000...2100).contains(month.year) && month.first.day == 1, "a month begins on the 1st")
    }
}

private func reread(_ address: String) -> SentForm? {
    let query = address.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    return try? SentForm(encoded: query)
}

private func checkSearch(_ bytes: [UInt8]) throws(Broken) {
    guard let query = Grams.query(bytes.text, for: .sqlite) else { return }
    // Read as the index reads it: by bytes, where no character swallows a quotation mark.
    let parts = query.utf8.split(separator: 0x22, omittingEmptySubsequences: false)
        .map { String(decoding: Array($0), as: UTF8.self) }
    let between = stride(from: 0, to: parts.count, by: 2).map { parts[$0] }
    try holds(parts.count >= 3 && parts.count % 2 == 1, "every quotation mark has its other")
    try holds(between.first == "" && between.last == "", "a query is quoted words alone")
    let joints = Set(between.dropFirst().dropLast())
    try holds(joints.isSubset(of: [" AND "]), "nothing but AND joins them")
    try holds(!query.utf8.contains(0), "no NUL enters a query")
}

private func checkSecrets(_ bytes: [UInt8]) throws(Broken) {
    if let secret = try? Base32.decode(bytes.text) {
        try holds((try? Base32.decode(Base32.encode(secret))) == secret, "a secret reads itself")
    }
    try holds((try? Base32.decode(Base32.encode(bytes))) == bytes, "any secret can be typed")
    let sealed = SealedText(use: "fuzz", seconds: 60)
    guard let vault = try? Vault(key: [UInt8](repeating: 7, count: 32)) else {
        throw Broken("a vault opens with a key of 32 bytes")
    }
    try holds(
        sealed.open(bytes.text, at: .init(milliseconds: 0), vault) == nil,
        "nothing opens that was not sealed here")
}

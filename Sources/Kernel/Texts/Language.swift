/// The languages in which every sentence on screen exists.
package enum Language: String, CaseIterable, Codable, Sendable {
    case zh = "zh-Hans"
    case en

    /// The value of a page's `lang` attribute.
    package var tag: String { self == .zh ? "zh-CN" : "en" }
}

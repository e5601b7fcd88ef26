import Kernel
import Profiles

extension Configuration {
    /// Providers by name; each is a map of its own.
    static let openIDProviders = Setting<Configuration>(
        key: "openid",
        words: "Providers of OpenID Connect with which staff may sign in, each under its name in "
            + "addresses: the way back is PUBLIC_ADDRESS/sign-in/openid/NAME/back. Whoever signs "
            + "in so has a sign-in name already, or is given posts by what the provider claims.",
        range: "a map of at most \(providersMax) providers",
        sample: ["county:"] + OpenIDProvider.example.map { "  " + $0 }, isPlain: false,
        read: { passage, configuration, files in
            guard let entries = passage.entries("openid") else { return }
            if entries.count > providersMax {
                passage.problem(
                    "openid has \(entries.count) providers; the most is \(providersMax)")
            }
            configuration.openID = entries.compactMap { OpenIDProvider.read($0, files) }
        },
        show: { configuration in
            let all = configuration.openID.map { "\($0.name) (\($0.issuer), \($0.realm))" }
            return all.isEmpty ? nil : all.joined(separator: ", ")
        })

    static let providersMax = 10
}

extension OpenIDProvider {
    static let settings: [Setting<OpenIDProvider>] = [
        .text(
            "issuer", \.issuer, sample: "https://id.county.example", needed: true,
            charactersMax: 500, range: "an address that begins with https://",
            rule: SettingRule.isWeb,
            "The provider; its description stands at /.well-known/openid-configuration below it."),
        .text(
            "client_id", \.clientID, sample: "linli", needed: true,
            "The name by which the provider knows this installation."),
        .secret(
            "client_secret_file", \.clientSecret, sample: "/etc/linli/county.secret",
            "The file whose first line is the secret that the provider gave. Left out for a "
                + "client without one, which PKCE alone protects."),
        .scopes("scopes", \.scopes, sample: ["[openid, profile, groups]"], "What is asked for."),
        .names(
            "words", \.words, sample: ["{ zh-Hans: 县政务账号, en: County account }"],
            "What stands on the button."),
        .text(
            "match", \.matchClaim, charactersMax: 100,
            "The claim that is the sign-in name of a person, in small letters."),
        .text(
            "realm", \.realm, sample: "checheng-road", needed: true, range: "the name of a realm",
            rule: Realm.isSlug, "The realm whose staff it signs in."),
        .truth(
            "second_factor", \.isSecondFactor,
            "Whether the provider asks for a second factor itself, so that posts which need one "
                + "are not asked again."),
        .posts(
            "posts", \.posts,
            sample: [
                "- { claim: groups, value: grid-banshanshang, role: gridWorker,",
                "    body: 半山尚小区网格, place: 半山尚小区 }",
            ],
            "Posts that follow from claims: where the claim is the value, or a list that holds "
                + "it, the person has the post from the next sign-in on, and loses it at the first "
                + "without."),
    ]

    static func read(_ entry: Entry, _ files: SettingFiles) -> OpenIDProvider? {
        let keys = settings.map(\.key)
        guard Realm.isSlug(entry.name) else {
            entry.key.problem(
                "“\(entry.name)” cannot name a provider: use 2 to 40 of a–z, 0–9 and -")
            return nil
        }
        let needed = settings.filter(\.isNeeded).map(\.key)
        guard
            let record = entry.value.record(
                "the provider “\(entry.name)”", required: needed,
                optional: keys.filter { !needed.contains($0) })
        else { return nil }
        var provider = OpenIDProvider(name: entry.name)
        for setting in settings {
            if let passage = record[setting.key] { setting.read(passage, &provider, files) }
        }
        return provider
    }

    /// Its lines in the example.
    static var example: [String] {
        settings.flatMap { setting in
            ConfigurationExample.lines(
                DescribedSetting(setting, start: OpenIDProvider(name: "county")), variable: nil,
                width: 90)
        }
    }
}

extension Setting {
    static func scopes(
        _ key: String, _ path: Path<[String]>, sample: [String], _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words, range: "a list with openid in it", sample: sample,
            isPlain: false,
            read: { passage, part, _ in
                let scopes = (passage.items(key) ?? []).compactMap {
                    $0.text("a scope", charactersMax: 100)
                }
                guard scopes.contains("openid") else {
                    return passage.problem("\(key) must have openid among them")
                }
                part[keyPath: path] = scopes
            }, show: { $0[keyPath: path].joined(separator: ", ") })
    }

    static func names(
        _ key: String, _ path: Path<LocalName>, sample: [String], _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words, range: "a map of zh-Hans and en", sample: sample,
            isPlain: false,
            read: { passage, part, _ in
                guard let record = passage.record(key, required: ["zh-Hans"], optional: ["en"]),
                    let zh = record["zh-Hans"]?.text("words", charactersMax: 40)
                else { return }
                part[keyPath: path] = LocalName(
                    zh: zh, en: record["en"]?.text("words", charactersMax: 40))
            }, show: { $0[keyPath: path].zh })
    }

    static func posts(
        _ key: String, _ path: Path<[OpenIDProvider.Post]>, sample: [String], _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words, range: "a list of at most 200 posts", sample: sample,
            isPlain: false,
            read: { passage, part, _ in
                let items = passage.items(key) ?? []
                if items.count > 200 { passage.problem("the most is 200 posts") }
                part[keyPath: path] = items.compactMap { item in
                    guard
                        let record = item.record(
                            "a post", required: ["claim", "value", "role", "body"],
                            optional: ["place"]),
                        let claim = record["claim"]?.text("claim", charactersMax: 100),
                        let value = record["value"]?.text("value", charactersMax: 200),
                        let role = record["role"]?.name("a role"),
                        let body = record["body"]?.text("body", charactersMax: 200)
                    else { return nil }
                    return OpenIDProvider.Post(
                        claim: claim, value: value, role: role, body: body,
                        place: record["place"]?.text("place", charactersMax: 400))
                }
            }, show: { part in part[keyPath: path].isEmpty ? nil : "\(part[keyPath: path].count)" })
    }
}

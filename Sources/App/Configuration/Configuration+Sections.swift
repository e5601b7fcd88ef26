import Kernel
import Outgoing

extension Configuration {
    /// Everything that can be set, in the order in which the example shows it.
    static let sections: [ConfigurationSection] = [
        ConfigurationSection(nil, "", \.self, general),
        ConfigurationSection(
            "listen", "Where it listens, and by which address people reach it.", \.listen,
            ListenSettings.settings),
        ConfigurationSection(
            "tls",
            "The certificate, where the program speaks TLS itself. Both files are read again at "
                + "SIGHUP. Without this part it speaks plain HTTP, for a web server in front.",
            optional: \.tls, start: TLSSettings(), TLSSettings.settings),
        ConfigurationSection(
            "log", "What is logged; it goes to standard error.", \.log, LogSettings.settings),
        ConfigurationSection(
            "tracing",
            "Where spans are sent: one for each request, and one for each transaction of the "
                + "database in it, with the declared address, the status and the time. Without "
                + "this part none is made. The collector must be among outgoing.allow.",
            optional: \.tracing, start: TraceSettings(), TraceSettings.settings),
        ConfigurationSection(
            "sessions", "How staff stay signed in.", \.sessions, SessionSettings.settings),
        ConfigurationSection(
            "limits",
            "How much may be asked of one node in a minute: by one address, and by everyone in one "
                + "realm together. 0 is no limit. What must not be tried often, such as a "
                + "password, has limits of its own that are no settings.",
            \.limits, LimitSettings.settings),
        ConfigurationSection(
            "mail", "The server that takes mail. Without this part no mail is sent.",
            optional: \.mail, start: MailSettings(), MailSettings.settings),
        ConfigurationSection(
            "sms",
            "The gateway that takes text messages over HTTP. Without this part none is sent.",
            optional: \.sms, start: TextMessageSettings(), TextMessageSettings.settings),
        ConfigurationSection(
            "outgoing",
            "Where the program may call by itself: webhooks, group bots, hotline centres. The "
                + "gateway of sms and the providers of openid must be among them; the mail server "
                + "need not.",
            \.outgoing, OutgoingSettings.settings),
        ConfigurationSection(nil, "", \.self, [openIDProviders]),
    ]

    private static let general: [Setting<Configuration>] = [
        .optionalText(
            "data", \.data, sample: "/var/lib/linli", option: "--data",
            "The folder of the installation, with linli.key and, unless database is set, "
                + "linli.sqlite. Left out where this file stands in that folder."),
        .database(
            "database", \.database, sample: "postgres://linli@db.example/linli",
            option: "--database",
            "A PostgreSQL that holds the rows instead of linli.sqlite, with whatever libpq "
                + "understands, but without a password."),
        .secret(
            "database_password_file", \.databasePassword,
            sample: "/etc/linli/database.password", always: true,
            "The file whose first line is the password for the database."),
        .database(
            "read_replica", \.readReplica, sample: "postgres://linli@standby.example/linli",
            option: "--read-replica",
            "A standby that follows the database. Searches far back in the record are asked of "
                + "it; while it is away or more than ten minutes behind, the database itself is "
                + "asked."),
    ]
}

extension ListenSettings {
    static let settings: [Setting<ListenSettings>] = [
        .text(
            "address", \.address, option: "--host", range: "an address of this machine",
            rule: SettingRule.isHost,
            "The address to listen on: 127.0.0.1 for this machine alone, 0.0.0.0 for all."),
        .number(
            "port", \.port, in: 1...65_535, option: "--port", "The port to listen on."),
        .truth(
            "behind_proxy", \.isBehindProxy, option: "--behind-proxy",
            "Whether a web server with TLS stands in front, whose X-Forwarded-For and "
                + "X-Forwarded-Proto are taken. Without it they are ignored, since anyone could "
                + "write them."),
        .optionalText(
            "public_address", \.publicAddress, sample: "https://linli.example.cn",
            range: SettingRule.origin, rule: SettingRule.isOrigin,
            "The address by which people reach the program, for QR codes, links in messages and "
                + "the way back from a sign-in elsewhere. Left out, each request says it."),
        .number(
            "stop_seconds", \.stopSeconds, in: 1...600,
            "How long, after SIGTERM or Ctrl-C, what was asked before may take to be answered."),
    ]
}

extension TLSSettings {
    static let settings: [Setting<TLSSettings>] = [
        .file(
            "certificate", \.certificate, sample: "/etc/linli/fullchain.pem",
            "The certificate and those above it, in PEM."),
        .file(
            "key", \.key, sample: "/etc/linli/privkey.pem",
            "Its private key, in PEM, without a password and readable by Linli alone."),
    ]
}

extension LogSettings {
    static let settings: [Setting<LogSettings>] = [
        .word(
            "format", \.format,
            "Lines for people, or one JSON object a line for a collector."),
        .word(
            "level", \.level, option: "--verbose",
            "The least that is logged; info has a line for every request. There is nothing "
                + "personal in it, at no level."),
    ]
}

extension SessionSettings {
    static let settings: [Setting<SessionSettings>] = [
        .number(
            "hours", \.hours, in: 1...24,
            "After so many hours staff must sign in again, whatever they do."),
        .number(
            "idle_minutes", \.idleMinutes, in: 15...720,
            "After so many minutes in which nothing was asked, staff must sign in again. 30 is "
                + "what OWASP asks for; who walks the grid with a telephone is glad of more."),
    ]
}

extension LimitSettings {
    static let settings: [Setting<LimitSettings>] = [
        .number("pages", \.pages, in: 0...1_000_000, "Pages and files of one address."),
        .number("forms", \.forms, in: 0...1_000_000, "Forms sent from one address."),
        .number(
            "calls", \.calls, in: 0...1_000_000,
            "What other systems at one address ask."),
        .number("realm_pages", \.realmPages, in: 0...10_000_000, "Pages and files of one realm."),
        .number("realm_forms", \.realmForms, in: 0...10_000_000, "Forms sent in one realm."),
        .number(
            "realm_calls", \.realmCalls, in: 0...10_000_000,
            "What other systems ask of one realm."),
    ]
}

extension MailSettings {
    static let settings: [Setting<MailSettings>] = [
        .text(
            "host", \.host, sample: "smtp.example.cn", needed: true,
            range: "the name of a host", rule: SettingRule.isHost, "The server."),
        .number("port", \.port, in: 1...65_535, "Its port: 587 for starttls, 465 for tls."),
        .word(
            "security", \.security,
            "How the line is encrypted: from the first byte, after a greeting, or not at all, "
                + "which is for a server on the same machine."),
        .optionalText("user", \.user, sample: "linli@example.cn", "The name to sign in with."),
        .secret(
            "password_file", \.password, sample: "/etc/linli/mail.password",
            "The file whose first line is the password of that name."),
        .text(
            "from", \.from, sample: "linli@example.cn", needed: true,
            range: "an address such as linli@example.cn", rule: SettingRule.isMailAddress,
            "The address that messages come from."),
    ]
}

extension TextMessageSettings {
    static let settings: [Setting<TextMessageSettings>] = [
        .text(
            "address", \.address, sample: "https://sms.example.cn/send", needed: true,
            charactersMax: 2_000, range: "an address that begins with https://",
            rule: SettingRule.isWeb, "Where a message is sent to, by POST."),
        .word("form", \.form, "What the body is written as; values are escaped for it."),
        .text(
            "body", \.body,
            sample: #"'{"to": "{phone}", "content": "{text}", "key": "{secret}"}'"#,
            needed: true, charactersMax: 4_000,
            "The body, with the gaps {phone}, {text}, {id}, which is the same for each try, {time} "
                + "and {secret}."),
        .texts(
            "headers", \.headers, sample: ["Authorization: Bearer {secret}"],
            "Fields of the head, where the gateway asks for some; {secret} may stand in them."),
        .secret(
            "secret_file", \.secret, sample: "/etc/linli/sms.secret",
            "The file whose first line fills the gap {secret}."),
        .optionalText(
            "accepted", \.accepted, sample: #"'"code":0'"#,
            "What the answer holds when the message was taken. Left out, a status of 2xx says so."
        ),
    ]
}

extension OutgoingSettings {
    static let settings: [Setting<OutgoingSettings>] = [
        .hosts(
            "allow", \.allow,
            sample: [
                "- qyapi.weixin.qq.com", "- \"*.hooks.example.cn\"",
                "- sms.example.cn", "- id.county.example", "- hotline.office.example:8443 private",
                "- collector.office.example:4318 private",
            ],
            "The hosts that may be called, by name or address; *. before a name stands for all "
                + "below it, a port stands behind a colon. Only a host with private behind it may "
                + "stand where the internet does not reach, such as the office's own network."),
        .optionalText(
            "authorities", \.authorities, sample: "/etc/linli/office-authorities.pem",
            range: "the path of a file, from / on", rule: { $0.hasPrefix("/") },
            "Certificates that are trusted instead of the system's own, in PEM."),
        .optionalText(
            "wecom", \.wecom, sample: "https://wecom.office.example", range: SettingRule.origin,
            rule: SettingRule.isOrigin,
            "Where a house runs WeCom itself, scheme and host of it; likewise the next two."),
        .optionalText(
            "dingtalk", \.dingtalk, sample: "https://dingtalk.office.example",
            range: SettingRule.origin, rule: SettingRule.isOrigin, "DingTalk."),
        .optionalText(
            "feishu", \.feishu, sample: "https://feishu.office.example",
            range: SettingRule.origin, rule: SettingRule.isOrigin, "Feishu."),
    ]
}

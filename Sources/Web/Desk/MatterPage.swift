import Actions
import Kernel
import Markup
import Storage

/// A matter as the desk draws it.
struct MatterView {
    let title: String
    let badges: [HTML]
    let facts: [(term: String, value: HTML)]
    let problem: HTML
    let stripLabel: String
    let stages: [Stage]
    let reachWords: (Stage.Reach) -> String
    let accountTitle: String
    let account: String
    let versions: HTML
    let related: HTML
    let storyTitle: String
    let entries: [TimelineEntry]
    let now: TimelineNow?
    let source: Link
    let actionsTitle: String
    let actions: [HTML]
    /// On a phone the actions stand below the story: the way there.
    let actionsJump: String?
    let noActions: String
    /// What the usual next steps still wait for.
    let waiting: [String]
    let sides: [HTML]
}

func matterPage(_ view: MatterView) -> HTML {
    storyAndActions(
        story: """
            \(view.problem)\(matterHead(title: view.title, badges: view.badges, facts: view.facts))\
            \(HTML.when(view.actionsJump) {
                "<p class=\"jump\"><a class=\"button button-first\" href=\"#actions\">\($0)</a></p>"
            })\
            \(liveRegion(from: view.source, content: matterStory(view)))
            """,
        actions: """
            <div id="actions"></div>\(panel(
                view.actionsTitle,
                content: view.actions.isEmpty
                    ? "<p class=\"hint\">\(view.noActions)</p>" : actionList(view.actions)))\
            \(HTML.when(
                !view.waiting.isEmpty,
                noteMessage(
                    HTML.each(view.waiting) { "<p>\($0)</p>" }, icon: .clock)))\
            \(view.sides)
            """, actionsLabel: view.actionsTitle)
}

/// The part that live updates fetch again: where the matter stands, and its story.
func matterStory(_ view: MatterView) -> HTML {
    """
    \(stageStrip(label: view.stripLabel, view.stages, reachWords: view.reachWords))\
    \(HTML.when(
        !view.account.isEmpty,
        panel(view.accountTitle, content: "<p class=\"event-text\">\(view.account)</p>")))\
    \(view.versions)\(view.related)\
    \(panel(
        view.storyTitle,
        content: timeline(label: view.storyTitle, view.entries, now: view.now)))
    """
}

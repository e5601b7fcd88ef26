import Markup

/// A page of the desk with one form in reading width.
struct FormPage {
    let title: String
    let lead: String
    let problem: HTML
    let form: HTML
}

func formPage(_ view: FormPage) -> HTML {
    readingColumn(title: view.title, lead: view.lead, content: "\(view.problem)\(view.form)")
}

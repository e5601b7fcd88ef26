"""A browser for checks: forms are read from the page and sent back as they were drawn."""

import http.client
import re
from html.parser import HTMLParser
from urllib.parse import urlencode

PASSWORD = "linli-demo-2026"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode(errors="replace")
        self.location = response.headers.get("Location", "")

    @property
    def alert(self):
        """The sentence that the page says loudest."""
        found = re.search(r'role="alert"[^>]*>(.*?)</div>', self.text, re.S)
        words = re.sub(r"<[^>]+>", " ", found.group(1)) if found else ""
        return re.sub(r"\s+", " ", words).strip()


class Form:
    """What a form would send if nobody touched it, and what may be chosen in it."""

    def __init__(self, action):
        self.action = action
        self.values = {}
        self.options = {}

    def filled(self, **given):
        return {**self.values, **given}


class FormReader(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.forms = []
        self.form = self.select = self.area = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        its = dict(attributes)
        if tag == "form":
            self.form = Form(its.get("action", ""))
            self.forms.append(self.form)
        if self.form is None:
            return
        name = its.get("name")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and its.get("value"):
            self.form.options.setdefault(self.select, []).append(its["value"])
            if "selected" in its:
                self.form.values[self.select] = its["value"]
        elif tag == "textarea":
            self.area = name
            self.form.values[name] = ""
        elif tag == "input" and name and its.get("type") not in ("file", "submit"):
            if its.get("type") in ("radio", "checkbox"):
                self.form.options.setdefault(name, []).append(its.get("value", "on"))
                if "checked" not in its:
                    return
            self.form.values[name] = its.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, text):
        if self.form is not None and self.area:
            self.form.values[self.area] += text


class Visitor:
    """One person with one connection and their cookies."""

    def __init__(self, town, address="203.0.113.1", timeout=60):
        self.town = town
        self.address = address
        self.timeout = timeout
        self.cookies = {"linli_language": "en"}
        self.line = None

    def ask(self, method, path, body=None, headers=None):
        if self.line is None or self.line.port != self.town.port:
            self.line = http.client.HTTPConnection(
                "127.0.0.1", self.town.port, timeout=self.timeout)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self.line.request(method, path, body, {
                "Cookie": cookies, "X-Forwarded-For": self.address, **(headers or {})})
            answer = Answer(self.line.getresponse())
        except (OSError, http.client.HTTPException):
            self.line.close()
            self.line = None
            raise
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, form):
        return self.ask("POST", path, urlencode(form, doseq=True), {
            "Content-Type": "application/x-www-form-urlencoded"})

    def send(self, path, form, files=()):
        """A form with files: names, types and bytes."""
        mark = "linli-faults-boundary"
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in form.items()
        ]
        for name, kind, content in files:
            head = (f'--{mark}\r\nContent-Disposition: form-data; name="photos"; '
                    f'filename="{name}"\r\nContent-Type: {kind}\r\n\r\n')
            parts.append(head.encode() + content + b"\r\n")
        parts.append(f"--{mark}--\r\n".encode())
        return self.ask("POST", path, b"".join(parts), {
            "Content-Type": f"multipart/form-data; boundary={mark}"})

    def forms(self, path):
        answer = self.get(path)
        if answer.status == 503:
            raise ConnectionError(f"{path} asks to come back later")
        return FormReader(answer.text).forms

    def form(self, path, action):
        """The form of a page whose address ends so; None where there is none."""
        return next((form for form in self.forms(path) if form.action.endswith(action)), None)

    def sign_in(self, name):
        answer = self.post("/sign-in", {"name": name, "password": PASSWORD, "back": ""})
        if answer.status != 303:
            raise RuntimeError(f"{name} cannot sign in: {answer.status} {answer.alert}")
        return self

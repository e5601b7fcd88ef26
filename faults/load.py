"""People at work: each keeps a journal of what was acknowledged, and sends again what was not."""

import http.client
import random
import threading
import uuid

from town import REALM, Failure
from visitor import Visitor

LOST = (OSError, http.client.HTTPException)


class Journal:
    """What the program said it had stored. It is trusted in nothing else."""

    def __init__(self):
        self.lock = threading.Lock()
        self.openings = set()
        self.moves = []
        self.notes = []
        self.refused = []

    def opened(self, token):
        with self.lock:
            self.openings.add(token)

    def moved(self, reference, action):
        with self.lock:
            self.moves.append((reference, action))

    def noted(self, reference):
        with self.lock:
            self.notes.append(reference)

    def counted(self):
        return len(self.openings) + len(self.moves) + len(self.notes)


class Reporter:
    """Raises requests by the public form, one after another."""

    def __init__(self, town, journal, number):
        self.visitor = Visitor(town, timeout=20)
        self.journal = journal
        self.number = number
        self.sent = 0
        self.waiting = None
        self.drawn = None

    def draw(self):
        """The form as a browser gets it; a fresh one for each request."""
        self.sent += 1
        # Thirty an hour from one address: each request comes from another one.
        self.visitor.address = f"198.{18 + self.number}.{self.sent // 250 % 250}.{self.sent % 250}"
        form = self.visitor.form(f"/{REALM}/report", f"/{REALM}/report")
        if form is None:
            raise Failure("the public form is not there")
        token = uuid.uuid4().hex
        return token, form.filled(
            account=f"路灯不亮 {token}", different="yes", category="facility.light",
            place=random.choice(form.options["place"]))

    def act(self):
        if self.waiting is None:
            self.waiting = self.draw()
        token, form = self.waiting
        answer = self.visitor.post(f"/{REALM}/report", form)
        if answer.status == 303:
            self.journal.opened(token)
            self.waiting = None
        elif answer.status != 503:
            self.journal.refused.append(f"{answer.status} to a request: {answer.alert}")
            self.waiting = None


class Clerk:
    """Accepts requests and writes notes on them, as the dispatcher at the desk."""

    def __init__(self, town, journal, supply):
        self.visitor = Visitor(town, timeout=20)
        self.journal = journal
        self.supply = supply
        self.reference = None
        self.steps = []
        self.waiting = None

    def sign_in(self):
        self.visitor.sign_in("dispatcher")
        return self

    def act(self):
        if self.waiting is None and not self.prepare():
            return False
        action, form = self.waiting
        path = f"/desk/matters/{self.reference}/actions/{action}"
        again = getattr(self, "again", False)
        try:
            answer = self.visitor.post(path, form)
        except LOST:
            self.again = True
            raise
        done = answer.status == 303
        # A move that was done before the answer was lost is refused now: it is done.
        if done or (again and answer.status == 409):
            if action == "note":
                self.journal.noted(self.reference)
            else:
                self.journal.moved(self.reference, action)
        elif answer.status == 503:
            # As the page says: what was sent may have been stored all the same.
            self.again = True
            return True
        else:
            self.journal.refused.append(f"{answer.status} to {action}: {answer.alert}")
        self.waiting = None
        self.again = False
        return True

    def prepare(self):
        """Draws the form of the next step; False when there is nothing to do."""
        if not self.steps:
            self.reference = self.supply()
            if self.reference is None:
                return False
            self.steps = ["note", "accept", "note", "dispatch"]
        action = self.steps[0]
        form = self.visitor.form(f"/desk/matters/{self.reference}", f"/actions/{action}")
        if form is None:
            self.journal.refused.append(f"{self.reference} does not offer {action}")
            self.steps = []
            return False
        self.steps.pop(0)
        given = {"note": {"note": "faults"}, "accept": {"title": "路灯"}}.get(action, {})
        values = form.filled(**given)
        for name, options in form.options.items():
            if name not in ("assists",) and not values.get(name):
                values[name] = options[0]
        self.waiting = (action, values)
        return True


class Crowd:
    """Everyone acts at once until told to stop; a lost answer ends their turn, not their work."""

    def __init__(self, people):
        self.people = people
        self.over = threading.Event()
        self.threads = []
        self.problems = []

    def begin(self):
        self.over.clear()
        self.threads = [
            threading.Thread(target=self.go, args=(person,), daemon=True)
            for person in self.people
        ]
        for thread in self.threads:
            thread.start()

    def go(self, person):
        while not self.over.is_set():
            try:
                if person.act() is False:
                    self.over.wait(0.05)
            except LOST:
                return
            except Exception as error:  # noqa: BLE001
                self.problems.append(f"{type(error).__name__}: {error}")
                return

    def end(self):
        self.over.set()
        for thread in self.threads:
            thread.join(timeout=60)

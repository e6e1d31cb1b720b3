"""Pages of a server with their forms, without JavaScript."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

PASSWORD = "a long enough password of the manager"


class Browser:
    """Pages with their forms, without JavaScript."""

    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}"
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def open(self, address, form=None):
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        try:
            with self.opener.open(self.base + address, data, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def send(self, address, values):
        """The first form of the page that posts and has these fields, with its hidden ones."""
        status, page = self.open(address)
        assert status == 200, f"{address}: {status}"
        for form in re.findall(r"<form\b.*?</form>", page, re.S):
            fields = hidden_fields(form)
            names = re.findall(r'name="([^"]+)"', form)
            if all(name in names for name in values):
                action = re.search(r'action="([^"]*)"', form)
                return self.open(action.group(1) if action else address, {**fields, **values})
        raise AssertionError(f"{address} has no form with {list(values)}")


    def press(self, address, action):
        """The form of the page that posts to `action`, with its hidden fields alone."""
        status, page = self.open(address)
        assert status == 200, f"{address}: {status}"
        form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.S)
        assert form, f"{address} has no form for {action}"
        return self.open(action, hidden_fields(form.group(0)))


def hidden_fields(form):
    fields = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"', form))
    fields.update({name: value for value, name in re.findall(r'<input[^>]*value="([^"]*)"[^>]*type="hidden"[^>]*name="([^"]*)"', form)})
    return fields


def sign_in(place):
    browser = Browser(place.port)
    _, page = browser.open(place.link)
    names = re.findall(r'<input[^>]*type="password"[^>]*>', page)
    values = {re.search(r'name="([^"]*)"', field).group(1): PASSWORD for field in names}
    assert values, page
    status, page = browser.send(place.link, values)
    assert status == 200, f"{status}: {page}"
    return browser

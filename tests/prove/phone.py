"""A phone without a browser: cookies, forms and a stubborn thumb that sends again when nothing came back."""

import http.client
import re
import time
from urllib.parse import urlencode

Page = tuple[int, str, str]  # status, where it leads, body


class Phone:
    """One family's phone. It keeps cookies and tries again, as a person does, until it gets an answer that is no excuse."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.number_of_retries = 0

    def ask(self, method: str, address: str, fields: dict[str, str] | None = None) -> Page:
        """Send once. Raises OSError or HTTPException when the line or the server breaks."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Sec-Fetch-Site": "same-origin"}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, address, urlencode(fields) if fields is not None else None, headers)
            reply = line.getresponse()
            body = reply.read().decode()
        finally:
            line.close()
        for cookie in reply.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";", 1)[0].split("=", 1)
            self.cookies[name] = value
        return reply.status, reply.headers.get("Location", ""), body

    def insist(self, method: str, address: str, fields: dict[str, str] | None = None) -> Page:
        """Send until something comes back that is not "try again"."""
        for _ in range(120):
            try:
                page = self.ask(method, address, fields)
                if page[0] != 503:
                    return page
            except (OSError, http.client.HTTPException):
                pass
            self.number_of_retries += 1
            time.sleep(0.1)
        raise AssertionError(f"{address} never answered")

    def answer(self, slug: str, questions: list[str], words: list[str]) -> dict[str, str]:
        """Walk a survey to its check page; return the fields that its Send button would send."""
        self.insist("POST", f"/have-your-say/{slug}/", {})
        for question, said in zip(questions, words, strict=True):
            self.insist("POST", f"/have-your-say/{slug}/{question}/", {"answer": said, "go": "on"})
        _, _, body = self.insist("GET", f"/have-your-say/{slug}/check/")
        return {name: _hidden(body, name) for name in ("token", "seen")}

    def send(self, slug: str, fields: dict[str, str]) -> str:
        """Press Send until there is a thank-you; return the code it shows."""
        status, leads_to, body = self.insist("POST", f"/have-your-say/{slug}/check/", fields)
        assert status == 302, body[:2000]
        assert leads_to.endswith("/thank-you/"), leads_to
        _, _, body = self.insist("GET", leads_to)
        found = re.search(r"data-receipt>([\d ]+)<", body)
        assert found, body[:2000]
        return found.group(1)


def _hidden(body: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', body.split('name="seen"', 1)[0][-200:] + body)
    assert found, body[:2000]
    return found.group(1)

"""What the other clients share: a login and calls with its token."""
import os

import requests


class Attendance:
    def __init__(self, base_url=None):
        self.base_url = (base_url or os.environ["ATTENDANCE_URL"]).rstrip("/")
        self.token = None
        self.user = None

    def login(self, email=None, password=None):
        answer = requests.post(
            f"{self.base_url}/auth/login",
            json={"email": email or os.environ["ATTENDANCE_EMAIL"], "password": password or os.environ["ATTENDANCE_PASSWORD"]},
            timeout=10,
        )
        answer.raise_for_status()
        data = answer.json()
        self.token = data["access_token"]
        self.user = data["user"]
        return data

    def _headers(self):
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    def get(self, path, **params):
        answer = requests.get(f"{self.base_url}{path}", headers=self._headers(), params=params, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def post(self, path, payload=None):
        answer = requests.post(f"{self.base_url}{path}", headers=self._headers(), json=payload, timeout=60)
        answer.raise_for_status()
        return answer.json() if answer.content else {}

    def logout(self):
        # Whatever the server says: this side forgets the token.
        requests.post(f"{self.base_url}/auth/logout", headers=self._headers(), timeout=10)
        self.token = None

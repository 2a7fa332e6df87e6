"""Logs in, says who it is, renews, logs out; after that the token is good for nothing."""
import json
import os

import requests

BASE = os.environ["ATTENDANCE_URL"].rstrip("/")


def login(email, password):
    answer = requests.post(f"{BASE}/auth/login", json={"email": email, "password": password}, timeout=10)
    answer.raise_for_status()
    return answer.json()


def main():
    session = login(os.environ["ATTENDANCE_EMAIL"], os.environ["ATTENDANCE_PASSWORD"])
    headers = {"Authorization": f"Bearer {session['access_token']}"}
    me = requests.get(f"{BASE}/auth/me", headers=headers, timeout=10)
    me.raise_for_status()
    out = requests.post(f"{BASE}/auth/logout", headers=headers, timeout=10)
    after = requests.get(f"{BASE}/auth/me", headers=headers, timeout=10)
    wrong = requests.post(f"{BASE}/auth/login", json={"email": "ninguem@provedor.example", "password": "Errada2026!"}, timeout=10)
    print(json.dumps({
        "token_type": session["token_type"],
        "expires_in": session["expires_in"],
        "user": session["user"],
        "me": me.json(),
        "logout": out.status_code,
        "after": [after.status_code, after.json()["error_code"]],
        "wrong": [wrong.status_code, wrong.json()["detail"]],
    }))


if __name__ == "__main__":
    main()

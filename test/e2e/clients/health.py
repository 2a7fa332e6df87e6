"""Watches over the service: asks once, or tells why it could not."""
import json
import os

import requests

BASE = os.environ["ATTENDANCE_URL"].rstrip("/")
# The state of the service is not below the API.
ORIGIN = BASE[: -len("/api/v1")] if BASE.endswith("/api/v1") else BASE


def check():
    try:
        answer = requests.get(f"{ORIGIN}/health", timeout=10)
        data = answer.json()
        unhealthy = [name for name, state in data["services"].items() if state != "healthy"]
        return {"status": "ok" if data["status"] == "healthy" else "degraded", "unhealthy_services": unhealthy, "version": data["version"], "code": answer.status_code}
    except requests.Timeout:
        return {"status": "timeout"}
    except requests.ConnectionError:
        return {"status": "unreachable"}
    except Exception as error:
        return {"status": "error", "error": str(error)}


metrics = requests.get(f"{ORIGIN}/metrics", timeout=10)
names = sorted({line.split("{")[0].split(" ")[0] for line in metrics.text.splitlines() if line and not line.startswith("#")})
print(json.dumps({"health": check(), "metrics": names}))

"""Sends a template, or a text where there are no templates, to a list: `campaign.py TEMPLATE PHONE…`, one second apart."""
import json
import sys
import time

import requests
from attendance import Attendance

template, phones = sys.argv[1], sys.argv[2:]
client = Attendance()
client.login()
result = {"success": 0, "failed": 0, "errors": []}
for phone in phones:
    try:
        client.post("/whatsapp/send-template", {"to": phone, "template_name": template, "language": "pt_BR", "components": []})
        result["success"] += 1
    except requests.HTTPError as error:
        result["failed"] += 1
        result["errors"].append({"phone": phone, "status": error.response.status_code, "error": error.response.json()["detail"]})
    time.sleep(1.0)
print(json.dumps(result))

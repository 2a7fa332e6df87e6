"""Writes to a number: text, template, image. `whatsapp.py PHONE TEMPLATE IMAGE_URL`, the phone with its plus sign."""
import json
import sys

import requests
from attendance import Attendance

phone, template, image = sys.argv[1:4]
client = Attendance()
client.login()


def send_text(to, message):
    return client.post("/whatsapp/send", {"to": to, "type": "text", "content": message})


def send_image(to, url, caption=""):
    return client.post("/whatsapp/send", {"to": to, "type": "image", "content": {"url": url, "caption": caption}})


def send_template(to, name, parameters=None, language="pt_BR"):
    components = []
    if parameters:
        components.append({"type": "body", "parameters": [{"type": "text", "text": value} for value in parameters]})
    return client.post("/whatsapp/send-template", {"to": to, "template_name": name, "language": language, "components": components})


result = {"text": send_text(phone, "A sua internet voltou."), "image": send_image(phone, image)}
try:
    result["template"] = send_template(phone, template)
except requests.HTTPError as error:
    # A number of Z-API has no templates.
    result["template"] = {"status": error.response.status_code, "detail": error.response.json()["detail"]}
print(json.dumps(result))

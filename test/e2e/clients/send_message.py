"""Sends a text and an image in a conversation: `send_message.py CONVERSATION TEXT IMAGE_URL`."""
import json
import sys

from attendance import Attendance

conversation, text, image = sys.argv[1:4]
client = Attendance()
client.login()
sent = client.post(f"/conversations/{conversation}/messages", {"content": text, "type": "text"})
picture = client.post(f"/conversations/{conversation}/messages", {"content": image, "type": "image"})
print(json.dumps({"text": sent, "image": picture}))

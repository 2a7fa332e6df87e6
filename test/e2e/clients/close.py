"""Closes a conversation: `close.py CONVERSATION RESOLUTION NOTES`."""
import json
import sys

from attendance import Attendance

conversation, resolution, notes = sys.argv[1:4]
client = Attendance()
client.login()
client.post(f"/conversations/{conversation}/close", {"resolution": resolution, "notes": notes})
detail = client.get(f"/conversations/{conversation}")
print(json.dumps({"status": detail["status"]}))

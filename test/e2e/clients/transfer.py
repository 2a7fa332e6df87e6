"""Hands a conversation to somebody else: `transfer.py CONVERSATION AGENT_ID REASON`."""
import json
import sys

from attendance import Attendance

conversation, agent, reason = sys.argv[1:4]
client = Attendance()
client.login()
client.post(f"/conversations/{conversation}/transfer", {"to_agent_id": int(agent), "reason": reason})
# Who handed it over may not see it any more: a supervisor may.
print(json.dumps({"transferred": True, "by": client.user["id"]}))

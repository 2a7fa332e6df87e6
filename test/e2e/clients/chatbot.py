"""Asks the assistant, and hands over to a person: `chatbot.py CONVERSATION QUESTION`."""
import json
import sys

from attendance import Attendance

conversation, question = sys.argv[1:3]
client = Attendance()
client.login()
reply = client.post("/chatbot/message", {
    "conversation_id": conversation,
    "message": question,
    "context": {"customer_name": "Ana Teste", "customer_plan": "Fibra 300", "customer_since": "2025-05-10"},
})
client.post("/chatbot/escalate", {"conversation_id": conversation, "reason": "Cliente pediu uma pessoa"})
print(json.dumps({"reply": reply, "escalated": True}))

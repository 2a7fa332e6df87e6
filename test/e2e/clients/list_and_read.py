"""Lists what waits and what is under way, and reads the first of each."""
import json

from attendance import Attendance

client = Attendance()
client.login()
waiting = client.get("/conversations", status="queue")
active = client.get("/conversations", status="in_progress", channel="whatsapp")
read = []
for listed in waiting["conversations"][:1] + active["conversations"][:1]:
    detail = client.get(f"/conversations/{listed['id']}")
    newest = detail["messages"][-1]
    read.append({
        "id": detail["id"],
        "phone": detail["customer_phone"],
        "status": detail["status"],
        "messages": len(detail["messages"]),
        "newest": [newest["direction"], newest["content"], newest["type"]],
    })
print(json.dumps({"waiting": waiting["total"], "active": active["total"], "read": read}))

"""Shows the day: figures, who attends, who waits."""
import json

from attendance import Attendance

client = Attendance()
client.login()
metrics = client.get("/dashboard/metrics")
agents = client.get("/dashboard/agents")
queue = client.get("/dashboard/queue")
lines = [
    f"Ativas: {metrics['conversations']['active']}, na fila: {metrics['conversations']['in_queue']}, resolvidas hoje: {metrics['conversations']['resolved_today']}",
    f"Online: {metrics['agents']['online']} ({metrics['agents']['busy']} ocupados, {metrics['agents']['available']} livres)",
    f"Resposta: {metrics['performance']['avg_response_time_seconds']} s, resolução: {metrics['performance']['avg_resolution_time_minutes']} min, nota: {metrics['performance']['satisfaction_rate']}/5",
]
lines += [f"{agent['nome']}: {agent['status']} ({agent['current_conversations']}/{agent['max_conversations']}), {agent['avg_response_time']} s" for agent in agents["agents"]]
lines += [f"{item['position']}º {item['customer_name']} {item['customer_phone']} espera desde {item['waiting_since']}, {item['estimated_wait_minutes']} min, {item['priority']}" for item in queue["queue"]]
print(json.dumps({"metrics": metrics, "agents": agents["agents"], "queue": queue, "text": "\n".join(lines)}))

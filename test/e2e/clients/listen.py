"""Listens at the socket: `listen.py CONVERSATION SECONDS TEXT`. Joins, types, says the text, and prints all that it heard."""
import asyncio
import json
import sys
from urllib.parse import quote, urlsplit

import websockets
from attendance import Attendance


def socket_url(base_url, token):
    parts = urlsplit(base_url)
    scheme = "wss" if parts.scheme == "https" else "ws"
    return f"{scheme}://{parts.netloc}/ws/chat?token={quote(token)}"


async def main(conversation, seconds, text):
    client = Attendance()
    client.login()
    heard = []
    async with websockets.connect(socket_url(client.base_url, client.token)) as socket:
        await socket.send(json.dumps({"type": "ping"}))
        await socket.send(json.dumps({"type": "join_conversation", "conversation_id": conversation}))
        await socket.send(json.dumps({"type": "typing_start", "conversation_id": conversation}))
        await socket.send(json.dumps({"type": "send_message", "conversation_id": conversation, "content": text, "message_type": "text"}))
        await socket.send(json.dumps({"type": "typing_stop", "conversation_id": conversation}))
        print("ready", file=sys.stderr, flush=True)
        end = asyncio.get_running_loop().time() + seconds
        while (left := end - asyncio.get_running_loop().time()) > 0:
            try:
                heard.append(json.loads(await asyncio.wait_for(socket.recv(), timeout=left)))
            except asyncio.TimeoutError:
                break
        await socket.send(json.dumps({"type": "leave_conversation", "conversation_id": conversation}))
    print(json.dumps(heard))


asyncio.run(main(sys.argv[1], float(sys.argv[2]), sys.argv[3]))

"""An attendant that is a program: greets whom it is given, answers with the assistant, hands over. `virtual_attendant.py SECONDS`."""
import asyncio
import json
import sys

import requests
import websockets
from attendance import Attendance


class VirtualAttendant:
    def __init__(self):
        self.api = Attendance()
        self.active = set()
        self.log = []

    async def run(self, seconds):
        self.api.login()
        # From the address of the API, as it stands.
        url = f"{self.api.base_url.replace('http', 'ws', 1)}/ws/chat?token={self.api.token}"
        async with websockets.connect(url) as socket:
            print("ready", file=sys.stderr, flush=True)
            try:
                await asyncio.wait_for(self.listen(socket), timeout=seconds)
            except asyncio.TimeoutError:
                pass
        print(json.dumps(self.log))

    async def listen(self, socket):
        async for raw in socket:
            event = json.loads(raw)
            if event["type"] == "conversation_assigned":
                await self.greet(socket, event["conversation_id"])
            elif event["type"] == "new_message" and event["direction"] == "incoming":
                await self.answer(socket, event)

    async def greet(self, socket, conversation):
        self.active.add(conversation)
        await socket.send(json.dumps({"type": "join_conversation", "conversation_id": conversation}))
        await self.say(socket, conversation, "Olá! Sou o assistente virtual. Em que posso ajudar?")
        self.log.append({"greeted": conversation})

    async def say(self, socket, conversation, text):
        await socket.send(json.dumps({"type": "send_message", "conversation_id": conversation, "content": text, "message_type": "text"}))

    async def answer(self, socket, event):
        conversation = event["conversation_id"]
        await socket.send(json.dumps({"type": "typing_start", "conversation_id": conversation}))
        try:
            reply = await asyncio.to_thread(self.api.post, "/chatbot/message", {
                "conversation_id": conversation, "message": event["content"], "context": event.get("context", {}),
            })
            if reply["should_transfer"]:
                await asyncio.to_thread(self.api.post, "/chatbot/escalate", {"conversation_id": conversation, "reason": "Cliente pediu uma pessoa"})
                await self.say(socket, conversation, "Vou transferir você para um atendente.")
                self.active.discard(conversation)
                self.log.append({"escalated": conversation})
            else:
                await self.say(socket, conversation, reply["response"])
                self.log.append({"answered": conversation, "with": reply["response"]})
        except requests.RequestException as error:
            self.log.append({"failed": conversation, "because": str(error)})
        await socket.send(json.dumps({"type": "typing_stop", "conversation_id": conversation}))


asyncio.run(VirtualAttendant().run(float(sys.argv[1])))

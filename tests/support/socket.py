"""Somebody who listens to the site's realtime server, as an open page of the Desk does."""

import json
import time
from collections.abc import Iterable

import requests

from tests.support.client import Client

APART = "\x1e"
OPENED, PING, PONG = "0", "2", "3"


class Socket:
	"""A connection of a client's session, by the transport that needs no websocket."""

	def __init__(self, who: Client, site: str):
		self.who, self.site = who, site
		self.path = "/socket.io/?EIO=4&transport=polling"
		opened = json.loads(self._take()[0].removeprefix(OPENED))
		self.path += f"&sid={opened['sid']}"
		self._send(f"40/{site},")
		self.answer = "".join(self._take())

	def emit(self, event: str, *words: str) -> None:
		self._send(f"42/{self.site},{json.dumps([event, *words])}")

	def hear(self, patience: float = 1.5, awaited: Iterable[str] = ()) -> str:
		"""All that comes in within so many seconds, or until all awaited words have."""
		heard, deadline = "", time.monotonic() + patience
		words = list(awaited)
		while (
			not (words and all(word in heard for word in words)) and (left := deadline - time.monotonic()) > 0
		):
			try:
				packets = self._take(left)
			except requests.Timeout:
				break
			if PING in packets:
				self._send(PONG)
			heard += "\n".join(packet for packet in packets if packet != PING)
		return heard

	def _take(self, patience: float = 30) -> list[str]:
		reply = self.who.session.get(self.who.url + self.path, headers=self._headers, timeout=patience)
		return reply.text.split(APART)

	def _send(self, packet: str) -> None:
		self.who.session.post(
			self.who.url + self.path, data=packet.encode(), headers=self._headers, timeout=30
		)

	@property
	def _headers(self) -> dict[str, str]:
		return {"Origin": self.who.url, "Content-Type": "text/plain;charset=UTF-8"}

import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns


class NotByHand(frappe.ValidationError):
	pass


class SinkOrderClaim(Document):
	"""接单: one member's place of an order, or in its queue. Written by `orders.claiming` alone."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_taken_in_turn()

	def on_trash(self):
		if self.holding:
			frappe.throw(
				_("A place is given up with the button for it, so that the next one moves up."), NotByHand
			)

	def validate_taken_in_turn(self):
		"""A place without a number would stand outside the queue."""
		if not self.place and not self.flags.counted_in_next:
			frappe.throw(_("Places are taken on the order's form, one after the other."), NotByHand)


def on_doctype_update():
	columns.add_indexes("Sink Order Claim")
	frappe.db.add_index("Sink Order Claim", ["service_order", "status", "place"])
	frappe.db.add_index("Sink Order Claim", ["member", "status", "starts_on"])

import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns, query, stands
from sink_app.organization import accounts, periods

OPEN_TO_SCOPED_GRANTORS = (
	"Sink Street Officer",
	"Sink Community Secretary",
	"Sink Community Staff",
	"Sink Grid Worker",
	"Sink Unit Organizer",
	"Sink Branch Secretary",
)
GRANTS_ANY_ROLE = ("Sink Platform Manager", "Sink City Organizer")


class OneNodeOnly(frappe.ValidationError):
	pass


class PlaceOpensNothing(frappe.ValidationError):
	pass


class NotASinkRole(frappe.ValidationError):
	pass


class GrantsTooMuch(frappe.PermissionError):
	pass


class SinkStand(Document):
	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_one_node()
		self.validate_place()
		self.validate_role()
		self.validate_grantor()
		self.validate_dates()

	def on_update(self):
		self.give_role()

	def validate_one_node(self):
		if bool(self.area) == bool(self.organization):
			frappe.throw(_("Please fill either «Area» or «Party Organization», not both."), OneNodeOnly)

	def validate_place(self):
		"""Records are filed under communities and grids, not under compounds and buildings."""
		tree = "Sink Area" if self.area else "Sink Organization"
		if not stands.opens(tree, self.area or self.organization):
			frappe.throw(
				_("Nothing is filed under this place. Please choose the community or grid it belongs to."),
				PlaceOpensNothing,
			)

	def validate_role(self):
		if not self.role.startswith("Sink ") or self.role == "Sink Member":
			frappe.throw(_("«Role» takes one of this app's office roles."), NotASinkRole)

	def validate_grantor(self):
		"""Nobody hands out a role that ranks above what they were given themselves."""
		if frappe.session.user == "Administrator" or query.roles_at(self).intersection(GRANTS_ANY_ROLE):
			return
		if self.role not in OPEN_TO_SCOPED_GRANTORS:
			frappe.throw(_("Only a city organizer or the platform manager gives this role."), GrantsTooMuch)

	def validate_dates(self):
		periods.check_order(self)

	def give_role(self):
		"""The role alone opens nothing; with the stand it does."""
		accounts.give(self.user, self.role, office=True)


def gives_any_role() -> bool:
	"""Whether whoever asks stands somewhere with a role that gives every other."""
	user = frappe.session.user
	return user == "Administrator" or any(stand.role in GRANTS_ANY_ROLE for stand in stands.active(user))


def on_doctype_update():
	columns.add_indexes("Sink Stand")
	frappe.db.add_index("Sink Stand", ["user", "to_date"])

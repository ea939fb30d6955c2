from frappe.utils.nestedset import NestedSet


class SinkServiceCategory(NestedSet):
	"""What members do: 一般服务 and 专业服务 and their kinds (湖北经济学院 plan, 四(三)4)."""

	nsm_parent_field = "parent_sink_service_category"

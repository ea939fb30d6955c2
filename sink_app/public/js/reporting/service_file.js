// 纪实档案: one page with all that a member did, chapter by chapter.

frappe.provide("sink.reporting");

const escape = (text) => frappe.utils.escape_html(String(text ?? ""));

sink.reporting.ServiceFile = class {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({
			parent: wrapper,
			title: __("Service File"),
			single_column: true,
		});
		this.body = $('<div class="sink-service-file" style="padding: 15px"></div>').appendTo(this.page.main);
		this.page.add_field({
			fieldname: "member",
			label: __("Party Member"),
			fieldtype: "Link",
			options: "Sink Member",
			change: () => this.choose(this.page.fields_dict.member.get_value()),
		});
		this.page.set_primary_action(__("Open as PDF"), () => this.print(), "printer");
	}

	choose(member) {
		if (member && member !== this.member) frappe.set_route("sink-service-file", member);
	}

	async show(member) {
		if (!member) {
			this.body.html(`<p class="text-muted">${__("Choose a member to see the file.")}</p>`);
			return;
		}
		this.member = member;
		this.page.fields_dict.member.set_value("");
		const file = await frappe.xcall("sink_app.reporting.service_file.page", { member });
		this.page.set_title(__("{0}: Service File", [file.title]));
		const chapters = file.chapters.map(chapter).join("");
		const shown = chapters || `<p>${__("Nothing is kept yet.")}</p>`;
		this.body.html(`<p class="text-muted">${escape(file.belongs_to)}</p>${shown}`);
	}

	print() {
		if (!this.member) return;
		const asked = { doctype: "Sink Member", name: this.member, format: "Sink Service File" };
		window.open(`/api/method/frappe.utils.print_format.download_pdf?${new URLSearchParams(asked)}`);
	}
};

function chapter({ title, labels, rows, doctype, links }) {
	const head = labels.map((label) => `<th>${escape(label)}</th>`).join("");
	const body = rows
		.map(
			(cells, place) =>
				`<tr>${cells.map((cell, i) => told(cell, i, doctype, links[place])).join("")}</tr>`,
		)
		.join("");
	const count = doctype ? ` <span class="text-muted">${rows.length}</span>` : "";
	return `<h5 style="margin-top: 24px">${escape(title)}${count}</h5>
		<div class="table-responsive"><table class="table table-bordered table-sm">
		<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

// the first cell of a row leads to its record
function told(cell, place, doctype, link) {
	const text = escape(cell);
	if (place || !link) return `<td>${text}</td>`;
	return `<td><a href="${frappe.utils.get_form_link(doctype, link)}">${text}</a></td>`;
}

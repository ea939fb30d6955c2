// ESLint lives in the bench, not beside this file: .bench/node, or the folder tools.lint names in NODE_PATH.
import { createRequire } from "node:module";

const require = createRequire(new URL(".bench/node/package.json", import.meta.url));
const eslintRequire = createRequire(require.resolve("eslint"));
const js = eslintRequire("@eslint/js");

const names = (list) => Object.fromEntries(list.split(" ").map((name) => [name, "readonly"]));

const browser = names(
	"window document navigator location history localStorage sessionStorage indexedDB console fetch " +
		"setTimeout clearTimeout setInterval clearInterval requestAnimationFrame queueMicrotask crypto " +
		"URL URLSearchParams FormData File FileReader Blob Image Event CustomEvent MutationObserver " +
		"IntersectionObserver ResizeObserver AbortController AbortSignal TextEncoder TextDecoder getComputedStyle structuredClone",
);
const worker = names("self caches clients skipWaiting");
const node = names(
	"process console Buffer URL URLSearchParams fetch AbortController setTimeout clearTimeout setInterval " +
		"clearInterval setImmediate queueMicrotask performance AbortSignal WebSocket TextEncoder TextDecoder structuredClone",
);
const frappe = names(
	"frappe sink __ L $ jQuery moment locals cint cstr flt in_list format_currency strip_html get_link_title",
);

const rules = {
	...js.configs.recommended.rules,
	"no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "none" }],
	"no-var": "error",
	"prefer-const": "error",
	"prefer-template": "error",
	"object-shorthand": "error",
	eqeqeq: ["error", "always", { null: "ignore" }],
	"no-eval": "error",
	"no-implied-eval": "error",
	"no-new-func": "error",
	"no-alert": "error",
	complexity: ["error", 12],
	"max-lines-per-function": ["error", { max: 40 }],
	"max-lines": ["error", { max: 500 }],
};

const desk_rules = {
	"no-console": "error",
	"no-restricted-globals": [
		"error",
		{ name: "cur_frm", message: "The form is handed to the event: use its frm." },
		{ name: "cur_dialog", message: "Keep the dialog in a variable." },
		{ name: "cur_list", message: "The list is handed to its settings' functions." },
	],
	"no-restricted-syntax": [
		"error",
		{
			selector: "CallExpression[callee.name='__'] > TemplateLiteral.arguments:first-child",
			message: "A template string cannot be translated: use __('… {0}', [value]).",
		},
	],
};

export default [
	{ ignores: [".bench/**", "**/dist/**", "**/node_modules/**"] },
	{ linterOptions: { reportUnusedDisableDirectives: "error" } },
	{ files: ["**/*.js", "**/*.mjs"], rules },
	{
		files: ["sink_app/**/*.js"],
		languageOptions: { sourceType: "module", globals: { ...browser, ...worker, ...frappe } },
		rules: desk_rules,
	},
	{ files: ["devbench/**/*.mjs", "tests/**/*.mjs", "*.mjs"], languageOptions: { globals: node } },
	{ files: ["**/tests/**/*.mjs", "**/*.test.mjs"], rules: { "max-lines-per-function": "off" } },
];

import { htmlPlugin } from "./html.mjs";
import { inlineStylePlugin, styleInliner, stylePlugin, tildePlugin } from "./styles.mjs";
import { vuePlugin } from "./vue.mjs";

// safari14 cannot be reached: esbuild does not rewrite the destructuring Frappe uses for it.
const TARGET = ["es2020", "chrome100", "firefox100", "safari15"];
const FILE_TYPES = [
	".eot",
	".gif",
	".jpeg",
	".jpg",
	".otf",
	".png",
	".svg",
	".ttf",
	".webp",
	".woff",
	".woff2",
];
const SERVED_PATHS = ["/assets/*", "/files/*"];

export const KINDS = ["js", "css", "css-rtl"];

/**
 * Return esbuild's options for one kind of an app's bundles, or null if the app has none of it.
 * `bundles` comes from findBundles(); `sass` is shared so that both writing directions compile a sheet once.
 */
export function buildOptions(kind, { bench, app, bundles, sass, production }) {
	const wanted = bundles.filter((bundle) => bundle.kind === (kind === "js" ? "js" : "css"));
	if (!wanted.length) return null;
	const common = commonOptions(bench, production);
	return {
		...common,
		entryPoints: wanted.map(({ source, output }) => ({
			in: source,
			out: output.replace(/^css\//, `${kind}/`),
		})),
		outdir: bench.distFolder(app),
		publicPath: `/assets/${app}/dist`,
		entryNames: "[dir]/[name].[hash]",
		assetNames: "files/[name].[hash]",
		loader: loaders("file"),
		sourcemap: true,
		plugins:
			kind === "js"
				? scriptPlugins({ bench, sass, production, common })
				: [stylePlugin({ bench, sass, rtl: kind === "css-rtl" }), tildePlugin],
	};
}

function commonOptions(bench, production) {
	return {
		absWorkingDir: bench.folder,
		bundle: true,
		minify: production,
		target: TARGET,
		nodePaths: bench.importRoots,
		external: SERVED_PATHS,
		logLevel: "silent",
		// Written by writeOutputs(): in watch mode esbuild would delete the last good files when a build fails.
		write: false,
		define: {
			"process.env.NODE_ENV": JSON.stringify(production ? "production" : "development"),
			__VUE_OPTIONS_API__: "true",
			__VUE_PROD_DEVTOOLS__: "false",
		},
	};
}

function scriptPlugins({ bench, sass, production, common }) {
	const inlineOptions = { ...common, loader: loaders("dataurl"), plugins: [tildePlugin] };
	const inlineStyle = styleInliner(bench.require("esbuild"), inlineOptions);
	return [
		htmlPlugin,
		vuePlugin({ bench, sass, inlineStyle, production }),
		inlineStylePlugin({ sass, inlineStyle }),
		tildePlugin,
	];
}

function loaders(loader) {
	return Object.fromEntries(FILE_TYPES.map((extension) => [extension, loader]));
}

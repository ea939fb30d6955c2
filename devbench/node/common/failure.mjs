/** Something the user can put right; its message is one sentence, shown without a stack trace. */
export class Failure extends Error {}

/**
 * Run a command's main function. A Failure becomes one line on stderr and exit status 1;
 * anything else is a defect and keeps its trace.
 */
export async function runCommand(main) {
	try {
		await main();
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}

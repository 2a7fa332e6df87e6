/** A Jest reporter: at the end of a run of several files, the ten that took longest. */
module.exports = class Slowest {
	onRunComplete(_, { testResults }) {
		const files = testResults
			.map(({ testFilePath, perfStats: { start, end } }) => ({ file: testFilePath, ms: end - start }))
			.sort((a, b) => b.ms - a.ms);
		if (files.length < 11) return;
		const total = files.reduce((sum, { ms }) => sum + ms, 0);
		const line = ({ file, ms }) => `  ${(ms / 1000).toFixed(1).padStart(6)} s  ${file.replace(`${process.cwd()}/`, '')}`;
		process.stderr.write(
			`\nThe ten slowest of ${files.length} files (${Math.round(total / 1000)} s in all of them):\n${files.slice(0, 10).map(line).join('\n')}\n`,
		);
	}
};

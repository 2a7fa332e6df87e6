import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const NODES = path.resolve(__dirname, '../../../nodes');

/** Where remedies have a Portuguese sentence of their own beside them, or are Portuguese themselves. */
const APART = ['shared/llm/', 'shared/core/handoff/integrationTexts.ts', 'SdrAgent/modelSource.ts', 'SdrAgent/recording.ts'];

export interface Remedy {
	file: string;
	/** As it is shown, with `x` for what is filled in. */
	text: string;
}

/** Every remedy that is written in the sources: what stands at `remedy`, and what is handed to an error whose constructor takes one. */
export function remedies(): Remedy[] {
	const files = readdirSync(NODES, { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => file.endsWith('.ts') && !APART.some((place) => file.startsWith(place)) && !file.startsWith('shared/remedies/'));
	const sources = files.map((file) =>
		ts.createSourceFile(file, readFileSync(path.join(NODES, file), 'utf8'), ts.ScriptTarget.Latest, true),
	);
	const takes = new Map(sources.flatMap((source) => takers(source)));
	const found = sources.flatMap((source) => inFile(source, takes).map((text) => ({ file: source.fileName, text })));
	return found.filter(({ text }, n) => text !== '' && found.findIndex((other) => other.text === text) === n);
}

/** Error classes whose constructor has a parameter `remedy`, and which one it is. */
function takers(source: ts.SourceFile): Array<[string, number]> {
	const found: Array<[string, number]> = [];
	visit(source, (node) => {
		if (!ts.isClassDeclaration(node) || !node.name) return;
		const made = node.members.find(ts.isConstructorDeclaration);
		const at = made?.parameters.findIndex(({ name }) => name.getText() === 'remedy') ?? -1;
		if (at >= 0) found.push([node.name.text, at]);
	});
	return found;
}

function inFile(source: ts.SourceFile, takes: Map<string, number>): string[] {
	const constants = new Map<string, ts.Expression>();
	visit(source, (node) => {
		if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) constants.set(node.name.text, node.initializer);
	});
	const texts = (given: ts.Expression | undefined): string[] => {
		if (!given) return [];
		if (ts.isStringLiteralLike(given)) return [given.text];
		if (ts.isTemplateExpression(given)) return [given.head.text + given.templateSpans.map(({ literal }) => `x${literal.text}`).join('')];
		if (ts.isConditionalExpression(given)) return [...texts(given.whenTrue), ...texts(given.whenFalse)];
		if (ts.isIdentifier(given)) return texts(constants.get(given.text));
		return [];
	};
	const found: string[] = [];
	visit(source, (node) => {
		if (ts.isPropertyAssignment(node) && node.name.getText() === 'remedy') found.push(...texts(node.initializer));
		if (ts.isShorthandPropertyAssignment(node) && node.name.text === 'remedy') found.push(...texts(constants.get('remedy')));
		if (ts.isPropertyDeclaration(node) && node.name.getText() === 'remedy') found.push(...texts(node.initializer));
		if (ts.isBinaryExpression(node) && node.left.getText() === 'this.remedy') found.push(...texts(node.right));
		if (ts.isParameter(node) && node.name.getText() === 'remedy') found.push(...texts(node.initializer));
		if (ts.isNewExpression(node) && takes.has(node.expression.getText()))
			found.push(...texts(node.arguments?.[takes.get(node.expression.getText())!]));
		// Tables of remedies by kind.
		if (
			ts.isVariableDeclaration(node) &&
			node.name.getText() === 'REMEDIES' &&
			node.initializer &&
			ts.isObjectLiteralExpression(node.initializer)
		)
			for (const entry of node.initializer.properties) if (ts.isPropertyAssignment(entry)) found.push(...texts(entry.initializer));
	});
	return found;
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
	see(node);
	node.forEachChild((child) => visit(child, see));
}

import { at, isRecord, listOf, recordsOf, textOf, type JsonRecord } from '../core/json/readers';
import { parsedJson } from '../core/json/parsedJson';

/**
 * The JSON in the body of an answer. Some servers stream although nobody asked for it, or put the end of a stream behind a whole completion (reports of
 * 9router, nenya, mini-sglang): the pieces are put together, and an error among them stays one.
 * @returns undefined when it holds none
 */
export function jsonIn(body: string): unknown {
	const whole = parsedJson(body);
	if (whole !== undefined) return whole;
	const stream = body.search(/^(?:data|event):/m);
	if (stream < 0) return undefined;
	const before = parsedJson(body.slice(0, stream));
	if (isRecord(before)) return before;
	const events = recordsOf(
		body
			.slice(stream)
			.split(/\r?\n/)
			.filter((line) => line.startsWith('data:'))
			.map((line) => parsedJson(line.slice('data:'.length))),
	);
	if (events.length === 0) return undefined;
	return events.find((event) => isRecord(at(event, 'choices', 0, 'message'))) ?? together(events);
}

/** The chunks of a stream as one completion. */
function together(events: JsonRecord[]): JsonRecord {
	const choices = events.map((event) => at(event, 'choices', 0));
	const joined = (...path: Array<string | number>) => choices.map((choice) => textOf(at(choice, 'delta', ...path))).join('');
	const called = choices.flatMap((choice) => recordsOf(listOf(at(choice, 'delta', 'tool_calls'))));
	const error = events.find((event) => event.error)?.error;
	return {
		choices: [
			{
				message: {
					content: joined('content'),
					refusal: joined('refusal'),
					tool_calls: [{ function: { arguments: called.map((call) => textOf(at(call, 'function', 'arguments'))).join('') } }],
				},
				finish_reason: choices.map((choice) => textOf(at(choice, 'finish_reason'))).findLast(Boolean) ?? '',
			},
		],
		usage: events.findLast((event) => isRecord(event.usage))?.usage,
		...(error !== undefined && { error }),
	};
}

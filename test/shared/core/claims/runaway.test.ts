import { processorTime } from '../../../setup/processorTime';
import { claims } from './claimsForTests';

it.each(['a', 'valor ', '1.1.1.', 'em dez e cem mil ', 'x@', '( 1 ', '1 '.repeat(3), 'entrega {', 'consultor ', 'a.b', '. ', 'a: b\n'])(
	'time is in proportion to the text: %j',
	(part) => {
		const took = (length: number) => {
			const text = part.repeat(length).slice(0, length);
			const started = processorTime();
			claims(text);
			return processorTime() - started;
		};
		took(4000);
		expect(took(16_000)).toBeLessThan(1500);
	},
);
